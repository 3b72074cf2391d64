"""A payment arrived: thanked for, or, where nobody knows what for, sent back or explained."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import SuccessfulPayment

from domain.charges import Charge
from domain.payment import STARS
from handlers.callbacks import Act, on_order
from handlers.context import Context
from handlers.order.landing import mine
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.owing import left_of

logger = logging.getLogger(__name__)


async def received_screen(context: Context, charge: Charge) -> Screen:
    """Return the thanks to whoever paid, with what of their own part is left."""
    t, view = context.t, await mine(context, charge.buy)
    amount = t.money(charge.amount, charge.currency)
    name = title(view.buy.terms.title, t)
    if charge.person != context.actor:
        person = await context.reader.person(charge.person)
        whom = person_name(person.name if person else "", t)
        return Screen(t("pay-received-for", amount=amount, name=whom, title=name))
    rows = ((Button(t.plain("pay-show"), on_order(charge.buy, Act.SHOW)),),)
    if left := left_of(view):
        rest = t.money(left, charge.currency)
        return Screen(t("pay-received-part", amount=amount, title=name, left=rest), rows)
    return Screen(t("pay-received", amount=amount, title=name), rows)


async def unknown_screen(bot: Bot, context: Context, receipt: SuccessfulPayment) -> Screen:
    """Return what becomes of a payment for an invoice that is not known: Stars go back at once."""
    number = receipt.telegram_payment_charge_id
    logger.error("a payment of no invoice", extra={"charge": number})
    if receipt.currency == STARS and await _sent_back(bot, context, number):
        return Screen(context.t("pay-unknown-back"))
    return Screen(context.t("pay-unknown", number=number))


async def _sent_back(bot: Bot, context: Context, charge: str) -> bool:
    try:
        await bot.refund_star_payment(context.actor, charge)
    except TelegramAPIError as error:
        return "CHARGE_ALREADY_REFUNDED" in error.message
    return True
