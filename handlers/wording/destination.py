"""Where somebody's part goes, in one line."""

from __future__ import annotations

from domain.buy import Terms
from domain.goods import Destination
from handlers.wording.names import title
from locales.translator import Translator

ADDRESS_LIMIT = 200


def where_said(terms: Terms, destination: Destination, t: Translator) -> str:
    """Return the address, or the pick-up point and slot."""
    if destination.point is None:
        return title(" ".join(destination.address.split()), t, ADDRESS_LIMIT)
    point = next((one for one in terms.pick_up if one.no == destination.point), None)
    name = title(point.name, t) if point else ""
    if not destination.slot:
        return name
    return t.plain("goods-point-and-slot", point=name, slot=title(destination.slot, t))
