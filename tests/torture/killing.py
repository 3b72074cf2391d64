"""Killing the bot under traffic, again and again, and counting what became of it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import Random

from bot.settings import Settings
from play.rest import at_rest
from sandbox import Limits, Sandbox, ShiftableClock
from sandbox.client import People
from tests.journeys.books import books_of
from tests.settings import ANY_PACE
from tests.torture.arena import Arena, arena
from tests.torture.count import Count, count
from tests.torture.life import Group
from tests.torture.story import Story

GROUPS = ("Alpha", "Beta", "Gamma")
NAMES = ("anna", "boris", "carla", "dewi", "mei", "omar", "uma")

RECOVERS = 60.0
"""Seconds within which the bot must answer again, on a busy machine too."""

RESTS = 90.0
LOOK_AGAIN = 0.01
HURRY = (0.05, 0.9)
"""Between which seconds after the first new answer the next kill comes."""


@dataclass
class Figures:
    """What is told of a run."""

    way: str
    seed: int
    kills: int
    story: Story
    count: Count
    recoveries: list[float]
    """Seconds from a kill to the first answer to something done after it."""
    seconds: float

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return self.count.found + self.story.wrong

    def __str__(self) -> str:
        """One line."""
        story, counted = self.story, self.count
        answered = [one for one in story.acts if one.told is not None]
        return (
            f"{self.way}: seed {self.seed}, {self.kills} kills in {self.seconds:.0f} s, "
            f"{len(story.started)} buys, {len(answered)} acts answered and "
            f"{len(story.acts) - len(answered)} not, lost {len(counted.lost)}, "
            f"doubled {len(counted.doubled)}, totals unequal {len(counted.unequal)}, "
            f"answers contradicting {len(story.wrong)}, notices {dict(counted.fates)}, "
            f"slowest recovery {max(self.recoveries, default=0):.1f} s, "
            f"slowest answer {max((one.took for one in answered), default=0):.1f} s"
        )


async def torture(way: str, database_url: str, kills: int, seed: int) -> Figures:
    """Kill the bot so many times under traffic, let it come to rest, and count."""
    random = Random(seed)
    story = Story()
    async with AsyncExitStack() as closing:
        clock = ShiftableClock()
        sandbox = await closing.enter_async_context(Sandbox(clock, limits=Limits.off()))
        people = await closing.enter_async_context(People(sandbox.url))
        groups = await settle(people, story, random)
        settings = Settings(
            _env_file=None,
            bot_token=sandbox.token,
            bot_api_url=sandbox.url,
            database_url=database_url,
            log_level="ERROR",
            **ANY_PACE,
        )
        books = await closing.enter_async_context(books_of(database_url))
        slow = {"effect": "delay", "seconds": 0.03, "probability": 0.3, "times": None}
        sandbox.fault("*", seed=seed, **slow)
        bot = await closing.enter_async_context(arena(way, settings, people, random))
        traffic = asyncio.gather(*(group.live() for group in groups))
        recoveries = await kill_often(bot, story, kills, random, traffic)
        for group in groups:
            group.over = True
        await traffic
        sandbox.faults.clear()
        await bot.rest()
        await at_rest(books, sandbox, RESTS)
        counted = await count(story, groups, people, database_url)
        return Figures(way, seed, kills, story, counted, recoveries, story.now)


async def kill_often(
    bot: Arena, story: Story, kills: int, random: Random, traffic: asyncio.Future[list[None]]
) -> list[float]:
    """Kill at random moments; return how long the bot took each time to answer again."""
    recoveries: list[float] = []
    await answered_after(story, 0, traffic)
    for _ in range(kills):
        await asyncio.sleep(random.uniform(*HURRY))
        killed = story.now
        story.kills.append(killed)
        await bot.kill()
        await bot.revive()
        recoveries.append(await answered_after(story, killed, traffic) - killed)
    return recoveries


async def answered_after(story: Story, moment: float, traffic: asyncio.Future[list[None]]) -> float:
    """Wait until something that was done after `moment` is answered; return when that was."""
    async with asyncio.timeout(RECOVERS):
        while (found := story.answered_after(moment)) is None:
            if traffic.done():
                traffic.result()
            await asyncio.sleep(LOOK_AGAIN)
        return found


async def settle(people: People, story: Story, random: Random) -> list[Group]:
    """Furnish groups with people who have opened the bot."""
    groups = []
    for place, title in enumerate(GROUPS, start=1):
        names = [title[0] + name for name in NAMES]
        friends = [
            {"id": 1000 * place + number, "first_name": name, "username": name.lower()}
            for number, name in enumerate(names)
        ]
        first, *others = [one["id"] for one in friends]
        group = {"title": title, "creator": first, "members": others, "bot": "administrator"}
        await people.call("POST", "/control/world", people=friends, groups=[group])
        for name in names:
            await people[name].start()
        chance = Random(random.random())
        groups.append(Group(people, story, chance, title, names[0], names[1:-1], names[-1]))
    return groups
