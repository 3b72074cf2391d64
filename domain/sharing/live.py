"""What one's own part of fee and delivery comes to while a buy is open (GP-8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.buy import Terms, Totals
from domain.delivery import AreaNo, SharedBy
from domain.order import Line


@dataclass(frozen=True, slots=True)
class Extra:
    """What comes on top of the goods if the buy closed now, in minor units."""

    fee: int
    """Of one's own destination area."""
    delivery: Fraction
    """One's exact share of the delivery to all; the close rounds all shares together."""


def extra_now(terms: Terms, totals: Totals, lines: Sequence[Line], area: AreaNo) -> Extra:
    """Return what would come on top for whoever has these `lines`; nothing if none counts.

    The amount that delivery is shared by is that at list price as long as the price can fall.
    """
    own = [line for line in lines if line.counts]
    if not own:
        return Extra(0, Fraction(0))
    chosen = terms.area(area)
    return Extra(chosen.fee if chosen else 0, _delivery(terms, totals, own))


def _delivery(terms: Terms, totals: Totals, own: Sequence[Line]) -> Fraction:
    delivery = terms.delivery
    if delivery is None:
        return Fraction(0)
    match delivery.shared_by:
        case SharedBy.EQUALLY:
            return Fraction(delivery.cost, totals.participants)
        case SharedBy.UNITS:
            units = sum(line.quantity for line in own)
            return Fraction(delivery.cost * units, totals.all_units)
        case SharedBy.AMOUNT:
            prices = {item.no: item.list_price for item in terms.items}
            amount = sum(line.quantity * prices[line.item] for line in own)
            return Fraction(delivery.cost * amount, totals.amount)
