"""Ordering in private by what is typed: a join code, a quantity, or both (GP-1)."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from domain.ids import BuyId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.setting import setting_for
from handlers.fresh import could_be_code
from handlers.my.listing import only_live, show_my
from handlers.order.landing import landing, mine
from handlers.order.placing import place
from handlers.reading.orders import read_code, read_order
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
    await _order(context, buy, rest)
    await answer(message, await landing(context, buy))


async def open_and_order(
    message: Message, context: Context, code: str, wanted: str, bot: Bot
) -> None:
    """Open the buy of a code, order what is `wanted` if that is clear, and show the order."""
    buy = await open_by_code(context, code, bot)
    await _order(context, buy, wanted)
    await answer(message, await landing(context, buy))


async def _order(context: Context, buy: BuyId, wanted: str) -> None:
    """Order what is clear; the order that is shown afterwards has buttons for the rest."""
    view = await mine(context, buy)
    terms = view.buy.terms
    read = read_order(wanted, terms.items, setting_for(context, terms.zone, terms.currency))
    if not isinstance(read, tuple):
        return
    for number, wish in enumerate(read):
        if wish.item is not None:
            await place(context, buy, wish, context.cause.then(f"order{number}"))


def _first_word(typed: str) -> tuple[str, str]:
    first, _, rest = typed.strip().partition(" ")
    return first, rest.strip()
