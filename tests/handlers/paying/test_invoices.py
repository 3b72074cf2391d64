"""Invoices: what they say, over how much, and what is said where there is none."""

import pytest
from aiogram.methods import CreateInvoiceLink, SendInvoice

from domain.commands.base import Cause
from domain.commands.member import CancelOrder
from handlers.callbacks import Act, on_order
from tests.handlers.chatting import ANNA, BORIS, NOW, Talk, alerted, buttons, shown
from tests.handlers.organiser.buys import LINE, close, order, start
from tests.handlers.paying.till import STARS, invoice, open_buy, pay


async def test_an_invoice_over_all_that_is_left(talk: Talk) -> None:
    """BP-4: else nobody can pay through Telegram, or the payload could be forged."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    assert isinstance(bill, SendInvoice)
    assert bill.chat_id == BORIS
    assert (bill.prices[0].amount, bill.currency) == (8400, "EUR")
    assert bill.provider_token == "1234:TEST:provider"
    known = await talk.storage.reader.invoice(bill.payload)
    assert known is not None
    assert (known.person, known.amount) == (BORIS, 8400)
    assert bill.title == "Olive oil 5 l"
    assert "goes to the owner of this bot, who passes it on to Anna" in bill.description


async def test_an_invoice_can_be_paid_once_and_its_copies_lead_to_the_buy(talk: Talk) -> None:
    """Else whoever it is forwarded to pays it a second time by mistake."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    assert isinstance(bill, SendInvoice)
    assert bill.start_parameter == f"o_{buy.id}"
    opened = shown(await talk.write(BORIS, f"/start {bill.start_parameter}"))
    assert "Olive oil 5 l" in str(opened.text)


async def test_stars_need_no_provider_and_have_no_fractions(talk: Talk) -> None:
    """Else Telegram refuses the invoice."""
    bill = await invoice(talk, await open_buy(talk, STARS))
    assert (bill.provider_token, bill.currency, bill.prices[0].amount) == ("", "XTR", 1000)
    assert "The Stars go to the owner of this bot, for Anna" in bill.description


async def test_after_the_close_the_share_is_paid(talk: Talk) -> None:
    """Else the discount is paid and has to be given back."""
    buy = await open_buy(talk, f"{LINE}; pay online", units=10)
    await close(talk, buy)
    bill = await invoice(talk, buy)
    assert bill.prices[0].amount == 38000


async def test_a_part_is_paid_by_typing(talk: Talk) -> None:
    """Else whoever cannot pay all at once pays nothing."""
    buy = await open_buy(talk)
    question = shown(await talk.tap(BORIS, on_order(buy.id, Act.PAY_PART)))
    assert "<b>84.00\u00a0EUR</b> is left to pay" in str(question.text)
    calls = await talk.write(BORIS, "20")
    (bill,) = [call for call in calls if isinstance(call, SendInvoice)]
    assert bill.prices[0].amount == 2000
    assert "did not understand" in str(shown(await talk.write(BORIS, "20")).text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hm", "I cannot read “hm” as an amount. Type one, like 20."),
        ("100", "84.00\u00a0EUR is all that is owed. Name that or less."),
        ("20 USD", "EUR and USD do not mix"),
        ("1.234", "can mean several things"),
    ],
)
async def test_a_part_that_cannot_be_is_asked_again(talk: Talk, typed: str, said: str) -> None:
    """Else an invoice over something else is made, or what follows is not understood."""
    buy = await open_buy(talk)
    await talk.tap(BORIS, on_order(buy.id, Act.PAY_PART))
    assert said in str(shown(await talk.write(BORIS, typed)).text)
    assert any(isinstance(call, SendInvoice) for call in await talk.write(BORIS, "20"))


async def test_a_part_of_nothing_is_asked_no_more(talk: Talk) -> None:
    """Else every text is taken for an amount, for ever."""
    buy = await open_buy(talk)
    await talk.tap(BORIS, on_order(buy.id, Act.PAY_PART))
    await talk.storage.desk.submit(CancelOrder(Cause("gone", NOW), BORIS, buy.id))
    assert "Nothing is owed" in str(shown(await talk.write(BORIS, "20")).text)
    assert "did not understand" in str(shown(await talk.write(BORIS, "20")).text)
    assert alerted(await talk.tap(BORIS, on_order(buy.id, Act.PAY_PART))) == "Nothing is owed."


async def test_somebody_else_can_pay_by_a_link(talk: Talk) -> None:
    """Else a mother cannot pay for her son without his telephone."""
    buy = await open_buy(talk)
    calls = await talk.tap(BORIS, on_order(buy.id, Act.PAY_LINK))
    (bill,) = [call for call in calls if isinstance(call, CreateInvoiceLink)]
    assert bill.prices[0].label == "Boris’s part"
    assert bill.description.startswith("Boris’s part. The money goes to the owner of this bot")
    link = shown(calls)
    assert "https://t.me/$invoice" in str(link.text)
    assert "https://t.me/share/url" in buttons(link.reply_markup)["Send it to somebody"]


@pytest.mark.parametrize("act", [Act.PAY, Act.PAY_LINK])
async def test_what_telegram_does_not_take_is_told(talk: Talk, act: Act) -> None:
    """Else a tap on Pay does nothing, and nobody knows that 0.40 is too small for a card."""
    buy = await open_buy(talk)
    for call in (SendInvoice, CreateInvoiceLink):
        talk.telegram.refuses[call] = "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID"
    refused = shown(await talk.tap(BORIS, on_order(buy.id, act)))
    assert "it is too small or too large. Settle it with Anna directly." in str(refused.text)
    for call in (SendInvoice, CreateInvoiceLink):
        talk.telegram.refuses[call] = "Bad Request: PAYMENT_PROVIDER_INVALID"
    refused = shown(await talk.tap(BORIS, on_order(buy.id, act)))
    assert "Try again in a while" in str(refused.text)


async def test_who_owes_nothing_gets_no_invoice(talk: Talk) -> None:
    """Else somebody pays for an order that they do not have, or for a buy paid by hand."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy))
    for act in (Act.PAY, Act.PAY_LINK):
        assert alerted(await talk.tap(BORIS, on_order(buy.id, act))) == "Nothing is owed."
    by_hand = await start(talk, "/buy Eggs; 3 EUR; until Fri 18:00; pay when ordering")
    await order(talk, by_hand.id, BORIS, 1)
    assert "paid by hand" in alerted(await talk.tap(BORIS, on_order(by_hand.id, Act.PAY)))


async def test_the_organisers_own_part_has_no_invoice(talk: Talk) -> None:
    """Else Anna pays herself through the bot's owner."""
    buy = await open_buy(talk)
    await order(talk, buy.id, ANNA, 1)
    assert alerted(await talk.tap(ANNA, on_order(buy.id, Act.PAY))) == "Nothing is owed."
