"""Timers: what is to happen to a buy at a time. They are rows; the clock only looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import BuyId

EARLY_CLOSE_GRACE = timedelta(minutes=15)
"""From everyone named having answered to the close, with a Keep-open button."""

UNPAID_AFTER = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""When those who owe are reminded, counted from the close."""

PICK_UP_AFTER = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""When those whose goods are ready are reminded, counted from when the first became ready."""

EXTENSION = timedelta(days=2)
"""The default span of the one extension after a missed minimum."""


class TimerKind(StrEnum):
    """What happens when the timer is due. A buy has at most one of each."""

    OPENING = "opening"
    FIRST_OPENED = "first_opened"
    """A named person opened the buy for the first time: nudge the others (GP-11)."""
    CLOSING_SOON = "closing_soon"
    EARLY_CLOSE = "early_close"
    DEADLINE = "deadline"
    UNPAID = "unpaid"
    PICK_UP = "pick_up"
    """Remind those whose goods wait for them, and ask anew where to send what has no address."""
    POINTS_EXPIRE = "points_expire"
    """The points that this buy gave can be spent no more."""


@dataclass(frozen=True, slots=True)
class Timer:
    """`kind` is due for `buy` at `due_at`; None takes the timer away."""

    buy: BuyId
    kind: TimerKind
    due_at: datetime | None
