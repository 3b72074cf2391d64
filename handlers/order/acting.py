"""Taps about a whole order: leaving, being left in peace, paying, handing on."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.commands.member import CancelOrder, ClaimPaid, Decline, MuteBuy
from domain.errors import BuyNotClosed
from domain.ids import BuyId, GuestNo
from handlers.answering import show
from handlers.callbacks import Act, OnOrder
from handlers.context import Context
from handlers.order.changing import ask_guest
from handlers.order.landing import landing, mine
from handlers.order.screen import Shown, cancel_screen
from handlers.paying.asking import pay
from handlers.screen import Screen
from handlers.share.handing import send_forward, send_qr, show_share
from handlers.statement.worked_out import worked_out_screen
from handlers.wording.names import person_name


async def act(callback: CallbackQuery, context: Context, press: OnOrder) -> None:
    """Do what the tap asks for, and show what came of it."""
    buy = BuyId(press.buy)
    match press.act:
        case Act.SHOW | Act.STATEMENT:
            shown = Shown(GuestNo(press.guest), press.page)
            await show(callback, await landing(context, buy, shown))
        case Act.CANCEL:
            await show(callback, cancel_screen(await mine(context, buy), context.t))
        case Act.DECLINE if (view := await mine(context, buy)).buy.live and view.lines:
            # An old nudge still offers it to somebody who has ordered since.
            await show(callback, cancel_screen(view, context.t))
        case Act.GUEST:
            await ask_guest(callback, context, buy)
        case Act.SHARE:
            await show_share(callback, context, buy)
        case Act.QR:
            await send_qr(callback, context, buy)
        case Act.FORWARD:
            await send_forward(callback, context, buy)
        case Act.PAY | Act.PAY_PART | Act.PAY_LINK:
            await pay(callback, context, buy, press.act)
        case Act.WORKED_OUT:
            await show(callback, await _worked_out(context, buy))
        case _:
            said = await _change(context, buy, press.act)
            await show(callback, await landing(context, buy), said)


async def _change(context: Context, buy: BuyId, wanted: Act) -> str:
    """Submit what the tap changes, and return the line that confirms it."""
    t, cause, actor = context.t, context.cause, context.actor
    match wanted:
        case Act.CANCEL_NOW:
            await context.desk.submit(CancelOrder(cause, actor, buy))
            return t.plain("order-cancelled")
        case Act.DECLINE:
            await context.desk.submit(Decline(cause, actor, buy))
            return t.plain("order-declined-note")
        case Act.TAKE_BACK:
            await context.desk.submit(Decline(cause, actor, buy, declined=False))
            return t.plain("order-taken-back")
        case Act.MUTE:
            await context.desk.submit(MuteBuy(cause, actor, buy))
            return t.plain("order-muted-note")
        case Act.UNMUTE:
            await context.desk.submit(MuteBuy(cause, actor, buy, muted=False))
            return t.plain("order-unmuted-note")
        case _:
            await context.desk.submit(ClaimPaid(cause, actor, buy))
            view = await mine(context, buy)
            name = person_name(view.organiser_name, t)
            return t.plain("statement-claimed-note", organiser=name)


async def _worked_out(context: Context, buy: BuyId) -> Screen:
    view = await mine(context, buy)
    settlement = await context.reader.settlement(buy)
    if view.statement is None or settlement is None:
        raise BuyNotClosed
    return worked_out_screen(view.buy.terms, view.statement, settlement, context.t)
