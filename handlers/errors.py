"""The one place where a refusal of the domain becomes an answer to whoever acted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject
from markupsafe import escape

from domain.errors import DomainError
from handlers.answering import alert, answer
from handlers.context import Context
from handlers.in_group import reply_here
from handlers.refusals import refusal_reply, refusal_text
from handlers.screen import Screen


class Refusals(BaseMiddleware):
    """Answers with the refusal when a handler's command was refused; anything else goes on up."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Call the handler, and answer for it if the domain says no."""
        try:
            return await handler(event, data)
        except DomainError as error:
            await refuse(event, data["context"], error)
            return None


async def refuse(event: TelegramObject, context: Context, error: DomainError) -> None:
    """Say a refusal where it was asked: an alert, a private answer, or a reply in the group."""
    if isinstance(event, CallbackQuery):
        await alert(event, refusal_text(error, context.t, context.now))
    elif isinstance(event, Message) and event.chat.type == ChatType.PRIVATE:
        text = refusal_text(error, context.t, context.now)
        await answer(event, Screen(escape(text)))
    elif isinstance(event, Message) and context.home is not None:
        reply = refusal_reply(error, context.home_t or context.t)
        await reply_here(event, context, reply, "refusal")
