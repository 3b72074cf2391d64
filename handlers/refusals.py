"""Refusals of the domain as sentences: what is not possible, what stands, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.errors import (
    ConditionsDoNotGrow,
    DeadlinePassed,
    DomainError,
    GuessedTooOften,
    LadderNotAscending,
    MoreThanOwed,
    NotEnoughPoints,
    RewardNotBetter,
    UnitPriceNeedsOneItem,
)
from handlers import group_reply
from handlers.group_reply import Reply
from handlers.wording.names import person_name, title
from locales.translator import Translator

PEOPLE = frozenset({"organiser", "owner"})
"""Values that are somebody's name."""

CHOSEN = frozenset({"title", "typed", "zone", "first", "second"})
"""Values that somebody typed or named something."""

EXAMPLES: Mapping[type[DomainError], str] = {
    LadderNotAscending: "reading-example-ladder",
    RewardNotBetter: "reading-example-ladder",
    UnitPriceNeedsOneItem: "reading-example-percent",
    DeadlinePassed: "reading-example-deadline",
    ConditionsDoNotGrow: "order-example-limits",
}
"""One entry that would not be refused."""

TYPED_LIMIT = 30
MINUTE = 60


def refusal_text(error: DomainError, t: Translator, now: datetime) -> str:
    """Return the sentence as plain text, for an alert or a private answer."""

    def say(value: Any) -> Any:
        match value:
            case datetime():
                return t.when(value, now)
            case _:
                return value

    values = {name: say(value) for name, value in _values(error, t).items()}
    if money := _money(error):
        name, amount, currency = money
        values[name] = t.money(amount, currency)
    return t.plain(_key(error, t), **values)


def refusal_reply(error: DomainError, t: Translator) -> Reply:
    """Return the sentence as a reply in the group whose language `t` speaks."""
    values = {
        name: group_reply.moment(value) if isinstance(value, datetime) else value
        for name, value in _values(error, t).items()
    }
    if money := _money(error):
        name, amount, currency = money
        values[name] = group_reply.money(amount, currency)
    return Reply(_key(error, t), values)


def _money(error: DomainError) -> tuple[str, int, str] | None:
    """Return which value of a refusal is an amount of money: its name, minor units, currency."""
    match error:
        case MoreThanOwed():
            return "owed", error.owed, error.currency
        case NotEnoughPoints():
            return "left", error.left, error.currency
        case _:
            return None


def _key(error: DomainError, t: Translator) -> str:
    variant = _variant(error.values)
    if variant and t.has(f"refusal-{error.code}-{variant}"):
        return f"refusal-{error.code}-{variant}"
    return f"refusal-{error.code}"


def _variant(values: Mapping[str, Any]) -> str:
    """Return what makes the sentence a different one: a term, nothing left, nothing ordered."""
    if "term" in values:
        return str(values["term"])
    if values.get("left") == 0:
        return "gone"
    if values.get("have") == 0:
        return "none"
    return ""


def _values(error: DomainError, t: Translator) -> dict[str, Any]:
    said = {name: _value(name, value, t) for name, value in error.values.items()}
    if key := EXAMPLES.get(type(error)):
        said["example"] = t.plain(key)
    if isinstance(error, GuessedTooOften):
        said["count"] = -(-error.seconds // MINUTE)
    return said


def _value(name: str, value: Any, t: Translator) -> Any:
    if name in PEOPLE:
        return person_name(str(value), t)
    if name in CHOSEN:
        return title(str(value), t, TYPED_LIMIT)
    if name == "term":
        return _term(str(value), t)
    if isinstance(value, int):
        return t.number(value)
    return value


def _term(term: str, t: Translator) -> str:
    return t.plain(f"refusal-term-{term}")
