"""What people are answered takes from the budget of messages, so that the rest gives way to it."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.pace import Pace

COUNTED = ("send", "edit", "copy", "forward")
"""How the calls begin that Telegram counts as messages."""


class Spending(BaseRequestMiddleware):
    """Tells the pace of each message that aiogram sends; none of them waits."""

    def __init__(self, pace: Pace) -> None:
        """`pace` is that of what is said unasked."""
        self._pace = pace

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call."""
        chat_id = getattr(method, "chat_id", None)
        if isinstance(chat_id, int) and method.__api_method__.startswith(COUNTED):
            self._pace.answered(chat_id)
        return await make_request(bot, method)
