"""Sharing out all items of a buy at the tiers that its ladders are tried at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter

from domain.buy import Item, Terms, Totals
from domain.delivery import AreaNo
from domain.ids import HOST, ItemNo, PersonId
from domain.offer import BUY_LADDER
from domain.order import Line
from domain.sharing.asking import Asking, Head
from domain.sharing.falling import fallen_of
from domain.sharing.packing import Packed, pack
from domain.sharing.places import Places
from domain.sharing.serving import served_of, with_rest
from domain.sharing.solution import Served, Solution

Tiers = dict[ItemNo, int]
"""The tier that each ladder is tried at; key 0 is the buy's."""

Shares = dict[ItemNo, Packed]
"""How each item that anybody asks for is shared out."""

NOBODY: frozenset[int] = frozenset()
_by_seq = attrgetter("seq")


class SharingOut:
    """Shares out all items at given tiers; what is the same at the next is not done again."""

    def __init__(
        self,
        terms: Terms,
        organiser: PersonId,
        lines: Sequence[Line],
        areas: Mapping[PersonId, AreaNo],
        besides: Totals,
    ) -> None:
        self.terms, self.organiser, self.besides = terms, organiser, besides
        live = sorted((line for line in lines if line.live), key=_by_seq)
        self.next_seq = max(besides.next_seq, live[-1].seq + 1 if live else 1)
        by_item: dict[ItemNo, list[Line]] = {item.no: [] for item in terms.items}
        for line in live:
            by_item[line.item].append(line)
        self.asked = {
            item.no: Asking.of(terms, item, by_item[item.no], areas)
            for item in terms.items
            if by_item[item.no]
        }
        self.places = Places.of(terms, self.asked, besides.people)
        self.known_wanted: dict[tuple[ItemNo, int], list[int]] = {}
        self.known_shares: dict[tuple[ItemNo, int], Packed] = {}

    def shared(self, tiers: Tiers) -> Shares:
        """Share out every item at these tiers."""
        wanted = {no: self._wanted(no, _tier_of(tiers, self.asked[no].item)) for no in self.asked}
        left_out = self.places.none_for(wanted)
        return {
            no: self._packed(no, _tier_of(tiers, asking.item), left_out.get(no))
            for no, asking in self.asked.items()
        }

    def _wanted(self, item: ItemNo, tier: int) -> list[int]:
        if (item, tier) not in self.known_wanted:
            self.known_wanted[item, tier] = self.asked[item].wanted(tier)
        return self.known_wanted[item, tier]

    def _packed(self, item: ItemNo, tier: int, left_out: set[int] | None) -> Packed:
        if not left_out and (item, tier) in self.known_shares:
            return self.known_shares[item, tier]
        packed = pack(
            self.asked[item],
            self._wanted(item, tier),
            left_out or NOBODY,
            self.besides.units.get(item, 0),
            takes_rest=self.terms.takes_rest,
        )
        if not left_out:
            self.known_shares[item, tier] = packed
        return packed

    def totals(self, shares: Shares) -> Totals:
        """Return what is served, in the running totals' own measures, with what is besides."""
        units, amount = dict(self.besides.units), self.besides.amount
        persons: set[PersonId] = set()
        guests: set[Head] = set()
        for item, packed in shares.items():
            asking, total = self.asked[item], packed.total
            units[item] = units.get(item, 0) + total
            amount += total * asking.item.list_price
            persons.update(compress(asking.persons, packed.units))
            if self.terms.guests_count:
                guests.update(compress(asking.heads, packed.units))
            if packed.rest:
                persons.add(self.organiser)
        people = len(persons) + sum(guest != HOST for _, guest in guests)
        return Totals(
            self.besides.buy,
            participants=self.besides.participants + len(persons),
            people=self.besides.people + people,
            amount=amount,
            units={item: held for item, held in units.items() if held},
        )

    def solution(self, tiers: Tiers, shares: Shares, totals: Totals, met: bool) -> Solution:
        """Return the solution that these shares are."""
        served = sorted(
            (one for no, packed in shares.items() for one in served_of(self.asked[no], packed)),
            key=_by_seq,
        )
        for seq, (no, packed) in enumerate(shares.items(), start=self.next_seq):
            if packed.rest:
                rest = Served(self.organiser, no, packed.rest, seq=seq, rest=packed.rest)
                served = with_rest(served, rest)
        fallen = [
            one
            for no, packed in shares.items()
            for one in fallen_of(self.asked[no], _tier_of(tiers, self.asked[no].item), packed)
        ]
        return Solution(tiers, tuple(served), tuple(sorted(fallen, key=_by_seq)), totals, met)


def _tier_of(tiers: Tiers, item: Item) -> int:
    return tiers.get(item.no if item.ladder else BUY_LADDER, 0)
