"""What becomes of a notice that was given out, and the statements that write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    update,
)

from domain.notices import Fate, Notice
from domain.people import Reach
from storage import tables
from storage.sweeps import LANDING

column = tables.notices.c


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
    attempt at `until`. `left_at` is when its last call left (UTC), None where nobody knows.
    """

    claimed: Claimed
    fate: Fate
    reason: str = ""
    until: datetime | None = None
    chat_id: int | None = None
    message_id: int | None = None
    left_at: datetime | None = None


def write_results(
    connection: Connection, results: Sequence[Result], speaker: str, now: datetime
) -> None:
    """Write what a speaker says became of notices; see `storage.outbox.Outbox.note`."""
    rows = [_row(result, speaker, now) for result in results if result.fate is not Fate.HELD]
    held = [_row(result, speaker, now) for result in results if result.fate is Fate.HELD]
    if rows:
        connection.execute(SETTLE, rows)
    if held:
        connection.execute(HOLD, held)
    connection.execute(LET_GO, rows + held)


def _row(result: Result, speaker: str, now: datetime) -> dict[str, Any]:
    # Not when it is written: with the database away meanwhile that may be much later, and a nudge
    # would count as one of that time.
    said_at = result.left_at or now
    return {
        "the_id": result.claimed.id,
        "the_version": result.claimed.version,
        "the_speaker": speaker,
        "the_fate": result.fate,
        "the_reason": result.reason,
        "the_until": result.until or result.claimed.notice.due_at,
        "the_landing": now + LANDING,
        "the_sent_at": said_at if result.fate in (Fate.SENT, Fate.UNKNOWN) else None,
        "the_chat_id": result.chat_id,
        "the_message_id": result.message_id,
    }


def _given(name: str, of: str = "") -> BindParameter[Any]:
    return bindparam(f"the_{name}", type_=column[of or name].type)


THIS = column.id == _given("id")
SAME = column.version == _given("version")
MINE = column.claimed_by == _given("speaker", "claimed_by")
OPEN_STILL = or_(column.fate == Fate.WAITING, column.fate == Fate.HELD)

HAPPENED = and_(
    or_(_given("fate") == Fate.SENT, _given("fate") == Fate.UNKNOWN),
    or_(column.fate == Fate.DROPPED, column.fate == Fate.UNKNOWN),
)
"""What was withdrawn meanwhile was said all the same; and a speaker that was taken for dead may
know of its last message that it did arrive."""

SAID = {
    name: func.coalesce(_given(name), column[name]) for name in ("sent_at", "chat_id", "message_id")
}

SETTLE = (
    update(tables.notices)
    .where(THIS, SAME, or_(and_(MINE, OPEN_STILL), HAPPENED))
    .values(fate=_given("fate"), reason=_given("reason"), due_at=_given("until", "due_at"), **SAID)
)

STARTED = exists().where(tables.people.c.id == column.person, tables.people.c.reach == Reach.OPEN)

HOLD = (
    update(tables.notices)
    .where(THIS, SAME, MINE, OPEN_STILL)
    .values(
        fate=case((STARTED, Fate.WAITING), else_=_given("fate")),
        reason=_given("reason"),
        due_at=case((STARTED, _given("landing", "due_at")), else_=column.due_at),
    )
)

LET_GO = update(tables.notices).where(THIS, MINE).values(claimed_by=None, sending=None, **SAID)
