"""Which buy somebody meant in a group, and saying something there."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.people import ReplyInGroup
from handlers.context import Context
from handlers.group_reply import Reply


async def buys_meant(message: Message, context: Context) -> list[GroupBuy]:
    """Return the buy of the card replied to, else all that are open in the group."""
    replied = message.reply_to_message
    if replied is not None:
        at = await context.chats.buy_at(message.chat.id, replied.message_id)
        buy = await context.reader.buy(at) if at is not None else None
        if buy is not None:
            return [buy]
    return await context.reader.live_buys(context.home.id) if context.home else []


async def reply(message: Message, context: Context, said: Reply) -> None:
    """Say it in the group, through the outbox."""
    if context.home is None:
        return
    await context.desk.submit(
        ReplyInGroup(
            context.cause.then("reply"),
            context.actor,
            context.home.id,
            said.message,
            said.packed,
            message.message_id,
        )
    )
