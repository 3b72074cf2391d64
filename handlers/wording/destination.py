"""Where somebody's part goes, in one line."""

from __future__ import annotations

from domain.buy import Terms
from domain.goods import Destination
from handlers.wording.names import title
from locales.translator import Translator

ADDRESS_LIMIT = 200


def where_said(terms: Terms, destination: Destination, t: Translator) -> str:
    """Return the address, or the pick-up point and slot, fit for a sentence."""
    if destination.point is None:
        return title(destination.address, t, ADDRESS_LIMIT)
    point, slot = title(point_name(terms, destination), t), title(destination.slot, t)
    return t.plain("goods-point-and-slot", point=point, slot=slot) if destination.slot else point


def where_written(terms: Terms, destination: Destination | None, t: Translator) -> str:
    """Return the same as it was typed, whole: for a file, or whoever sends it. "" is not known."""
    if destination is None:
        return ""
    if destination.point is None:
        return " ".join(destination.address.split())
    point = point_name(terms, destination)
    if not destination.slot:
        return point
    return t.plain("goods-point-and-slot", point=point, slot=destination.slot)


def point_name(terms: Terms, destination: Destination) -> str:
    """Return what the organiser called the pick-up point; "" where an address was given."""
    return next((one.name for one in terms.pick_up if one.no == destination.point), "")
