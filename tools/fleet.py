"""Several replicas of the bot, each a process of its own, behind one address."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from bot.settings import Settings
from tools.apart import Apart
from tools.balancer import Balancer

HOOK = "/hook"

STARTS_WITHIN = 30.0
LOOK_AGAIN = 0.02
"""Seconds."""


class Fleet:
    """Replicas that can be killed and started again one by one."""

    def __init__(self, settings: Settings, count: int) -> None:
        """`settings` name a PostgreSQL; the rest of what replicas need is added here."""
        self.ports = free_ports(count)
        self.balancer = Balancer([f"http://127.0.0.1:{port}" for port in self.ports])
        self._settings = settings
        self.members: list[Apart] = []

    async def start(self) -> None:
        """Start the balancer and all replicas, at the same time, and wait until they listen."""
        await self.balancer.start()
        shared = {
            "webhook_url": self.balancer.url + HOOK,
            "webhook_secret": secrets.token_urlsafe(32),
        }
        for port in self.ports:
            own = shared | {"listen": f"127.0.0.1:{port}"}
            self.members.append(Apart(self._settings.model_copy(update=own)))
        for one in self.members:
            one.start()
        await asyncio.gather(*(self.listens(place) for place in range(len(self.members))))

    async def listens(self, place: int) -> None:
        """Wait until a replica takes calls. Raises TimeoutError."""
        async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.get(f"http://127.0.0.1:{self.ports[place]}/"):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(LOOK_AGAIN)

    async def stop(self) -> None:
        """End them all at once."""
        for one in self.members:
            one.kill()
        await self.balancer.stop()


@asynccontextmanager
async def fleet(settings: Settings, count: int = 3) -> AsyncIterator[Fleet]:
    """Replicas at work, gone afterwards."""
    made = Fleet(settings, count)
    try:
        await made.start()
        yield made
    finally:
        await made.stop()


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens at."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports
