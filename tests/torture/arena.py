"""The bot as it is run, alone or as replicas, so that it can be killed and started again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from random import Random
from typing import Protocol

from bot.settings import Settings
from sandbox.client import People
from tools.apart import Apart
from tools.fleet import Fleet, fleet, free_ports

LEASES = 120.0
"""Seconds of the sandbox after which nobody waits for one that was killed."""


class Arena(Protocol):
    """What is tortured."""

    async def kill(self) -> None:
        """Kill one process between two instructions."""
        ...

    async def revive(self) -> None:
        """Start what was killed."""
        ...

    async def rest(self) -> None:
        """Let nothing be waited for that a killed process held."""
        ...


class Alone:
    """One process on its database."""

    def __init__(self, settings: Settings, people: People) -> None:
        self._process = Apart(settings)
        self._people = people

    async def kill(self) -> None:
        """Kill it."""
        self._process.kill()

    async def revive(self) -> None:
        """Start it again, with what its predecessor held for it to take."""
        self._process.start()
        await self.rest()

    async def rest(self) -> None:
        """Let the leases of the dead run out."""
        await self._people.skip(LEASES)


class Replicated:
    """Three replicas; one or two of them are killed at a time."""

    def __init__(self, replicas: Fleet, random: Random) -> None:
        self._replicas = replicas
        self._random = random
        self._dead: list[int] = []

    async def kill(self) -> None:
        """Kill one, seldom two."""
        number = 2 if self._random.random() < 0.2 else 1
        self._dead = self._random.sample(range(len(self._replicas.members)), number)
        for place in self._dead:
            self._replicas.members[place].kill()

    async def revive(self) -> None:
        """Start them again after a moment, and wait until they take part."""
        await asyncio.sleep(self._random.uniform(0, 0.5))
        for place in self._dead:
            self._replicas.members[place].start()
        await asyncio.gather(*(self._replicas.listens(place) for place in self._dead))

    async def rest(self) -> None:
        """Leases end by themselves."""


WAYS = ("polling", "webhook", "replicas")


@contextlib.asynccontextmanager
async def arena(
    way: str, settings: Settings, people: People, random: Random
) -> AsyncIterator[Arena]:
    """The bot at work in one of `WAYS`, gone afterwards."""
    if way == "replicas":
        async with fleet(settings) as replicas:
            yield Replicated(replicas, random)
        return
    if way == "webhook":
        listen = f"127.0.0.1:{free_ports(1)[0]}"
        settings = settings.model_copy(
            update={
                "listen": listen,
                "webhook_url": f"http://{listen}/hook",
                "webhook_secret": "a-secret-of-the-torture",
            }
        )
    alone = Alone(settings, people)
    await alone.revive()
    try:
        yield alone
    finally:
        await alone.kill()
