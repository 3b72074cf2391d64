"""A buy of Anna's that is paid through Telegram, and those who pay for it there."""

from __future__ import annotations

from typing import Any

from aiogram.methods import AnswerPreCheckoutQuery, CreateInvoiceLink, SendInvoice

from domain.buy import GroupBuy
from domain.ids import PersonId
from handlers.callbacks import Act, on_order
from tests.handlers.chatting import ANNA, BORIS, Talk
from tests.handlers.organiser.buys import LINE, order, start

ONLINE = f"{LINE}; pay online when ordering"
STARS = "/buy Stickers; 500 XTR; 10: 400; until Fri 18:00; pay in Stars when ordering"


async def open_buy(talk: Talk, line: str = ONLINE, units: int = 2) -> GroupBuy:
    """Return a buy that is paid when ordering; Boris has so many."""
    talk.listed.add(ANNA)
    buy = await start(talk, line)
    await order(talk, buy.id, BORIS, units)
    return buy


async def invoice(
    talk: Talk, buy: GroupBuy, who: PersonId = BORIS, act: Act = Act.PAY
) -> SendInvoice | CreateInvoiceLink:
    """Tap Pay, or what makes a link, and return the invoice that comes of it."""
    calls = await talk.tap(who, on_order(buy.id, act))
    (found,) = [call for call in calls if isinstance(call, SendInvoice | CreateInvoiceLink)]
    return found


async def checkout(
    talk: Talk, bill: SendInvoice | CreateInvoiceLink, who: PersonId = BORIS, **other: Any
) -> AnswerPreCheckoutQuery:
    """Press Pay on an invoice and return what Telegram is answered."""
    query = {
        "invoice_payload": bill.payload,
        "total_amount": bill.prices[0].amount,
        "currency": bill.currency,
    }
    (answer,) = await talk.checkout(who, **(query | other))
    assert isinstance(answer, AnswerPreCheckoutQuery)
    return answer


async def pay(
    talk: Talk,
    bill: SendInvoice | CreateInvoiceLink,
    charge: str = "charge-1",
    who: PersonId = BORIS,
    **other: Any,
) -> list[Any]:
    """Let Telegram take the money; return what the bot then does."""
    receipt = {
        "invoice_payload": bill.payload,
        "total_amount": bill.prices[0].amount,
        "currency": bill.currency,
        "telegram_payment_charge_id": charge,
        "provider_payment_charge_id": f"p-{charge}",
    }
    return await talk.send(who, successful_payment=receipt | other)
