"""Opening the database and putting its parts together."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import URL

from domain import decide
from domain.ports import Clock
from storage.chats import Chats
from storage.database import Database
from storage.desk import Desk
from storage.engine import SQLITE, open_readers, open_writer, parse
from storage.errors import StorageUnusable
from storage.migrations import upgrade_to_head
from storage.outbox import Outbox
from storage.reader import Reader
from storage.round import Decider
from storage.tidying import Tidying
from storage.timers import Timers
from storage.turns import AlwaysMine, Turns
from storage.writer import Writer

PATIENCE = 2.0
"""Seconds to wait for another process that has the database locked: a person waits meanwhile."""


@dataclass(frozen=True, slots=True)
class Storage:
    """An open database. All that writes goes through one writer, one transaction at a time."""

    desk: Desk
    reader: Reader
    chats: Chats
    outbox: Outbox
    timers: Timers
    turns: Turns
    tidying: Tidying
    writer: Writer
    readers: Database

    async def close(self) -> None:
        """Finish what was asked, then give all connections back."""
        await self.desk.close()
        await self.turns.close()
        await self.writer.close()
        await self.readers.close()


async def open_storage(
    url: str, clock: Clock, decider: Decider = decide, *, patience: float = PATIENCE
) -> Storage:
    """Bring the database at `url` up to date and open it.

    `url` is an SQLAlchemy URL of an SQLite file or a PostgreSQL database; `decider` is
    `domain.decide` unless a test brings its own. `patience` is how long a person may have to wait
    for a lock; at the start nobody does, and another process may be bringing it up to date. Raises
    `StorageUnusable` with the reason.
    """
    await upgrade_to_head(url)
    parsed = parse(url)
    writer = Writer(await open_writer(parsed, patience))
    try:
        readers = await open_readers(parsed, patience)
    except StorageUnusable:
        await writer.close()
        raise
    return Storage(
        desk=Desk(writer, clock, decider),
        reader=Reader(readers, clock),
        chats=Chats(writer, readers, clock),
        outbox=Outbox(writer, readers, clock),
        timers=Timers(writer, readers, clock),
        turns=_turns(parsed, patience),
        tidying=Tidying(writer, clock),
        writer=writer,
        readers=readers,
    )


def _turns(url: URL, patience: float) -> Turns:
    """Return how replicas take turns; SQLite is one process's by nature."""
    if url.drivername == SQLITE:
        return AlwaysMine()
    from storage.shared_turns import SharedTurns  # noqa: PLC0415 - asyncpg, where it is needed
    from storage.tickets import Tickets  # noqa: PLC0415

    return SharedTurns(Tickets(url, patience))
