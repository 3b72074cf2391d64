"""Paying: the bot's last word, the money, the receipt."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot

from sandbox import Sandbox
from sandbox.client import People, Person
from sandbox.errors import NotPaid, PersonError
from sandbox.purse import HOME
from sandbox.seen import MessageSeen, Receipt
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.paying import ANNA, BORIS, agree, asked, invoice, priced, seen_service, sent
from tests.sandbox.test_groups import updates

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def paid(raw: Raw, person: Person, what: MessageSeen | str, **wish: Any) -> Receipt:
    """Pay something, and agree to it as the bot."""
    paying = asyncio.create_task(person.pay(what, **wish))
    await agree(raw)
    return await paying


async def test_a_payment(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, aiogram_bot: Bot
) -> None:
    """Lost: nothing about paying could be tried without real money."""
    anna = people["anna"]
    paying = asyncio.create_task(anna.pay(await sent(sandbox, raw, people)))
    query = await agree(raw)
    assert query["from"]["id"] == ANNA
    assert (query["currency"], query["total_amount"]) == ("EUR", 4200)
    assert query["invoice_payload"] == "i1"
    receipt = await paying
    assert (receipt.amount, receipt.currency, receipt.title) == (4200, "EUR", "Olive oil")
    (update,) = await aiogram_bot.get_updates()
    assert update.message
    assert update.message.from_user
    assert (update.message.chat.id, update.message.from_user.id) == (ANNA, ANNA)
    payment = update.message.successful_payment
    assert payment
    assert payment.telegram_payment_charge_id == receipt.charge
    assert payment.provider_payment_charge_id == receipt.provider_charge
    assert (payment.total_amount, payment.invoice_payload) == (4200, "i1")
    shown = await seen_service(anna, "successful_payment")
    assert shown.service
    assert (shown.service["charge"], shown.service["title"]) == (receipt.charge, "Olive oil")
    assert sandbox.till.held() == {"EUR": 4200}
    assert await anna.receipts() == [receipt]
    assert await people["boris"].receipts() == []


async def test_the_bot_refuses(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: someone could pay for a buy that is closed, or never learn why they can't."""
    shown = await sent(sandbox, raw, people)
    paying = asyncio.create_task(people["anna"].pay(shown))
    query = await asked(raw, "pre_checkout_query")
    answer = {"pre_checkout_query_id": query["id"], "ok": False}
    without = await raw("answerPreCheckoutQuery", **answer)
    assert without["description"] == 'Bad Request: parameter "error_message" is required'
    assert (await raw("answerPreCheckoutQuery", error_message="This buy is closed.", **answer))[
        "ok"
    ]
    with pytest.raises(NotPaid, match="This buy is closed") as refused:
        await paying
    assert refused.value.code == "BOT_PRECHECKOUT_FAILED"
    assert sandbox.till.charges == {}
    assert await updates(raw) == []


async def test_ten_seconds_and_it_is_too_late(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot that thinks for too long would be paid all the same."""
    paying = asyncio.create_task(people["anna"].pay(await sent(sandbox, raw, people)))
    query = await asked(raw, "pre_checkout_query")
    await people.skip(9)
    assert not paying.done()
    await people.skip(2)
    with pytest.raises(NotPaid, match="the bot did not respond") as silent:
        await paying
    assert silent.value.code == "BOT_PRECHECKOUT_TIMEOUT"
    late = await raw("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert late["description"] == TOO_OLD
    assert sandbox.till.charges == {}


async def test_a_checkout_is_answered_once_and_as_what_it_is(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: an answer meant for a tap would let a payment pass."""
    paying = asyncio.create_task(people["anna"].pay(await sent(sandbox, raw, people)))
    query = await asked(raw, "pre_checkout_query")
    wrong = await raw("answerCallbackQuery", callback_query_id=query["id"])
    assert wrong["description"] == TOO_OLD
    given = {"pre_checkout_query_id": query["id"], "ok": True}
    assert (await raw("answerPreCheckoutQuery", **given))["ok"]
    assert (await raw("answerPreCheckoutQuery", **given))["description"] == TOO_OLD
    await paying


async def test_which_invoices_are_paid_once(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: the bot would rely on Telegram where Telegram lets people pay twice."""
    anna, boris = people["anna"], people["boris"]
    single = await sent(sandbox, raw, people, start_parameter="i1")
    receipt = await paid(raw, anna, single)
    await updates(raw)
    after = next(one for one in await anna.messages() if one.id == single.id)
    assert after.labels == [["Receipt"]]
    assert after.invoice
    assert after.invoice["receipt"] == receipt.charge
    with pytest.raises(NotPaid, match="paid already"):
        await anna.pay(single)
    await anna.forward(single, await anna.direct("boris"))
    with pytest.raises(NotPaid, match="only where it was sent"):
        await boris.pay(await boris.last("Anna"))
    multi = await sent(sandbox, raw, people)
    in_group = await sent(sandbox, raw, people, flat.id, start_parameter="i1")
    link = (await raw("createInvoiceLink", **invoice(sandbox)))["result"]
    for payer, what in ((anna, multi), (anna, in_group), (boris, in_group), (boris, link)):
        for _ in range(2):
            await paid(raw, payer, what)
            await updates(raw)
    assert (await anna.last(flat)).labels == [["Pay 42.00 EUR"]]
    assert len(sandbox.till.of(ANNA)) == 5
    assert len(sandbox.till.of(BORIS)) == 4


async def test_two_presses_at_once_both_pay(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: the bot would never see two payments for one invoice on the way at once."""
    anna = people["anna"]
    single = await sent(sandbox, raw, people, start_parameter="i1")
    both = [asyncio.create_task(anna.pay(single)) for _ in range(2)]
    await agree(raw)
    await agree(raw)
    first, second = await asyncio.gather(*both)
    assert first.charge != second.charge
    told = [one["message"]["successful_payment"] for one in await updates(raw)]
    assert len({one["telegram_payment_charge_id"] for one in told}) == 2


async def test_a_stranger_pays_by_link(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: whoever pays for somebody else would have to know the bot first."""
    link = (await raw("createInvoiceLink", **invoice(sandbox)))["result"]
    receipt = await paid(raw, people["yuki"], link)
    (update,) = await updates(raw)
    assert update["message"]["from"]["id"] == 507
    assert update["message"]["successful_payment"]["telegram_payment_charge_id"] == receipt.charge
    assert (await raw("sendMessage", chat_id=507, text="thanks"))["error_code"] == 403
    await people["boris"].block()
    with pytest.raises(NotPaid, match="blocked"):
        await people["boris"].pay(link)


ASKS = {"need_name": True, "need_phone_number": True, "need_email": True}


async def test_what_is_filled_in_reaches_the_bot(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: an invoice that asks for an address would be paid without one."""
    anna = people["anna"]
    shown = await sent(sandbox, raw, people, need_shipping_address=True, **ASKS)
    with pytest.raises(PersonError, match="fill in name, phone_number"):
        await people.call("POST", f"/people/anna/chats/bot/messages/{shown.id}/pay")
    with pytest.raises(NotPaid, match="email is missing"):
        await anna.pay(shown, email="")
    with pytest.raises(NotPaid, match="city is missing") as wrong:
        await anna.pay(shown, shipping_address=HOME | {"city": ""})
    assert wrong.value.code == "ADDRESS_CITY_INVALID"
    paying = asyncio.create_task(anna.pay(shown, name="Anna Berg"))
    query = await agree(raw)
    receipt = await paying
    assert query["order_info"]["name"] == "Anna Berg"
    assert query["order_info"]["shipping_address"] == HOME
    (update,) = await updates(raw)
    assert update["message"]["successful_payment"]["order_info"] == query["order_info"]
    assert receipt.info == query["order_info"]


OPTIONS = [
    {"id": "post", "title": "Post", "prices": priced(490, "Postage")},
    {"id": "bike", "title": "By bike", "prices": priced(1200, "Courier")},
]


async def test_shipping_is_chosen_and_paid(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a flexible price would be paid without what the shipping costs."""
    shown = await sent(sandbox, raw, people, is_flexible=True, max_tip_amount=300)
    paying = asyncio.create_task(people["anna"].pay(shown, option="bike", tip=100))
    query = await asked(raw, "shipping_query")
    assert query["invoice_payload"] == "i1"
    assert query["shipping_address"]["city"] == "Berlin"
    place = {"shipping_query_id": query["id"], "ok": True}
    refused = await raw("answerShippingQuery", **place)
    assert refused["description"] == 'Bad Request: parameter "shipping_options" is required'
    assert (await raw("answerShippingQuery", shipping_options=OPTIONS, **place))["ok"]
    last = await agree(raw)
    assert (last["total_amount"], last["shipping_option_id"]) == (5500, "bike")
    receipt = await paying
    assert (receipt.amount, receipt.option and receipt.option["title"]) == (5500, "By bike")
    (update,) = await updates(raw)
    assert update["message"]["successful_payment"]["total_amount"] == 5500
    with pytest.raises(NotPaid, match="tip can be at most"):
        await people["anna"].pay(await sent(sandbox, raw, people), tip=1)


async def test_nothing_is_shipped_there(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: someone out of reach would pay, or wait without a word."""
    shown = await sent(sandbox, raw, people, is_flexible=True)
    asking = asyncio.create_task(people["anna"].pay(shown))
    query = await asked(raw, "shipping_query")
    answer = {"shipping_query_id": query["id"], "ok": False, "error_message": "Berlin is too far."}
    assert (await raw("answerShippingQuery", **answer))["ok"]
    with pytest.raises(NotPaid, match="too far") as refused:
        await asking
    assert refused.value.code == "SHIPPING_NOT_AVAILABLE"
    asking = asyncio.create_task(people["anna"].pay(shown))
    await asked(raw, "shipping_query")
    await people.skip(11)
    with pytest.raises(NotPaid, match="did not respond"):
        await asking
