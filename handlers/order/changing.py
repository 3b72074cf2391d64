"""Changing one line of one's own order: by a tap, or by a number that was typed."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from domain.buy import Item, Terms
from domain.commands.member import AddGuest, ChangeOrder, OrderAnswer
from domain.conversation import Conversation, Expecting
from domain.draft import Question
from domain.errors import AreaMissing, UnknownItem
from domain.ids import HOST, BuyId, GuestNo, ItemNo
from domain.views import MemberView
from handlers.answering import answer, show
from handlers.callbacks import OnLine
from handlers.context import Context
from handlers.draft.questions import live_question
from handlers.draft.setting import setting_for
from handlers.filters import typed
from handlers.order.asking import ask, forget
from handlers.order.landing import landing, mine
from handlers.order.placing import place
from handlers.order.screen import Shown
from handlers.reading.orders import read_line
from handlers.reading.setting import Unreadable
from handlers.reading.wish import Wish
from handlers.screen import Screen
from handlers.wording.names import person_name
from handlers.wording.prices import rounded
from handlers.wording.state import item_name
from locales.translator import Translator


def have_now(t: Translator, changed: OrderAnswer, guest: str = "") -> str:
    """Return the alert after a tap: one's quantity, or the guest's, and the price now."""
    if not changed.quantity and changed.most:
        return t.plain("alert-waits")
    if not changed.quantity:
        if guest:
            return t.plain("alert-guest-none", name=guest)
        return t.plain("alert-have-none-of-it" if changed.own_units else "alert-have-none")
    price = rounded(t, changed.price, changed.currency, about=changed.about)
    if guest:
        return t.plain("alert-guest-has", count=changed.quantity, name=guest, price=price)
    return t.plain("alert-have", count=changed.quantity, price=price)


async def change_line(callback: CallbackQuery, context: Context, press: OnLine) -> None:
    """Change a line as the tap says, or ask for an exact number."""
    if press.step is None and press.quantity is None:
        await _ask_number(callback, context, press)
        return
    wanted = ChangeOrder(
        context.cause,
        context.actor,
        BuyId(press.buy),
        ItemNo(press.item),
        delta=press.step.delta if press.step else None,
        quantity=None if press.step else press.quantity,
        guest=GuestNo(press.guest),
    )
    try:
        changed = await context.desk.submit(wanted)
    except AreaMissing:
        # An old nudge offers quantities; what is asked first stands on the order.
        await show(callback, await landing(context, wanted.buy))
        return
    guest = ""
    if press.guest != HOST:
        view = await mine(context, BuyId(press.buy))
        guest = person_name(view.guests.get(press.guest, ""), context.t)
    shown = Shown(GuestNo(press.guest), press.page)
    screen = await landing(context, BuyId(press.buy), shown)
    await show(callback, screen, have_now(context.t, changed, guest))


async def set_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """Set the line that was asked about to what was typed: a number, or a line with limits."""
    if conversation.buy is None or conversation.item is None:
        raise UnknownItem
    view = await mine(context, conversation.buy)
    item, guest = known_item(view.buy.terms, conversation.item), GuestNo(conversation.guest)
    wish = await typed_wish(message, context, view, item)
    if wish is None:
        return
    await place(context, view.buy.id, wish, context.cause, guest)
    await forget(context)
    await answer(message, await landing(context, view.buy.id, Shown(guest)))


async def typed_wish(
    message: Message, context: Context, view: MemberView, item: Item
) -> Wish | None:
    """Return what was typed of an item; None if it was unclear, and asked again."""
    terms = view.buy.terms
    read = read_line(typed(message), item, setting_for(context, terms.zone, terms.currency))
    if isinstance(read, Question):
        await answer(message, live_question(read, context.t))
        return None
    if isinstance(read, Unreadable):
        example = context.t.plain("order-example-limits")
        said = context.t("order-not-a-number", quoted=read.quoted, example=example)
        await answer(message, Screen(said))
        return None
    return replace(read, item=item.no)


def known_item(terms: Terms, number: int) -> Item:
    """Return an item that is on offer; raises `UnknownItem`."""
    item = terms.item(ItemNo(number))
    if item is None or item.removed:
        raise UnknownItem
    return item


async def ask_guest(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask what the guest is called."""
    asked = Conversation(context.actor, Expecting.GUEST_NAME, buy)
    await ask(callback, context, asked, context.t("order-ask-guest"))


async def name_guest(message: Message, context: Context, buy: BuyId, name: str) -> None:
    """Take note of a guest, and show what can be ordered for them."""
    guest = await context.desk.submit(AddGuest(context.cause, context.actor, buy, name))
    await forget(context)
    await answer(message, await landing(context, buy, Shown(guest)))


async def _ask_number(callback: CallbackQuery, context: Context, press: OnLine) -> None:
    view = await mine(context, BuyId(press.buy))
    number = ItemNo(press.item)
    asked = Conversation(context.actor, Expecting.QUANTITY, view.buy.id, number, guest=press.guest)
    name = item_name(context.t, view.buy.terms, known_item(view.buy.terms, number))
    if press.guest == HOST:
        question = context.t("order-ask-quantity", name=name)
    else:
        guest = person_name(view.guests.get(press.guest, ""), context.t)
        question = context.t("order-ask-quantity-guest", name=name, guest=guest)
    await ask(callback, context, asked, question)
