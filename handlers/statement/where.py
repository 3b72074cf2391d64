"""Saying where one's goods go, by buttons or in words, and showing the pick-up code."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from domain.commands.member import ChooseDestination
from domain.conversation import Conversation, Expecting
from domain.errors import NothingOrdered, UnknownBuy, UnknownPoint
from domain.goods import Destination
from domain.ids import BuyId
from handlers import fresh
from handlers.answering import answer, note, send, show
from handlers.callbacks import OnPoint
from handlers.context import Context
from handlers.filters import typed
from handlers.order.asking import ask, expect, forget
from handlers.order.landing import landing, mine
from handlers.pictures import qr_svg, render_png_apart
from handlers.screen import File, Screen
from handlers.statement.goods import where_screen
from handlers.wording.names import title
from handlers.wording.owing import reference_of


async def show_where(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask; without pick-up points the next text is the address."""
    view = await mine(context, buy)
    if not view.buy.terms.pick_up:
        await expect(context, Conversation(context.actor, Expecting.ADDRESS, buy))
    await show(callback, where_screen(view, context.t))


async def ask_address(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask for the address they are sent to."""
    asked = Conversation(context.actor, Expecting.ADDRESS, buy)
    await ask(callback, context, asked, context.t("statement-ask-address"))


async def choose_point(callback: CallbackQuery, context: Context, press: OnPoint) -> None:
    """Take the pick-up point and slot that were tapped."""
    view = await mine(context, BuyId(press.buy))
    point = next((one for one in view.buy.terms.pick_up if one.no == press.point), None)
    slots = (point.slots or ("",)) if point else ()
    if point is None or press.slot >= len(slots):
        raise UnknownPoint
    await _choose(context, view.buy.id, Destination(point=point.no, slot=slots[press.slot]))
    said = context.t.plain("statement-where-noted")
    await show(callback, await landing(context, view.buy.id), said)


async def address_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """Take the address."""
    if conversation.buy is None:
        raise UnknownBuy
    await _choose(context, conversation.buy, Destination(address=typed(message)))
    await forget(context)
    await answer(message, await landing(context, conversation.buy))


async def send_code(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Send the QR code to show when picking up."""
    view = await mine(context, buy)
    if view.shipment is None:
        raise NothingOrdered
    link = context.links.hand_out(view.shipment.token)
    png = await render_png_apart(qr_svg(link, reference_of(view)))
    name = title(view.buy.terms.title, context.t)
    caption = context.t("statement-code", title=name)
    await note(callback)
    if callback.bot is not None:
        file = File(f"{reference_of(view)}.png", png)
        await send(callback.bot, callback.from_user.id, Screen(caption, file=file))


async def _choose(context: Context, buy: BuyId, destination: Destination) -> None:
    """Submit where the goods go."""
    token = fresh.token()
    await context.desk.submit(
        ChooseDestination(context.cause, context.actor, buy, destination, token)
    )
