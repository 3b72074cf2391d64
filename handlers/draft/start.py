"""The wizard in private: a new buy, or one begun before."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message

from domain.draft import Field
from domain.ids import BuyId, HomeId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.card import change_screen
from handlers.draft.saving import homes_for, new_draft, only, own_draft, save, show_draft
from handlers.draft.steps import asked
from handlers.organiser.administrators import is_member


async def start_new(
    message: Message,
    context: Context,
    home: HomeId | None,
    bot: Bot,
    topic: int | None = None,
) -> None:
    """Begin the wizard, for a home whose member the person is, or ask for which.

    The buy is spoken of in the forum `topic` in which the link was given out.
    The number in a link can be guessed: who is no member of that chat starts without it.
    """
    if not home or not await is_member(bot, context, home):
        home = topic = None
    homes = await homes_for(context, home)
    first = Field.HOME if len(homes) > 1 else Field.TITLE
    draft = replace(new_draft(context, only(homes)), step=first)
    if topic is not None:
        await context.chats.use_thread(draft.id, topic)
    await show_draft(message, context, await save(context, draft, bot, private=True))


async def go_on(message: Message, context: Context, draft: BuyId, bot: Bot) -> None:
    """Go on with a draft in private: at its question, or with everything that can be changed."""
    found = await own_draft(context, draft)
    if asked(found, context.now) is None:
        await answer(message, change_screen(found, context.t, context.now))
        return
    await show_draft(message, context, await save(context, found, bot, private=True))
