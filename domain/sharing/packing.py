"""Packing one item at one price: places for people, then the stock, then full cases."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.sharing.asking import Asking
from domain.sharing.units import first_come


@dataclass(frozen=True, slots=True)
class Packed:
    """How the units of one item are shared out; the lists follow the lines of its `Asking`."""

    wanted: list[int]
    admitted: list[int]
    """What is wanted by those for whom there is a place."""
    stocked: list[int]
    """What of that the stock holds."""
    units: list[int]
    """What each gets: less what cannot complete a case, with the tolerance that does."""
    rest: int
    """What the organiser takes besides, so that the last case is full."""

    @property
    def total(self) -> int:
        """Units over all lines, and the rest."""
        return sum(self.units) + self.rest


def pack(
    asking: Asking,
    wanted: list[int],
    no_place: AbstractSet[int],
    besides: int,
    *,
    takes_rest: bool,
) -> Packed:
    """Share out the units of one item.

    Lines at the places `no_place` belong to people who do not fit. `besides` units of the stock
    are taken by others. Quantities that are certain come before those under a price limit.
    """
    admitted = wanted
    if no_place:
        admitted = [0 if place in no_place else units for place, units in enumerate(wanted)]
    stocked = _in_stock(asking, admitted, besides)
    units, rest = _in_cases(asking, stocked, besides, takes_rest=takes_rest)
    return Packed(wanted, admitted, stocked, units, rest)


def _in_stock(asking: Asking, admitted: list[int], besides: int) -> list[int]:
    stock = asking.item.stock
    if stock is None or besides + sum(admitted) <= stock:
        return admitted
    sure = [min(units, line.quantity) for line, units in zip(asking.lines, admitted, strict=True)]
    more = [units - certain for units, certain in zip(admitted, sure, strict=True)]
    given = first_come(more, max(0, stock - besides - sum(sure)))
    return [certain + units for certain, units in zip(sure, given, strict=True)]


def _in_cases(
    asking: Asking, stocked: list[int], besides: int, *, takes_rest: bool
) -> tuple[list[int], int]:
    """Fill the last case with tolerance, or else leave out what cannot complete it."""
    case, stock = asking.item.case_size, asking.item.stock
    firm = sum(stocked)
    left_over = firm % case if case else 0
    if not case or not left_over:
        return stocked, 0
    missing = case - left_over
    if stock is None or besides + firm + missing <= stock:
        tolerance = [
            line.extra if units else 0 for line, units in zip(asking.lines, stocked, strict=True)
        ]
        welcome = min(missing, sum(tolerance))
        if welcome == missing or takes_rest:
            more = first_come(tolerance, welcome)
            full = [units + extra for units, extra in zip(stocked, more, strict=True)]
            return full, missing - welcome
    return first_come(stocked, firm - left_over), 0
