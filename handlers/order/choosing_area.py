"""Choosing one's destination area, and another one."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.commands.member import ChooseArea
from domain.delivery import AreaNo
from domain.ids import BuyId
from handlers.answering import show
from handlers.callbacks import OnArea
from handlers.context import Context
from handlers.order.areas import area_screen
from handlers.order.landing import landing, mine


async def show_areas(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask where one's part goes."""
    await show(callback, area_screen(await mine(context, buy), context.t))


async def choose_area(callback: CallbackQuery, context: Context, press: OnArea) -> None:
    """Take the answer."""
    buy = BuyId(press.buy)
    chosen = ChooseArea(context.cause, context.actor, buy, AreaNo(press.area))
    await context.desk.submit(chosen)
    await show(callback, await landing(context, buy))
