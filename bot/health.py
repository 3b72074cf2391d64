"""Whether the bot lives and can serve, and its figures: on an address for its operators alone.

It is never the address of the webhook, so that no proxy shows it to the world by accident.
"""

from __future__ import annotations

import asyncio
from enum import StrEnum

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.metrics import Metrics
from domain.ports import DeskUnavailable
from storage import Storage
from storage.migrations import revision

ANSWERS_WITHIN = 2.0
"""Seconds that the database has to answer."""

AWAY, EMPTY = "the database is away", "the database has no tables"


class Phase(StrEnum):
    """How far the bot is; each value but READY's is the reason why it is not ready."""

    OPENING = "opening the database"
    INTRODUCING = "introducing itself to Telegram"
    BEGINNING = "about to listen"
    READY = "ready"
    STOPPING = "stopping"


class Health:
    """Knows whether the bot lives and is ready."""

    def __init__(self) -> None:
        self.phase = Phase.OPENING
        self.storage: Storage | None = None
        """Once it is open."""
        self._needed: dict[str, asyncio.Task[None]] = {}

    def needs(self, name: str, task: asyncio.Task[None]) -> None:
        """Count the bot as dead once `task` has ended before the bot was told to stop."""
        self._needed[name] = task

    def dead(self) -> str | None:
        """Return why the process has to be started anew, or None."""
        if self.phase is Phase.STOPPING:
            return None
        ended = [name for name, task in self._needed.items() if task.done()]
        return f"{ended[0]} has ended" if ended else None

    async def not_ready(self) -> str | None:
        """Return why no updates should be given to this replica now, or None."""
        if self.phase is not Phase.READY:
            return self.phase
        return self.dead() or await self._database()

    async def _database(self) -> str | None:
        if self.storage is None:
            return AWAY
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                return None if await self.storage.readers.run(revision) else EMPTY
        except (DeskUnavailable, TimeoutError):
            return AWAY


class Internal:
    """Serves /healthz, /readyz and /metrics."""

    def __init__(self, health: Health, metrics: Metrics) -> None:
        self._health = health
        self._metrics = metrics
        self.app = web.Application()
        self.app.router.add_get("/healthz", self._lives)
        self.app.router.add_get("/readyz", self._ready)
        self.app.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(self.app, access_log=None)

    async def start(self, host: str, port: int) -> None:
        """Serve from now on; raises `OSError` if the port cannot be used."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Serve no more; after a failed start too."""
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port that is served, also where 0 was asked for."""
        port: int = self._runner.addresses[0][1]
        return port

    async def _lives(self, _request: web.Request) -> web.Response:
        return _verdict("lives", self._health.dead())

    async def _ready(self, _request: web.Request) -> web.Response:
        return _verdict("ready", await self._health.not_ready())

    async def _figures(self, _request: web.Request) -> web.Response:
        text = await self._metrics.text()
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _verdict(name: str, reason: str | None) -> web.Response:
    if reason is None:
        return web.json_response({name: True})
    return web.json_response({name: False, "reason": reason}, status=503)
