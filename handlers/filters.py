"""Cheap filters: asynchronous, since aiogram runs every synchronous one in a thread."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.conversation import Expecting
from handlers.context import Context


class InPrivate(Filter):
    """The message stands in somebody's private chat with the bot."""

    async def __call__(self, message: Message) -> bool:
        """Tell whether it does."""
        return message.chat.type == ChatType.PRIVATE


class InGroup(Filter):
    """The message stands in a group."""

    async def __call__(self, message: Message) -> bool:
        """Tell whether it does."""
        return message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


class Awaited(Filter):
    """A text typed in private, no command, while one of `expecting` is what was asked for.

    Gives the handler `conversation`.
    """

    def __init__(self, *expecting: Expecting) -> None:
        self._expecting = expecting

    async def __call__(self, message: Message, context: Context) -> bool | dict[str, Any]:
        """Tell whether the text answers what was asked."""
        if message.chat.type != ChatType.PRIVATE or not typed(message):
            return False
        conversation = await context.reader.conversation(context.actor)
        if conversation.expecting not in self._expecting:
            return False
        return {"conversation": conversation}


class Typed(Filter):
    """Any text in private that is no command."""

    async def __call__(self, message: Message) -> bool:
        """Tell whether it is one."""
        return message.chat.type == ChatType.PRIVATE and bool(typed(message))


def typed(message: Message) -> str:
    """Return what was typed, or "" for a command or something that is no text."""
    text = (message.text or "").strip()
    return "" if text.startswith("/") else text
