"""The card's buttons, and what is typed about it in the group."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Meant, OnHome, Tap
from handlers.card.group import answered_which, order_here, status_here
from handlers.card.taps import tap_card, tap_tell_me
from handlers.context import Context
from handlers.filters import InGroup

router = Router(name="card")


@router.callback_query(Tap.filter())
async def tapped(callback: CallbackQuery, callback_data: Tap, context: Context) -> None:
    """−1 or +1."""
    await tap_card(callback, context, callback_data)


@router.callback_query(OnHome.filter())
async def told(callback: CallbackQuery, callback_data: OnHome, context: Context) -> None:
    """ "Tell me about buys here"."""
    await tap_tell_me(callback, context, callback_data)


@router.callback_query(Meant.filter())
async def chosen(callback: CallbackQuery, callback_data: Meant, context: Context) -> None:
    """Which buy was meant."""
    await answered_which(callback, context, callback_data)


@router.message(InGroup(), Command("order"))
async def ordered(message: Message, command: CommandObject, context: Context) -> None:
    """/order in the group, with or without what."""
    await order_here(message, context, (command.args or "").strip())


@router.message(InGroup(), Command("status"))
async def asked(message: Message, context: Context) -> None:
    """/status in the group."""
    await status_here(message, context)
