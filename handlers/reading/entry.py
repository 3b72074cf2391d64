"""What was read of an entry, and how it becomes part of a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.buy import Admission, Item, Minimum
from domain.draft import Draft, Field, Question
from domain.errors import DomainError
from domain.ladder import Ladder


@dataclass(frozen=True, slots=True)
class BuyEntry:
    """The parts of a draft that an entry states; what it does not state is empty.

    `currency` is "" while a sign such as `$` is not settled: amounts then count in hundredths
    until `settle_currency`. An item whose price is unknown has `list_price` 0.
    """

    title: str = ""
    currency: str = ""
    items: tuple[Item, ...] = ()
    ladder: Ladder | None = None
    deadline: datetime | None = None
    opens_at: datetime | None = None
    minimum: Minimum | None = None
    max_people: int | None = None
    per_person_limit: int | None = None
    extend_by: timedelta | None = None
    admission: Admission | None = None
    guests_count: bool | None = None
    close_when_answered: bool | None = None
    how_to_pay: str = ""
    questions: tuple[Question, ...] = ()
    """What is ambiguous or not understood; the rest of the entry is kept."""
    refusals: tuple[DomainError, ...] = ()
    """Why something read was not taken: `MixedCurrencies`."""
    missing: tuple[Field, ...] = ()
    """What a buy needs and the entry neither states nor asks about."""


def fill(draft: Draft, entry: BuyEntry) -> Draft:
    """Return the draft with what the entry states; all else stays. Questions are replaced."""
    stated = {
        name: value
        for name in (
            "title", "currency", "items", "ladder", "deadline", "opens_at", "minimum",
            "max_people", "per_person_limit", "extend_by", "admission", "guests_count",
            "close_when_answered", "how_to_pay",
        )
        if (value := getattr(entry, name)) not in (None, "", ())
    }  # fmt: skip
    return replace(draft, **stated, questions=entry.questions)
