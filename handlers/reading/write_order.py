"""One's order in words that can be typed back in: `1 in any case, 3 at 35.00 or less`."""

from __future__ import annotations

from collections.abc import Sequence

from domain.buy import Item
from domain.order import Condition
from locales.translator import Translator


def write_wish(
    quantity: int,
    conditions: Sequence[Condition],
    extra: int,
    item: Item,
    currency: str,
    t: Translator,
) -> str:
    """Return how many of an item are wanted, at which prices, and how many more fill a case."""
    said = [t.number(quantity)]
    if conditions:
        said = [t.plain("order-wish-anyway", units=t.number(quantity))] if quantity else []
    for one in conditions:
        limit = t.amount(one.limit, currency)
        said.append(t.plain("order-wish-limit", units=t.number(one.quantity), limit=limit))
    if extra and item.case_size:
        said.append(_tolerance(quantity, conditions, extra, item.case_size, t))
    return t.plain("card-comma").join(said)


def write_order(wishes: Sequence[tuple[str, str]], t: Translator) -> str:
    """Return an order of several items as one line: each item's name and what is wanted of it."""
    return "; ".join(t.plain("order-line-wish", name=name, wish=wish) for name, wish in wishes)


def _tolerance(
    quantity: int, conditions: Sequence[Condition], extra: int, case_size: int, t: Translator
) -> str:
    case = t.number(case_size)
    if conditions:
        return t.plain("order-wish-more", units=t.number(extra), case=case)
    return t.plain("order-wish-up-to", most=t.number(quantity + extra), case=case)
