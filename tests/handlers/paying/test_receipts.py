"""The checkout and the receipt: what may be paid, what is thanked for, and what goes back."""

from typing import Any

import pytest
from aiogram.methods import AnswerPreCheckoutQuery, RefundStarPayment

from domain.charges import INVOICE_LASTS, Back, Charge, WhyBack
from domain.commands.base import Cause
from domain.commands.member import CancelOrder
from domain.commands.organiser import CallOff
from domain.ids import BuyId
from domain.ledger import owed
from handlers.callbacks import Act
from tests.handlers.chatting import ANNA, BORIS, BOT_ID, CARLA, NOW, Talk, buttons, shown
from tests.handlers.organiser.buys import order
from tests.handlers.paying.till import STARS, checkout, invoice, open_buy, pay


async def charge(talk: Talk, number: str = "charge-1") -> Charge:
    """The payment as it is kept."""
    found = await talk.storage.reader.charge(number)
    assert found is not None
    return found


async def paid_by_boris(talk: Talk, buy: BuyId) -> int:
    """What came in for Boris."""
    entries = await talk.storage.reader.entries(buy)
    return -owed(one for one in entries if one.person == BORIS)


async def test_a_payment_is_checked_taken_and_thanked_for(talk: Talk) -> None:
    """Else money is taken that nobody credits, or nobody hears that it came."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    answer = await checkout(talk, bill)
    assert (answer.ok, answer.error_message) == (True, None)
    thanks = shown(await pay(talk, bill))
    assert "<b>84.00\u00a0EUR</b> received for Olive oil 5 l. All paid" in str(thanks.text)
    assert "Show my part" in buttons(thanks.reply_markup)
    assert (await charge(talk)).back is Back.NOT
    assert await paid_by_boris(talk, buy.id) == 8400


async def test_a_part_says_what_is_left(talk: Talk) -> None:
    """Else Boris believes that all is paid."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    await order(talk, buy.id, BORIS, 3)
    assert "Still to pay: 42.00\u00a0EUR" in str(shown(await pay(talk, bill)).text)


async def test_a_receipt_that_comes_twice_is_one_payment(talk: Talk) -> None:
    """NEW-4: else a repeated update pays twice."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    for _ in range(2):
        await pay(talk, bill)
    assert await paid_by_boris(talk, buy.id) == 8400


async def test_what_is_paid_for_somebody_else_is_theirs(talk: Talk) -> None:
    """Else Carla, who paid by the link, is told of a part that she does not have."""
    buy = await open_buy(talk)
    link = await invoice(talk, buy, act=Act.PAY_LINK)
    assert (await checkout(talk, link, CARLA)).ok
    thanks = shown(await pay(talk, link, who=CARLA))
    assert "received for Boris’s part of Olive oil 5 l" in str(thanks.text)
    assert not buttons(thanks.reply_markup)
    assert ((await charge(talk)).payer, await paid_by_boris(talk, buy.id)) == (CARLA, 8400)


async def refused(talk: Talk, bill: Any, **other: Any) -> str:
    """Why a checkout is refused."""
    answer = await checkout(talk, bill, **other)
    assert not answer.ok
    assert answer.error_message
    assert len(answer.error_message) <= 255
    return answer.error_message.replace("\u00a0", " ")


async def test_what_must_not_be_paid_is_refused_before_it_is(talk: Talk) -> None:
    """Else money is taken first and given back afterwards, which takes days."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    assert "not valid any more" in await refused(talk, bill, invoice_payload="forged")
    assert "not valid any more" in await refused(talk, bill, total_amount=1)
    assert "not valid any more" in await refused(talk, bill, currency="USD")
    await order(talk, buy.id, BORIS, 1)
    assert (await refused(talk, bill)).startswith("Only 42.00 EUR is left to pay now")
    await talk.storage.desk.submit(CancelOrder(Cause("gone", NOW), BORIS, buy.id))
    assert await refused(talk, bill) == "Nothing is left to pay here, so nothing is taken."
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    assert "was called off" in await refused(talk, bill)


async def test_an_invoice_gets_old(talk: Talk) -> None:
    """Else one from last year is paid after everything was settled and forgotten."""
    bill = await invoice(talk, await open_buy(talk))
    talk.clock.moment = NOW + INVOICE_LASTS
    assert (await checkout(talk, bill)).ok
    talk.clock.moment = NOW + INVOICE_LASTS * 1.01
    assert "not valid any more" in await refused(talk, bill)


async def test_an_answer_that_comes_too_late_changes_nothing(talk: Talk) -> None:
    """Else ten slow seconds end in an apology for a bug, though no money was taken."""
    buy = await open_buy(talk)
    bill = await invoice(talk, buy)
    talk.telegram.refuses[AnswerPreCheckoutQuery] = "Bad Request: query is too old"
    assert (await checkout(talk, bill)).ok
    assert await paid_by_boris(talk, buy.id) == 0


async def test_what_was_paid_twice_goes_back_without_thanks(talk: Talk) -> None:
    """Else Boris reads "received" and then that it goes back."""
    buy = await open_buy(talk)
    first, second = await invoice(talk, buy), await invoice(talk, buy)
    await pay(talk, first)
    assert await pay(talk, second, "charge-2") == []
    late = await charge(talk, "charge-2")
    assert (late.back, late.why_back) == (Back.DUE, WhyBack.TWICE)
    assert await paid_by_boris(talk, buy.id) == 16800


@pytest.mark.parametrize("currency", ["EUR", "USD"])
async def test_a_payment_of_no_invoice_is_not_lost(talk: Talk, currency: str) -> None:
    """Else money from before a backup was put back is nobody's, and nobody can name it."""
    bill = await invoice(talk, await open_buy(talk))
    said = shown(await pay(talk, bill, "tg-77", invoice_payload="gone", currency=currency))
    assert "Nothing is lost" in str(said.text)
    assert "<code>tg-77</code>" in str(said.text)


@pytest.mark.parametrize("already", [False, True])
async def test_stars_of_no_invoice_go_back_at_once(talk: Talk, already: bool) -> None:
    """Else nobody ever pays them back: the bot alone can."""
    bill = await invoice(talk, await open_buy(talk, STARS))
    if already:
        talk.telegram.refuses[RefundStarPayment] = "Bad Request: CHARGE_ALREADY_REFUNDED"
    calls = await pay(talk, bill, "stx-77", invoice_payload="gone")
    (back,) = [call for call in calls if isinstance(call, RefundStarPayment)]
    assert (back.user_id, back.telegram_payment_charge_id) == (BORIS, "stx-77")
    assert "they go back to you" in str(shown(calls).text)


async def test_stars_that_cannot_go_back_are_named(talk: Talk) -> None:
    """Else they are gone and nobody has a number to ask for."""
    bill = await invoice(talk, await open_buy(talk, STARS))
    talk.telegram.refuses[RefundStarPayment] = "Bad Request: CHARGE_NOT_FOUND"
    said = shown(await pay(talk, bill, "stx-77", invoice_payload="gone"))
    assert "<code>stx-77</code>" in str(said.text)


async def test_stars_that_somebody_else_had_paid_back_are_owed_again(talk: Talk) -> None:
    """Else the owner gives Stars back by another tool and the books still say paid."""
    buy = await open_buy(talk, STARS)
    await pay(talk, await invoice(talk, buy))
    assert await paid_by_boris(talk, buy.id) == 1000
    refund = {
        "currency": "XTR",
        "total_amount": 1000,
        "invoice_payload": "any",
        "telegram_payment_charge_id": "charge-1",
    }
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "bot"}
    for _ in range(2):
        await talk.send(BORIS, refunded_payment=refund, **{"from": bot})
    assert (await charge(talk)).back is Back.DONE
    assert await paid_by_boris(talk, buy.id) == 0
