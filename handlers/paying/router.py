"""What Telegram tells of payments, the amount typed for one, and /paysupport."""

from __future__ import annotations

import logging

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.types import Message, PreCheckoutQuery

from domain.charges import Back
from domain.commands.member import CheckInvoice, RecordCharge, RecordChargeBack
from domain.conversation import Conversation, Expecting
from domain.errors import DomainError, MoreThanOwed, NothingOwed, UnknownBuy, UnknownInvoice
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import Awaited, InPrivate
from handlers.group_reply import Reply, link
from handlers.order.asking import forget
from handlers.order.landing import mine
from handlers.organiser.saying import say
from handlers.paying.filters import Paid, PaidBack
from handlers.paying.invoice import ask_bill, send_invoice
from handlers.paying.receipt import received_screen, unknown_screen
from handlers.paying.support import support_screen
from handlers.refusals import refusal_text
from handlers.typed_amount import typed_amount

ERROR_LIMIT = 255
"""Characters of why a payment is not taken, to be safe; the Bot API names no limit."""

logger = logging.getLogger(__name__)

router = Router(name="paying")


@router.pre_checkout_query()
async def about_to_pay(query: PreCheckoutQuery, context: Context) -> None:
    """Say whether the invoice may still be paid; Telegram waits ten seconds for it."""
    check = CheckInvoice(
        context.cause, context.actor, query.invoice_payload, query.total_amount, query.currency
    )
    refused = None
    try:
        await context.desk.submit(check)
    except DomainError as error:
        refused = _why_not(error, context)[:ERROR_LIMIT]
    try:
        await query.answer(ok=refused is None, error_message=refused)
    except TelegramAPIError as error:
        # Too late: then no money is taken, and Telegram says so.
        logger.warning("a checkout was not answered", extra={"error": type(error).__name__})


def _why_not(error: DomainError, context: Context) -> str:
    match error:
        case NothingOwed():
            return context.t.plain("pay-nothing-left")
        case MoreThanOwed():
            left = context.t.money(error.owed, error.currency)
            return context.t.plain("pay-less-left", left=left)
        case _:
            return refusal_text(error, context.t, context.now)


@router.message(Paid())
async def paid(message: Message, context: Context, bot: Bot) -> None:
    """Credit what was paid; what goes back instead is explained by a notice."""
    receipt = message.successful_payment
    if receipt is None:
        return
    record = RecordCharge(
        context.cause,
        context.actor,
        receipt.invoice_payload,
        receipt.telegram_payment_charge_id,
        receipt.provider_payment_charge_id,
        receipt.total_amount,
        receipt.currency,
    )
    try:
        charge = await context.desk.submit(record)
    except UnknownInvoice:
        await answer(message, await unknown_screen(bot, context, receipt))
        return
    if charge.back is Back.NOT:
        await answer(message, await received_screen(context, charge))


@router.message(PaidBack())
async def paid_back(message: Message, context: Context) -> None:
    """Take note that Stars went back, whoever had it done; Telegram's own message tells the payer.

    What the bot paid back itself is known already, and recorded once.
    """
    if message.refunded_payment is not None:
        charge = message.refunded_payment.telegram_payment_charge_id
        await context.desk.submit(RecordChargeBack(context.cause, context.actor, charge))


@router.message(Awaited(Expecting.PAY_AMOUNT))
async def amount_typed(
    message: Message, context: Context, conversation: Conversation, bot: Bot
) -> None:
    """The part of one's share that is to be paid now."""
    if conversation.buy is None:
        raise UnknownBuy
    view = await mine(context, conversation.buy)
    amount = await typed_amount(message, context, view.buy.terms)
    if amount is None:
        return
    try:
        bill = await ask_bill(context, view.buy.id, amount)
    except MoreThanOwed:
        raise  # a smaller one may follow
    except DomainError:
        await forget(context)
        raise
    await forget(context)
    if bill:
        await send_invoice(bot, context, bill)


@router.message(Command("paysupport"), InPrivate())
async def pay_support(message: Message, context: Context) -> None:
    """Where one's payments are, and whom to ask."""
    await answer(message, await support_screen(context))


@router.message(Command("paysupport"))
async def pay_support_in_group(message: Message, context: Context) -> None:
    """What somebody paid is nobody else's business."""
    button = link("pay-support-open", context.links.private())
    await say(message, context, Reply("pay-support-in-private", rows=((button,),)))
