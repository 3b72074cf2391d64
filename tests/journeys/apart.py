"""The bot in a process of its own, to be killed in the midst of its work.

It is forked from a server that has loaded everything: starting again takes no seconds.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.running import serve
from bot.settings import Settings

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bot.application", "handlers.routers", "handlers.notices", __name__])

STOPS = 15.0
"""Seconds within which a bot that is told to stop has stopped."""


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


class Apart:
    """One bot process after the other, on the same database."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings.model_dump_json()
        self._process: Any = None

    def start(self) -> None:
        """Start it; it takes the updates that wait."""
        self._process = FORKS.Process(target=live, args=(self._settings,), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """End it between two instructions (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    async def stop(self) -> int:
        """Tell it to stop (SIGTERM); returns how it ended. The sandbox answers it meanwhile."""
        self._process.terminate()
        await asyncio.to_thread(self._process.join, STOPS)
        code: int = self._process.exitcode
        self.kill()
        return code


def live(given: str) -> None:
    """Run the bot in this process until a signal ends it."""
    fields = json.loads(given)
    settings = Settings(_env_file=None, **fields)

    async def run() -> None:
        async with following(settings.bot_api_url) as clock:
            await serve(settings, clock)

    asyncio.run(run())
