"""The Rules of closing taken literally: one unit at a time, every tier tried, nothing remembered.

It shares nothing with the solver but the records, so that the two can be held against each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from domain.buy import Item, Terms
from domain.delivery import AreaNo
from domain.ids import ItemNo, PersonId
from domain.ladder import Ladder, Metric, exact_price
from domain.order import Line

REST = 0
"""In place of the number of a line: a unit that the organiser takes to fill a case."""


@dataclass(frozen=True)
class Literal:
    """How a buy comes out; units by the line's `seq`, rest by item."""

    tiers: dict[ItemNo, int]
    units: dict[int, int]
    rest: dict[ItemNo, int]
    met: bool


@dataclass(frozen=True)
class Buy:
    """What is to be closed."""

    terms: Terms
    organiser: PersonId
    lines: tuple[Line, ...]
    areas: dict[PersonId, AreaNo]

    def ladders(self) -> dict[ItemNo, Ladder]:
        """Return each ladder that prices something: 0 is the buy's."""
        found = {item.no: item.ladder for item in self.terms.items if item.ladder}
        if self.terms.ladder and any(item.ladder is None for item in self.terms.items):
            found[ItemNo(0)] = self.terms.ladder
        return found

    def item(self, line: Line) -> Item:
        """Return the item of a line."""
        return next(item for item in self.terms.items if item.no == line.item)

    def price(self, line: Line, tiers: dict[ItemNo, int]) -> Fraction:
        """Return what a unit of a line costs its person."""
        item = self.item(line)
        key = item.no if item.ladder else ItemNo(0)
        tier = tiers.get(key, 0)
        reward = self.ladders()[key].tiers[tier - 1].reward if tier else None
        chosen = [one for one in self.terms.areas if one.no == self.areas.get(line.person)]
        off = chosen[0].basis_points if chosen else 0
        return exact_price(item.list_price, reward) * Fraction(10_000 - off, 10_000)

    def wanted(self, line: Line, tiers: dict[ItemNo, int]) -> int:
        """Return the units that a line wants at these tiers."""
        return line.wanted_at(self.price(line, tiers))


def people_of(buy: Buy, lines: list[Line]) -> set[tuple[int, int]]:
    """Return the people that lines stand for: hosts, and guests where they count."""
    hosts: set[tuple[int, int]] = {(line.person, 0) for line in lines}
    guests = {(line.person, int(line.guest)) for line in lines if line.guest}
    return hosts | guests if buy.terms.guests_count else hosts


def in_place(buy: Buy, tiers: dict[ItemNo, int]) -> dict[int, int]:
    """Return what each line wants, if there is a place for its people."""
    lines = sorted(buy.lines, key=lambda line: line.seq)
    wanted = {line.seq: buy.wanted(line, tiers) for line in lines}
    maximum = buy.terms.max_people
    inside = [line for line in lines if line.quantity]
    for line in lines:
        if line.quantity or not wanted[line.seq] or maximum is None:
            continue
        with_it = people_of(buy, [*inside, line])
        if len(with_it) <= maximum or with_it == people_of(buy, inside):
            inside.append(line)
        else:
            wanted[line.seq] = 0
    return wanted


def packed(buy: Buy, item: Item, wanted: dict[int, int]) -> tuple[Counter[int], int]:
    """Return the units of each line of an item, and the rest of its last case."""
    lines = sorted((one for one in buy.lines if one.item == item.no), key=lambda one: one.seq)
    sure = [line.seq for line in lines for _ in range(min(line.quantity, wanted[line.seq]))]
    more = [line.seq for line in lines for _ in range(max(0, wanted[line.seq] - line.quantity))]
    bag = sorted((sure + more)[: item.stock])
    if item.case_size:
        welcome = [line.seq for line in lines if line.seq in bag for _ in range(line.extra)]
        full = list(bag)
        while len(full) % item.case_size and welcome:
            full.append(welcome.pop(0))
        while len(full) % item.case_size and buy.terms.takes_rest:
            full.append(REST)
        if len(full) % item.case_size == 0 and (item.stock is None or len(full) <= item.stock):
            bag = full
        while len(bag) % item.case_size:
            bag.pop()
    units = Counter(bag)
    rest = units.pop(REST, 0)
    return units, rest


def at(buy: Buy, tiers: dict[ItemNo, int]) -> tuple[dict[int, int], dict[ItemNo, int]]:
    """Return the units by line, and the rest by item, at these tiers."""
    wanted = in_place(buy, tiers)
    units: dict[int, int] = {}
    rests: dict[ItemNo, int] = {}
    for item in buy.terms.items:
        got, rest = packed(buy, item, wanted)
        units |= got
        rests[item.no] = rest
    return units, rests


def value(
    buy: Buy, metric: Metric, items: list[Item], units: dict[int, int], rests: dict[ItemNo, int]
) -> int:
    """Return what a metric comes to over some of the items."""
    numbers = {item.no for item in items}
    lines = [line for line in buy.lines if units.get(line.seq)]
    if metric is Metric.PARTICIPANTS:
        people = people_of(buy, lines)
        return len(people | {(buy.organiser, 0)} if any(rests.values()) else people)
    each = {item.no: 1 if metric is Metric.UNITS else item.list_price for item in items}
    served = sum(units[line.seq] * each[line.item] for line in lines if line.item in numbers)
    return served + sum(rests[no] * each[no] for no in numbers)


def carried(buy: Buy, key: ItemNo, tier: int, tiers: dict[ItemNo, int]) -> bool:
    """Tell whether a ladder's tier has its threshold, by what is served at all these tiers."""
    if not tier:
        return True
    ladder = buy.ladders()[key]
    items = [item for item in buy.terms.items if not key or item.no == key]
    return value(buy, ladder.metric, items, *at(buy, tiers)) >= ladder.tiers[tier - 1].threshold


def minimum_met(buy: Buy, tiers: dict[ItemNo, int]) -> bool:
    """Tell whether anybody gets anything, and the minimum is met."""
    units, rests = at(buy, tiers)
    if not any(units.values()):
        return False
    minimum = buy.terms.minimum
    items = list(buy.terms.items)
    return minimum is None or value(buy, minimum.metric, items, units, rests) >= minimum.value


def solved_literally(buy: Buy) -> Literal:
    """Step down from the top of every ladder until all that has to hold does."""
    tiers = {key: len(ladder.tiers) for key, ladder in buy.ladders().items()}
    while True:
        down = [key for key, tier in tiers.items() if not carried(buy, key, tier, tiers)]
        met = minimum_met(buy, tiers)
        if not down and not met:
            down = [key for key, tier in tiers.items() if tier]
        if not down:
            return Literal(tiers, *at(buy, tiers), met)
        tiers = {key: tier - 1 if key in down else tier for key, tier in tiers.items()}
