"""Handing on: taps on Share and on the ways to do it."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from domain.buy import State
from domain.errors import BuyCalledOff, BuyClosed, UnknownBuy
from domain.ids import BuyId
from domain.views import MemberView
from handlers.answering import answer, note, send, show
from handlers.context import Context
from handlers.pictures import qr_svg, render_png_apart
from handlers.screen import Screen
from handlers.share.screen import forward_screen, qr_screen, share_screen


async def live_view(context: Context, buy: BuyId) -> MemberView:
    """Return the actor's view of a live buy; refuse one that is over, or unknown."""
    view = await context.reader.mine(buy, context.actor)
    if view is None:
        raise UnknownBuy
    if view.buy.state is State.CLOSED:
        raise BuyClosed(view.buy.terms.title)
    if view.buy.state is State.CALLED_OFF:
        raise BuyCalledOff(view.buy.terms.title)
    return view


async def open_share(message: Message, context: Context, buy: BuyId) -> None:
    """Answer Share on the card, which led into the private chat."""
    view = await live_view(context, buy)
    await answer(message, share_screen(view, context.t, context.now, context.links))


async def show_share(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Show link, code and the ways to hand them on."""
    view = await live_view(context, buy)
    await show(callback, share_screen(view, context.t, context.now, context.links))


async def send_qr(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Send the join link as a QR code."""
    view = await live_view(context, buy)
    png = await render_png_apart(qr_svg(context.links.buy(view.buy.code), view.buy.code))
    await _send(callback, qr_screen(view, context.t, png))


async def send_forward(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Send a message that can be forwarded as it is."""
    view = await live_view(context, buy)
    await _send(callback, forward_screen(view, context.t, context.now, context.links))


async def _send(callback: CallbackQuery, screen: Screen) -> None:
    await note(callback)
    if callback.bot is not None:
        await send(callback.bot, callback.from_user.id, screen)
