"""Answering where it was asked: in private at once, in a group through the outbox."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from handlers.answering import answer, show
from handlers.context import Context
from handlers.group_reply import Reply, reply_screen
from handlers.in_group import in_group, reply_here


async def say(event: Message | CallbackQuery, context: Context, reply: Reply) -> None:
    """Answer a message, or a tap, with a reply in the language of the place."""
    if in_group(event) and context.home_id is not None:
        await reply_here(event, context, reply)
        if isinstance(event, CallbackQuery):
            await event.answer()
        return
    screen = reply_screen(context.t, reply.message, reply.packed, context.now)
    if isinstance(event, CallbackQuery):
        await show(event, screen)
    else:
        await answer(event, screen)
