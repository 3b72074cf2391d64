"""Ordering in private by what is typed: a join code, a quantity, or both (GP-1)."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message
from markupsafe import Markup

from domain.draft import Question
from domain.errors import AreaMissing
from domain.ids import BuyId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.questions import live_question
from handlers.draft.setting import setting_for
from handlers.fresh import could_be_code
from handlers.my.listing import only_live, show_my
from handlers.order.landing import landing, mine
from handlers.order.placing import place
from handlers.reading.orders import read_code, read_order
from handlers.reading.setting import Unreadable
from handlers.screen import Screen
from handlers.start.arriving import open_by_code


def split_code(typed: str) -> tuple[str | None, str]:
    """Return the join code in what was typed, if it has one, and what else there is.

    A code by itself may be written in any way; before an order it is the first word.
    """
    for part, rest in ((typed, ""), _first_word(typed)):
        code = read_code(part)
        if isinstance(code, str) and could_be_code(code):
            return code, rest
    return None, typed


async def order_private(message: Message, context: Context, typed: str, bot: Bot) -> None:
    """/order or /status in private: the buy of a code, else one's only one, else the list."""
    code, rest = split_code(typed)
    if code is not None:
        await open_and_order(message, context, code, rest, bot)
        return
    buy = await only_live(context)
    if buy is None:
        await show_my(message, context)
        return
    await _order_and_show(message, context, buy, rest)


async def open_and_order(
    message: Message, context: Context, code: str, wanted: str, bot: Bot
) -> None:
    """Open the buy of a code, order what is `wanted` if that is clear, and show the order."""
    buy = await open_by_code(context, code, bot)
    await _order_and_show(message, context, buy, wanted)


async def _order_and_show(message: Message, context: Context, buy: BuyId, wanted: str) -> None:
    """Order what is clear, and show the order, whose buttons serve for the rest."""
    unclear = await _order(context, buy, wanted)
    screen = await landing(context, buy)
    if unclear is not None:
        text = Markup("\n\n").join([unclear.text, screen.text])
        screen = replace(screen, text=text, rows=(*unclear.rows, *screen.rows))
    await answer(message, screen)


async def _order(context: Context, buy: BuyId, wanted: str) -> Screen | None:
    """Order what is clear; return what is said of the rest."""
    terms, t = (await mine(context, buy)).buy.terms, context.t
    if not wanted:
        return None
    read = read_order(wanted, terms.items, setting_for(context, terms.zone, terms.currency))
    if isinstance(read, Question):
        return live_question(read, t)
    if isinstance(read, Unreadable):
        example = t.plain(read.example_key)
        return Screen(t("order-unreadable", quoted=read.quoted, example=example))
    if any(wish.item is None for wish in read):
        return Screen(t("order-limits-which"))
    try:
        for number, wish in enumerate(read):
            await place(context, buy, wish, context.cause.then(f"order{number}"))
    except AreaMissing:
        return None  # the order asks for it
    return None


def _first_word(typed: str) -> tuple[str, str]:
    first, _, rest = typed.strip().partition(" ")
    return first, rest.strip()
