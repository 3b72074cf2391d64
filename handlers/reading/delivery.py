"""What one delivery to all costs, and how it is shared: `delivery 30 EUR shared equally`."""

from __future__ import annotations

from dataclasses import dataclass

from domain.delivery import Delivery, SharedBy
from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from handlers.reading.money import Sum, sum_at
from handlers.reading.setting import Setting, asked, read_every_way, roles_of
from handlers.reading.text import COMMA
from handlers.reading.tokens import Token, Way
from handlers.reading.write_goods import Writing, write_delivery

RULES = {
    "equally": SharedBy.EQUALLY,
    "by_units": SharedBy.UNITS,
    "by_amount": SharedBy.AMOUNT,
}
FILLERS = frozenset({"shared", "and", "delivery"})
SIGNS = frozenset({",", COMMA, ":", "=", "-"})


@dataclass(frozen=True, slots=True)
class Read:
    """A cost in minor units, with the rule if one was said."""

    cost: int
    rule: SharedBy | None
    foreign: str | None


def read_delivery(
    typed: str, setting: Setting, *, bare: bool = False, rule: SharedBy | None = None
) -> Delivery | Question | MixedCurrencies | None:
    """Return the cost of delivery that `typed` states with its rule, or None if it states none.

    How it is shared decides what people pay: where it was not said, and `rule` does not say what
    holds so far, it is asked. `bare` says that it was asked about: the word is not needed.
    """
    found = read_every_way(typed, lambda some, way: _read(some, way, setting, bare=bare))
    if foreign := next((one.foreign for one in found if one.foreign), None):
        return MixedCurrencies(setting.currency, foreign)
    known = [(one.cost, one.rule or rule) for one in found]
    if len(known) == 1 and known[0][1]:
        return Delivery(known[0][0], known[0][1])
    possible = [
        Delivery(cost, one) for cost, said in known for one in ([said] if said else list(SharedBy))
    ]
    writing = Writing(setting.t, setting.currency)
    options = [write_delivery(one, writing) for one in possible]
    return asked(Field.DELIVERY, typed, options) if options else None


def _read(some: tuple[Token, ...], way: Way, setting: Setting, *, bare: bool) -> Read | None:
    at, worded = 0, bare
    total: Sum | None = None
    rule: SharedBy | None = None
    while at < len(some):
        roles, size = roles_of(some, at)
        said = next((shared for role, shared in RULES.items() if role in roles), None)
        if said and (rule or said) is said:
            rule, at = said, at + size
        elif roles & FILLERS:
            worded, at = worded or "delivery" in roles, at + size
        elif total is None and (found := sum_at(some, at)):
            total, at = found[0], at + found[1]
        elif some[at].text in SIGNS and at > 0:
            at += 1
        else:
            return None
    cost = total.amount(way, setting) if total and worded else None
    return Read(cost, rule, total.foreign(setting)) if cost and total else None
