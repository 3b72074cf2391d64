"""What somebody ordered, line by line, and what it comes to at the price now."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from domain.ids import HOST
from domain.offer import price_now
from domain.order import Line
from domain.views import MemberView
from handlers.wording.names import person_name
from handlers.wording.prices import rounded
from handlers.wording.state import item_name
from locales.translator import Translator

LINES_AT_MOST = 25


def own_lines(t: Translator, view: MemberView) -> list[Markup]:
    """Return one's lines and one's guests', and their sum; nothing if there are none."""
    if not view.lines:
        return []
    said = [_line(t, view, line) for line in view.lines[:LINES_AT_MOST]]
    more = len(view.lines) - LINES_AT_MOST
    if more > 0:
        said.append(t("order-more-lines", count=more))
    if len(view.lines) == 1:
        return [t("order-yours", line=said[0], sum=_sum(t, view))]
    return [t("order-yours-all"), *said, t("order-together", sum=_sum(t, view))]


def quantity_of(view: MemberView, item: int, guest: int = HOST) -> int:
    """Return the units of one item on one's own line, or a guest's."""
    return sum(line.quantity for line in view.lines if line.item == item and line.guest == guest)


def _line(t: Translator, view: MemberView, line: Line) -> Markup:
    item = view.buy.terms.item(line.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    units = t.number(line.quantity)
    if line.guest == HOST:
        return t("order-line", units=units, name=name)
    guest = person_name(view.guests.get(line.guest, line.guest_name), t)
    return t("order-line-guest", units=units, name=name, guest=guest)


def _sum(t: Translator, view: MemberView) -> str:
    total, about = Fraction(0), False
    for line in view.lines:
        item = view.buy.terms.item(line.item)
        if item is not None:
            price = price_now(view.buy.terms, view.totals, item)
            total += line.quantity * price.exact
            about = about or price.about
    return rounded(t, total, view.buy.terms.currency, about=about)
