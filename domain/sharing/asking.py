"""What is asked for of one item, at whatever price it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from domain.buy import Item, Terms
from domain.delivery import NO_AREA, AreaNo
from domain.ids import HOST, GuestNo, PersonId
from domain.offer import price_at, price_for
from domain.order import Line

Head = tuple[PersonId, GuestNo]
"""One of the people: a person (their own host) or, where the organiser counts them, a guest."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The lines that ask for one item, in the order of asking."""

    terms: Terms
    item: Item
    lines: tuple[Line, ...]
    areas: tuple[AreaNo, ...]
    """Where the part of each line goes."""
    with_limits: tuple[int, ...]
    """The places of those lines that have price limits."""
    persons: tuple[PersonId, ...]
    """Who asks, line by line."""
    heads: tuple[Head, ...]
    """Who counts as one of the people for it: the guest, or else the person."""

    @classmethod
    def of(
        cls, terms: Terms, item: Item, lines: Sequence[Line], areas: Mapping[PersonId, AreaNo]
    ) -> Asking:
        """Return what `lines`, in the order of asking, ask for of `item`."""
        return cls(
            terms,
            item,
            tuple(lines),
            tuple(areas.get(line.person, NO_AREA) for line in lines),
            tuple(place for place, line in enumerate(lines) if line.conditions),
            tuple(line.person for line in lines),
            tuple((line.person, line.guest if terms.guests_count else HOST) for line in lines),
        )

    def price_limits(self, tier: int) -> dict[AreaNo, int]:
        """Return the lowest limit, by area, that the price at a tier keeps to (minor units).

        Limits are whole minor units: an exact price keeps to one just if, rounded up, it does.
        """
        price = price_at(self.item, self.terms.ladder_of(self.item), tier)
        return {no: ceil(price_for(price, self.terms.area(no)).exact) for no in set(self.areas)}

    def wanted(self, tier: int) -> list[int]:
        """Return the units that each line wants at a tier of the item's ladder."""
        lowest = self.price_limits(tier)
        wanted = [line.quantity for line in self.lines]
        for place in self.with_limits:
            price = lowest[self.areas[place]]
            for condition in self.lines[place].conditions:
                if price > condition.limit:
                    break
                wanted[place] = condition.quantity
        return wanted
