"""/order and /status typed in the group."""

from __future__ import annotations

import logging

from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, ReactionTypeEmoji

from domain.buy import GroupBuy
from domain.commands.member import ChangeOrder, ShowCard
from domain.errors import UnknownBuy
from domain.ids import ANONYMOUS_ADMINISTRATOR, BuyId, ItemNo
from handlers.answering import alert, note, open_link
from handlers.callbacks import Meant
from handlers.card.which import ask_buy, ask_item, ask_own, buys_meant, reply
from handlers.context import Context
from handlers.order.changing import have_now

logger = logging.getLogger(__name__)

DONE = "👍"
"""Acknowledges an order typed in the group; the card tells the rest."""


async def order_here(message: Message, context: Context, quantity: int | None) -> None:
    """Order so many of the buy that is meant, or ask what is not clear."""
    t = context.home_t or context.t
    buys = await buys_meant(message, context)
    if len(buys) != 1:
        await reply(message, context, ask_buy(t, buys, context.actor, quantity))
        return
    buy = buys[0]
    own = context.links.order(buy.id)
    if quantity is None or context.actor == ANONYMOUS_ADMINISTRATOR:
        await reply(message, context, ask_own(own))
    elif item := _only_item(buy):
        await context.desk.submit(
            ChangeOrder(context.cause, context.actor, buy.id, item, quantity=quantity)
        )
        await _acknowledge(message)
    else:
        await reply(message, context, ask_item(t, buy, context.actor, quantity, own))


async def status_here(message: Message, context: Context) -> None:
    """Bring the card of the buy that is meant down again."""
    buys = await buys_meant(message, context)
    if len(buys) == 1:
        await context.desk.submit(ShowCard(context.cause, context.actor, buys[0].id))
        return
    t = context.home_t or context.t
    await reply(message, context, ask_buy(t, buys, context.actor))


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
    item = ItemNo(press.item) if press.item else _only_item(buy)
    if item is None:
        await open_link(callback, context.links.order(buy.id))
        return
    changed = await context.desk.submit(
        ChangeOrder(context.cause, context.actor, buy.id, item, quantity=press.quantity)
    )
    await note(callback, have_now(context.t, changed))


def _only_item(buy: GroupBuy) -> ItemNo | None:
    live = buy.terms.live_items
    return live[0].no if len(live) == 1 else None


async def _acknowledge(message: Message) -> None:
    try:
        await message.react([ReactionTypeEmoji(emoji=DONE)])
    except TelegramAPIError as error:
        # A chat may forbid reactions; the card shows the order all the same.
        logger.info("An order was not acknowledged: %s", error)
