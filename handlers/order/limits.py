"""More units at lower prices, and tolerance for full cases, by buttons (NEW-1, NEW-2)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from domain.buy import Item, State
from domain.ids import HOST, GuestNo
from domain.offer import price_at, price_for
from domain.order import Condition, Line
from domain.views import MemberView
from handlers.callbacks import Act, Limit, on_limit, on_order
from handlers.order.lines import line_of, wish_of
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.state import item_name
from locales.translator import Translator

OFFERED_NEXT = 5
"""Numbers on buttons of their own."""
IN_A_ROW = 5
PRICES_AT_MOST = 8
LABEL = 40

Rows = tuple[tuple[Button, ...], ...]


def limits_of(view: MemberView, item: Item) -> list[int]:
    """Return the prices that the item can fall to for this person, the highest first.

    In whole minor units: the lowest limit that each exact price keeps to.
    """
    ladder = view.buy.terms.ladder_of(item)
    area = view.buy.terms.area(view.involvement.area)
    tiers = range(1, len(ladder.tiers) + 1) if ladder else range(0)
    prices = {ceil(price_for(price_at(item, ladder, tier), area).exact) for tier in tiers}
    return sorted((price for price in prices if price < item.list_price), reverse=True)


def limit_buttons(t: Translator, view: MemberView, guest: GuestNo = HOST) -> Rows:
    """Return the buttons that lead to limits and tolerance, where there are prices and cases."""
    buy, live = view.buy, view.buy.terms.live_items
    if buy.state is not State.OPEN:
        return ()
    alone = live[0].no if len(live) == 1 else 0
    buttons = []
    if any(limits_of(view, item) for item in live):
        label = t.plain("order-only-at")
        buttons.append(Button(label, on_limit(buy.id, Limit.PRICE, alone, guest)))
    if any(item.case_size and line_of(view, item.no, guest) for item in live):
        label = t.plain("order-up-to")
        buttons.append(Button(label, on_limit(buy.id, Limit.UP_TO, alone, guest)))
    return (tuple(buttons),) if buttons else ()


def which_item_screen(view: MemberView, t: Translator, what: Limit, guest: GuestNo) -> Screen:
    """Ask which item is meant, of those that can have limits, or tolerance."""
    rows = []
    for item in view.buy.terms.live_items:
        cased = item.case_size and line_of(view, item.no, guest)
        if limits_of(view, item) if what is Limit.PRICE else cased:
            name = title(item_name(t, view.buy.terms, item), t, LABEL)
            rows.append((Button(name, on_limit(view.buy.id, what, item.no, guest)),))
    return Screen(t("order-limits-which"), (*rows, (_back(t, view, guest),)))


def prices_screen(view: MemberView, t: Translator, item: Item, guest: GuestNo) -> Screen:
    """Ask at which price more is wanted; what is asked for already can be taken away."""
    line = line_of(view, item.no, guest)
    rows = [
        (Button(_limit(t, view, price), _on(view, Limit.PRICE, item, guest, price)),)
        for price in limits_of(view, item)[:PRICES_AT_MOST]
    ]
    for one in line.conditions if line else ():
        label = t.plain("order-limit-drop", wish=_said(t, view, one))
        rows.append((Button(label, _on(view, Limit.PRICE, item, guest, one.limit, 0)),))
    parts = [*_now(t, view, item, line, guest), t("order-ask-limit"), _or_typed(t)]
    return Screen(Markup("\n").join(parts), (*rows, (_back(t, view, guest),)))


def quantity_screen(
    view: MemberView, t: Translator, item: Item, guest: GuestNo, limit: int
) -> Screen:
    """Ask how many are wanted in all at a price."""
    line = line_of(view, item.no, guest)
    dearer = [one.quantity for one in line.conditions if one.limit > limit] if line else []
    have = max(dearer, default=line.quantity if line else 0)
    numbers = range(have + 1, have + 1 + OFFERED_NEXT)
    buttons = [Button(t.number(n), _on(view, Limit.PRICE, item, guest, limit, n)) for n in numbers]
    question = t("order-ask-limit-units", limit=t.money(limit, view.buy.terms.currency))
    parts = [*_now(t, view, item, line, guest), question]
    back = Button(t.plain("common-back"), _on(view, Limit.PRICE, item, guest))
    return Screen(Markup("\n").join(parts), (tuple(buttons), (back,)))


def tolerance_screen(view: MemberView, t: Translator, item: Item, guest: GuestNo) -> Screen:
    """Ask how many at most are welcome if they complete a case."""
    line = line_of(view, item.no, guest)
    case = item.case_size or 1
    most = line.most - line.extra if line else 0
    buttons = [
        Button(t.number(most + n), _on(view, Limit.UP_TO, item, guest, units=n))
        for n in range(1, min(case, IN_A_ROW * 2 + 1))
    ]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    if line and line.extra:
        label = t.plain("order-no-tolerance", units=t.number(most))
        rows.append((Button(label, _on(view, Limit.UP_TO, item, guest, units=0)),))
    question = t("order-ask-up-to", case=t.number(case))
    parts = [*_now(t, view, item, line, guest), question]
    return Screen(Markup("\n").join(parts), (*rows, (_back(t, view, guest),)))


def with_limit(line: Line | None, limit: int, units: int) -> tuple[Condition, ...]:
    """Return a line's conditions with `units` in all at `limit`; 0 takes that one away.

    What does not go together with the new one gives way to it: quantities grow as prices fall.
    """
    others: Sequence[Condition] = line.conditions if line else ()
    kept = [
        one
        for one in others
        if one.limit != limit
        and (not units or (one.quantity < units) == (one.limit > limit))
        and one.quantity != units
    ]
    new = [Condition(limit, units)] if units else []
    return tuple(sorted((*kept, *new), key=lambda one: -one.limit))


def _now(
    t: Translator, view: MemberView, item: Item, line: Line | None, guest: GuestNo
) -> list[Markup]:
    """Return which line it is about and what it asks for so far."""
    name = item_name(t, view.buy.terms, item)
    if line is None:
        said = t("order-limits-none", name=name)
    else:
        said = t("order-limits-now", name=name, wish=wish_of(t, view, line))
    if guest == HOST:
        return [said]
    return [t("order-for", name=person_name(view.guests.get(guest, ""), t)), said]


def _or_typed(t: Translator) -> Markup:
    return t("order-or-typed", example=t.plain("order-example-limits"))


def _limit(t: Translator, view: MemberView, price: int) -> str:
    return t.plain("order-limit", limit=t.amount(price, view.buy.terms.currency))


def _said(t: Translator, view: MemberView, one: Condition) -> str:
    limit = t.amount(one.limit, view.buy.terms.currency)
    return t.plain("order-wish-limit", units=t.number(one.quantity), limit=limit)


def _on(
    view: MemberView,
    what: Limit,
    item: Item,
    guest: GuestNo,
    limit: int = 0,
    units: int | None = None,
) -> str:
    return on_limit(view.buy.id, what, item.no, guest, limit, units)


def _back(t: Translator, view: MemberView, guest: GuestNo) -> Button:
    return Button(t.plain("common-back"), on_order(view.buy.id, Act.BACK, guest))
