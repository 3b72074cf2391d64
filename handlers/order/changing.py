"""Changing one line of one's own order: by a tap, or by a number that was typed."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from domain.buy import Terms
from domain.commands.member import AddGuest, ChangeOrder, OrderAnswer
from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from domain.errors import UnknownItem
from domain.ids import HOST, BuyId, GuestNo, ItemNo
from handlers.answering import answer, note, send, show
from handlers.callbacks import OnLine
from handlers.context import Context
from handlers.order.landing import landing, mine
from handlers.order.screen import Shown
from handlers.screen import Screen
from handlers.wording.names import person_name
from handlers.wording.prices import rounded
from handlers.wording.state import item_name
from locales.translator import Translator


def have_now(t: Translator, changed: OrderAnswer, guest: str = "") -> str:
    """Return the alert after a tap: one's quantity, or the guest's, and the price now."""
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
    changed = await context.desk.submit(
        ChangeOrder(
            context.cause,
            context.actor,
            BuyId(press.buy),
            ItemNo(press.item),
            delta=press.step.delta if press.step else None,
            quantity=None if press.step else press.quantity,
            guest=GuestNo(press.guest),
        )
    )
    guest = ""
    if press.guest != HOST:
        view = await mine(context, BuyId(press.buy))
        guest = person_name(view.guests.get(press.guest, ""), context.t)
    shown = Shown(GuestNo(press.guest), press.page)
    screen = await landing(context, BuyId(press.buy), shown)
    await show(callback, screen, have_now(context.t, changed, guest))


async def set_typed(
    message: Message, context: Context, conversation: Conversation, quantity: int
) -> None:
    """Set the line that was asked about to the number typed."""
    if conversation.buy is None or conversation.item is None:
        raise UnknownItem
    guest = GuestNo(conversation.guest)
    await context.desk.submit(
        ChangeOrder(
            context.cause,
            context.actor,
            conversation.buy,
            conversation.item,
            quantity=quantity,
            guest=guest,
        )
    )
    await forget(context)
    await answer(message, await landing(context, conversation.buy, Shown(guest)))


async def ask_guest(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask what the guest is called."""
    await expect(context, Conversation(context.actor, Expecting.GUEST_NAME, buy))
    await _ask(callback, context.t("order-ask-guest"))


async def name_guest(message: Message, context: Context, buy: BuyId, name: str) -> None:
    """Take note of a guest, and show what can be ordered for them."""
    guest = await context.desk.submit(AddGuest(context.cause, context.actor, buy, name))
    await forget(context)
    await answer(message, await landing(context, buy, Shown(guest)))


async def expect(context: Context, conversation: Conversation) -> None:
    """Remember what the next text means."""
    await context.desk.submit(Expect(context.cause.then("asked"), context.actor, conversation))


async def forget(context: Context) -> None:
    """Expect nothing any more."""
    await expect(context, Conversation(context.actor))


async def _ask_number(callback: CallbackQuery, context: Context, press: OnLine) -> None:
    view = await mine(context, BuyId(press.buy))
    number = ItemNo(press.item)
    asked = Conversation(context.actor, Expecting.QUANTITY, view.buy.id, number, guest=press.guest)
    name = _name(context.t, view.buy.terms, number)
    await expect(context, asked)
    if press.guest == HOST:
        question = context.t("order-ask-quantity", name=name)
    else:
        guest = person_name(view.guests.get(press.guest, ""), context.t)
        question = context.t("order-ask-quantity-guest", name=name, guest=guest)
    await _ask(callback, question)


def _name(t: Translator, terms: Terms, number: ItemNo) -> str:
    item = terms.item(number)
    if item is None or item.removed:
        raise UnknownItem
    return item_name(t, terms, item)


async def _ask(callback: CallbackQuery, question: Markup) -> None:
    await note(callback)
    if callback.bot is not None:
        await send(callback.bot, callback.from_user.id, Screen(question))
