"""Looking up what someone typed as a join code; guessing is slowed down per person."""

from __future__ import annotations

from datetime import timedelta

from domain.buy import GroupBuy
from domain.errors import GuessedTooOften, UnknownCode

GUESSES = 5
"""Unknown codes that one person may try within the window."""

WINDOW = timedelta(minutes=10)


def may_guess(recent: int) -> None:
    """Raise `GuessedTooOften` after too many unknown codes; `recent` counts those in `WINDOW`."""
    if recent >= GUESSES:
        raise GuessedTooOften(seconds=int(WINDOW.total_seconds()))


def found(buy: GroupBuy | None, typed: str) -> GroupBuy:
    """Return the buy that was found by what was typed; raise `UnknownCode` if there is none."""
    if buy is None:
        raise UnknownCode(typed=typed)
    return buy
