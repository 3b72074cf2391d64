"""What nothing else understood: join codes typed in private, other text, buttons of before."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from handlers.answering import alert, answer
from handlers.context import Context
from handlers.filters import InPrivate, Typed
from handlers.start.ordering import open_and_order, split_code
from handlers.start.screens import not_understood_screen

router = Router(name="last")


@router.message(Typed())
async def code_typed(message: Message, context: Context, bot: Bot) -> None:
    """A join code, perhaps with what is ordered, or something that cannot be one."""
    code, rest = split_code(message.text or "")
    if code is not None:
        await open_and_order(message, context, code, rest, bot)
    else:
        await answer(message, not_understood_screen(context.t, context.links))


@router.message(InPrivate())
async def not_understood(message: Message, context: Context) -> None:
    """A command that is none of ours, or something that is no text."""
    if message.text is not None:
        await answer(message, not_understood_screen(context.t, context.links))


@router.callback_query()
async def old_button(callback: CallbackQuery, context: Context) -> None:
    """Forged data, or a button of an older version."""
    await alert(callback, context.t.plain("alert-old-button"))
