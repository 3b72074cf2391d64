"""What a group buy offers at this moment: prices, ladders and what is missing; for any screen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.buy import Item, Terms, Totals
from domain.delivery import Area
from domain.ids import ItemNo
from domain.ladder import HUNDRED_PERCENT, Ladder, PercentOff, Reward, Tier, exact_price

BUY_LADDER = ItemNo(0)
"""The key of the ladder for the whole buy; an item's own ladder has the item's number."""


@dataclass(frozen=True, slots=True)
class Price:
    """A unit price of an item: `exact` and `list_price` in minor units."""

    exact: Fraction
    list_price: int
    about: bool
    """It comes from a percent tier: shown with "about"."""

    @property
    def saved(self) -> Fraction:
        """What a unit costs less than at list price, in minor units."""
        return self.list_price - self.exact


@dataclass(frozen=True, slots=True)
class Position:
    """Where the group stands on one ladder, and the live items that the ladder prices."""

    key: ItemNo
    ladder: Ladder
    items: tuple[Item, ...]
    value: int
    """What the ladder's metric counts so far (people, units, or minor units at list price)."""

    @property
    def reached(self) -> int:
        """How many tiers are reached; 0 is list price."""
        return self.ladder.reached(self.value)

    @property
    def next_tier(self) -> Tier | None:
        """The first tier that is not reached; None at the top."""
        return self.ladder.next_tier(self.value)

    @property
    def missing(self) -> int:
        """How much of the metric the next tier still needs; 0 at the top."""
        return self.next_tier.threshold - self.value if self.next_tier else 0

    def price(self, item: Item) -> Price:
        """Return the unit price of one of the items now."""
        return price_at(item, self.ladder, self.reached)

    def next_price(self, item: Item) -> Price | None:
        """Return the unit price of one of the items at the next tier; None at the top."""
        return price_at(item, self.ladder, self.reached + 1) if self.next_tier else None


def price_at(item: Item, ladder: Ladder | None, tier: int) -> Price:
    """Return the unit price of `item` at a tier of its ladder, counted from 1; 0 is list price."""
    reward: Reward | None = ladder.tiers[tier - 1].reward if ladder and tier else None
    exact = exact_price(item.list_price, reward)
    return Price(exact, item.list_price, about=isinstance(reward, PercentOff))


def price_for(price: Price, area: Area | None) -> Price:
    """Return what a unit costs somebody whose part goes to `area` (None is nowhere special)."""
    if area is None or not area.basis_points:
        return price
    part = Fraction(HUNDRED_PERCENT - area.basis_points, HUNDRED_PERCENT)
    return Price(price.exact * part, price.list_price, about=True)


def tier_reached(terms: Terms, totals: Totals, item: Item) -> int:
    """Return how many tiers of the ladder that prices `item` the totals reach."""
    ladder = terms.ladder_of(item)
    if ladder is None:
        return 0
    return ladder.reached(totals.measure(ladder.metric, item if item.ladder else None))


def price_now(terms: Terms, totals: Totals, item: Item) -> Price:
    """Return the unit price of `item` at these totals."""
    return price_at(item, terms.ladder_of(item), tier_reached(terms, totals, item))


def covered(terms: Terms) -> tuple[Item, ...]:
    """Return the live items that the buy's ladder prices: those without a ladder of their own."""
    return tuple(item for item in terms.live_items if not item.ladder)


def positions(terms: Terms, totals: Totals) -> tuple[Position, ...]:
    """Return where the group stands on each ladder: the buy's first, then by item."""
    whole = covered(terms)
    found = []
    if terms.ladder and whole:
        value = totals.measure(terms.ladder.metric)
        found.append(Position(BUY_LADDER, terms.ladder, whole, value))
    for item in terms.live_items:
        if item.ladder:
            value = totals.measure(item.ladder.metric, item)
            found.append(Position(item.no, item.ladder, (item,), value))
    return tuple(found)


def units_left(totals: Totals, item: Item) -> int | None:
    """Return how many units of `item` the stock still holds; None is no limit."""
    return None if item.stock is None else max(0, item.stock - totals.units.get(item.no, 0))


def places_left(terms: Terms, totals: Totals) -> int | None:
    """Return how many more people fit; None is no limit."""
    return None if terms.max_people is None else max(0, terms.max_people - totals.people)


def full(terms: Terms, totals: Totals) -> bool:
    """Tell whether nobody new can order: no place is left, or no unit of any item."""
    return places_left(terms, totals) == 0 or all(
        units_left(totals, item) == 0 for item in terms.live_items
    )


def minimum_missing(terms: Terms, totals: Totals) -> int:
    """Return how much of its metric the minimum still needs; 0 if it is met or there is none."""
    if terms.minimum is None:
        return 0
    return max(0, terms.minimum.value - totals.measure(terms.minimum.metric))


def minimum_met(terms: Terms, totals: Totals) -> bool:
    """Tell whether the buy can go ahead: the minimum is met, and somebody ordered at all."""
    return totals.participants > 0 and minimum_missing(terms, totals) == 0
