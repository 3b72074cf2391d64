"""The bot in a process of its own, to be killed in the midst of its work.

It is forked from a server that has loaded everything: starting again takes no seconds.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from typing import Any

from bot import logs
from bot.running import run, serve
from bot.settings import Settings
from tools.following import following

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["bot.application", "handlers.routers", "handlers.notices", "tools.warm", __name__]
)

STOPS = 15.0
"""Seconds within which a bot that is told to stop has stopped."""


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

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None if it does not run."""
        if self._process is None or not self._process.is_alive():
            return None
        number: int = self._process.pid
        return number


def live(given: str) -> None:
    """Run the bot in this process until a signal ends it."""
    fields = json.loads(given)
    settings = Settings(_env_file=None, **fields)
    logs.set_up(settings.log_level, settings.log_format)

    async def work() -> None:
        async with following(settings.bot_api_url) as clock:
            await serve(settings, clock)

    run(work())
