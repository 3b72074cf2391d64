"""Which buy somebody meant in a group."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import GroupBuy
from handlers.context import Context


async def buys_meant(message: Message, context: Context) -> list[GroupBuy]:
    """Return the buy of the card replied to, else all that are open in the group."""
    replied = message.reply_to_message
    if replied is not None:
        at = await context.chats.buy_at(message.chat.id, replied.message_id)
        buy = await context.reader.buy(at) if at is not None else None
        if buy is not None:
            return [buy]
    return await context.reader.live_buys(context.home.id) if context.home else []
