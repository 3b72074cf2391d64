"""The reader that notices are put into words with: what many of them ask is read together."""

from __future__ import annotations

from datetime import datetime

from domain.ids import BuyId, PersonId
from domain.people import Person
from domain.ports import Clock
from domain.settlement import Settlement
from domain.views import CardView, MemberView
from storage.database import Database
from storage.reader import member, told
from storage.reader.reader import Reader
from storage.reader.told import Nudged
from storage.together import Together


class NoticeReader(Reader):
    """Reads what a `Reader` does; a broadcast reads a buy once for many people, not for each."""

    def __init__(self, readers: Database, clock: Clock) -> None:
        super().__init__(readers, clock)
        self._persons = Together(readers, told.persons)
        self._cards = Together(readers, told.cards)
        self._settlements = Together(readers, told.settlements)
        self._views: Together[tuple[BuyId, PersonId], MemberView | None] = Together(
            readers, lambda c, wanted: member.views(c, wanted, clock.now())
        )
        self._nudged = Together(readers, told.nudged)

    async def person(self, person: PersonId) -> Person | None:
        """See `Reader.person`."""
        return await self._persons.ask(person)

    async def card(self, buy: BuyId) -> CardView | None:
        """See `Reader.card`."""
        return await self._cards.ask(buy)

    async def mine(self, buy: BuyId, person: PersonId) -> MemberView | None:
        """See `Reader.mine`."""
        return await self._views.ask((buy, person))

    async def settlement(self, buy: BuyId) -> Settlement | None:
        """See `Reader.settlement`."""
        return await self._settlements.ask(buy)

    async def nudges_sent(self, person: PersonId, since: datetime, buy: BuyId | None = None) -> int:
        """See `Reader.nudges_sent`."""
        return await self._nudged.ask(Nudged(person, since, buy))
