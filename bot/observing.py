"""Health and figures put around the parts of a bot, each of which knows nothing of them."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from typing import Any

from bot.health import Health, Internal, Phase
from bot.metrics import MeasuredDesk, MeasuredFeed, Metrics
from bot.preparing import CannotStart
from bot.relay import Relay
from bot.settings import host_and_port
from domain.ports import Clock, Desk, DeskUnavailable
from storage import Storage

Feed = Callable[[dict[str, Any]], Awaitable[None]]


class Observing:
    """What one bot lets its operators see."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._metrics = Metrics()
        self.health = Health()
        self.internal = Internal(self.health, self._metrics)

    async def start(self, listen: str) -> None:
        """Serve at a host:port, if one is given; raises `CannotStart` if it cannot be used."""
        if not listen:
            return
        try:
            await self.internal.start(*host_and_port(listen))
        except OSError as error:
            raise CannotStart(
                f"INTERNAL_LISTEN cannot be used: {listen} ({error.strerror})."
            ) from None

    def opened(self, storage: Storage) -> Desk:
        """Look into the open database from now on; return its desk, which notes what it does."""
        self.health.storage = storage
        self.health.phase = Phase.INTRODUCING
        storage.desk.on_round(self._metrics.round)
        return MeasuredDesk(storage.desk, self._metrics)

    def speaking(self, storage: Storage, relay: Relay) -> None:
        """Note what becomes of notices, what waits, and who says it."""
        self.health.phase = Phase.BEGINNING
        relay.on_outcome(self._metrics.notice)

        async def look() -> None:
            if self.health.phase is Phase.STOPPING:
                return
            self._metrics.speaks(speaks=relay.speaks)
            self._metrics.outbox(*await self._queue(storage))

        self._metrics.before_scrape = look

    def feed(self, feed: Feed) -> Feed:
        """Return the feed with a measure at it."""
        return MeasuredFeed(feed, self._metrics)

    async def _queue(self, storage: Storage) -> tuple[float, float]:
        """Return how many notices are due and since how many seconds; NaN where unknown."""
        try:
            queue = await storage.outbox.queue()
        except DeskUnavailable:
            return math.nan, math.nan
        if queue.oldest is None:
            return queue.count, 0
        return queue.count, (self._clock.now() - queue.oldest).total_seconds()
