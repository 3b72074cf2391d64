"""A town: a simulated Telegram with Flat 12 in it and the bot at work, as its people see it.

Journeys act only as people can (send, tap, open) and judge only what people see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from bot.application import Application
from bot.settings import Settings
from handlers.commands_menu import Menu
from locales.translator import Translator
from play.rest import Books, at_rest
from sandbox import Limits, Sandbox, ShiftableClock
from sandbox.client import People, Person
from sandbox.furnish import FLAT_12
from sandbox.seen import Alert
from tests.journeys.books import books_of
from tests.settings import settings_for

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""When journeys begin: the clocks of Europe change at the end of that month."""

HOME = "Flat 12"
UNMET = "yuki"
"""Who never opened the bot."""

ORGANISERS = frozenset({501})
"""Who may take payments through Telegram: Anna."""

MIXED = "mixed"
"""Instead of a language: everyone in Flat 12 speaks their own."""

CODES = {"zh_Hans": "zh-hans"}
"""What Telegram calls a language of ours, where that differs."""


@dataclass
class Town:
    """What a journey works with; `town["boris"]` is a person."""

    clock: ShiftableClock
    sandbox: Sandbox
    people: People
    settings: Settings
    t: Translator
    """Speaks the language of the journey: finds what is to be seen by its key."""
    books: Books
    closing: AsyncExitStack
    menus: Sequence[Menu] | None = ()
    """None are the bot's own; to set them takes it as many calls as a journey."""

    @classmethod
    async def build(
        cls, database_url: str, closing: AsyncExitStack, language: str, limits: Limits | None = None
    ) -> Self:
        """Furnish Flat 12; `closing` closes everything. The bot is not started yet."""
        clock = ShiftableClock()
        clock.set(MONDAY)
        sandbox = await closing.enter_async_context(Sandbox(clock, limits=limits or Limits.off()))
        people = await closing.enter_async_context(People(sandbox.url))
        settings = settings_for(sandbox, database_url).model_copy(
            update={
                "payment_provider_token": sandbox.provider_token,
                "online_organisers": ORGANISERS,
            }
        )
        spoken = "en" if language == MIXED else language
        books = await closing.enter_async_context(books_of(database_url))
        town = cls(clock, sandbox, people, settings, Translator(spoken), books, closing)
        await town._furnish(None if language == MIXED else CODES.get(language, language))
        return town

    async def _furnish(self, language: str | None) -> None:
        friends = [
            {
                "id": one.id,
                "first_name": one.first_name,
                "last_name": one.last_name,
                "username": one.username,
                "zone": one.zone,
                "language_code": language or one.language_code,
            }
            for one in FLAT_12
        ]
        group = {"title": HOME, "creator": 501, "members": [one.id for one in FLAT_12[1:]]}
        await self.people.call("POST", "/control/world", people=friends, groups=[group])
        for one in FLAT_12:
            if one.first_name.lower() != UNMET:
                await self[one.first_name].start()

    def __getitem__(self, name: str) -> Person:
        """A person by first name."""
        return self.people[name]

    async def open(self, **changes: Any) -> Application:
        """Start the bot in this process; `changes` are settings."""
        settings = self.settings.model_copy(update=changes)
        made = Application(settings, self.clock, menus=self.menus)
        self.closing.push_async_callback(made.stop)
        await made.start()
        return made

    async def skip(self, **span: float) -> None:
        """Let time pass: `days`, `hours`, `minutes`, `seconds`."""
        await self.people.skip(timedelta(**span).total_seconds())

    async def skip_to(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        await self.people.skip((moment - self.clock.now()).total_seconds())

    def says(self, key: str, /, *, count: int | None = None, **values: Any) -> str:
        """What a message of the catalogue looks like to its reader."""
        shown = re.sub(r"<[^>]*>", "", self.t(key, count=count, **values))
        return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def label(self, key: str, /, **values: Any) -> str:
        """What a button of the catalogue is called."""
        return self.t.plain(key, **values)

    def eur(self, cents: int) -> str:
        """An amount of euros, without their name, as the journey's language writes it."""
        return self.t.amount(cents, "EUR")

    async def at_rest(self) -> None:
        """Wait until the bot has dealt with all that happened: what it did not say, it will not."""
        await at_rest(self.books, self.sandbox)

    async def tap(self, name: str, chat: Any, wanted: Any, button: str) -> Alert:
        """Let somebody see a message and tap a button of it (a catalogue key)."""
        message = await self[name].sees(chat, wanted)
        return await self[name].tap(message, self.label(button))
