"""A link that opens "Run this buy"."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from domain.ids import BuyId
from handlers.context import Context
from handlers.organiser.acting import bare, buy_of
from handlers.organiser.performing import perform
from handlers.organiser.presses import Verb


async def run_this(message: Message, context: Context, buy: BuyId, bot: Bot) -> None:
    """Show a buy to those who run it; to anybody else, say who does."""
    found = await buy_of(context, buy)
    await perform(message, context, found, bare(Verb.RUN, found), bot)
