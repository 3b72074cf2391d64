"""Questions in private that the next text answers."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from markupsafe import Markup

from domain.commands.people import Expect
from domain.conversation import Conversation
from handlers.answering import note, send
from handlers.context import Context
from handlers.screen import Screen


async def expect(context: Context, conversation: Conversation) -> None:
    """Remember what the next text means."""
    await context.desk.submit(Expect(context.cause.then("asked"), context.actor, conversation))


async def forget(context: Context) -> None:
    """Expect nothing any more."""
    await expect(context, Conversation(context.actor))


async def ask(
    callback: CallbackQuery, context: Context, conversation: Conversation, question: Markup
) -> None:
    """Ask in a new message, and take the next text for the answer."""
    await expect(context, conversation)
    await note(callback)
    if callback.bot is not None:
        await send(callback.bot, callback.from_user.id, Screen(question))
