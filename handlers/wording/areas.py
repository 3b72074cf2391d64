"""Destination areas and delivery as they are said on cards, orders and statements."""

from __future__ import annotations

from markupsafe import Markup

from domain.buy import Terms
from domain.delivery import Area, Delivery, SharedBy
from handlers.wording.names import title
from locales.translator import Translator

SHOWN_AT_MOST = 6
LABEL = 30


def area_terms(t: Translator, area: Area, currency: str) -> list[str]:
    """Return what an area changes: "10% off", "3.00 EUR on top"; nothing if it is free."""
    said = []
    if area.basis_points:
        said.append(t.plain("card-percent-off", percent=t.percent(area.basis_points)))
    if area.fee:
        said.append(t.plain("card-on-top", fee=t.money(area.fee, currency)))
    return said


def areas_line(t: Translator, terms: Terms) -> Markup:
    """Return all areas in one line; of many the first."""
    said = []
    for area in terms.areas[:SHOWN_AT_MOST]:
        name, costs = title(area.name, t, LABEL), area_terms(t, area, terms.currency)
        said.append(f"{name} ({t.plain('card-comma').join(costs)})" if costs else name)
    if len(terms.areas) > SHOWN_AT_MOST:
        said.append("…")
    return t("card-areas", areas=t.plain("card-and").join(said))


def delivery_line(t: Translator, delivery: Delivery, currency: str) -> Markup:
    """Return what the delivery to all costs and by what it is shared."""
    cost = t.money(delivery.cost, currency)
    match delivery.shared_by:
        case SharedBy.EQUALLY:
            return t("card-delivery-equally", cost=cost)
        case SharedBy.UNITS:
            return t("card-delivery-units", cost=cost)
        case SharedBy.AMOUNT:
            return t("card-delivery-amount", cost=cost)
