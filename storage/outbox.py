"""The outbox as the relay uses it: notices that are due, given out once, and what became of them.

One process speaks at a time: the one that holds the lease `SPEAKER`. A notice goes claimed →
sending → fate. `claim` gives it to the speaker. Right before a call that must not be repeated (a
new post; an edit may be), `note` marks it as sending, committed before the call is made. If the
speaker dies, the next one finds what it had claimed: a notice never marked is given out again; one
that was marked may have arrived, and is handed over as interrupted, to become UNKNOWN.

The mark is the version that was being sent: if the notice was asked for `again` meanwhile, the
new version is given out. A speaker that was only stopped for a while, and wakes after another
took over, can mark nothing any more, so no two ever send one notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, text, update

from domain.notices import Fate, Notice
from domain.ports import Clock
from storage import tables
from storage.database import Database
from storage.lease import Hold, hold, holds, release
from storage.outcomes import Claimed, Result, write_results
from storage.tables.outbox import IS_WAITING
from storage.writer import Writer

__all__ = ["Claim", "Claimed", "Outbox", "Queue", "Result"]

SPEAKER = "speaker"
"""The lease of the one process that speaks unasked: the limits are Telegram's for the bot."""

SPEAKS_FOR = timedelta(seconds=4)
"""How long the lease lasts without being kept: so long nothing is said after a speaker died."""

column = tables.notices.c

CLAIMED = (
    column.id,
    column.version,
    column.attempts,
    column.key,
    column.kind,
    column.due_at,
    column.buy,
    column.person,
    column.home,
    column["values"],
    column.again,
)

MARK = (
    update(tables.notices)
    .where(column.id == bindparam("the_id"))
    .values(sending=bindparam("the_version"))
)

DUE = text(IS_WAITING)
"""As it is spelt in the index of what waits for homes: a parameter would not be known by it."""

TO_HOMES, TO_PEOPLE = column.home.is_not(None), column.person.is_not(None)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a speaker was given. `speaks` is False if another process speaks."""

    speaks: bool
    notices: Sequence[Claimed] = ()
    interrupted: Sequence[Claimed] = ()
    """What a former speaker was sending when it died: told once, and again to the next speaker
    until their fate is recorded."""


@dataclass(frozen=True, slots=True)
class Queue:
    """How many notices are due now, and since when the longest waits."""

    count: int
    oldest: datetime | None


class Outbox:
    """The notices' table as the relay uses it; notices are put in by the desk."""

    def __init__(self, writer: Writer, readers: Database, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock

    async def claim(self, speaker: str, homes: int, people: int) -> Claim:
        """Keep, or take, the right to speak, and claim what is due, the longest due first.

        `homes` and `people` are how many notices to each there is room for: what is said to
        thousands of people must not keep what is said to a group waiting.
        """
        now = self._clock.now()

        def job(connection: Connection) -> Claim:
            held = hold(connection, SPEAKER, speaker, now, SPEAKS_FOR)
            if held is Hold.ANOTHERS:
                return Claim(speaks=False)
            interrupted = _interrupted(connection, speaker) if held is Hold.TAKEN else []
            claimed = [
                *_take(connection, speaker, now, TO_HOMES, homes),
                *_take(connection, speaker, now, TO_PEOPLE, people),
            ]
            claimed.sort(key=lambda one: (one.notice.due_at, one.id))
            return Claim(True, claimed, interrupted)

        return await self._writer.run(job, brief=True)

    async def note(
        self, speaker: str, sending: Sequence[Claimed] = (), results: Sequence[Result] = ()
    ) -> bool:
        """Write what became of claimed notices, and mark those whose sending begins now; durably.

        Returns False if another process speaks: then nothing was marked, and none may be sent.

        A notice asked for `again` since it was claimed stays due, whatever became of this
        attempt. One withdrawn meanwhile is not brought back by WAITING or HELD; that it was or
        may have been SENT is noted. One to be HELD for somebody who has started the bot
        meanwhile is due instead: their Start released what was held by then, and nothing would
        release this.
        """
        now = self._clock.now()
        marks = [{"the_id": one.id, "the_version": one.version} for one in sending]

        def job(connection: Connection) -> bool:
            speaks = not marks or holds(connection, SPEAKER, speaker)
            if marks and speaks:
                connection.execute(MARK, marks)
            if results:
                write_results(connection, results, speaker, now)
            return speaks

        return await self._writer.run(job, brief=True)

    async def resign(self, speaker: str) -> None:
        """Give back the right to speak, so that another process may speak at once."""
        await self._writer.run(lambda connection: release(connection, SPEAKER, speaker))

    async def next_due(self) -> datetime | None:
        """Return when the earliest notice that is not claimed becomes due."""
        query = select(func.min(column.due_at)).where(
            column.fate == Fate.WAITING, column.claimed_by.is_(None)
        )
        return await self._readers.run(lambda connection: connection.scalar(query))

    async def queue(self) -> Queue:
        """Return how many notices are due and not yet sent, and since when the longest waits."""
        query = select(func.count(), func.min(column.due_at)).where(
            column.fate == Fate.WAITING, column.due_at <= self._clock.now()
        )
        count, oldest = await self._readers.run(lambda connection: connection.execute(query).one())
        return Queue(count, oldest)


def _take(
    connection: Connection, speaker: str, now: datetime, whose: ColumnElement[bool], limit: int
) -> list[Claimed]:
    """Claim up to `limit` due notices that nobody holds, or that a former speaker held."""
    if limit <= 0:
        return []
    free = column.claimed_by.is_distinct_from(speaker)
    unmarked = column.sending.is_distinct_from(column.version)
    due = (
        select(column.id)
        .where(DUE, column.due_at <= now, whose, free, unmarked)
        .order_by(column.due_at, column.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    take = (
        update(tables.notices)
        .where(column.id.in_(due))
        .values(claimed_by=speaker, sending=None, attempts=column.attempts + 1)
        .returning(*CLAIMED)
    )
    return [_claimed(tuple(row)) for row in connection.execute(take)]


def _interrupted(connection: Connection, speaker: str) -> list[Claimed]:
    """Take over what former speakers had marked and never noted the fate of."""
    marked = (column.sending == column.version, column.claimed_by.is_distinct_from(speaker))
    take = update(tables.notices).where(*marked).values(claimed_by=speaker).returning(*CLAIMED)
    found = [_claimed(tuple(row)) for row in connection.execute(take)]
    return sorted(found, key=lambda one: one.id)


def _claimed(row: Sequence[Any]) -> Claimed:
    number, version, attempts, *notice = row
    return Claimed(number, version, attempts, Notice(*notice))
