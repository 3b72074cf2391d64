"""What a group or supplier may not have got, or cannot get, is told to the buy's organiser."""

from __future__ import annotations

from datetime import datetime

from domain.commands.base import Cause
from domain.commands.saying import NoteUnsaid
from domain.ids import PersonId
from domain.notices import Fate, NoticeKind
from domain.ports import Desk, DeskUnavailable
from storage.outcomes import Result

NOBODY = PersonId(0)
"""The bot itself learnt it; the rules ask nothing of who acts here."""


async def tell_unsaid(desk: Desk, result: Result, now: datetime) -> bool:
    """Put out what the organiser is told, once; False while the database is away."""
    claimed, notice = result.claimed, result.claimed.notice
    of_concern = notice.home is not None or notice.kind is NoticeKind.SUPPLIER_REQUEST
    if notice.buy is None or not of_concern or notice.kind is NoticeKind.GROUP_REPLY:
        return True
    cause = Cause(f"unsaid:{claimed.id}:{claimed.version}:{result.fate}", now)
    reason = "" if result.fate is Fate.UNKNOWN else result.reason
    try:
        await desk.submit(NoteUnsaid(cause, NOBODY, notice.buy, notice.kind, reason))
    except DeskUnavailable:
        return False
    return True
