"""The outbox as the relay uses it: notices that are due, given out once, and what became of them.

A notice goes claimed → sending → fate. `claim` gives it out under a lease. Right before a call
that must not be repeated blindly (a new post; an edit may be), `sending` marks it, committed
before the call is made. If the process dies, the lease ends: a notice never marked is given out
again, and so is a marked one that is needed; a marked one that is rather missed than said twice
becomes UNKNOWN, since Telegram may have delivered it. The mark is the version that was being
sent: if the notice was asked for `again` meanwhile, it is given out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
    update,
)

from domain.notices import RATHER_MISSED, TRIES_IN_DOUBT, Fate, Notice
from domain.people import Reach
from domain.ports import Clock
from storage import tables
from storage.database import Database
from storage.sweeps import LANDING
from storage.writer import Writer

column = tables.notices.c

NOTICE = (
    column.key,
    column.kind,
    column.due_at,
    column.buy,
    column.person,
    column.home,
    column["values"],
    column.again,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice given out for sending. `attempts` counts this claim too."""

    id: int
    version: int
    attempts: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a claimed notice.

    `fate` is where it stands now: SENT (with where the message stands), UNDELIVERABLE, UNKNOWN
    or DROPPED (with the reason), HELD (the person never opened the bot), or WAITING for another
    attempt at `until`.
    """

    claimed: Claimed
    fate: Fate
    reason: str = ""
    until: datetime | None = None
    chat_id: int | None = None
    message_id: int | None = None


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

    async def claim(self, limit: int, lease: timedelta) -> list[Claimed]:
        """Take up to `limit` due notices for the span of `lease`, the longest due first.

        No notice is given out twice at once. Of those whose sending was interrupted by the end of
        a process, the ones that are not needed become UNKNOWN on the way.
        """
        now = self._clock.now()
        free = or_(column.lease_until.is_(None), column.lease_until <= now)
        interrupted = (
            update(tables.notices)
            .where(column.fate == Fate.WAITING, column.sending == column.version)
            .where(column.lease_until <= now)
            .where(or_(column.kind.in_(RATHER_MISSED), column.attempts >= TRIES_IN_DOUBT))
            .values(
                fate=Fate.UNKNOWN,
                reason="interrupted",
                sent_at=now,
                lease_until=None,
                sending=None,
            )
        )
        due = (
            select(column.id)
            .where(column.fate == Fate.WAITING, column.due_at <= now, free)
            .order_by(column.due_at, column.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        take = (
            update(tables.notices)
            .where(column.id.in_(due))
            .values(lease_until=now + lease, sending=None, attempts=column.attempts + 1)
            .returning(column.id, column.version, column.attempts, *NOTICE)
        )

        def job(connection: Connection) -> list[Claimed]:
            connection.execute(interrupted)
            return [_claimed(tuple(row)) for row in connection.execute(take)]

        claimed = await self._writer.run(job)
        return sorted(claimed, key=lambda one: (one.notice.due_at, one.id))

    async def sending(self, claimed: Sequence[Claimed]) -> None:
        """Mark, durably, that the sending of these begins now and must not be repeated blindly."""
        statement = (
            update(tables.notices)
            .where(column.id == bindparam("the_id"))
            .values(sending=bindparam("the_version"))
        )
        rows = [{"the_id": one.id, "the_version": one.version} for one in claimed]
        if rows:
            await self._writer.execute(statement, rows)

    async def record(self, results: Sequence[Result]) -> None:
        """Write what became of claimed notices, together.

        A notice asked for `again` since it was claimed stays due, whatever became of this
        attempt. One withdrawn meanwhile is not brought back by WAITING or HELD; that it was
        SENT is noted. One to be HELD for somebody who has started the bot meanwhile is due
        instead: their Start released what was held by then, and nothing would release this.
        """
        now = self._clock.now()
        rows = [_result_row(result, now) for result in results]
        if rows:
            await self._writer.execute(RECORD, rows)

    async def next_due(self) -> datetime | None:
        """Return when to look next: the earliest notice due, or claimed one to come back."""
        at = case((column.lease_until.is_(None), column.due_at), else_=column.lease_until)
        query = select(func.min(at)).where(column.fate == Fate.WAITING)
        return await self._readers.run(lambda connection: connection.scalar(query))

    async def queue(self) -> Queue:
        """Return how many notices are due and not yet sent, and since when the longest waits."""
        query = select(func.count(), func.min(column.due_at)).where(
            column.fate == Fate.WAITING, column.due_at <= self._clock.now()
        )
        count, oldest = await self._readers.run(lambda connection: connection.execute(query).one())
        return Queue(count, oldest)


def _claimed(row: Sequence[Any]) -> Claimed:
    number, version, attempts, *notice = row
    return Claimed(number, version, attempts, Notice(*notice))


def _result_row(result: Result, now: datetime) -> dict[str, Any]:
    return {
        "the_id": result.claimed.id,
        "the_version": result.claimed.version,
        "the_fate": result.fate,
        "the_reason": result.reason,
        "the_until": result.until or result.claimed.notice.due_at,
        "the_landing": now + LANDING,
        "the_sent_at": now if result.fate in (Fate.SENT, Fate.UNKNOWN) else None,
        "the_chat_id": result.chat_id,
        "the_message_id": result.message_id,
    }


def _record() -> Any:
    """Build the statement of `Outbox.record`."""
    fate = bindparam("the_fate", type_=column.fate.type)
    same = column.version == bindparam("the_version")
    open_still = or_(column.fate == Fate.WAITING, column.fate == Fate.HELD)
    settles = and_(same, or_(open_still, fate == Fate.SENT))
    people = tables.people.c
    started = exists().where(people.id == column.person, people.reach == Reach.OPEN)
    released = and_(fate == Fate.HELD, started)
    landing, until = (
        bindparam(name, type_=column.due_at.type) for name in ("the_landing", "the_until")
    )

    def if_settles(name: str, value: Any) -> Any:
        return case((settles, value), else_=column[name])

    return (
        update(tables.notices)
        .where(column.id == bindparam("the_id"))
        .values(
            fate=if_settles("fate", case((released, Fate.WAITING), else_=fate)),
            reason=if_settles("reason", bindparam("the_reason")),
            due_at=if_settles("due_at", case((released, landing), else_=until)),
            sent_at=func.coalesce(
                bindparam("the_sent_at", type_=column.sent_at.type), column.sent_at
            ),
            chat_id=func.coalesce(
                bindparam("the_chat_id", type_=column.chat_id.type), column.chat_id
            ),
            message_id=func.coalesce(
                bindparam("the_message_id", type_=column.message_id.type), column.message_id
            ),
            lease_until=null(),
            sending=null(),
        )
    )


RECORD = _record()
