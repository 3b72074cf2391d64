"""The stage: a simulated Telegram, the bot in it, and the people of a world."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.application import Application
from bot.settings import Settings
from play.clock import StandingClock
from play.diary import Diary
from play.player import Player
from play.rest import at_rest, books_in
from play.world import World
from sandbox import Limits, Sandbox
from sandbox.client import People

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
BETWEEN = timedelta(minutes=1)
"""What passes between two things that happen."""

FIRST_ID = 501


class Stage:
    """Where the story takes place; `stage[0]` is the organiser, then the friends."""

    def __init__(self, here: World, people: People, sandbox: Sandbox, database: Path) -> None:
        self.world = here
        self.diary = Diary(sandbox.clock, sandbox.bot.name)
        self.players = [
            Player(name, people[name], here, self.diary, self.settle) for name in here.names
        ]
        self._people = people
        self._sandbox = sandbox
        self._database = database

    def __getitem__(self, number: int) -> Player:
        """Return somebody of the world."""
        return self.players[number]

    @property
    def url(self) -> str:
        """Where the chat page stands while the play goes on."""
        return self._sandbox.url

    async def settle(self) -> None:
        """Let the bot come to rest, look at every chat, and let some time pass."""
        await at_rest(books_in(self._database), self._sandbox)
        await self.players[0].looks(self.world.group)
        for player in self.players:
            await player.looks()
        await self._people.skip(BETWEEN.total_seconds())


async def set_up(here: World, closing: AsyncExitStack) -> Stage:
    """Open everything; `closing` closes it."""
    database = Path(closing.enter_context(TemporaryDirectory(prefix="play-"))) / "play.db"
    clock = StandingClock(MONDAY)
    sandbox = await closing.enter_async_context(Sandbox(clock, limits=Limits.off()))
    people = await closing.enter_async_context(People(sandbox.url))
    await furnish(people, here)
    application = Application(settings(sandbox, database, here), clock)
    closing.push_async_callback(application.stop)
    await application.start()
    stage = Stage(here, people, sandbox, database)
    await stage.settle()
    return stage


async def furnish(people: People, here: World) -> None:
    """Let the people of a world exist: a group, of which all but the last know the bot."""
    friends = [
        {
            "id": FIRST_ID + number,
            "first_name": name,
            "language_code": here.telegram_language,
            "zone": here.zone,
        }
        for number, name in enumerate(here.names)
    ]
    ids = [one["id"] for one in friends]
    group = {"title": here.group, "creator": ids[0], "members": ids[1:]}
    await people.call("POST", "/control/world", people=friends, groups=[group])
    for name in here.names[:-1]:
        await people[name].start()


def settings(sandbox: Sandbox, database: Path, here: World) -> Settings:
    """Return how the bot of a play is run."""
    return Settings(
        _env_file=None,
        bot_token=sandbox.token,
        bot_api_url=sandbox.url,
        database_url=f"sqlite:///{database}",
        webhook_url="",
        default_zone=here.zone,
        default_currency="EUR",
        default_language=here.language,
        payment_provider_token=sandbox.provider_token,
        online_organisers=frozenset({FIRST_ID}),
        messages_per_second=0,
        group_messages_per_minute=0,
        chat_messages_per_second=0,
    )
