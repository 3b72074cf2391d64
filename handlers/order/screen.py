"""One's own order of a live buy; of one that is over, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.buy import State
from domain.dues import settles_own
from domain.ids import HOST, GuestNo
from domain.payment import Due, Rebate
from domain.views import MemberView
from handlers.order.areas import area_line, area_missing
from handlers.order.buttons import cancel_buttons, order_buttons
from handlers.order.lines import own_area, own_lines
from handlers.screen import Screen
from handlers.statement.paying import how_lines, paid_said
from handlers.wording.names import person_name
from handlers.wording.owing import left_of, uncovered
from handlers.wording.state import head, state_lines, when_line
from handlers.wording.waiting import waiting_line
from locales.translator import Translator


@dataclass(frozen=True, slots=True)
class Shown:
    """What of an order is shown: one's own lines or those of a guest, and which page of items."""

    guest: GuestNo = HOST
    page: int = 0


def order_screen(
    view: MemberView, t: Translator, now: datetime, shown: Shown | None = None
) -> Screen:
    """Return the order of a live buy, with the buttons that change it."""
    shown = shown or Shown()
    buy, area = view.buy, own_area(view)
    lines = [head(t, buy, view.organiser_name), *state_lines(t, buy, view.totals, area)]
    around = view.waiting, view.waiting_areas, area
    waiting = waiting_line(t, buy.terms, view.totals, *around)
    lines += [*([waiting] if waiting else []), when_line(t, buy, now), Markup("")]
    if area is not None:
        lines.append(area_line(t, view, area))
    lines += [*own_lines(t, view), *to_pay_lines(t, view)]
    if guest := view.guests.get(shown.guest) if shown.guest else None:
        lines.append(t("order-for-guest", name=person_name(guest, t)))
    declined = view.involvement.declined_at is not None
    if declined:
        lines.append(t("order-declined"))
    if area_missing(view) and buy.state is State.OPEN:
        lines.append(t("order-ask-area"))
    elif not view.lines and buy.state is State.OPEN and not shown.guest and not declined:
        lines.append(t("order-how-many"))
    return Screen(Markup("\n").join(lines), order_buttons(t, view, shown.guest, shown.page))


def to_pay_lines(t: Translator, view: MemberView) -> list[Markup]:
    """Return what is to pay already, where a buy is paid for at ordering, and how."""
    if view.buy.terms.payment.due is not Due.AT_ORDER or settles_own(view.buy, view.person):
        return paid_said(t, view)
    currency, left = view.buy.terms.currency, left_of(view)
    lines = paid_said(t, view)
    if left:
        lines.append(t("order-to-pay", amount=t.money(left, currency)))
        lines += how_lines(t, view)
    elif over := -uncovered(view):
        lines.append(t("order-paid-over", amount=t.money(over, currency)))
    elif lines:
        lines.append(t("order-paid"))
    if left and view.buy.terms.payment.rebate is Rebate.POINTS:
        lines.append(t("order-rebate-points", organiser=person_name(view.organiser_name, t)))
    elif left:
        lines.append(t("order-rebate-money"))
    return lines


def cancel_screen(view: MemberView, t: Translator) -> Screen:
    """Ask once before all lines are taken back."""
    lines = [*own_lines(t, view), t("order-cancel-sure")]
    return Screen(Markup("\n").join(lines), cancel_buttons(t, view))
