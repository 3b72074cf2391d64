"""A sandbox, a database, and bots that a test starts in them with handlers of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from aiogram import Router
from markupsafe import escape

from bot.application import Application
from bot.settings import Settings
from domain.ids import BuyId, HomeId, PersonId
from domain.notices import Fate, Notice, NoticeKind
from handlers.notices.say import How, Say, Verdict
from handlers.notices.scene import Scene
from handlers.screen import Screen
from sandbox import Limits, Sandbox, ShiftableClock
from sandbox.client import People
from sandbox.world import Chat
from storage import Storage, open_storage, tables
from storage.notices import put_out
from tests.settings import settings_for

PATIENCE = 20.0
"""Seconds that a test waits for a condition."""

LOOK_AGAIN = 0.01


async def say_values(notice: Notice, _scene: Scene) -> Verdict:
    """Say a notice's value `text`: tests are about saying, not about wording."""
    return Say(Screen(escape(notice.values["text"])))


async def say_kind(notice: Notice, scene: Scene) -> Verdict:
    """Say of which kind a notice is, and when; a card is edited where it stands."""
    is_card = notice.kind in (NoticeKind.CARD, NoticeKind.DRAFT_CARD)
    how = How.CARD if is_card else How.POST
    return Say(Screen(escape(f"{notice.kind} at {scene.now.isoformat()}")), how)


@dataclass
class House:
    """What a test of the running bot works with."""

    clock: ShiftableClock
    sandbox: Sandbox
    people: People
    flat: Chat
    storage: Storage
    settings: Settings
    closing: AsyncExitStack
    render: Callable[[Notice, Scene], Awaitable[Verdict]] = say_values
    running: list[Application] = field(default_factory=list)

    @classmethod
    async def build(cls, url: str, closing: AsyncExitStack) -> Self:
        """Open everything, on the database at `url`; `closing` closes it, bots included."""
        clock = ShiftableClock()
        sandbox = await closing.enter_async_context(Sandbox(clock, limits=Limits.off()))
        flat = sandbox.flat_12()
        people = await closing.enter_async_context(People(sandbox.url))
        storage = await open_storage(url, clock)
        closing.push_async_callback(storage.close)
        settings = settings_for(sandbox, url)
        return cls(clock, sandbox, people, flat, storage, settings, closing)

    async def bot(self, router: Router | None = None, **changes: Any) -> Application:
        """Start a bot with the test's handlers; `changes` are settings."""
        settings = self.settings.model_copy(update=changes)
        made = Application(settings, self.clock, router or Router(), self.render, [])
        self.closing.push_async_callback(made.stop)
        await made.start()
        return made

    async def met(self, *names: str) -> None:
        """Wait until the bot knows these people as having opened it."""
        for name in names:
            number = PersonId((await self.people[name].me())["id"])
            await until(partial(self._open, number))

    async def _open(self, number: PersonId) -> bool:
        person = await self.storage.reader.person(number)
        return person is not None and person.reach == "open"

    async def notice(self, *notices: Notice) -> None:
        """Put notices into the outbox, as a decision would."""
        await self.storage.writer.run(lambda connection: put_out(connection, notices))
        self.clock.advance(0)  # the bot's own commits wake it; this database is the test's

    async def again(self, kind: NoticeKind, key: str, buy: BuyId, home: HomeId) -> None:
        """Make a notice of a home due once more."""
        now = self.clock.now()
        await self.notice(Notice(key, kind, now, buy=buy, home=home, again=True))

    async def fate(self, key: str, *wanted: Fate) -> str:
        """Wait until a notice's fate is one of those wanted; return its reason."""

        async def look() -> str | None:
            fate, reason = await self.stands(key)
            return reason or " " if fate in wanted else None

        return str(await until(look)).strip()

    async def stands(self, key: str) -> tuple[Fate, str]:
        """Return the fate of a notice and its reason, as they are now."""
        query = tables.notices.select().where(tables.notices.c.key == key)
        row = await self.storage.writer.run(lambda connection: connection.execute(query).one())
        return row.fate, row.reason

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return the bot's calls of a method."""
        return [call for call in self.sandbox.calls if call["method"] == method]


async def until(look: Callable[[], Awaitable[Any]], timeout: float = PATIENCE) -> Any:
    """Return what `look` returns once that is true; fails after `timeout` seconds."""
    async with asyncio.timeout(timeout):
        # What is waited for is a row of the database, which tells nobody.
        while not (found := await look()):  # noqa: ASYNC110
            await asyncio.sleep(LOOK_AGAIN)
        return found
