"""What somebody ordered, line by line, and what it comes to at the price now."""

from __future__ import annotations

from markupsafe import Markup

from domain.delivery import Area
from domain.ids import HOST
from domain.money import half_up
from domain.offer import price_for, price_now
from domain.order import Line
from domain.sharing.live import Extra, extra_now
from domain.views import MemberView
from handlers.reading.write_order import write_wish
from handlers.wording.fitting import fitted
from handlers.wording.names import person_name, title
from handlers.wording.prices import rounded
from handlers.wording.state import item_name
from locales.translator import Translator

ROOM = 2000
"""Characters of all lines together."""
AREA_LABEL = 30


def own_lines(t: Translator, view: MemberView) -> list[Markup]:
    """Return one's lines and one's guests', and their sum; nothing if there are none."""
    if not view.lines:
        return []
    said = fitted(t, [_line(t, view, line) for line in view.lines], ROOM)
    besides = _besides(t, view)
    if len(view.lines) == 1 and _simple(view.lines[0]) and not besides:
        return [t("order-yours", line=said[0], sum=_sum(t, view))]
    if not any(line.counts for line in view.lines):
        return [t("order-yours-all"), *said, t("order-only-waiting")]
    return [t("order-yours-all"), *said, *besides, t("order-together", sum=_sum(t, view))]


def quantity_of(view: MemberView, item: int, guest: int = HOST) -> int:
    """Return the units of one item on one's own line, or a guest's, that are wanted in any case."""
    line = line_of(view, item, guest)
    return line.quantity if line else 0


def line_of(view: MemberView, item: int, guest: int = HOST) -> Line | None:
    """Return one's own live line of an item, or a guest's."""
    return next((one for one in view.lines if (one.item, one.guest) == (item, guest)), None)


def wish_of(t: Translator, view: MemberView, line: Line) -> str:
    """Return what a line asks for, as it can be typed back: "1 in any case, 3 at 35.00 or less"."""
    item = view.buy.terms.item(line.item)
    if item is None:
        return t.number(line.quantity)
    currency = view.buy.terms.currency
    return write_wish(line.quantity, line.conditions, line.extra, item, currency, t)


def own_area(view: MemberView) -> Area | None:
    """Return the destination area that the person chose."""
    return view.buy.terms.area(view.involvement.area)


def _simple(line: Line) -> bool:
    return not line.conditions and not line.extra


def _line(t: Translator, view: MemberView, line: Line) -> Markup:
    item = view.buy.terms.item(line.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    guest = person_name(view.guests.get(line.guest, line.guest_name), t)
    if not _simple(line):
        wish = wish_of(t, view, line)
        if line.guest == HOST:
            return t("order-line-wish", name=name, wish=wish)
        return t("order-line-wish-guest", name=name, wish=wish, guest=guest)
    units = t.number(line.quantity)
    if line.guest == HOST:
        return t("order-line", units=units, name=name)
    return t("order-line-guest", units=units, name=name, guest=guest)


def _besides(t: Translator, view: MemberView) -> list[Markup]:
    """Return what comes on top of the goods as things stand: the area's fee, the delivery."""
    terms, said = view.buy.terms, []
    extra, area = _extra(view), own_area(view)
    if extra.fee and area is not None:
        name = title(area.name, t, AREA_LABEL)
        said.append(t("order-fee", area=name, fee=t.amount(extra.fee, terms.currency)))
    if extra.delivery and terms.delivery is not None:
        share = t.amount(half_up(extra.delivery), terms.currency)
        cost = t.amount(terms.delivery.cost, terms.currency)
        said.append(t("order-delivery", share=share, cost=cost))
    return said


def _extra(view: MemberView) -> Extra:
    return extra_now(view.buy.terms, view.totals, view.lines, view.involvement.area)


def _sum(t: Translator, view: MemberView) -> str:
    """Return what it all comes to now; about that, where shares are not rounded yet."""
    extra, area = _extra(view), own_area(view)
    total, about = extra.fee + extra.delivery, extra.delivery.denominator > 1
    for line in view.lines:
        item = view.buy.terms.item(line.item)
        if item is not None:
            price = price_for(price_now(view.buy.terms, view.totals, item), area)
            total += line.quantity * price.exact
            about = about or price.about
    return rounded(t, total, view.buy.terms.currency, about=about)
