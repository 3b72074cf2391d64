"""Invoices: what Telegram refuses, and what people see of those it takes."""

from typing import Any

import aiogram.types as a
import pytest
import telegram
from aiogram import Bot
from aiogram.enums import Currency

from sandbox import Sandbox, currencies
from sandbox.client import People
from sandbox.errors import NotFound
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.paying import ANNA, invoice, priced, sent, stars

PAY = {"text": "Pay", "pay": True}
TIPS: dict[str, Any] = {"max_tip_amount": 500}

REFUSED = [
    ({"title": ""}, 'parameter "title" is required'),
    ({"title": "a" * 33}, "INVOICE_TITLE_TOO_LONG"),
    ({"description": "a" * 256}, "INVOICE_DESCRIPTION_TOO_LONG"),
    ({"payload": ""}, 'parameter "payload" is required'),
    ({"payload": "é" * 65}, "INVOICE_PAYLOAD_INVALID"),
    ({"start_parameter": "a.b"}, "START_PARAM_INVALID"),
    ({"provider_token": "1:TEST:other"}, "PAYMENT_PROVIDER_INVALID"),
    ({"provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
    ({"currency": "XXX"}, "CURRENCY_INVALID"),
    ({"currency": "TXR", "provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
    ({"prices": []}, "there must be at least one price part"),
    ({"prices": priced(0)}, "total price must be positive"),
    ({"prices": priced(5) + priced(-5)}, "total price must be positive"),
    ({"prices": priced(10**12)}, "too big amount of the currency specified"),
    ({"prices": priced(9 * 10**11) * 2}, "total price is too big"),
    ({"prices": priced(50)}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"prices": priced(1_000_000_00)}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"max_tip_amount": -1}, "invalid max_tip_amount of the currency specified"),
    (TIPS | {"suggested_tip_amounts": [0]}, "suggested tip amount must be positive"),
    (TIPS | {"suggested_tip_amounts": [501]},
     "suggested tip amount can't be bigger than max_tip_amount"),
    (TIPS | {"suggested_tip_amounts": [1, 2, 3, 4, 5]},
     "there can be at most 4 suggested tip amounts"),
    (TIPS | {"suggested_tip_amounts": [2, 1]}, "TIP_AMOUNTS_INVALID"),
    (stars(prices=priced(1) * 2), "STARS_INVOICE_INVALID"),
    (stars(max_tip_amount=1), "STARS_INVOICE_INVALID"),
    (stars(provider_token="1:TEST:other"), "STARS_INVOICE_INVALID"),
    (stars(prices=priced(100_001)), "CURRENCY_TOTAL_AMOUNT_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "refusal"), REFUSED)
async def test_an_invoice_that_telegram_refuses(
    sandbox: Sandbox, flat: Chat, raw: Raw, fields: dict[str, Any], refusal: str
) -> None:
    """Lost: an invoice that nobody could ever pay would be sent in every test."""
    given = invoice(sandbox, **fields)
    answer = await raw("sendInvoice", chat_id=ANNA, **given)
    assert answer["description"] == f"Bad Request: {refusal}"
    if "start_parameter" not in given:
        link = await raw("createInvoiceLink", **given)
        assert link["description"] == answer["description"]


async def test_the_longest_invoice_is_taken(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: limits one too strict would hide real behaviour."""
    longest = {"title": "я" * 32, "description": "я" * 255, "payload": "é" * 64,
               "prices": priced(9000) + priced(-500, "Points")}  # fmt: skip
    answer = await raw("sendInvoice", chat_id=ANNA, **invoice(sandbox, **longest))
    assert answer["result"]["invoice"]["total_amount"] == 8500
    for code in ("EUR", "JPY", "XTR"):
        least, most = currencies.bounds(code)
        for amount in (least, most):
            fields = (stars() if code == "XTR" else {"currency": code}) | {"prices": priced(amount)}
            assert (await raw("sendInvoice", chat_id=ANNA, **invoice(sandbox, **fields)))["ok"]


async def test_without_a_provider_money_can_not_be_asked_for(
    sandbox: Sandbox, flat: Chat, raw: Raw
) -> None:
    """Lost: a bot without a provider would seem to have one."""
    sandbox.core.provider_token = ""
    answer = await raw("sendInvoice", chat_id=ANNA, **invoice(sandbox, provider_token=""))
    assert answer["description"] == "Bad Request: PAYMENT_PROVIDER_INVALID"


def test_the_currencies_are_telegrams() -> None:
    """Lost: a currency that Telegram takes would be refused here."""
    assert [one.value for one in Currency if not currencies.known(one.value)] == []
    assert currencies.shown(4205, "EUR") == "42.05 EUR"
    assert currencies.shown(4200, "JPY") == "4200 JPY"
    assert currencies.shown(250, "XTR") == "⭐ 250"


KEYBOARDS = [
    ([[PAY, {"text": "Later", "callback_data": "l"}]], None),
    ([[{"text": "Later", "callback_data": "l"}]], "REPLY_MARKUP_BUY_EMPTY"),
    ([[{"text": "Later", "callback_data": "l"}], [PAY]], "REPLY_MARKUP_BUY_EMPTY"),
    ([[PAY, PAY]], "BUTTON_TYPE_INVALID"),
    ([[{"text": "Pay", "pay": False}]], "REPLY_MARKUP_BUY_EMPTY"),
]


@pytest.mark.parametrize(("rows", "refusal"), KEYBOARDS)
async def test_the_first_button_pays(
    sandbox: Sandbox, flat: Chat, raw: Raw, rows: list[Any], refusal: str | None
) -> None:
    """Lost: an invoice with other buttons would fail on Telegram only."""
    markup = {"inline_keyboard": rows}
    answer = await raw("sendInvoice", chat_id=ANNA, reply_markup=markup, **invoice(sandbox))
    assert answer.get("description") == (refusal and f"Bad Request: {refusal}")


async def test_only_invoices_have_a_pay_button(flat: Chat, raw: Raw) -> None:
    """Lost: a card with a Pay button would work in tests alone."""
    markup = {"inline_keyboard": [[PAY]]}
    answer = await raw("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    assert answer["description"] == "Bad Request: BUTTON_TYPE_INVALID"


async def test_an_invoice_is_seen_with_its_button(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a person would not see what to pay, nor where to tap."""
    shown = await sent(sandbox, raw, people)
    assert shown.labels == [["Pay 42.00 EUR"]]
    assert shown.invoice
    assert shown.invoice["total"] == {"amount": 4200, "currency": "EUR", "decimals": 2}
    assert (await people["anna"].sees("bot", "2 × 5 l")).id == shown.id
    assert (await people["anna"].tap(shown, "Pay")).kind == "pay"
    in_stars = await sent(sandbox, raw, people, **stars())
    assert in_stars.labels == [["Pay ⭐ 250"]]
    own = {"inline_keyboard": [[{"text": "Give XTR", "pay": True}]]}
    assert (await sent(sandbox, raw, people, reply_markup=own, **stars())).labels == [["Give ⭐"]]


async def test_an_invoice_is_not_edited_into_something_else(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot could seem to change what was asked for after it was asked."""
    shown = await sent(sandbox, raw, people)
    place = {"chat_id": ANNA, "message_id": shown.id}
    answer = await raw("editMessageText", text="x", **place)
    assert answer["description"] == "Bad Request: there is no text in the message to edit"
    answer = await raw("editMessageCaption", caption="x", **place)
    assert answer["description"] == "Bad Request: there is no caption in the message to edit"
    answer = await raw("editMessageMedia", media={"type": "photo", "media": "x"}, **place)
    assert answer["description"] == "Bad Request: message can't be edited"
    more = [[PAY], [{"text": "Later", "callback_data": "l"}]]
    assert (await raw("editMessageReplyMarkup", reply_markup={"inline_keyboard": more}, **place))[
        "ok"
    ]
    assert (await people["anna"].last()).labels == [["Pay"], ["Later"]]


async def test_links_to_invoices(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: somebody else could not be asked to pay one's part."""
    link = (await raw("createInvoiceLink", **invoice(sandbox)))["result"]
    opened = await people["boris"].open(link)
    assert (opened.kind, link) == ("invoice", f"https://t.me/${opened.slug}")
    for form in (f"https://t.me/invoice/{opened.slug}", f"tg://invoice?slug={opened.slug}"):
        assert (await people["carla"].open(form)).slug == opened.slug
    assert (await people["boris"].sheet(link))["title"] == "Olive oil"
    with pytest.raises(NotFound):
        await people["boris"].open("https://t.me/$nothing")
    refused = await raw("createInvoiceLink", subscription_period=2592000, **invoice(sandbox))
    assert refused["description"] == "Bad Request: subscriptions are not simulated"


async def test_both_libraries_send_invoices(
    sandbox: Sandbox, flat: Chat, people: People, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """Lost: an invoice as the product's libraries send it would be refused."""
    given = invoice(sandbox)
    price = given.pop("prices")[0]
    first = await aiogram_bot.send_invoice(ANNA, prices=[a.LabeledPrice(**price)], **given)
    assert first.invoice
    assert first.invoice.total_amount == 4200
    assert first.reply_markup
    assert first.reply_markup.inline_keyboard[0][0].pay
    second = await ptb_bot.send_invoice(ANNA, prices=[telegram.LabeledPrice(**price)], **given)
    assert second.invoice
    assert second.invoice.currency == "EUR"
    link = await aiogram_bot.create_invoice_link(prices=[a.LabeledPrice(**price)], **given)
    assert (await people["anna"].open(link)).kind == "invoice"


async def test_a_forwarded_invoice(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a copy would be paid, or lead nowhere, other than on Telegram."""
    anna, boris = people["anna"], people["boris"]
    direct = await anna.direct("boris")
    await anna.forward(await sent(sandbox, raw, people), direct)
    copy = await boris.last("Anna")
    assert (copy.forwarded, copy.labels) == ("Group Buy", [["Pay 42.00 EUR"]])
    assert (await boris.tap(copy, "Pay")).kind == "pay"
    single = await sent(sandbox, raw, people, start_parameter="i1")
    await anna.forward(single, direct)
    copy = await boris.last("Anna")
    assert copy.url("Pay") == "https://t.me/group_buy_bot?start=i1"
