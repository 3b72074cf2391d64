"""A desk, reader and chats in memory, with the domain's own rules: what handlers are tried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from domain.buy import GroupBuy
from domain.charges import Charge, Invoice
from domain.commands.base import Command
from domain.conversation import Conversation
from domain.decide import answer, decide
from domain.decide.solving import areas_of
from domain.draft import Draft
from domain.dues import due_back, going_back, still_owed
from domain.goods import Shipment
from domain.ids import BuyId, HomeId, PersonId
from domain.ledger import Entry, Reason, owed
from domain.notices import Notice
from domain.order import Invitation, Line
from domain.outcome import CodeGuess
from domain.people import Home, Membership, Person
from domain.points import held, spendable
from domain.settlement import Settlement
from domain.views import (
    AudienceMember,
    BoardRow,
    BuyLine,
    CardParticipant,
    CardView,
    HeldData,
    MemberView,
    PointsHeld,
    Unsaid,
)
from domain.world import World
from handlers.ports import Place

A = TypeVar("A")


def net(entries: Sequence[Entry], more: Reason, less: Reason | None = None) -> int:
    """What entries of one reason moved, and those of the other did not move back."""
    return sum(
        entry.amount if entry.reason is more else -entry.amount
        for entry in entries
        if entry.reason in (more, less)
    )


class Memory:
    """Holds one world; as `Desk` it decides on it, as `Reader` and `Chats` it shows it."""

    def __init__(self) -> None:
        self.world = World()
        self.notices: list[Notice] = []
        self.commands: list[Command[Any]] = []
        self.guesses: list[PersonId] = []
        self.chats: dict[int, HomeId] = {}
        self.messages: dict[tuple[int, int], BuyId] = {}
        self.nudged = 0
        self.nudged_now = 0
        self.now = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
        """When points are counted."""
        self._causes: set[str] = set()

    # Desk

    async def submit(self, command: Command[A]) -> A:
        """Decide, keep, answer; a cause that was seen is only answered."""
        if command.cause.key not in self._causes:
            outcome = decide(self.world, command)
            self.world.take(outcome.saves)
            self.notices += outcome.notices
            self.guesses += [one.person for one in outcome.saves if isinstance(one, CodeGuess)]
            self._causes.add(command.cause.key)
            self.commands.append(command)
        return answer(self.world, command)

    # Reader

    async def person(self, person: PersonId) -> Person | None:
        """As `Reader` says."""
        return self.world.people.get(person)

    async def people(self, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """As `Reader` says."""
        return {one: self.world.people[one] for one in ids if one in self.world.people}

    async def person_by_username(self, username: str) -> Person | None:
        """As `Reader` says."""
        return next((p for p in self.world.people.values() if p.username == username), None)

    async def home(self, home: HomeId) -> Home | None:
        """As `Reader` says."""
        return self.world.homes.get(home)

    async def homes_of(self, person: PersonId) -> list[Home]:
        """As `Reader` says."""
        return [self.world.homes[h] for h, p in self.world.memberships if p == person]

    async def membership(self, home: HomeId, person: PersonId) -> Membership | None:
        """As `Reader` says."""
        return self.world.memberships.get((home, person))

    async def members(self, home: HomeId) -> list[Person]:
        """As `Reader` says."""
        return [self.world.people[p] for h, p in self.world.memberships if h == home]

    async def draft(self, draft: BuyId) -> Draft | None:
        """As `Reader` says."""
        return self.world.drafts.get(draft)

    async def latest_draft(self, owner: PersonId) -> Draft | None:
        """As `Reader` says."""
        return next((d for d in self.world.drafts.values() if d.owner == owner), None)

    async def conversation(self, person: PersonId) -> Conversation:
        """As `Reader` says."""
        return self.world.conversations.get(person) or Conversation(person)

    async def buy(self, buy: BuyId) -> GroupBuy | None:
        """As `Reader` says."""
        return self.world.buys.get(buy)

    async def buy_by_code(self, code: str) -> GroupBuy | None:
        """As `Reader` says."""
        return next((b for b in self.world.buys.values() if b.code == code), None)

    async def invitation(self, token: str) -> Invitation | None:
        """As `Reader` says."""
        return self.world.invitations.get(token)

    async def recent_guesses(self, person: PersonId, since: datetime) -> int:
        """As `Reader` says."""
        return self.guesses.count(person)

    async def live_buys(self, home: HomeId) -> list[GroupBuy]:
        """As `Reader` says."""
        return [b for b in self.world.buys.values() if b.home == home and b.live]

    async def my_buys(self, person: PersonId, since: datetime) -> list[BuyLine]:
        """As `Reader` says."""
        return [
            BuyLine(b, b.run_by(person), self._units(b.id, person), self._owed(b.id, person), 0)
            for b in self.world.buys.values()
            if b.run_by(person) or self._lines(b.id, person)
        ]

    async def card(self, buy: BuyId) -> CardView | None:
        """As `Reader` says."""
        found = self.world.buys.get(buy)
        if found is None:
            return None
        latest = sorted(self.world.lines.get(buy, {}), reverse=True)
        return CardView(
            buy=found,
            totals=self.world.totals_of(buy),
            organiser_name=self._name(found.organiser),
            home=self.world.homes.get(found.home) if found.home is not None else None,
            latest=tuple(
                CardParticipant(p, self._name(p), self._units(buy, p))
                for p in latest
                if self._units(buy, p)
            )[:10],
            settlement=self.world.settlements.get(buy),
            waiting=self._waiting(buy),
            waiting_areas=areas_of(self.world, buy),
        )

    async def mine(self, buy: BuyId, person: PersonId) -> MemberView | None:
        """As `Reader` says."""
        found = self.world.buys.get(buy)
        if found is None:
            return None
        settlement = self.world.settlements.get(buy)
        statements = settlement.statements if settlement else ()
        guests = self.world.guests.get(buy, {}).get(person, {})
        entries = self.world.entries.get(buy, {}).get(person, [])
        charges = [
            one for one in self.world.charges.values() if (one.buy, one.person) == (buy, person)
        ]
        account = (found.organiser, person, found.terms.currency)
        return MemberView(
            buy=found,
            totals=self.world.totals_of(buy),
            organiser_name=self._name(found.organiser),
            person=person,
            lines=tuple(self._lines(buy, person)),
            guests={no: guest.name for no, guest in guests.items()},
            involvement=self.world.involvement(buy, person),
            invitation=self.world.invitation(buy, person),
            statement=next((one for one in statements if one.person == person), None),
            fallen=settlement.fallen_of(person) if settlement else (),
            owed=still_owed(entries, charges),
            due_back=due_back(found, entries, charges),
            paid=net(entries, Reason.PAYMENT, Reason.PAYMENT_REVERSED)
            + net(entries, Reason.CHARGE, Reason.CHARGE_BACK)
            - going_back(charges),
            given_back=net(entries, Reason.PAID_BACK, Reason.PAID_BACK_REVERSED),
            points_given=net(entries, Reason.POINTS_GIVEN),
            points=held(self.world.point_entries.get(account, []), self.now),
            points_spent=net(entries, Reason.POINTS_SPENT, Reason.POINTS_RETURNED),
            shipment=self.world.shipments.get(buy, {}).get(person),
            waiting=self._waiting(buy),
            waiting_areas=areas_of(self.world, buy),
        )

    async def settlement(self, buy: BuyId) -> Settlement | None:
        """As `Reader` says."""
        return self.world.settlements.get(buy)

    async def board(self, buy: BuyId) -> list[BoardRow]:
        """As `Reader` says, of those who ordered."""
        views = [await self.mine(buy, person) for person in self.world.lines.get(buy, {})]
        return [self._row(view) for view in views if view is not None]

    async def audience(self, buy: BuyId) -> list[AudienceMember]:
        """As `Reader` says."""
        return [
            AudienceMember(
                self.world.people[p],
                True,
                self.world.involvement(buy, p),
                bool(self._lines(buy, p)),
            )
            for p in self.world.named.get(buy, {})
            if p in self.world.people
        ]

    async def nudges_sent(self, person: PersonId, since: datetime, buy: BuyId | None = None) -> int:
        """As `Reader` says."""
        return self.nudged if buy is None else self.nudged_now

    async def unsaid(self, buy: BuyId) -> list[Unsaid]:
        """As `Reader` says: nothing is sent from memory, so nothing got lost."""
        return []

    async def points(self, person: PersonId) -> list[PointsHeld]:
        """As `Reader` says."""
        found = []
        for (organiser, whose, currency), entries in self.world.point_entries.items():
            lots = spendable(entries, self.now)
            if whose == person and lots:
                amount = sum(lot.amount for lot in lots)
                name, until = self._name(organiser), lots[0].until
                found.append(PointsHeld(organiser, name, currency, amount, until))
        return found

    async def invoice(self, invoice: str) -> Invoice | None:
        """As `Reader` says."""
        return self.world.invoices.get(invoice)

    async def charge(self, charge: str) -> Charge | None:
        """As `Reader` says."""
        return self.world.charges.get(charge)

    async def charges(self, buy: BuyId) -> list[Charge]:
        """As `Reader` says."""
        return [one for one in self.world.charges.values() if one.buy == buy]

    async def charges_of(self, payer: PersonId) -> list[Charge]:
        """As `Reader` says."""
        return [one for one in self.world.charges.values() if one.payer == payer]

    async def stars_due_back(self) -> list[Charge]:
        """As `Reader` says: nothing is paid back from memory."""
        return []

    async def shipment_by_token(self, token: str) -> Shipment | None:
        """As `Reader` says."""
        parts = (part for by in self.world.shipments.values() for part in by.values())
        return next((part for part in parts if part.token == token), None)

    async def entries(self, buy: BuyId) -> list[Entry]:
        """As `Reader` says."""
        return [one for by in self.world.entries.get(buy, {}).values() for one in by]

    async def held_data(self, person: PersonId) -> HeldData:
        """As `Reader` says."""
        return HeldData(self.world.people.get(person), {})

    # Chats

    async def home_of(self, chat_id: int) -> HomeId | None:
        """As `Chats` says."""
        return self.chats.get(chat_id)

    async def settle_in(self, chat_id: int, title: str, language: str | None) -> HomeId:
        """As `Chats` says."""
        return self.chats.setdefault(chat_id, HomeId(len(self.chats) + 1))

    async def chat_of(self, home: HomeId) -> int | None:
        """As `Chats` says."""
        return next((chat for chat, one in self.chats.items() if one == home), None)

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """As `Chats` says."""
        self.chats[new_chat_id] = self.chats.pop(old_chat_id)

    async def card_place(self, buy: BuyId) -> Place | None:
        """As `Chats` says."""

    async def buy_at(self, chat_id: int, message_id: int) -> BuyId | None:
        """As `Chats` says."""
        return self.messages.get((chat_id, message_id))

    async def written_in(self, chat_id: int, message_id: int, draft: BuyId) -> BuyId:
        """As `Chats` says."""
        return self.messages.setdefault((chat_id, message_id), draft)

    async def use_thread(self, buy: BuyId, thread_id: int | None) -> None:
        """As `Chats` says."""

    # Helpers

    def change(self, buy: BuyId, **fields: Any) -> GroupBuy:
        """Change fields of a buy, past all rules."""
        self.world.buys[buy] = replace(self.world.buys[buy], **fields)
        return self.world.buys[buy]

    def reterm(self, buy: BuyId, **fields: Any) -> GroupBuy:
        """Change terms of a buy, past all rules."""
        return self.change(buy, terms=replace(self.world.buys[buy].terms, **fields))

    def _lines(self, buy: BuyId, person: PersonId) -> list[Line]:
        return self.world.lines_of(buy, person)

    def _units(self, buy: BuyId, person: PersonId) -> int:
        return sum(line.quantity for line in self._lines(buy, person))

    def _row(self, view: MemberView) -> BoardRow:
        involved = view.involvement
        return BoardRow(
            person=view.person,
            name=self._name(view.person),
            username=None,
            named=False,
            reach="open",
            nudges=0,
            opened_at=involved.opened_at,
            declined_at=involved.declined_at,
            ordered_at=involved.ordered_at,
            units=sum(line.quantity for line in view.lines),
            list_amount=0,
            lines=view.lines,
            due=view.statement.due if view.statement else 0,
            owed=view.owed,
            claimed_paid_at=involved.claimed_paid_at,
            shipment=view.shipment,
            fallen=view.fallen,
            due_back=view.due_back,
            area=involved.area,
        )

    def _waiting(self, buy: BuyId) -> tuple[Line, ...]:
        lines = self.world.all_lines(buy)
        whose = {line.person for line in lines if line.conditions}
        return tuple(line for line in lines if line.person in whose)

    def _owed(self, buy: BuyId, person: PersonId) -> int:
        return owed(self.world.entries.get(buy, {}).get(person, ()))

    def _name(self, person: PersonId) -> str:
        known = self.world.people.get(person)
        return known.name if known else ""
