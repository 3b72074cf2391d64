"""/order and /status typed in the group."""

from __future__ import annotations

import logging

from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, ReactionTypeEmoji

from domain.buy import GroupBuy
from domain.commands.member import ChangeOrder, ShowCard
from domain.errors import AreaMissing, UnknownBuy
from domain.ids import ANONYMOUS_ADMINISTRATOR, BuyId, ItemNo
from handlers.answering import alert, note, open_link
from handlers.callbacks import Meant
from handlers.card.asking import area_first, ask_again, ask_buy, ask_item, point_to_own
from handlers.card.which import buys_meant
from handlers.context import Context
from handlers.draft.setting import setting_for
from handlers.in_group import reply_here
from handlers.order.changing import have_now
from handlers.order.placing import place
from handlers.reading.answers import read_quantity
from handlers.reading.orders import read_order
from locales.translator import Translator

logger = logging.getLogger(__name__)

DONE = "👍"
"""Acknowledges an order typed in the group; the card tells the rest."""


async def order_here(message: Message, context: Context, typed: str) -> None:
    """Order what was typed of the buy that is meant, or ask what is not clear."""
    t = _spoken(context)
    buys = await buys_meant(message, context)
    if not typed or context.actor == ANONYMOUS_ADMINISTRATOR or not buys:
        await reply_here(message, context, point_to_own(t, buys, context.links))
    elif len(buys) == 1:
        await _order_of(message, context, buys[0], typed)
    else:
        number = read_quantity(typed)
        if isinstance(number, int) and number >= 0:
            await reply_here(message, context, ask_buy(t, buys, context.actor, number))
        else:
            await reply_here(message, context, point_to_own(t, buys, context.links))


async def status_here(message: Message, context: Context) -> None:
    """Bring the card of the buy that is meant down again."""
    buys = await buys_meant(message, context)
    if len(buys) == 1:
        await context.desk.submit(ShowCard(context.cause, context.actor, buys[0].id))
    else:
        await reply_here(message, context, ask_buy(_spoken(context), buys, context.actor))


async def answered_which(callback: CallbackQuery, context: Context, press: Meant) -> None:
    """The answer to which buy, or item, was meant; only whoever was asked may give it."""
    if press.asker not in (context.actor, ANONYMOUS_ADMINISTRATOR):
        await alert(callback, context.t.plain("alert-not-asked"))
        return
    buy = await context.reader.buy(BuyId(press.buy))
    if buy is None:
        raise UnknownBuy
    if press.quantity is None:
        await context.desk.submit(ShowCard(context.cause, context.actor, buy.id))
        await note(callback)
        return
    live = buy.terms.live_items
    item = ItemNo(press.item) if press.item else live[0].no if len(live) == 1 else None
    if item is None:
        await open_link(callback, context.links.order(buy.id))
        return
    changed = await context.desk.submit(
        ChangeOrder(context.cause, context.actor, buy.id, item, quantity=press.quantity)
    )
    await note(callback, have_now(context.t, changed))


async def _order_of(message: Message, context: Context, buy: GroupBuy, typed: str) -> None:
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    read = read_order(typed, buy.terms.items, setting)
    t, actor, links = _spoken(context), context.actor, context.links
    if not isinstance(read, tuple):
        again = ask_again(t, buy, read, setting, actor, links)
        await reply_here(message, context, again)
    elif read[0].item is None and not read[0].simple:
        await reply_here(message, context, point_to_own(t, [buy], links))
    elif read[0].item is None and read[0].quantity >= 0:
        await reply_here(message, context, ask_item(t, buy, actor, read[0].quantity, links))
    else:
        try:
            for number, wish in enumerate(read):
                cause = context.cause.then(str(number)) if number else context.cause
                await place(context, buy.id, wish, cause)
        except AreaMissing:
            await reply_here(message, context, area_first(buy, links))
        else:
            await _acknowledge(message)


async def _acknowledge(message: Message) -> None:
    try:
        await message.react([ReactionTypeEmoji(emoji=DONE)])
    except TelegramAPIError as error:
        # A chat may forbid reactions; the card shows the order all the same.
        logger.info("an order was not acknowledged", extra={"error": type(error).__name__})


def _spoken(context: Context) -> Translator:
    return context.home_t or context.t
