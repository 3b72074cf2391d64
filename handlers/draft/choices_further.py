"""Answers offered on paying, cases, areas, delivery and handing out, and what each changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from domain.delivery import SharedBy
from domain.draft import Draft, Field
from domain.goods import NO_SUPPLIER
from domain.payment import ONLINE_CURRENCIES, STARS, Collects, Due, Method, Rebate
from handlers.draft.known import NO, YES, Choice, Known
from handlers.reading.paying import MONTH, Paying
from handlers.reading.write_paying import write_lasting
from locales.translator import Translator

N = TypeVar("N")

CASES = (6, 10, 12, 24)
LASTING = (3 * MONTH, 6 * MONTH, 12 * MONTH, None)
"""How long points may last; None is for good."""
REST = "rest"
NO_REST = "no-rest"
POINTS = "points-"
MOST_DAYS = 366_000
"""Longer than anything that can be typed: 999 years."""


def offered(field: Field, draft: Draft, t: Translator, known: Known) -> list[Choice]:
    """Return the answers offered; what holds is marked. A field without any is typed."""
    match field:
        case Field.PAYMENT:
            return _payments(draft, t, known)
        case Field.CASE:
            return _cases(draft, t)
        case Field.AREAS:
            return [Choice(t.plain("wizard-no-areas"), NO)]
        case Field.DELIVERY:
            return _deliveries(draft, t)
        case Field.PICK_UP:
            return [Choice(t.plain("wizard-no-pick-up"), NO)]
        case Field.SHIPS:
            return [
                _marked(t.plain("wizard-yes"), YES, draft.ships),
                _marked(t.plain("wizard-no"), NO, not draft.ships),
            ]
        case Field.SUPPLIER:
            return [Choice(t.plain("wizard-no-supplier"), NO)]
        case _:
            return []


def _marked(label: str, value: str, holds: bool) -> Choice:
    return Choice(f"✓ {label}" if holds else label, value)


def _payments(draft: Draft, t: Translator, known: Known) -> list[Choice]:
    """Two answers for each thing that there is to say of paying."""
    now = draft.payment
    found: list[Choice] = []
    methods = _methods(draft, known)
    if len(methods) > 1 or now.method not in methods:
        found += [
            _marked(t.plain(f"wizard-method-{one}"), one, now.method is one) for one in methods
        ]
    found += [_marked(t.plain(f"wizard-due-{one}"), one, now.due is one) for one in Due]
    if now.method is not Method.STARS:
        found += [
            _marked(t.plain(f"wizard-collects-{one}"), one, now.collects is one) for one in Collects
        ]
    found += [_marked(t.plain(f"wizard-rebate-{one}"), one, now.rebate is one) for one in Rebate]
    if now.rebate is Rebate.POINTS:
        for span in LASTING:
            value = f"{POINTS}{span.days if span else NO}"
            found.append(_marked(_lasting(span, t), value, now.points_last == span))
    return found


def _methods(draft: Draft, known: Known) -> list[Method]:
    """Return the ways in which the money may go; Stars are paid in Stars, whoever organises."""
    if draft.currency == STARS:
        return [Method.STARS]
    taken = not draft.currency or draft.currency in ONLINE_CURRENCIES
    ways = (Method.BY_HAND, Method.ONLINE) if taken else (Method.BY_HAND,)
    return [one for one in ways if one in known.methods]


def _lasting(span: timedelta | None, t: Translator) -> str:
    if span is None:
        return t.plain("wizard-points-for-good")
    return t.plain("wizard-points-last", span=write_lasting(span, t))


def _cases(draft: Draft, t: Translator) -> list[Choice]:
    sizes = {item.case_size for item in draft.items if not item.removed}
    numbers = [_marked(t.number(size), str(size), sizes == {size}) for size in CASES]
    none = _marked(t.plain("wizard-no-case"), NO, sizes == {None})
    rest = NO_REST if draft.takes_rest else REST
    return [*numbers, none, _marked(t.plain("wizard-takes-rest"), rest, draft.takes_rest)]


def _deliveries(draft: Draft, t: Translator) -> list[Choice]:
    none = Choice(t.plain("wizard-no-delivery"), NO)
    if draft.delivery is None:
        return [none]
    rule = draft.delivery.shared_by
    return [
        *(_marked(t.plain(f"wizard-shared-{one}"), one, rule is one) for one in SharedBy),
        none,
    ]


def chosen(draft: Draft, field: Field, value: str, item: int = 0) -> Draft | None:
    """Return the draft with an offered answer taken, or None for a field that is none of these.

    `item` says of which item, 0 of all. Raises `ValueError` for a value that was never offered.
    """
    choose = CHOSEN.get(field)
    return choose(draft, value, item) if choose else None


def _payment(draft: Draft, value: str, _: int) -> Draft:
    if value == draft.payment.rebate:
        return draft
    return replace(draft, payment=_said(value).over(draft.payment))


def _said(value: str) -> Paying:
    """Return what a tap says of paying."""
    if value.startswith(POINTS):
        days = value.removeprefix(POINTS)
        last = None if days == NO else timedelta(days=_whole(days, MOST_DAYS))
        return Paying(rebate=Rebate.POINTS, points_last=last)
    if value in set(Method):
        return Paying(method=Method(value))
    if value in set(Due):
        return Paying(due=Due(value))
    if value in set(Collects):
        return Paying(collects=Collects(value))
    return Paying(rebate=Rebate(value))


def _case(draft: Draft, value: str, item: int) -> Draft:
    if value in (REST, NO_REST):
        return replace(draft, takes_rest=value == REST)
    size = None if value == NO else _whole(value, max(CASES))
    items = tuple(
        replace(one, case_size=size) if item in (0, one.no) else one for one in draft.items
    )
    return replace(draft, items=items)


def _none(value: str, nothing: N) -> N:
    if value != NO:
        raise ValueError(value)
    return nothing


def _whole(value: str, most: int) -> int:
    number = int(value)
    if not 0 < number <= most:
        raise ValueError(value)
    return number


def _areas(draft: Draft, value: str, _: int) -> Draft:
    return replace(draft, areas=_none(value, ()))


def _delivery(draft: Draft, value: str, _: int) -> Draft:
    if draft.delivery is None or value == NO:
        return replace(draft, delivery=_none(value, None))
    return replace(draft, delivery=replace(draft.delivery, shared_by=SharedBy(value)))


def _pick_up(draft: Draft, value: str, _: int) -> Draft:
    return replace(draft, pick_up=_none(value, ()))


def _ships(draft: Draft, value: str, _: int) -> Draft:
    return replace(draft, ships=value == YES or _none(value, False))


def _supplier(draft: Draft, value: str, _: int) -> Draft:
    return replace(draft, supplier=_none(value, NO_SUPPLIER))


CHOSEN: dict[Field, Callable[[Draft, str, int], Draft]] = {
    Field.PAYMENT: _payment,
    Field.CASE: _case,
    Field.AREAS: _areas,
    Field.DELIVERY: _delivery,
    Field.PICK_UP: _pick_up,
    Field.SHIPS: _ships,
    Field.SUPPLIER: _supplier,
}
