"""Taps on a statement that show how it came about: the sums, and the file with all lines."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.errors import BuyNotClosed
from domain.ids import BuyId
from domain.settlement import Settlement
from handlers.answering import note, send, show
from handlers.context import Context
from handlers.export.settlement_file import settlement_screen
from handlers.order.landing import mine
from handlers.statement.worked_out import worked_out_screen


async def show_worked_out(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Show how the statement was worked out."""
    view, settlement = await mine(context, buy), await _settlement(context, buy)
    if view.statement is None:
        raise BuyNotClosed
    screen = worked_out_screen(view, view.statement, settlement, context.t)
    await show(callback, screen)


async def send_file(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Send the file with all lines; whoever took part may have it."""
    view, settlement = await mine(context, buy), await _settlement(context, buy)
    if view.statement is None and not view.fallen and not view.buy.run_by(context.actor):
        raise BuyNotClosed
    await note(callback)
    if callback.bot is not None:
        screen = settlement_screen(view.buy, settlement, context.actor, context.t)
        await send(callback.bot, callback.from_user.id, screen)


async def _settlement(context: Context, buy: BuyId) -> Settlement:
    settlement = await context.reader.settlement(buy)
    if settlement is None:
        raise BuyNotClosed
    return settlement
