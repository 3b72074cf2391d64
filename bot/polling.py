"""Asking Telegram for updates, and acknowledging those whose effects are written.

An update is acknowledged by asking for the next ones (`offset`); until then Telegram sends it
again, so a killed process loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.intake import Intake
from bot.progress import Committed

log = logging.getLogger(__name__)

BATCH = 100
"""Updates in one answer at most (Bot API, getUpdates)."""

AHEAD = BATCH // 2
"""Of a full answer, how many updates are written before the next are asked for."""

LONG_POLL = 30
"""Seconds that Telegram waits for something to happen before it answers with nothing."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0
"""Seconds between tries while Telegram is away."""

HEADWAY = 1.0
"""Seconds after which new updates are asked for although an older one is still being handled."""


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, unparsed: one update that cannot be read must not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int = 0
    limit: int = BATCH
    timeout: int = 0
    allowed_updates: list[str]


class Polling:
    """Asks, hands to the intake, waits for commits, acknowledges."""

    def __init__(self, bot: Bot, intake: Intake, allowed_updates: Sequence[str]) -> None:
        self._bot = bot
        self._intake = intake
        self._allowed = list(allowed_updates)
        self._open: dict[int, Committed] = {}
        """Updates that are not acknowledged, in their order."""
        self._last = 0

    async def run(self) -> None:
        """Go on until cancelled."""
        pause = FIRST_PAUSE
        while True:
            try:
                found = await self._ask(LONG_POLL if self._intake.catching_up.settled else 0)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
                continue
            except AiogramError as error:
                self._intake.catching_up.fell_behind()
                log.warning("no updates", extra={"error": type(error).__name__})
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            await self._take(found)

    async def acknowledge(self) -> None:
        """Acknowledge what is written, without waiting for more: the last thing before the end."""
        try:
            if self._offset:
                await self._ask(0, limit=1)
        except AiogramError as error:
            log.warning("not acknowledged", extra={"error": type(error).__name__})

    @property
    def _offset(self) -> int:
        """Return the first that is to come (again); 0 is the earliest unacknowledged one.

        After a quiet week the numbers start anywhere, perhaps lower, so none is insisted on.
        """
        unwritten = (number for number, one in self._open.items() if not written(one))
        return next(unwritten, self._last + 1 if self._last else 0)

    async def _ask(self, timeout: int, limit: int = BATCH) -> list[dict[str, Any]]:
        ask = RawUpdates(
            offset=self._offset, limit=limit, timeout=timeout, allowed_updates=self._allowed
        )
        return await self._bot(ask, request_timeout=timeout + LONG_POLL)

    async def _take(self, found: list[dict[str, Any]]) -> None:
        if not found and not self._open:
            self._last = 0
            self._intake.catching_up.done()
        for update in found:
            number = update["update_id"]
            if number not in self._open:
                self._open[number] = self._intake.take(update, patient=True)
                self._last = number
        if self._open:
            # Behind a full answer more is waiting: it is fetched while the rest is still written.
            ahead = AHEAD if len(found) == BATCH else None
            await asyncio.wait(list(self._open.values())[:ahead], timeout=HEADWAY)
        self._open = {number: one for number, one in self._open.items() if not written(one)}


def written(committed: Committed) -> bool:
    """Tell whether the effects of an update are durable."""
    return committed.done() and not committed.cancelled() and committed.exception() is None
