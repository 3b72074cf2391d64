"""Two hundred people who tap in the same moment, at one or several processes."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.util import await_only

from domain.buy import Totals
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.ids import PersonId
from domain.outcome import Outcome
from domain.world import Needs, World
from storage import Storage, tables
from storage.load import load
from storage.save import Changes
from storage.sqlite import Carrier, Sqlite
from tests.storage.samples import BOTTLE, NEIGHBOURS, OIL, TERMS, a_buy
from tests.storage.scripted import NOON

T = TypeVar("T")

CROWD = [PersonId(number) for number in range(1000, 1200)]
_numbers = count(1)


async def open_buy(storage: Storage, stock: int | None = None, **terms: Any) -> None:
    """Let there be a buy of bottles under these terms."""
    bottle = replace(TERMS.items[0], stock=stock, case_size=None)
    offered = replace(TERMS, items=(bottle,), ladder=None, minimum=None, **terms)
    neighbours = [one for one in NEIGHBOURS if not isinstance(one, Totals)]

    def job(connection: Connection) -> None:
        changes = Changes(connection, NOON)
        changes.add(Outcome((*neighbours, a_buy(terms=offered), Totals(OIL))), NOON)
        changes.write()

    await storage.writer.run(job)


async def all_tap(processes: Sequence[Storage], times: int = 1) -> Counter[str]:
    """Have everybody tap +1 so many times at once; return how often each thing was answered."""

    async def tap(person: PersonId, process: Storage) -> str:
        cause = Cause(f"u{next(_numbers)}", NOON)
        try:
            await process.desk.submit(ChangeOrder(cause, person, OIL, BOTTLE, delta=1))
        except Exception as error:
            return type(error).__name__
        return "ordered"

    taps = (
        tap(person, processes[(place + turn) % len(processes)])
        for turn in range(times)
        for place, person in enumerate(CROWD)
    )
    return Counter(await asyncio.gather(*taps))


async def held(storage: Storage) -> dict[PersonId, int]:
    """Return how many bottles each has, by the rows."""
    line = tables.lines.c
    query = select(line.person, line.quantity).where(line.buy == OIL, line.quantity > 0)
    rows = await storage.readers.run(lambda connection: connection.execute(query).all())
    return {PersonId(row.person): row.quantity for row in rows}


async def totals(storage: Storage) -> Totals:
    """Return the running totals."""
    card = await storage.reader.card(OIL)
    assert card is not None
    return card.totals


def switch_off(url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take the protection away; returns what makes two processes read before either writes.

    On PostgreSQL no row is locked, on SQLite transactions begin at their first write or never,
    as they do by the driver's default.
    """
    meeting = asyncio.Barrier(2)
    threads = threading.Barrier(2)
    alone = url.startswith("sqlite")

    class InThreads(Sqlite):
        """Nothing counts as brief: two processes that wait for each other are in one here."""

        async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
            return await super().run(job)

    async def never_begin(path: str, patience: float) -> Sqlite:
        return InThreads([await Carrier.open(path, patience, "SELECT 1", ("synchronous = OFF",))])

    def read_together(connection: Connection, needs: Needs) -> World:
        world = load(connection, needs)
        if alone:
            threads.wait(timeout=20)
        else:
            await_only(meeting.wait())
        return world

    monkeypatch.setattr("storage.load.lock", lambda *_: None)
    monkeypatch.setattr(Sqlite, "to_write", never_begin)
    return lambda: monkeypatch.setattr("storage.round.load", read_together)
