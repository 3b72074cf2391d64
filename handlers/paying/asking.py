"""Taps that want to pay through Telegram: all, a part, or by somebody else."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.conversation import Conversation, Expecting
from domain.errors import NothingOwed
from domain.ids import BuyId
from handlers.answering import note
from handlers.callbacks import Act
from handlers.context import Context
from handlers.order.asking import ask
from handlers.order.landing import mine
from handlers.paying.invoice import ask_bill, send_invoice, send_link
from handlers.wording.owing import left_of


async def pay(callback: CallbackQuery, context: Context, buy: BuyId, act: Act) -> None:
    """Send what the tap asks for; raises what `AskInvoice` refuses."""
    if callback.bot is None:
        return
    if act is Act.PAY_PART:
        await _ask_amount(callback, context, buy)
        return
    if bill := await ask_bill(context, buy):
        send = send_link if act is Act.PAY_LINK else send_invoice
        await send(callback.bot, context, bill)
    await note(callback)


async def _ask_amount(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    view = await mine(context, buy)
    left = left_of(view)
    if not left:
        raise NothingOwed
    question = context.t("pay-ask-amount", left=context.t.money(left, view.buy.terms.currency))
    await ask(callback, context, Conversation(context.actor, Expecting.PAY_AMOUNT, buy), question)
