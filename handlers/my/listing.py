"""Showing somebody's buys."""

from __future__ import annotations

from datetime import timedelta

from aiogram.types import Message

from handlers.answering import answer
from handlers.context import Context
from handlers.my.screen import my_screen
from handlers.order.landing import landing

REMEMBERED = timedelta(days=30)
"""How long a buy that is over and paid stays in the list."""


async def show_my(message: Message, context: Context, *, straight: bool = False) -> None:
    """Show the list; with `straight` the only live buy itself, if there is just one."""
    lines = await context.reader.my_buys(context.actor, context.now - REMEMBERED)
    live = [line.buy for line in lines if line.buy.live]
    if straight and len(live) == 1:
        await answer(message, await landing(context, live[0].id))
        return
    await answer(message, my_screen(lines, context.t, context.now, context.links))
