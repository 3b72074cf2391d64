"""Showing somebody's buys."""

from __future__ import annotations

from datetime import timedelta

from aiogram.types import Message

from domain.ids import BuyId
from handlers.answering import answer
from handlers.context import Context
from handlers.my.screen import my_screen

REMEMBERED = timedelta(days=30)
"""How long a buy that is over and paid stays in the list."""


async def show_my(message: Message, context: Context) -> None:
    """Show the list."""
    lines = await context.reader.my_buys(context.actor, context.now - REMEMBERED)
    points = await context.reader.points(context.actor)
    await answer(message, my_screen(lines, context.t, context.now, context.links, points))


async def only_live(context: Context) -> BuyId | None:
    """Return the only live buy that whoever acts runs, is in or is named in; None if unclear."""
    lines = await context.reader.my_buys(context.actor, context.now)
    live = [line.buy.id for line in lines if line.buy.live]
    return live[0] if len(live) == 1 else None
