"""Loads for a command what its Needs promise, and nothing else: what they forget is missed."""

from __future__ import annotations

from collections.abc import Iterable

from domain.buy import Admission
from domain.charges import Charge, Invoice
from domain.ids import BuyId, HomeId, PersonId
from domain.world import Needs, World


def loaded(world: World, needs: Needs) -> World:
    """Return the part of `world` that `needs` name."""
    return _Loader(world, needs).part


class _Loader:
    def __init__(self, world: World, needs: Needs) -> None:
        self.world, self.part = world, World()
        self.by_key(needs)
        paid_for = self.payments(needs)
        for buy in needs.buys | needs.whole | needs.points_given:
            self.buy(buy)
        for buy, person in needs.orders:
            self.buy(buy, home=False)
            self.order(buy, person)
        for buy, person in needs.parts | paid_for:
            self.buy(buy)
            self.share(buy, person)
        for buy in needs.whole & world.buys.keys():
            self.whole(buy)
        for person in needs.everything_of:
            for buy in world.buys:
                if person in self.all_in(buy):
                    self.buy(buy)
                    self.share(buy, person)
        self.points(needs.points | paid_for, needs.points_given)

    def payments(self, needs: Needs) -> set[tuple[BuyId, PersonId]]:
        """Take the invoices named, and return whose parts they and the named charges are for."""
        invoices = [self.world.invoices[one] for one in needs.invoices & self.world.invoices.keys()]
        charges = [self.world.charges[one] for one in needs.charges & self.world.charges.keys()]
        self.part.take(invoices)
        named: list[Invoice | Charge] = [*invoices, *charges]
        return {(one.buy, one.person) for one in named}

    def points(self, wanted: Iterable[tuple[BuyId, PersonId]], given: frozenset[BuyId]) -> None:
        """Take the accounts of points, each whole and beside what is known of its buys."""
        world, accounts = self.world, set()
        for buy, person in wanted:
            if buy in world.buys:
                found = world.buys[buy]
                self.buy(buy)
                accounts.add((found.organiser, person, found.terms.currency))
        for account, entries in world.point_entries.items():
            if any(one.buy in given and one.points > 0 for one in entries):
                accounts.add(account)
        self.part.take_points({one: list(world.point_entries.get(one, ())) for one in accounts})

    def by_key(self, needs: Needs) -> None:
        world = self.world
        for draft in needs.drafts & world.drafts.keys():
            self.part.take([world.drafts[draft]])
            self.home(world.drafts[draft].home)
            self.person(world.drafts[draft].owner)
        for person in needs.people | needs.everything_of:
            self.person(person)
        for home in needs.homes:
            self.home(home)
        for membership in needs.memberships & world.memberships.keys():
            self.part.take([world.memberships[membership]])
        for token in needs.tokens & world.invitations.keys():
            invitation = world.invitations[token]
            self.part.take([invitation])
            self.buy(invitation.buy)
            if invitation.person is not None:
                self.share(invitation.buy, invitation.person)

    def whole(self, buy: BuyId) -> None:
        world = self.world
        for person in self.all_in(buy):
            self.share(buy, person)
        self.part.take(one for one in world.invitations.values() if one.buy == buy)
        home = world.buys[buy].home
        self.part.take(one for one in world.memberships.values() if one.home == home)

    def all_in(self, buy: BuyId) -> set[PersonId]:
        found = self.world.buys[buy]
        told = (one.person for one in self.world.memberships.values() if one.home == found.home)
        world = self.world
        tables = (world.lines, world.involvements, world.named, world.entries, world.shipments)
        listed = (person for table in tables for person in table.get(buy, {}))
        return {found.organiser, *found.helpers, *told, *listed}

    def person(self, person: PersonId) -> None:
        if person in self.world.people:
            self.part.take([self.world.people[person]])

    def home(self, home: HomeId | None) -> None:
        if home is not None and home in self.world.homes:
            self.part.take([self.world.homes[home]])

    def buy(self, buy: BuyId, *, home: bool = True) -> None:
        if buy not in self.world.buys:
            return
        found = self.world.buys[buy]
        self.part.take([found, self.world.totals_of(buy)])
        if buy in self.world.settlements:
            self.part.take([self.world.settlements[buy]])
        for person in {found.organiser, *found.helpers}:
            self.person(person)
        if home:
            self.home(found.home)

    def share(self, buy: BuyId, person: PersonId) -> None:
        world = self.world
        if buy not in world.buys:
            return
        self.order(buy, person)
        self.person(person)
        self.part.take(world.guests.get(buy, {}).get(person, {}).values())
        self.part.take(world.entries.get(buy, {}).get(person, []))
        of_buy = (one for one in world.charges.values() if one.buy == buy)
        self.part.take(one for one in of_buy if one.person == person)
        self.part.take(one for one in world.shipments.get(buy, {}).values() if one.person == person)
        self.membership(buy, person)

    def order(self, buy: BuyId, person: PersonId) -> None:
        world = self.world
        if buy not in world.buys:
            return
        self.part.take(world.lines.get(buy, {}).get(person, {}).values())
        if person in world.involvements.get(buy, {}):
            self.part.take([world.involvements[buy][person]])
        own = (one for one in world.invitations.values() if one.buy == buy)
        self.part.take(one for one in own if one.person == person)
        if world.buys[buy].terms.admission is Admission.CHAT:
            self.membership(buy, person)

    def membership(self, buy: BuyId, person: PersonId) -> None:
        home = self.world.buys[buy].home
        if home is not None and (home, person) in self.world.memberships:
            self.part.take([self.world.memberships[home, person]])
