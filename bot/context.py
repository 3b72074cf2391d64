"""The middleware that gives every handler its `Context`, as the argument `context`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.acquaintance import Acquaintance
from bot.seen import Seen, seen_in
from domain.commands.base import Cause
from domain.ids import ANONYMOUS_ADMINISTRATOR
from domain.people import Home, Person
from domain.ports import Clock, Desk, Reader
from handlers.context import Context
from handlers.links import Links
from handlers.ports import Chats
from locales.translator import Translator, language_for

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where nobody chose: a language, an IANA zone, an ISO currency."""

    language: str
    zone: str
    currency: str


class Contexts(BaseMiddleware):
    """Finds out who acts where, in which language; acts of no concern end here."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        chats: Chats,
        links: Links,
        clock: Clock,
        defaults: Defaults,
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._chats = chats
        self._links = links
        self._clock = clock
        self._defaults = defaults
        self.acquaintance = Acquaintance(desk, reader)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle one update with its context."""
        if not isinstance(event, Update):
            return await handler(event, data)
        seen = seen_in(event)
        if seen is None or (seen.chat and not (seen.in_private or seen.in_group)):
            return None
        if seen.moved:
            return await self._chats.migrate(*seen.moved)
        cause = Cause(f"u{event.update_id}", self._clock.now())
        data["context"] = await self._context(seen, cause)
        return await handler(event, data)

    async def _context(self, seen: Seen, cause: Cause) -> Context:
        home = await self._home(seen)
        person = await self._person(seen, home, cause)
        zone = person.zone or await self._zone_of(home, person) or self._defaults.zone
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
            default_zone=self._defaults.zone,
            default_currency=self._defaults.currency,
            default_language=self._defaults.language,
        )

    async def _home(self, seen: Seen) -> Home | None:
        if not seen.in_group or seen.chat is None:
            return None
        language = language_for(
            seen.user.language_code if seen.user else None, default=self._defaults.language
        )
        home = await self._chats.settle_in(seen.chat.id, seen.chat.title or "", language)
        return await self._reader.home(home)

    async def _person(self, seen: Seen, home: Home | None, cause: Cause) -> Person:
        if seen.user is None:
            return Person(ANONYMOUS_ADMINISTRATOR, home.title if home else "")
        at = home.id if home and seen.spoke else None
        private = seen.in_private and seen.spoke
        return await self.acquaintance.of(seen.user, at, private, cause)

    async def _zone_of(self, home: Home | None, person: Person) -> str | None:
        """Return the zone of the home acted in, else of the latest home that has one."""
        homes = [home] if home else await self._reader.homes_of(person.id)
        return next((one.zone for one in homes if one.zone), None)

    def _translator_of(self, home: Home) -> Translator:
        language = language_for(home.language, default=self._defaults.language)
        return Translator(language, home.zone or self._defaults.zone)
