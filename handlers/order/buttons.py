"""The buttons under one's own order."""

from __future__ import annotations

from domain.buy import Item, State
from domain.ids import HOST, GuestNo
from domain.views import MemberView
from handlers.callbacks import Act, Step, ask_line, on_order, set_line, step_line
from handlers.order.areas import area_buttons, area_missing
from handlers.order.limits import limit_buttons
from handlers.order.lines import line_of, quantity_of
from handlers.organiser.presses import Verb
from handlers.organiser.presses import on as on_buy
from handlers.screen import Button
from handlers.statement.paying import paying_buttons
from handlers.wording.names import person_name, title
from handlers.wording.state import item_name
from locales.translator import Translator

Rows = tuple[tuple[Button, ...], ...]

OFFERED = (1, 2, 3)
"""Quantities on buttons of their own before anything is ordered."""

ITEMS_A_PAGE = 8
GUESTS_AT_MOST = 10
LABEL = 28
"""Characters of an item's name on a button."""


def order_buttons(t: Translator, view: MemberView, guest: GuestNo = HOST, page: int = 0) -> Rows:
    """Return the buttons of a live buy's order: quantities, guests, leaving, handing on."""
    rows: list[tuple[Button, ...]] = []
    asked_first = area_missing(view)
    if view.buy.state is State.OPEN and asked_first:
        rows += area_buttons(t, view)
    elif view.buy.state is State.OPEN:
        rows += _quantities(t, view, guest, page)
        rows += limit_buttons(t, view, guest)
        rows += _guests(t, view, guest)
    if guest != HOST:
        return tuple(rows)
    rows += paying_buttons(t, view)
    if view.buy.state is State.OPEN and view.buy.terms.areas and not asked_first:
        rows.append((Button(t.plain("order-other-area"), on_order(view.buy.id, Act.AREAS)),))
    rows.append(_leaving(t, view))
    rows.append(_around(t, view))
    return tuple(rows)


def cancel_buttons(t: Translator, view: MemberView) -> Rows:
    """Return the buttons of the question before everything is taken back."""
    buy = view.buy.id
    return (
        (
            Button(t.plain("order-cancel-yes"), on_order(buy, Act.CANCEL_NOW)),
            Button(t.plain("common-back"), on_order(buy, Act.SHOW)),
        ),
    )


def quantity_buttons(
    t: Translator, view: MemberView, item: Item, guest: GuestNo = HOST
) -> tuple[Button, ...]:
    """Return 1, 2, 3 and Other for somebody, or a guest, who has none of an item yet."""
    limit = view.buy.terms.per_person_limit
    offered = [n for n in OFFERED if limit is None or n <= limit]
    buttons = [Button(t.number(n), set_line(view.buy.id, item.no, n, guest)) for n in offered]
    return *buttons, Button(t.plain("order-other"), ask_line(view.buy.id, item.no, guest))


def _quantities(
    t: Translator, view: MemberView, guest: GuestNo, page: int
) -> list[tuple[Button, ...]]:
    live = view.buy.terms.live_items
    if len(live) == 1 and not line_of(view, live[0].no, guest):
        return [quantity_buttons(t, view, live[0], guest)]
    page = min(page, (len(live) - 1) // ITEMS_A_PAGE if live else 0)
    shown = live[page * ITEMS_A_PAGE : (page + 1) * ITEMS_A_PAGE]
    rows = [_item(t, view, item, guest, page, alone=len(live) == 1) for item in shown]
    turning = []
    if page:
        turning.append(
            Button(t.plain("order-page-before"), on_order(view.buy.id, Act.SHOW, guest, page - 1))
        )
    if (page + 1) * ITEMS_A_PAGE < len(live):
        turning.append(
            Button(t.plain("order-page-after"), on_order(view.buy.id, Act.SHOW, guest, page + 1))
        )
    return [*rows, tuple(turning)] if turning else rows


def _item(
    t: Translator, view: MemberView, item: Item, guest: GuestNo, page: int, *, alone: bool
) -> tuple[Button, ...]:
    quantity = quantity_of(view, item.no, guest)
    if alone:
        label = t.plain("order-other")
    else:
        name = title(item_name(t, view.buy.terms, item), t, LABEL)
        label = t.plain("order-item", name=name, units=t.number(quantity))
    exactly = Button(label, ask_line(view.buy.id, item.no, guest, page))
    more = Button(t.plain("card-more"), step_line(view.buy.id, item.no, Step.MORE, guest, page))
    if not quantity:
        return (exactly, more)
    return (
        Button(t.plain("card-less"), step_line(view.buy.id, item.no, Step.LESS, guest, page)),
        exactly,
        more,
    )


def _guests(t: Translator, view: MemberView, guest: GuestNo) -> list[tuple[Button, ...]]:
    buy = view.buy.id
    if guest != HOST:
        return [(Button(t.plain("order-back-to-own"), on_order(buy, Act.SHOW)),)]
    rows: list[tuple[Button, ...]] = []
    for number, name in list(view.guests.items())[:GUESTS_AT_MOST]:
        units = sum(line.quantity for line in view.lines if line.guest == number)
        label = t.plain("order-guest-units", name=person_name(name, t), units=t.number(units))
        rows.append((Button(label, on_order(buy, Act.SHOW, GuestNo(number))),))
    return rows


def _leaving(t: Translator, view: MemberView) -> tuple[Button, ...]:
    buy = view.buy.id
    buttons = []
    if view.buy.state is State.OPEN and not area_missing(view):
        buttons.append(Button(t.plain("order-for-a-guest"), on_order(buy, Act.GUEST)))
    if view.lines:
        buttons.append(Button(t.plain("order-cancel"), on_order(buy, Act.CANCEL)))
    elif view.involvement.declined_at is not None:
        buttons.append(Button(t.plain("order-take-back"), on_order(buy, Act.TAKE_BACK)))
    elif not view.buy.run_by(view.person):
        buttons.append(Button(t.plain("order-not-this-time"), on_order(buy, Act.DECLINE)))
    return tuple(buttons)


def _around(t: Translator, view: MemberView) -> tuple[Button, ...]:
    buy = view.buy.id
    share = Button(t.plain("order-share"), on_order(buy, Act.SHARE))
    if view.buy.run_by(view.person):
        return (share, Button(t.plain("order-run"), on_buy(Verb.RUN, buy)))
    if view.involvement.muted:
        return (share, Button(t.plain("order-unmute"), on_order(buy, Act.UNMUTE)))
    return (share, Button(t.plain("order-fewer-messages"), on_order(buy, Act.MUTE)))
