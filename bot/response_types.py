"""The types by which Telegram's answers are read, made once.

Pydantic makes one in milliseconds, and keeps it only while somebody holds it; aiogram does not.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType


class HeldTypes(BaseRequestMiddleware):
    """Holds the type of each call's answer from the first such call on."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call."""
        _held(method.__returning__)
        return await make_request(bot, method)


@cache
def _held(returned: Any) -> object:
    return Response[returned]
