"""Taps and answers about price limits and tolerance of one line."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from domain.buy import Item
from domain.commands.member import SetLine
from domain.conversation import Conversation, Expecting
from domain.errors import UnknownItem
from domain.ids import BuyId, GuestNo
from domain.order import Condition
from domain.views import MemberView
from handlers.answering import answer, show
from handlers.callbacks import Limit, OnLimit
from handlers.context import Context
from handlers.order.asking import expect, forget
from handlers.order.changing import known_item, typed_wish
from handlers.order.landing import landing, mine
from handlers.order.limits import (
    prices_screen,
    quantity_screen,
    tolerance_screen,
    which_item_screen,
    with_limit,
)
from handlers.order.lines import line_of
from handlers.order.placing import place
from handlers.order.screen import Shown
from handlers.reading.wish import Wish

UP_TO = "up_to"
"""`Conversation.field` where a plain number is the most that is welcome; else it is a limit in
minor units, at which so many are wanted, or empty."""


async def limit(callback: CallbackQuery, context: Context, press: OnLimit) -> None:
    """Ask what the tap leads to, or set it."""
    view = await mine(context, BuyId(press.buy))
    guest = GuestNo(press.guest)
    if not press.item:
        await show(callback, which_item_screen(view, context.t, press.what, guest))
        return
    item = known_item(view.buy.terms, press.item)
    if press.units is None:
        await _ask(callback, context, view, item, press)
        return
    line = line_of(view, item.no, guest)
    conditions = line.conditions if line else ()
    extra = line.extra if line else 0
    if press.what is Limit.PRICE:
        conditions = with_limit(line, press.limit, press.units)
    else:
        extra = press.units
    await _set(context, view, item, guest, conditions, extra)
    await forget(context)
    note = context.t.plain("order-noted")
    await show(callback, await landing(context, view.buy.id, Shown(guest)), note)


async def limits_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """Take a line in words, or the number that was asked for."""
    if conversation.buy is None or conversation.item is None:
        raise UnknownItem
    view = await mine(context, conversation.buy)
    item, guest = known_item(view.buy.terms, conversation.item), GuestNo(conversation.guest)
    wish = await typed_wish(message, context, view, item)
    if wish is None:
        return
    if wish.simple and conversation.field:
        wish = _meant(view, item, guest, conversation.field, wish)
    await place(context, view.buy.id, wish, context.cause, guest)
    await forget(context)
    await answer(message, await landing(context, view.buy.id, Shown(guest)))


async def _ask(
    callback: CallbackQuery, context: Context, view: MemberView, item: Item, press: OnLimit
) -> None:
    t, guest = context.t, GuestNo(press.guest)
    field = ""
    if press.what is Limit.UP_TO:
        field, screen = UP_TO, tolerance_screen(view, t, item, guest)
    elif press.limit:
        field, screen = str(press.limit), quantity_screen(view, t, item, guest, press.limit)
    else:
        screen = prices_screen(view, t, item, guest)
    asked = Expecting.LIMITS
    await expect(
        context, Conversation(context.actor, asked, view.buy.id, item.no, guest, field=field)
    )
    await show(callback, screen)


def _meant(view: MemberView, item: Item, guest: GuestNo, field: str, read: Wish) -> Wish:
    """Return the line that a plain number makes, typed where one was asked for."""
    line = line_of(view, item.no, guest)
    base = line.quantity if line else 0
    conditions = line.conditions if line else ()
    if field == UP_TO:
        most = line.most - line.extra if line else 0
        return Wish(base, item.no, conditions, max(0, read.quantity - most))
    extra = line.extra if line else 0
    return Wish(base, item.no, with_limit(line, int(field), read.quantity), extra)


async def _set(
    context: Context,
    view: MemberView,
    item: Item,
    guest: GuestNo,
    conditions: tuple[Condition, ...],
    extra: int,
) -> None:
    line = line_of(view, item.no, guest)
    quantity = line.quantity if line else 0
    await context.desk.submit(
        SetLine(
            context.cause, context.actor, view.buy.id, item.no, quantity, conditions, extra, guest
        )
    )
