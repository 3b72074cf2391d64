"""What every handler is given as the argument `context`: who acts, where, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import Chat, Update, User

from bot.acquaintance import Acquaintance, at_home, reached, told
from bot.seen import Seen, seen_in
from domain.commands.base import Cause
from domain.ids import ANONYMOUS_ADMINISTRATOR, PersonId
from domain.people import Home, Membership, Person
from domain.ports import Clock, Desk
from handlers.context import Context
from handlers.links import Links
from handlers.ports import Chats
from locales.translator import Translator, language_for
from storage.reader import Act, Reader


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where nobody chose: a language, an IANA zone, an ISO currency."""

    language: str
    zone: str
    currency: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the bot's owner has arranged beyond Telegram's messages."""

    provider_token: str = ""
    online_organisers: frozenset[int] = frozenset()
    """Who may take payments through Telegram."""
    mails_suppliers: bool = False
    calls_suppliers: bool = False


NOTHING_ARRANGED = Arranged()


class Contexts:
    """Finds out who acts where, and meets them if they or something about them is new."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        chats: Chats,
        links: Links,
        clock: Clock,
        defaults: Defaults,
        arranged: Arranged = NOTHING_ARRANGED,
    ) -> None:
        self._arranged = arranged
        self._desk = desk
        self._reader = reader
        self._chats = chats
        self._links = links
        self._clock = clock
        self._defaults = defaults
        self.acquaintance = Acquaintance(desk, reader)

    async def of(self, update: Update) -> Context | None:
        """Return the context of an update; None if it is of no concern to any handler."""
        seen = seen_in(update)
        if seen is None or (seen.chat and not (seen.in_private or seen.in_group)):
            return None
        if seen.moved:
            await self._chats.migrate(*seen.moved)
            return None
        cause = Cause(f"u{update.update_id}", self._clock.now())
        return await self._context(seen, cause)

    async def _context(self, seen: Seen, cause: Cause) -> Context:
        who = PersonId(seen.user.id) if seen.user else seen.whom
        chat = seen.chat if seen.in_group else None
        acting = await self._reader.acting(Act(who, chat.id if chat else None, seen.on_card))
        home, here = acting.home, acting.membership
        if chat is not None and (home is None or home.title != (chat.title or "")):
            home = await self._settle_in(chat, seen.user)
        person = await self._person(seen, acting.person, home, here, cause)
        zone = person.zone or (home.zone if home else acting.zone) or self._defaults.zone
        language = language_for(
            person.language, person.telegram_language, default=self._defaults.language
        )
        return Context(
            actor=person.id,
            person=person,
            cause=cause,
            t=Translator(language, zone),
            desk=self._desk,
            reader=self._reader,
            chats=self._chats,
            links=self._links,
            home=home,
            home_t=self._translator_of(home) if home else None,
            card=acting.card,
            mails_suppliers=self._arranged.mails_suppliers,
            calls_suppliers=self._arranged.calls_suppliers,
            takes_online=person.id in self._arranged.online_organisers,
            provider_token=self._arranged.provider_token,
            default_zone=self._defaults.zone,
            default_currency=self._defaults.currency,
            default_language=self._defaults.language,
        )

    async def _settle_in(self, chat: Chat, user: User | None) -> Home | None:
        language = language_for(
            user.language_code if user else None, default=self._defaults.language
        )
        home = await self._chats.settle_in(chat.id, chat.title or "", language)
        return await self._reader.home(home)

    async def _person(
        self,
        seen: Seen,
        known: Person | None,
        home: Home | None,
        here: Membership | None,
        cause: Cause,
    ) -> Person:
        """Return whoever acts, met if they or something about them is new."""
        if seen.whom is not None:
            return known or Person(seen.whom, "")
        if seen.user is None:
            return Person(ANONYMOUS_ADMINISTRATOR, home.title if home else "")
        at = home.id if home and seen.spoke else None
        private = seen.in_private and seen.spoke
        if (
            known is not None
            and told(seen.user, known)
            and (at is None or at_home(here))
            and (not private or reached(known))
        ):
            return known
        return await self.acquaintance.meet(seen.user, at, private, cause)

    def _translator_of(self, home: Home) -> Translator:
        language = language_for(home.language, default=self._defaults.language)
        return Translator(language, home.zone or self._defaults.zone)
