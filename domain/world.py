"""The part of the world that one decision may look at, loaded by the desk beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from domain.buy import GroupBuy, Totals
from domain.charges import Charge, Invoice
from domain.conversation import Conversation
from domain.draft import Draft
from domain.errors import UnknownBuy
from domain.goods import Shipment
from domain.ids import BuyId, HomeId, PersonId
from domain.ledger import Entry
from domain.order import Guest, Invitation, Involvement, Line
from domain.outcome import DraftEnd, Erasure
from domain.people import Home, Membership, Person
from domain.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Needs:
    """What a command's decision looks at.

    Every buy named here, in whichever field, comes with its totals and settlement, its organiser
    and helpers as persons, and its home. `parts` adds one person's lines, guests, involvement,
    invitations, ledger entries, charges, shipment and membership of the buy's home, and the
    person. `whole` adds all of these for everybody in the buy, its open invitations, and the
    memberships of its home with those persons.
    """

    buys: frozenset[BuyId] = frozenset()
    orders: frozenset[tuple[BuyId, PersonId]] = frozenset()
    """What an order of one's own looks at, and no more, since orders are what there is most of:
    one person's lines, involvement and invitations in a buy (which comes without its home) and,
    where it is for the members of its home, that membership."""
    parts: frozenset[tuple[BuyId, PersonId]] = frozenset()
    whole: frozenset[BuyId] = frozenset()
    people: frozenset[PersonId] = frozenset()
    homes: frozenset[HomeId] = frozenset()
    memberships: frozenset[tuple[HomeId, PersonId]] = frozenset()
    drafts: frozenset[BuyId] = frozenset()
    """Each comes with its home and its owner."""
    tokens: frozenset[str] = frozenset()
    """Invitations; a bound one comes with its person's part in its buy."""
    points: frozenset[tuple[BuyId, PersonId]] = frozenset()
    """The person's entries on points with the buy's organiser, over all buys of theirs.

    They stand in `World.point_entries` alone: nothing else is known of those other buys.
    """
    points_given: frozenset[BuyId] = frozenset()
    """The same of everybody whom these buys gave points, or gave points back."""
    invoices: frozenset[str] = frozenset()
    """Each comes with its person's part in its buy, and the points of it."""
    charges: frozenset[str] = frozenset()
    """Each comes with its person's part in its buy."""
    everything_of: frozenset[PersonId] = frozenset()
    """All buys a person organises or takes part in, with their part in each (for deletion)."""

    @classmethod
    def of_all(cls, several: Iterable[Needs]) -> Needs:
        """Return what any of them needs."""
        each = list(several)
        return cls(*(frozenset().union(*map(field, each)) for field in _FIELDS))


PointsAccount = tuple[PersonId, PersonId, str]
"""An organiser, whoever has points with them, and the currency of the points."""

_by_seq = attrgetter("seq")
_FIELDS = tuple(attrgetter(name) for name in Needs.__slots__)


@dataclass
class World:
    """Records by their natural keys. The desk keeps it current while it decides a batch."""

    people: dict[PersonId, Person] = field(default_factory=dict)
    homes: dict[HomeId, Home] = field(default_factory=dict)
    memberships: dict[tuple[HomeId, PersonId], Membership] = field(default_factory=dict)
    drafts: dict[BuyId, Draft] = field(default_factory=dict)
    conversations: dict[PersonId, Conversation] = field(default_factory=dict)
    buys: dict[BuyId, GroupBuy] = field(default_factory=dict)
    totals: dict[BuyId, Totals] = field(default_factory=dict)
    lines: dict[BuyId, dict[PersonId, dict[tuple[int, int], Line]]] = field(default_factory=dict)
    """By buy, person, and (guest, item)."""
    guests: dict[BuyId, dict[PersonId, dict[int, Guest]]] = field(default_factory=dict)
    """By buy, host and the guest's number."""
    involvements: dict[BuyId, dict[PersonId, Involvement]] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    """By token."""
    named: dict[BuyId, dict[PersonId, str]] = field(default_factory=dict)
    """Tokens of bound invitations by buy and person."""
    settlements: dict[BuyId, Settlement] = field(default_factory=dict)
    entries: dict[BuyId, dict[PersonId, list[Entry]]] = field(default_factory=dict)
    """By buy and person, in the order they were made."""
    point_entries: dict[PointsAccount, list[Entry]] = field(default_factory=dict)
    """Entries that moved points, by organiser, person and currency, in the order they were made."""
    invoices: dict[str, Invoice] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)
    """By Telegram's id of each."""
    shipments: dict[BuyId, dict[PersonId, Shipment]] = field(default_factory=dict)

    def buy(self, buy: BuyId) -> GroupBuy:
        """Return the buy, or raise `UnknownBuy`."""
        found = self.buys.get(buy)
        if found is None:
            raise UnknownBuy
        return found

    def totals_of(self, buy: BuyId) -> Totals:
        """Return the buy's running totals."""
        return self.totals.get(buy) or Totals(buy)

    def lines_of(self, buy: BuyId, person: PersonId) -> list[Line]:
        """Return the live lines of one person, earliest first."""
        lines = self.lines.get(buy, {}).get(person, {}).values()
        live = [line for line in lines if line.quantity > 0 or line.conditions]
        live.sort(key=_by_seq)
        return live

    def all_lines(self, buy: BuyId) -> list[Line]:
        """Return all live lines of a buy that was loaded whole, earliest first."""
        lines = (line for by in self.lines.get(buy, {}).values() for line in by.values())
        return sorted((line for line in lines if line.live), key=_by_seq)

    def involvement(self, buy: BuyId, person: PersonId) -> Involvement:
        """Return how far the person got with the buy."""
        return self.involvements.get(buy, {}).get(person) or Involvement(buy, person)

    def invitation(self, buy: BuyId, person: PersonId) -> Invitation | None:
        """Return the person's standing invitation, or None if they are not named."""
        token = self.named.get(buy, {}).get(person)
        found = self.invitations.get(token) if token else None
        return found if found and not found.revoked else None

    def take(self, records: Iterable[object]) -> None:
        """Put loaded or decided records in their place (the latest wins)."""
        for record in records:
            match record:  # what an order reads and changes comes first
                case Line():
                    lines = self.lines.setdefault(record.buy, {}).setdefault(record.person, {})
                    lines[record.guest, record.item] = record
                case Involvement():
                    self.involvements.setdefault(record.buy, {})[record.person] = record
                case Totals():
                    self.totals[record.buy] = record
                case GroupBuy():
                    self.buys[record.id] = record
                case Membership():
                    self.memberships[record.home, record.person] = record
                case Invitation():
                    self._take_invitation(record)
                case Guest():
                    hosted = self.guests.setdefault(record.buy, {}).setdefault(record.host, {})
                    hosted[record.no] = record
                case Settlement():
                    self.settlements[record.buy] = record
                case Entry():
                    self._take_entry(record)
                case _:
                    self._take_besides(record)

    def take_points(self, accounts: Mapping[PointsAccount, list[Entry]]) -> None:
        """Put accounts of points in their place, each with all that was ever moved on it.

        An entry of another buy is not put among that buy's entries: alone it would look like all
        that somebody paid or owes there.
        """
        self.point_entries.update(accounts)

    def _take_besides(self, record: object) -> None:
        match record:
            case Person():
                self.people[record.id] = record
            case Home():
                self.homes[record.id] = record
            case Draft():
                self.drafts[record.id] = record
            case Invoice():
                self.invoices[record.id] = record
            case Charge():
                self.charges[record.id] = record
            case Shipment():
                self.shipments.setdefault(record.buy, {})[record.person] = record
            case Conversation():
                self.conversations[record.owner] = record
            case DraftEnd():
                self.drafts.pop(record.draft, None)
            case Erasure():
                self.people.pop(record.person, None)
            case _:
                pass

    def _take_entry(self, entry: Entry) -> None:
        of_points = (entry.organiser, entry.person, entry.currency)
        places = [self.entries.setdefault(entry.buy, {}).setdefault(entry.person, [])]
        if entry.points:
            places.append(self.point_entries.setdefault(of_points, []))
        for entries in places:
            if all(known.key != entry.key for known in entries):
                entries.append(entry)

    def _take_invitation(self, invitation: Invitation) -> None:
        self.invitations[invitation.token] = invitation
        if invitation.person is not None and not invitation.revoked:
            named = self.named.setdefault(invitation.buy, {})
            named[invitation.person] = invitation.token
