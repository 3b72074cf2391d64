"""Invoices: over all that is left, a part of it, or as a link for somebody else to pay."""

from __future__ import annotations

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import LabeledPrice
from markupsafe import Markup

from domain.buy import GroupBuy
from domain.charges import Invoice
from domain.commands.member import AskInvoice
from domain.ids import BuyId
from domain.payment import Method
from handlers import fresh
from handlers.answering import send
from handlers.callbacks import Act, on_order
from handlers.context import Context
from handlers.order.landing import mine
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from locales.translator import Translator

TITLE_LIMIT, DESCRIPTION_LIMIT, LABEL_LIMIT = 32, 255, 60
"""Characters (Bot API, sendInvoice); a label has none that is told."""

logger = logging.getLogger(__name__)


async def send_invoice(bot: Bot, context: Context, buy: BuyId, amount: int | None = None) -> None:
    """Send an invoice over `amount` minor units of one's part, None for all that is left."""
    invoice, words = await _asked(context, buy, amount)
    try:
        await bot.send_invoice(context.actor, **words, prices=_prices(context.t, invoice))
    except TelegramAPIError as error:
        await _refused(bot, context, buy, error)


async def send_link(bot: Bot, context: Context, buy: BuyId) -> None:
    """Send a link with which anybody can pay one's part."""
    invoice, words = await _asked(context, buy, None)
    try:
        link = await bot.create_invoice_link(**words, prices=_prices(context.t, invoice))
    except TelegramAPIError as error:
        await _refused(bot, context, buy, error)
        return
    t = context.t
    amount = t.money(invoice.amount, invoice.currency)
    share = context.links.share(link, t.plain("pay-link-text", amount=amount))
    rows = (
        (Button(t.plain("pay-link-share"), url=share),),
        (Button(t.plain("common-back"), on_order(buy, Act.SHOW)),),
    )
    await send(bot, context.actor, Screen(t("pay-link", amount=amount, link=link), rows))


async def _asked(
    context: Context, buy: BuyId, amount: int | None
) -> tuple[Invoice, dict[str, Any]]:
    """Have the invoice made, and return it with all but its price as Telegram takes it."""
    asked = AskInvoice(context.cause, context.actor, buy, context.actor, fresh.token(), amount)
    invoice = await context.desk.submit(asked)
    view = await mine(context, buy)
    words = {
        "title": title(view.buy.terms.title, context.t, TITLE_LIMIT),
        "description": _description(context.t, view.buy, view.organiser_name),
        "payload": invoice.id,
        "currency": invoice.currency,
        "provider_token": "" if invoice.method is Method.STARS else context.provider_token,
    }
    return invoice, words


def _prices(t: Translator, invoice: Invoice) -> list[LabeledPrice]:
    label = t.plain("pay-label")[:LABEL_LIMIT]
    return [LabeledPrice(label=label, amount=invoice.amount)]


def _description(t: Translator, buy: GroupBuy, organiser: str) -> str:
    """Say what is paid, to whom it is owed, and where the money goes."""
    key = "pay-what-stars" if buy.terms.payment.method is Method.STARS else "pay-what-online"
    words = t.plain(key, organiser=person_name(organiser, t))
    return words[:DESCRIPTION_LIMIT]


async def _refused(bot: Bot, context: Context, buy: BuyId, error: TelegramAPIError) -> None:
    """Say that Telegram makes no invoice of this amount: too low or too high, mostly."""
    logger.warning("no invoice", extra={"error": type(error).__name__, "words": error.message})
    view = await mine(context, buy)
    organiser = person_name(view.organiser_name, context.t)
    back = Button(context.t.plain("common-back"), on_order(buy, Act.SHOW))
    text: Markup = context.t("pay-no-invoice", organiser=organiser)
    await send(bot, context.actor, Screen(text, ((back,),)))
