"""The reader: each view in a transaction of its own, on connections that only read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.buy import GroupBuy
from domain.charges import Charge, Invoice
from domain.conversation import Conversation
from domain.draft import Draft
from domain.goods import Shipment
from domain.ids import BuyId, HomeId, PersonId
from domain.ledger import Entry
from domain.order import Invitation
from domain.people import Home, Membership, Person
from domain.ports import Clock
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
from storage.database import Database
from storage.reader import audience, board, buys, card, held, member, mine, money, people, unsaid
from storage.reader.acting import Act, Acting, acting
from storage.settled import load_settlements
from storage.together import Together


class Reader:
    """See `domain.ports.Reader`."""

    def __init__(self, readers: Database, clock: Clock) -> None:
        self._readers = readers
        self._clock = clock
        self._acting = Together(readers, acting, brief=True)

    async def acting(self, act: Act) -> Acting:
        """Return what an update's handling begins with; those of many are looked up together."""
        return await self._acting.ask(act)

    async def person(self, person: PersonId) -> Person | None:
        """Return someone the bot has met."""
        return (await self.people([person])).get(person)

    async def people(self, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """Return those of `ids` the bot has met."""
        return await self._readers.run(lambda c: people.people(c, ids))

    async def person_by_username(self, username: str) -> Person | None:
        """Return whoever last bore this username (without @, any case)."""
        return await self._readers.run(lambda c: people.by_username(c, username))

    async def home(self, home: HomeId) -> Home | None:
        """Return a home."""
        return await self._readers.run(lambda c: people.home(c, home))

    async def homes_of(self, person: PersonId) -> list[Home]:
        """Return the homes (bot present) in which the person was seen, latest first."""
        return await self._readers.run(lambda c: people.homes_of(c, person))

    async def membership(self, home: HomeId, person: PersonId) -> Membership | None:
        """Return whether someone was seen in a home, and what they chose there."""
        return await self._readers.run(lambda c: people.membership(c, home, person))

    async def members(self, home: HomeId) -> list[Person]:
        """Return the people seen in a home who have not left, by name."""
        return await self._readers.run(lambda c: people.members(c, home))

    async def draft(self, draft: BuyId) -> Draft | None:
        """Return a draft that is still open."""
        return await self._readers.run(lambda c: people.draft(c, draft))

    async def latest_draft(self, owner: PersonId) -> Draft | None:
        """Return the draft the owner last worked on in private, if one is open."""
        return await self._readers.run(lambda c: people.latest_draft(c, owner))

    async def conversation(self, person: PersonId) -> Conversation:
        """Return what the person was last asked in private."""
        return await self._readers.run(lambda c: people.conversation(c, person))

    async def buy(self, buy: BuyId) -> GroupBuy | None:
        """Return a group buy."""
        return await self._readers.run(lambda c: buys.buy(c, buy))

    async def buy_by_code(self, code: str) -> GroupBuy | None:
        """Return the buy that has, or ever had, this join code (upper case)."""
        return await self._readers.run(lambda c: buys.by_code(c, code))

    async def invitation(self, token: str) -> Invitation | None:
        """Return the invitation of a token, revoked or not."""
        return await self._readers.run(lambda c: buys.invitation(c, token))

    async def recent_guesses(self, person: PersonId, since: datetime) -> int:
        """Return how many unknown codes the person tried since then."""
        return await self._readers.run(lambda c: people.recent_guesses(c, person, since))

    async def live_buys(self, home: HomeId) -> list[GroupBuy]:
        """Return the open and scheduled buys of a home, the earliest deadline first."""
        return await self._readers.run(lambda c: buys.live_buys(c, home))

    async def my_buys(self, person: PersonId, since: datetime) -> list[BuyLine]:
        """Return the buys the person runs, is named in or ordered in: live, unpaid, or since."""
        return await self._readers.run(lambda c: mine.my_buys(c, person, since))

    async def card(self, buy: BuyId) -> CardView | None:
        """Return what the card shows, at a cost that does not grow with the orders."""
        return await self._readers.run(lambda c: card.card(c, buy))

    async def mine(self, buy: BuyId, person: PersonId) -> MemberView | None:
        """Return one person's view of a buy."""
        return await self._readers.run(lambda c: member.mine(c, buy, person, self._clock.now()))

    async def settlement(self, buy: BuyId) -> Settlement | None:
        """Return the frozen result of a closed buy."""
        return await self._readers.run(lambda c: next(iter(load_settlements(c, [buy])), None))

    async def board(self, buy: BuyId) -> list[BoardRow]:
        """Return a row for everyone named, in, or who opened it, those in first (BP-8, UX-7)."""
        return await self._readers.run(lambda c: board.board(c, buy))

    async def audience(self, buy: BuyId) -> list[AudienceMember]:
        """Return everyone a nudge of this buy may go to, ordered or not."""
        return await self._readers.run(lambda c: audience.audience(c, buy))

    async def unsaid(self, buy: BuyId) -> list[Unsaid]:
        """Return what somebody other than the organiser did not get, or may not have got."""
        return await self._readers.run(lambda c: unsaid.unsaid(c, buy))

    async def points(self, person: PersonId) -> list[PointsHeld]:
        """Return the points that somebody has, with whom and until when."""
        return await self._readers.run(lambda c: money.points(c, person, self._clock.now()))

    async def invoice(self, invoice: str) -> Invoice | None:
        """Return an invoice that the bot made."""
        return await self._readers.run(lambda c: money.invoice(c, invoice))

    async def charge(self, charge: str) -> Charge | None:
        """Return a payment through Telegram, by Telegram's id."""
        return await self._readers.run(lambda c: money.charge(c, charge))

    async def charges(self, buy: BuyId) -> list[Charge]:
        """Return the payments through Telegram of a buy, in the order they were made."""
        return await self._readers.run(lambda c: money.charges(c, buy))

    async def charges_of(self, payer: PersonId) -> list[Charge]:
        """Return what somebody paid through Telegram, in the order it was paid."""
        return await self._readers.run(lambda c: money.charges_of(c, payer))

    async def stars_due_back(self) -> list[Charge]:
        """Return the payments in Stars that the bot has to pay back, the oldest first."""
        return await self._readers.run(money.stars_due_back)

    async def shipment_by_token(self, token: str) -> Shipment | None:
        """Return the part whose pick-up QR code says this."""
        return await self._readers.run(lambda c: money.shipment_by_token(c, token))

    async def entries(self, buy: BuyId) -> list[Entry]:
        """Return the ledger of a buy, in the order it was made."""
        return await self._readers.run(lambda c: money.entries(c, buy))

    async def nudges_sent(self, person: PersonId, since: datetime, buy: BuyId | None = None) -> int:
        """Return how many nudges of all buys, or of one, went to the person since then."""
        return await self._readers.run(lambda c: people.nudges_sent(c, person, since, buy))

    async def held_data(self, person: PersonId) -> HeldData:
        """Return all the product keeps about the person (UX-11)."""
        return await self._readers.run(lambda c: held.held_data(c, person))
