"""What the edges give each other: the clock, the desk (the only writer) and the reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from domain.buy import GroupBuy
from domain.charges import Charge, Invoice
from domain.commands.base import Command
from domain.conversation import Conversation
from domain.draft import Draft
from domain.goods import Shipment
from domain.ids import BuyId, HomeId, PersonId
from domain.ledger import Entry
from domain.order import Invitation
from domain.people import Home, Membership, Person
from domain.settlement import Settlement
from domain.views import (
    AudienceMember,
    BoardRow,
    BuyLine,
    CardView,
    HeldData,
    MemberView,
    PointsHeld,
    Unsaid,
)

A = TypeVar("A")


class Clock(Protocol):
    """The time, as everything in the product asks it."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class Desk(Protocol):
    """The only writer."""

    async def submit(self, command: Command[A]) -> A:
        """Decide and write `command` durably, then return its answer.

        A command whose cause was seen before has no effect; its answer tells the state as it is.
        Raises the `DomainError` with which the domain refused (nothing is written then, but the
        cause may come again), or `DeskUnavailable` when the database cannot write now.
        """
        ...


class DeskUnavailable(Exception):
    """The database is locked, away or full; nothing was written and the cause may come again."""


class Reader(Protocol):
    """Read-only views; they never wait for the writer. All raise `DeskUnavailable`."""

    async def person(self, person: PersonId) -> Person | None:
        """Return someone the bot has met."""
        ...

    async def people(self, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """Return those of `ids` the bot has met."""
        ...

    async def person_by_username(self, username: str) -> Person | None:
        """Return whoever last bore this username (without @, any case)."""
        ...

    async def home(self, home: HomeId) -> Home | None:
        """Return a home."""
        ...

    async def homes_of(self, person: PersonId) -> list[Home]:
        """Return the homes (bot present) in which the person was seen, latest first."""
        ...

    async def membership(self, home: HomeId, person: PersonId) -> Membership | None:
        """Return whether someone was seen in a home, and what they chose there."""
        ...

    async def members(self, home: HomeId) -> list[Person]:
        """Return the people seen in a home who have not left, by name."""
        ...

    async def draft(self, draft: BuyId) -> Draft | None:
        """Return a draft that is still open."""
        ...

    async def latest_draft(self, owner: PersonId) -> Draft | None:
        """Return the draft the owner last worked on in private, if one is open."""
        ...

    async def conversation(self, person: PersonId) -> Conversation:
        """Return what the person was last asked in private."""
        ...

    async def buy(self, buy: BuyId) -> GroupBuy | None:
        """Return a group buy."""
        ...

    async def buy_by_code(self, code: str) -> GroupBuy | None:
        """Return the buy that has, or ever had, this join code (upper case)."""
        ...

    async def invitation(self, token: str) -> Invitation | None:
        """Return the invitation of a token, revoked or not."""
        ...

    async def recent_guesses(self, person: PersonId, since: datetime) -> int:
        """Return how many unknown codes the person tried since then."""
        ...

    async def live_buys(self, home: HomeId) -> list[GroupBuy]:
        """Return the open and scheduled buys of a home, the earliest deadline first."""
        ...

    async def my_buys(self, person: PersonId, since: datetime) -> list[BuyLine]:
        """Return the buys the person runs, is named in or ordered in: live, unpaid, or since."""
        ...

    async def card(self, buy: BuyId) -> CardView | None:
        """Return what the card shows, at a cost that does not grow with the orders."""
        ...

    async def mine(self, buy: BuyId, person: PersonId) -> MemberView | None:
        """Return one person's view of a buy."""
        ...

    async def settlement(self, buy: BuyId) -> Settlement | None:
        """Return the frozen result of a closed buy."""
        ...

    async def board(self, buy: BuyId) -> list[BoardRow]:
        """Return a row for everyone named, in, or who opened it, those in first (BP-8, UX-7)."""
        ...

    async def audience(self, buy: BuyId) -> list[AudienceMember]:
        """Return everyone a nudge of this buy may go to, ordered or not."""
        ...

    async def unsaid(self, buy: BuyId) -> list[Unsaid]:
        """Return what somebody other than the organiser did not get, or may not have got.

        Nudges count only while they may have arrived and the buy is live: whom no nudge reaches
        is told by `board`.
        """
        ...

    async def points(self, person: PersonId) -> list[PointsHeld]:
        """Return the points that somebody has, with whom and until when."""
        ...

    async def invoice(self, invoice: str) -> Invoice | None:
        """Return an invoice that the bot made."""
        ...

    async def charge(self, charge: str) -> Charge | None:
        """Return a payment through Telegram, by Telegram's id."""
        ...

    async def charges(self, buy: BuyId) -> list[Charge]:
        """Return the payments through Telegram of a buy, in the order they were made."""
        ...

    async def charges_of(self, payer: PersonId) -> list[Charge]:
        """Return what somebody paid through Telegram, in the order it was paid."""
        ...

    async def stars_due_back(self) -> list[Charge]:
        """Return the payments in Stars that the bot has to pay back, the oldest first."""
        ...

    async def shipment_by_token(self, token: str) -> Shipment | None:
        """Return the part whose pick-up QR code says this."""
        ...

    async def entries(self, buy: BuyId) -> list[Entry]:
        """Return the ledger of a buy, in the order it was made."""
        ...

    async def nudges_sent(self, person: PersonId, since: datetime, buy: BuyId | None = None) -> int:
        """Return how many nudges of all buys, or of one, went to the person since then."""
        ...

    async def held_data(self, person: PersonId) -> HeldData:
        """Return all the product keeps about the person (UX-11)."""
        ...
