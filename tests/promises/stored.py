"""The rules played out on a real database, by one desk or by two of them at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select

from domain.commands.base import Cause, Command
from domain.commands.time import TimerDue
from domain.errors import DomainError
from domain.ids import PersonId
from domain.notices import Notice, NoticeKind
from domain.timers import TimerKind
from domain.world import Needs, World
from storage import Storage, open_storage, tables
from storage.load import load
from storage.tables.columns import metadata
from tests.domain.play import BUY, FLAT, NAMES, NOON, Play

T = TypeVar("T")

LEASE = timedelta(minutes=1)

WHOLE = Needs(
    whole=frozenset({BUY}),
    people=frozenset(PersonId(number) for number in range(1, len(NAMES) + 1)),
    homes=frozenset({FLAT}),
    drafts=frozenset({BUY}),
)


class HandClock:
    """A clock that shows what the play sets."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.moment


@dataclass
class Ground:
    """An event loop, a clock, and one database as one or several processes have it open."""

    runner: asyncio.Runner
    clock: HandClock
    open: Sequence[Storage]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something to its end."""
        return self.runner.run(work)

    def clear(self) -> None:
        """Forget everything."""

        def job(connection: Connection) -> None:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))

        self.run(self.open[0].writer.run(job))


@contextmanager
def ground(url: str, processes: int) -> Iterator[Ground]:
    """Open the database at `url` as so many processes do, and close it afterwards."""
    with asyncio.Runner() as runner:
        clock = HandClock()
        opened: list[Storage] = []
        try:
            for _ in range(processes):
                opened.append(runner.run(open_storage(url, clock)))
            yield Ground(runner, clock, opened)
        finally:
            for storage in opened:
                runner.run(storage.close())


class StoredPlay(Play):
    """A play whose world is what the database has; each command goes to the next process."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._ground = ground
        self._turn = 0
        self.taken: list[Command[Any]] = []
        """The commands that were not refused."""
        ground.clear()

    @property
    def storage(self) -> Storage:
        """The process whose turn it is."""
        return self._ground.open[self._turn % len(self._ground.open)]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the database to its end, at the play's present moment."""
        self._ground.clock.moment = self.now
        return self._ground.run(work)

    def submit(self, command: Command[Any]) -> Any:
        """Have one process take a command; return its answer."""
        self._turn += 1
        try:
            answered = self.run(self.storage.desk.submit(command))
        finally:
            self.look()
        self.taken.append(command)
        return answered

    def at_once(self, commands: Sequence[Command[Any]]) -> list[Any]:
        """Have all processes take commands at the same time; return answers and refusals."""
        open_ = self._ground.open

        async def all_of_them() -> list[Any]:
            submitted = (
                open_[place % len(open_)].desk.submit(command)
                for place, command in enumerate(commands)
            )
            return await asyncio.gather(*submitted, return_exceptions=True)

        answers = self.run(all_of_them())
        self.look()
        for command, answered in zip(commands, answers, strict=True):
            if not isinstance(answered, Exception):
                self.taken.append(command)
            elif not isinstance(answered, DomainError):
                raise answered
        return answers

    def order_of(self, kind: type[Command[Any]], actor: int, *args: Any, **more: Any) -> Any:
        """Return a command that is not given yet."""
        self._commands += 1
        return kind(Cause(f"u{self._commands}", self.now), PersonId(actor), *args, **more)

    def wait(self, span: timedelta) -> None:
        """Let time pass; a process takes each timer when it is due."""
        until = self.now + span
        while self.timers and min(self.timers.values()) <= until:
            self.now = max(self.now, min(self.timers.values()))
            self.run(self._ring())
            self.look()
        self.now = until

    async def _ring(self) -> None:
        for timer in await self.storage.timers.claim(10, LEASE):
            assert timer.due_at is not None
            key = f"timer:{timer.buy}:{timer.kind}:{timer.due_at.isoformat()}"
            buy = await self.storage.reader.buy(timer.buy)
            assert buy is not None
            due = TimerDue(Cause(key, self.now), buy.organiser, buy.id, timer.kind, timer.due_at)
            await self.storage.desk.submit(due)
            await self.storage.timers.finish([timer])

    def look(self) -> None:
        """See what the database has now."""
        self.world, self.timers, self.said = self.run(self.storage.writer.run(_look))


def _look(connection: Connection) -> tuple[World, dict[TimerKind, datetime], list[Notice]]:
    timer, notice = tables.timers.c, tables.notices.c
    timers = connection.execute(select(timer.kind, timer.due_at).where(timer.buy == BUY))
    tiers = connection.execute(
        select(notice.key, notice.kind, notice.due_at, notice["values"])
        .where(notice.kind == NoticeKind.TIER)
        .order_by(notice.id)
    )
    said = [Notice(key, kind, due_at, values=values) for key, kind, due_at, values in tiers]
    return load(connection, WHOLE), dict(timers.all()), said
