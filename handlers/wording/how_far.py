"""How far a person got with a group buy that they were named in."""

from __future__ import annotations

from enum import StrEnum

from domain.people import Reach
from domain.views import BoardRow


class HowFar(StrEnum):
    """How far one named person got."""

    ORDERED = "ordered"
    DECLINED = "declined"
    BLOCKED = "blocked"
    OPENED = "opened"
    NUDGED = "nudged"
    NOT_REACHED = "not_reached"
    """Never opened the bot, or a personal link that nobody opened yet."""
    WAITING = "waiting"
    """Within reach, not nudged yet."""


def how_far(row: BoardRow) -> HowFar:
    """Return the furthest that someone got."""
    if row.lines:
        return HowFar.ORDERED
    if row.declined_at is not None:
        return HowFar.DECLINED
    if row.reach in (Reach.BLOCKED, Reach.GONE):
        return HowFar.BLOCKED
    if row.opened_at is not None:
        return HowFar.OPENED
    if row.person is None or row.reach == Reach.NEVER_STARTED:
        return HowFar.NOT_REACHED
    return HowFar.NUDGED if row.nudges else HowFar.WAITING
