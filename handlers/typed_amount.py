"""An amount of money typed in answer to a question about a buy, wherever it was asked."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import Terms
from domain.draft import Question
from domain.errors import MixedCurrencies
from domain.money import Money
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.questions import live_question
from handlers.draft.setting import setting_for
from handlers.filters import typed
from handlers.reading.answers import read_payment_amount
from handlers.screen import Screen


async def typed_amount(message: Message, context: Context, terms: Terms) -> int | None:
    """Return the amount typed in minor units of the buy's currency.

    None if it was unclear: then it is asked again with what it may mean. Raises
    `MixedCurrencies`.
    """
    read = read_payment_amount(typed(message), setting_for(context, terms.zone, terms.currency))
    if isinstance(read, Question):
        await answer(message, live_question(read, context.t))
        return None
    if not isinstance(read, Money):
        await answer(message, Screen(context.t("pay-not-an-amount", quoted=read.quoted)))
        return None
    if read.currency != terms.currency:
        raise MixedCurrencies(first=terms.currency, second=read.currency)
    return read.amount
