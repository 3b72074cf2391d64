"""A command in private ends what was being asked: what is typed after it answers nothing old."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from handlers.context import Context

LASTING = frozenset({Expecting.NOTHING, Expecting.DRAFT, Expecting.INVITEE_LABEL})
"""A draft goes on where it was left; the keyboard that chooses people stays in sight."""

CANCEL = "/cancel"
"""It says itself what it ended."""


class MovingOn(BaseMiddleware):
    """Forgets a question when a command other than /cancel is sent instead of its answer."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Forget, then let the command be handled."""
        if isinstance(event, Message) and _moves_on(event):
            await _forget(data["context"])
        return await handler(event, data)


def _moves_on(message: Message) -> bool:
    text = message.text or ""
    in_private = message.chat.type == ChatType.PRIVATE
    return in_private and text.startswith("/") and not text.startswith(CANCEL)


async def _forget(context: Context) -> None:
    conversation = await context.reader.conversation(context.actor)
    if conversation.expecting not in LASTING:
        nothing = Conversation(context.actor)
        await context.desk.submit(Expect(context.cause.then("moved-on"), context.actor, nothing))
