"""How answers get through while Telegram is slow, away or wants fewer of them."""

from __future__ import annotations

import asyncio
import logging
from typing import cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectorError

log = logging.getLogger(__name__)

PATIENCE = 90.0
"""Seconds after which an answer is given up: whoever asked has gone on."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 8.0

DOUBLED_BY_REPEATING = ("send", "copy", "forward")
"""Calls that, repeated, would be seen twice if the first was delivered after all."""

AS_GOOD_AS_DONE = ("message is not modified", "query is too old", "query id is invalid")
"""Refusals (400) after which nothing is left to do: there already, or nobody waits any more."""

AWAY = (TelegramRetryAfter, TelegramServerError, TelegramNetworkError, ClientDecodeError)
"""Too often, out of order, out of reach, or a proxy's page instead of an answer."""

LEFT_TO_ITS_CALLER = ("getUpdates", "getMe")


class Patience(BaseRequestMiddleware):
    """Repeats a call that Telegram did not take; never one that it may have taken already."""

    def __init__(self, seconds: float = PATIENCE) -> None:
        """`seconds` is how long one call may take in all."""
        self._seconds = seconds

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call; raises what it raised last when patience ends.

        Despite the types, aiogram hands a call's bare result through its middlewares.
        """
        name = method.__api_method__
        if name in LEFT_TO_ITS_CALLER:
            return await make_request(bot, method)
        loop = asyncio.get_running_loop()
        deadline, pause = loop.time() + self._seconds, FIRST_PAUSE
        while True:
            try:
                return await make_request(bot, method)
            except TelegramBadRequest as error:
                if not any(part in error.message.lower() for part in AS_GOOD_AS_DONE):
                    raise
                return cast("Response[TelegramType]", True)
            except AWAY as error:
                wait = error.retry_after if isinstance(error, TelegramRetryAfter) else pause
                if not _repeatable(name, error) or loop.time() + wait > deadline:
                    raise
                log.info(
                    "again", extra={"method": name, "pause": wait, "after": type(error).__name__}
                )
            pause = min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(wait)


def _repeatable(name: str, error: Exception) -> bool:
    """Tell whether repeating the call cannot be seen as a double."""
    if not isinstance(error, TelegramNetworkError):
        return True
    refused = isinstance(error.__cause__, ClientConnectorError)
    return refused or not name.startswith(DOUBLED_BY_REPEATING)
