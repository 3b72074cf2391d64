"""A clock that goes with a sandbox in another process, so that time can be skipped for all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import aiohttp


class FollowingClock:
    """Tells the time of a sandbox in another process."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC) + self.offset

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each shift; returns a function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def follow(self, offset: timedelta) -> None:
        """Take over the offset of the sandbox."""
        if offset != self.offset:
            self.offset = offset
            for listener in list(self._listeners):
                listener()


@asynccontextmanager
async def following(url: str) -> AsyncIterator[FollowingClock]:
    """A clock that goes with the sandbox at `url`."""
    clock = FollowingClock()
    async with aiohttp.ClientSession() as session:

        async def look() -> None:
            async with session.get(f"{url}/control/clock") as answer:
                clock.follow(timedelta(seconds=(await answer.json())["offset"]))

        async def go_on() -> None:
            timeout = aiohttp.ClientTimeout(total=None)
            async with session.get(f"{url}/events", timeout=timeout) as events:
                async for _ in events.content:
                    await look()

        await look()
        task = asyncio.create_task(go_on())
        yield clock
        task.cancel()
        with suppress(asyncio.CancelledError, aiohttp.ClientError):
            await task
