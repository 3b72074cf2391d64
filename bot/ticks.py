"""The clock's tick: wakes whoever looks for what is due. Nothing is kept here; time is in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Protocol, runtime_checkable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.ports import Clock

EVERY = 1.0
"""Seconds between ticks: how late something due may begin."""


@runtime_checkable
class Shiftable(Protocol):
    """A clock that somebody can move on, and that tells when they did."""

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each shift; return a function that stops it."""
        ...


class Ticks:
    """APScheduler, ticking. Its job store is in memory and holds this one tick."""

    def __init__(self, clock: Clock, wake: Sequence[Callable[[], None]]) -> None:
        self._clock = clock
        self._wake = tuple(wake)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._stop_listening: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Tick from now on."""
        self._scheduler.add_job(self._tick, "interval", seconds=EVERY, coalesce=True)
        self._scheduler.start()
        if isinstance(self._clock, Shiftable):
            self._stop_listening = self._clock.listen(self._tick_now)

    def stop(self) -> None:
        """Tick no more."""
        self._stop_listening()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._tick_now()

    def _tick_now(self) -> None:
        for wake in self._wake:
            wake()
