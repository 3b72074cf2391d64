"""Timers that are due, given out one process at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, delete, func, or_, select, tuple_, update

from domain.ids import BuyId
from domain.ports import Clock
from domain.timers import Timer
from storage import tables
from storage.database import Database
from storage.writer import Writer

column = tables.timers.c


class Timers:
    """The timers' table as the schedule uses it; timers are set by the desk."""

    def __init__(self, writer: Writer, readers: Database, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock

    async def claim(self, limit: int, lease: timedelta) -> list[Timer]:
        """Take up to `limit` due timers for the span of `lease`, the longest due first.

        A timer comes back when the lease ends unless `finish` was called. Moving a timer ends
        its lease: it is another one then.
        """
        now = self._clock.now()
        due = (
            select(column.buy, column.kind)
            .where(column.due_at <= now)
            .where(or_(column.lease_until.is_(None), column.lease_until <= now))
            .order_by(column.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(tables.timers)
            .where(tuple_(column.buy, column.kind).in_(due))
            .values(lease_until=now + lease)
            .returning(column.buy, column.kind, column.due_at)
        )

        def job(connection: Connection) -> list[Timer]:
            return [Timer(BuyId(b), kind, at) for b, kind, at in connection.execute(statement)]

        return sorted(await self._writer.run(job), key=_due_at)

    async def finish(self, timers: Sequence[Timer]) -> None:
        """Take away timers that were handled; one that was moved meanwhile stays."""

        def job(connection: Connection) -> None:
            for timer in timers:
                same = and_(
                    column.buy == timer.buy,
                    column.kind == timer.kind,
                    column.due_at == timer.due_at,
                )
                connection.execute(delete(tables.timers).where(same))

        if timers:
            await self._writer.run(job)

    async def next_due(self) -> datetime | None:
        """Return when to look next: the earliest timer due, or claimed one to come back."""
        at = case((column.lease_until.is_(None), column.due_at), else_=column.lease_until)
        query = select(func.min(at))
        return await self._readers.run(lambda connection: connection.scalar(query))


def _due_at(timer: Timer) -> datetime:
    if timer.due_at is None:
        raise ValueError("a claimed timer has a time")
    return timer.due_at
