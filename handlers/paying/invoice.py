"""Invoices: over all that is left, a part of it, or as a link for somebody else to pay."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import LabeledPrice

from domain.charges import Invoice
from domain.commands.member import AskInvoice
from domain.errors import UnknownInvoice
from domain.ids import BuyId
from domain.payment import Method
from domain.views import MemberView
from handlers import fresh
from handlers.answering import send
from handlers.callbacks import Act, on_order
from handlers.context import Context
from handlers.links import order_payload
from handlers.order.landing import mine
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title

TITLE_LIMIT, DESCRIPTION_LIMIT = 32, 255
"""Characters (Bot API, sendInvoice)."""

NOT_SUCH_AN_AMOUNT = "TOTAL_AMOUNT_INVALID"
"""Telegram's word for less or more than it takes in one payment."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice that was made, and the part that it is about."""

    invoice: Invoice
    view: MemberView


async def ask_bill(context: Context, buy: BuyId, amount: int | None = None) -> Bill | None:
    """Have an invoice made over `amount` minor units of one's part, None for all that is left.

    None is an update that came twice: its invoice was sent the first time. Raises what
    `AskInvoice` refuses.
    """
    asked = AskInvoice(context.cause, context.actor, buy, context.actor, fresh.token(), amount)
    try:
        return Bill(await context.desk.submit(asked), await mine(context, buy))
    except UnknownInvoice:
        return None


async def send_invoice(bot: Bot, context: Context, bill: Bill) -> None:
    """Send it as a message that can be paid once; forwarded copies lead to the buy instead."""
    words, payload = _words(context, bill, by_another=False), order_payload(bill.view.buy.id)
    try:
        await bot.send_invoice(context.actor, **words, start_parameter=payload)
    except TelegramAPIError as error:
        await _refused(bot, context, bill.view, error)


async def send_link(bot: Bot, context: Context, bill: Bill) -> None:
    """Send a link with which anybody can pay one's part; it stays payable while there is one."""
    try:
        link = await bot.create_invoice_link(**_words(context, bill, by_another=True))
    except TelegramAPIError as error:
        await _refused(bot, context, bill.view, error)
        return
    t = context.t
    amount = t.money(bill.invoice.amount, bill.invoice.currency)
    share = context.links.share(link, t.plain("pay-link-text", amount=amount))
    rows = (
        (Button(t.plain("pay-link-share"), url=share),),
        (Button(t.plain("common-back"), on_order(bill.view.buy.id, Act.SHOW)),),
    )
    await send(bot, context.actor, Screen(t("pay-link", amount=amount, link=link), rows))


def _words(context: Context, bill: Bill, *, by_another: bool) -> dict[str, Any]:
    """Return the invoice as Telegram takes it: what is paid, to whom, where the money goes.

    `by_another` says that somebody else will read and pay it.
    """
    t, invoice = context.t, bill.invoice
    payer = person_name(context.person.name, t)
    label = t.plain("pay-label-of", name=payer) if by_another else t.plain("pay-label")
    stars = invoice.method is Method.STARS
    organiser = person_name(bill.view.organiser_name, t)
    goes = t.plain("pay-goes-stars" if stars else "pay-goes-online", organiser=organiser)
    return {
        "title": title(bill.view.buy.terms.title, t, TITLE_LIMIT),
        "description": t.plain("pay-what", part=label, goes=goes)[:DESCRIPTION_LIMIT],
        "payload": invoice.id,
        "currency": invoice.currency,
        "provider_token": "" if stars else context.provider_token,
        "prices": [LabeledPrice(label=label, amount=invoice.amount)],
    }


async def _refused(bot: Bot, context: Context, view: MemberView, error: TelegramAPIError) -> None:
    """Say that Telegram makes no such invoice, or none now."""
    never = isinstance(error, TelegramBadRequest) and NOT_SUCH_AN_AMOUNT in error.message
    logger.warning("no invoice", extra={"error": type(error).__name__, "words": error.message})
    t = context.t
    key = "pay-no-invoice" if never else "pay-no-invoice-now"
    text = t(key, organiser=person_name(view.organiser_name, t))
    back = Button(t.plain("common-back"), on_order(view.buy.id, Act.SHOW))
    await send(bot, context.actor, Screen(text, ((back,),)))
