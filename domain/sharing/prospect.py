"""What the units that wait for a lower price would unlock, told while a buy is open (NEW-1).

Only the totals and the lines of those who wait are looked at, so that a card can tell it without
reading every order: cases, which need them all, are left to the close. The minimum is told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.buy import Item, Terms, Totals
from domain.delivery import AreaNo
from domain.ids import HOST, ItemNo, PersonId
from domain.ladder import Ladder
from domain.offer import Price, positions, price_at
from domain.order import Line
from domain.sharing.sharing_out import SharingOut
from domain.sharing.solver import solve

NO_ONE = PersonId(0)
"""Nobody takes the rest of a case where no cases are looked at."""


@dataclass(frozen=True, slots=True)
class Wish:
    """So many units wait until one of `item` costs `limit` minor units or less."""

    item: ItemNo
    limit: int
    units: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where one ladder would end if the buy closed now."""

    key: ItemNo
    ladder: Ladder
    items: tuple[Item, ...]
    reached: int
    """The tier that is reached by what people want at any price."""
    would_be: int
    """The tier that it would come to, with all that waits for its price; 0 is list price."""
    missing: int
    """How much of the metric the tier after that still needs, with all that waits for its price;
    0 at the top."""

    @property
    def unlocks(self) -> bool:
        """Whether those who wait bring everybody a better price."""
        return self.would_be > self.reached

    def price(self, item: Item) -> Price:
        """Return the unit price that one of the items would come to."""
        return price_at(item, self.ladder, self.would_be)

    def next_price(self, item: Item) -> Price | None:
        """Return the unit price of one of the items at the tier after that; None at the top."""
        above = self.would_be < len(self.ladder.tiers)
        return price_at(item, self.ladder, self.would_be + 1) if above else None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a buy would come to if it closed now, as far as its card can know."""

    outlooks: tuple[Outlook, ...]
    """The buy's ladder first, then by item."""
    wishes: tuple[Wish, ...]
    """What waits for which price, by item, the highest limit first."""
    units: int
    """How many units more would be served than are certain."""

    @property
    def unlocks(self) -> bool:
        """Whether those who wait bring a better price on any ladder."""
        return any(one.unlocks for one in self.outlooks)


def prospect(
    terms: Terms, totals: Totals, waiting: Sequence[Line], areas: Mapping[PersonId, AreaNo]
) -> Prospect:
    """Return what an open buy would come to if it closed now.

    `waiting` are all live lines of everybody who has a line with price limits, and `areas` the
    destination areas that these people chose.
    """
    items = tuple(replace(item, case_size=None) for item in terms.items)
    loose = replace(terms, items=items, minimum=None, takes_rest=False)
    others = _without(terms, totals, waiting)
    solution = solve(loose, NO_ONE, waiting, areas, others)
    sharing = SharingOut(loose, NO_ONE, waiting, areas, others)
    outlooks = []
    for now in positions(terms, totals):
        would_be = solution.tiers[now.key]
        missing = 0
        if would_be < len(now.ladder.tiers):
            at_next = sharing.shared({**solution.tiers, now.key: would_be + 1})
            value = {at.key: at.value for at in positions(loose, sharing.totals(at_next))}
            missing = max(0, now.ladder.tiers[would_be].threshold - value[now.key])
        outlooks.append(Outlook(now.key, now.ladder, now.items, now.reached, would_be, missing))
    more = solution.totals.all_units - totals.all_units
    return Prospect(tuple(outlooks), _wishes(waiting), more)


def _without(terms: Terms, totals: Totals, waiting: Sequence[Line]) -> Totals:
    """Return the totals without these lines, which are all that their people have."""
    units, amount = Counter(totals.units), totals.amount
    sure = [line for line in waiting if line.counts]
    for line in sure:
        units[line.item] -= line.quantity
        item = terms.item(line.item)
        amount -= line.quantity * (item.list_price if item else 0)
    persons = {line.person for line in sure}
    guests = {(line.person, line.guest) for line in sure if line.guest != HOST}
    return replace(
        totals,
        participants=totals.participants - len(persons),
        people=totals.people - len(persons) - (len(guests) if terms.guests_count else 0),
        amount=amount,
        units=dict(units),
    )


def _wishes(waiting: Sequence[Line]) -> tuple[Wish, ...]:
    """Return the units that each limit adds to what is wanted without it."""
    units: Counter[tuple[ItemNo, int]] = Counter()
    for line in waiting:
        before = line.quantity
        for condition in line.conditions:
            units[line.item, condition.limit] += condition.quantity - before
            before = condition.quantity
    by_price = sorted(units, key=lambda one: (one[0], -one[1]))
    return tuple(Wish(item, limit, units[item, limit]) for item, limit in by_price)
