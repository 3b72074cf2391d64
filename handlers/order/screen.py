"""One's own order of a live buy; of one that is over, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.buy import State
from domain.ids import HOST, GuestNo
from domain.views import MemberView
from handlers.order.buttons import cancel_buttons, order_buttons
from handlers.order.lines import own_lines
from handlers.screen import Screen
from handlers.wording.names import person_name
from handlers.wording.state import head, state_lines, when_line
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
    buy = view.buy
    lines = [head(t, buy, view.organiser_name), *state_lines(t, buy, view.totals)]
    lines += [when_line(t, buy, now), Markup("")]
    lines += own_lines(t, view)
    if guest := view.guests.get(shown.guest) if shown.guest else None:
        lines.append(t("order-for-guest", name=person_name(guest, t)))
    if view.involvement.declined_at is not None:
        lines.append(t("order-declined"))
    elif not view.lines and buy.state is State.OPEN and not shown.guest:
        lines.append(t("order-how-many"))
    return Screen(Markup("\n").join(lines), order_buttons(t, view, shown.guest, shown.page))


def cancel_screen(view: MemberView, t: Translator) -> Screen:
    """Ask once before all lines are taken back."""
    lines = [*own_lines(t, view), t("order-cancel-sure")]
    return Screen(Markup("\n").join(lines), cancel_buttons(t, view))
