"""Taps about a whole order or statement: leaving, paying, handing on, where the goods go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery

from domain.commands.member import CancelOrder, ClaimPaid, Decline, MuteBuy
from domain.ids import BuyId, GuestNo
from handlers.answering import show
from handlers.callbacks import Act, OnOrder
from handlers.context import Context
from handlers.order.asking import forget
from handlers.order.changing import ask_guest
from handlers.order.choosing_area import show_areas
from handlers.order.landing import landing, mine
from handlers.order.points import ask_points, use_points
from handlers.order.screen import Shown, cancel_screen
from handlers.paying.asking import pay
from handlers.share.handing import send_forward, send_qr, show_share
from handlers.statement.taking import send_file, show_worked_out
from handlers.statement.where import ask_address, send_code, show_where
from handlers.wording.names import person_name

LEADING: dict[Act, Callable[[CallbackQuery, Context, BuyId], Awaitable[None]]] = {
    Act.GUEST: ask_guest,
    Act.SHARE: show_share,
    Act.QR: send_qr,
    Act.FORWARD: send_forward,
    Act.AREAS: show_areas,
    Act.POINTS_SOME: ask_points,
    Act.WORKED_OUT: show_worked_out,
    Act.FILE: send_file,
    Act.WHERE: show_where,
    Act.ADDRESS: ask_address,
    Act.PICK_UP_CODE: send_code,
}
"""What leads somewhere else, and changes nothing."""


async def act(callback: CallbackQuery, context: Context, press: OnOrder) -> None:
    """Do what the tap asks for, and show what came of it."""
    buy = BuyId(press.buy)
    if press.act in LEADING:
        await LEADING[press.act](callback, context, buy)
        return
    match press.act:
        case Act.SHOW | Act.STATEMENT | Act.BACK:
            if press.act is Act.BACK:
                await forget(context)
            shown = Shown(GuestNo(press.guest), press.page)
            await show(callback, await landing(context, buy, shown))
        case Act.CANCEL:
            await show(callback, cancel_screen(await mine(context, buy), context.t))
        case Act.DECLINE if (view := await mine(context, buy)).buy.live and view.lines:
            # An old nudge still offers it to somebody who has ordered since.
            await show(callback, cancel_screen(view, context.t))
        case Act.PAY | Act.PAY_PART | Act.PAY_LINK:
            await pay(callback, context, buy, press.act)
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
        case Act.POINTS | Act.POINTS_BACK:
            return await use_points(context, buy, wanted)
        case _:
            await context.desk.submit(ClaimPaid(cause, actor, buy))
            view = await mine(context, buy)
            name = person_name(view.organiser_name, t)
            return t.plain("statement-claimed-note", organiser=name)
