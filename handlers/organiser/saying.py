"""Answering where it was asked: in private at once, in a group through the outbox."""

from __future__ import annotations

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from domain.commands.people import ReplyInGroup
from handlers.answering import answer, show
from handlers.context import Context
from handlers.group_reply import Reply, reply_screen


def in_group(event: Message | CallbackQuery) -> bool:
    """Tell whether the message, or the one tapped on, stands in a group."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return message is not None and message.chat.type != ChatType.PRIVATE


async def say(event: Message | CallbackQuery, context: Context, reply: Reply) -> None:
    """Answer a message, or a tap, with a reply in the language of the place."""
    if in_group(event) and context.home_id is not None:
        message = event.message if isinstance(event, CallbackQuery) else event
        await context.desk.submit(
            ReplyInGroup(
                cause=context.cause.then("reply"),
                actor=context.actor,
                home=context.home_id,
                message=reply.message,
                values=reply.packed,
                reply_to=message.message_id if message else None,
            )
        )
        if isinstance(event, CallbackQuery):
            await event.answer()
        return
    screen = reply_screen(context.t, reply.message, reply.packed, context.now)
    if isinstance(event, CallbackQuery):
        await show(event, screen)
    else:
        await answer(event, screen)
