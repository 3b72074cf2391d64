"""Taps that want to pay through Telegram: all, a part, or by somebody else."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.conversation import Conversation, Expecting
from domain.ids import BuyId
from handlers.answering import note, send
from handlers.callbacks import Act
from handlers.context import Context
from handlers.order.asking import expect
from handlers.paying.invoice import send_invoice, send_link
from handlers.screen import Screen


async def pay(callback: CallbackQuery, context: Context, buy: BuyId, act: Act) -> None:
    """Send what the tap asks for; raises what `AskInvoice` refuses."""
    if callback.bot is None:
        return
    match act:
        case Act.PAY_PART:
            await _ask_amount(callback, context, buy)
        case Act.PAY_LINK:
            await send_link(callback.bot, context, buy)
        case _:
            await send_invoice(callback.bot, context, buy)
    await note(callback)


async def _ask_amount(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    await expect(context, Conversation(context.actor, Expecting.PAY_AMOUNT, buy))
    if callback.bot is not None:
        await send(callback.bot, context.actor, Screen(context.t("pay-ask-amount")))
