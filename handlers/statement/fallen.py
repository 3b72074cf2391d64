"""What of somebody's order was not served: why, and at which price it would have been in."""

from __future__ import annotations

from markupsafe import Markup

from domain.ids import HOST
from domain.settlement import FallOut, Settlement, WhyOut
from domain.sharing.settling import settled_price
from domain.views import MemberView
from handlers.wording.fitting import fitted
from handlers.wording.names import person_name
from handlers.wording.prices import said
from handlers.wording.state import item_name
from locales.translator import Translator

ROOM = 700
"""Characters of all sentences together."""


def fallen_lines(t: Translator, view: MemberView, settlement: Settlement) -> list[Markup]:
    """Return a sentence for each part of the order that was not served."""
    return fitted(t, [_sentence(t, view, settlement, one) for one in view.fallen], ROOM)


def _sentence(t: Translator, view: MemberView, settlement: Settlement, out: FallOut) -> Markup:
    terms = view.buy.terms
    item = terms.item(out.item)
    line = _units(t, view, out)
    match out.why:
        case WhyOut.PRICE if item is not None and out.limit is not None:
            price = settled_price(terms, settlement.tiers, item, view.involvement.area)
            return t(
                "statement-out-price",
                line=line,
                limit=t.amount(out.limit, terms.currency),
                price=said(t, price, terms.currency),
            )
        case WhyOut.CASE:
            case = t.number(item.case_size or 1) if item else ""
            return t("statement-out-case", line=line, case=case)
        case WhyOut.PEOPLE:
            return t("statement-out-people", line=line)
        case WhyOut.SHORTAGE:
            return t("statement-out-shortage", line=line)
        case _:
            return t("statement-out-stock", line=line)


def _units(t: Translator, view: MemberView, out: FallOut) -> Markup:
    item = view.buy.terms.item(out.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    units = t.number(out.units)
    if out.guest == HOST:
        return t("order-line", units=units, name=name)
    guest = person_name(view.guests.get(out.guest, out.guest_name), t)
    return t("order-line-guest", units=units, name=name, guest=guest)
