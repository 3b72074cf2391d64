"""Numbers that are a word, as the dual of Arabic: `شخصين` is two people."""

from __future__ import annotations

from domain.ladder import Metric
from handlers.reading.setting import roles_of
from handlers.reading.tokens import Token

WORDED = {
    "one_person": (Metric.PARTICIPANTS, 1),
    "two_people": (Metric.PARTICIPANTS, 2),
    "one_unit": (Metric.UNITS, 1),
    "two_units": (Metric.UNITS, 2),
}


def worded_at(some: tuple[Token, ...], at: int) -> tuple[Metric, int, int] | None:
    """Return what the words at `at` count, how many, and how many tokens they take."""
    roles, size = roles_of(some, at)
    found = next((WORDED[role] for role in sorted(roles) if role in WORDED), None)
    return (*found, size) if found else None
