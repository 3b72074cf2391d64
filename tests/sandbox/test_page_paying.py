"""Paying on the page in a real browser: everything that a person does there can be clicked."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from playwright.async_api import Page, expect

from sandbox import Sandbox
from sandbox.client import People
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.paying import ANNA, agree, asked, invoice, priced, sent, stars
from tests.sandbox.test_checkout import OPTIONS
from tests.sandbox.test_groups import updates
from tests.sandbox.test_page import page

__all__ = ["page"]


@pytest.fixture
async def at_bot(page: Page) -> Page:
    """The page as Anna, in her chat with the bot."""
    await page.locator("#chats").get_by_text("Group Buy", exact=True).click()
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()
    return page


async def test_an_invoice_is_paid_by_clicking(
    sandbox: Sandbox, people: People, raw: Raw, at_bot: Page
) -> None:
    """Lost: nobody could try paying without real money."""
    page = at_bot
    prices = priced(4500, "2 × Olive oil 5 l") + priced(-300, "Points")
    await sent(sandbox, raw, people, prices=prices, start_parameter="i1")
    bubble = page.locator("article", has_text="2 × 5 l")
    await expect(bubble).to_contain_text("€42.00")
    await bubble.get_by_role("button", name="Pay 42.00 EUR").click()
    sheet = page.get_by_role("dialog", name="Checkout")
    await expect(sheet).to_contain_text("-€3.00")
    await sheet.get_by_role("button", name="Pay €42.00").click()
    await expect(sheet.get_by_role("status")).to_have_text("Waiting for the answer…")
    query = await asked(raw, "pre_checkout_query")
    answer = {"pre_checkout_query_id": query["id"], "ok": False, "error_message": "Not just now."}
    await raw("answerPreCheckoutQuery", **answer)
    await expect(sheet.get_by_role("alert")).to_have_text("Not just now.")
    await sheet.get_by_role("button", name="Pay €42.00").click()
    await agree(raw)
    await expect(sheet).to_be_hidden()
    told = page.locator("#history").get_by_text("You paid €42.00 for “Olive oil”")
    await expect(told).to_be_visible()
    await expect(bubble).to_contain_text("Paid")
    await bubble.get_by_role("button", name="Receipt").click()
    receipt = page.get_by_role("dialog", name="Receipt")
    await expect(receipt).to_contain_text("Paid on")
    await receipt.get_by_role("button", name="Close").click()
    await told.click()
    await expect(receipt).to_contain_text("Total€42.00")
    assert sandbox.till.held() == {"EUR": 4200}


async def test_shipping_is_filled_in_and_chosen(
    sandbox: Sandbox, people: People, raw: Raw, at_bot: Page
) -> None:
    """Lost: an invoice that asks for an address could not be paid on the page."""
    page = at_bot
    tips: dict[str, Any] = {"max_tip_amount": 500, "suggested_tip_amounts": [100, 200]}
    await sent(sandbox, raw, people, is_flexible=True, need_name=True, **tips)
    await page.get_by_role("button", name="Pay 42.00 EUR").click()
    sheet = page.get_by_role("dialog", name="Checkout")
    await expect(sheet.get_by_label("Full name")).to_have_value("Anna")
    await sheet.get_by_label("City").fill("Potsdam")
    await sheet.get_by_role("button", name="Continue").click()
    query = await asked(raw, "shipping_query")
    assert query["shipping_address"]["city"] == "Potsdam"
    answer = {"shipping_query_id": query["id"], "ok": True, "shipping_options": OPTIONS}
    await raw("answerShippingQuery", **answer)
    await sheet.get_by_role("radio", name="By bike").click()
    await sheet.get_by_role("radio", name="€1.00").click()
    await sheet.get_by_role("button", name="Pay €55.00").click()
    last = await agree(raw)
    assert (last["total_amount"], last["shipping_option_id"]) == (5500, "bike")
    await expect(sheet).to_be_hidden()


async def test_stars_by_link_and_twice(
    sandbox: Sandbox, people: People, raw: Raw, at_bot: Page
) -> None:
    """Lost: Stars, links and a double payment could not be tried by clicking."""
    page = at_bot
    link = (await raw("createInvoiceLink", **invoice(sandbox, **stars())))["result"]
    await raw("sendMessage", chat_id=ANNA, text=f'<a href="{link}">pay here</a>', parse_mode="HTML")
    await page.get_by_role("link", name="pay here").click()
    sheet = page.get_by_role("dialog", name="Checkout")
    await expect(sheet).to_contain_text("Your balance: ⭐\u00a0100,000")
    await sheet.get_by_label("Pay twice").check()
    await sheet.get_by_role("button", name="Pay ⭐\u00a0250").click()
    for _ in range(2):
        await agree(raw)
    paid = page.locator("#history").get_by_text("You paid ⭐\u00a0250 for “Olive oil”")
    await expect(paid).to_have_count(2)
    (first, _) = sandbox.till.of(ANNA)
    refund = {"user_id": ANNA, "telegram_payment_charge_id": first.id}
    assert (await raw("refundStarPayment", **refund))["ok"]
    await page.locator("#history").get_by_text("⭐\u00a0250 for “Olive oil” came back").click()
    await expect(page.get_by_role("dialog", name="Receipt")).to_contain_text("Paid back on")


async def test_mishaps_of_payments(
    sandbox: Sandbox, people: People, raw: Raw, at_bot: Page
) -> None:
    """Lost: what can go wrong with a payment could not be tried by clicking."""
    page = at_bot
    await page.get_by_role("button", name="Nature").click()
    nature = page.get_by_role("dialog", name="Nature")
    await nature.get_by_role("button", name="The bot hears of the next payment twice").click()
    twice = nature.get_by_role("button", name="The bot hears of the next payment twice")
    await expect(twice).to_have_attribute("aria-pressed", "true")
    every = nature.get_by_role("button", name="The next update reaches the bot twice")
    await expect(every).to_have_attribute("aria-pressed", "false")
    await nature.get_by_role("button", name="The next payment is declined by the bank").click()
    await nature.get_by_role("button", name="Close").click()
    await sent(sandbox, raw, people)
    await page.get_by_role("button", name="Pay 42.00 EUR").click()
    sheet = page.get_by_role("dialog", name="Checkout")
    await sheet.get_by_role("button", name="Pay €42.00").click()
    await agree(raw)
    await expect(sheet.get_by_role("alert")).to_contain_text("Your bank declined")
    await sheet.get_by_role("button", name="Pay €42.00").click()
    await agree(raw)
    await expect(sheet).to_be_hidden()
    assert await updates(raw) == await updates(raw) != []


async def test_forwarding_files_and_answers_with_links(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, aiogram_bot: Bot, at_bot: Page
) -> None:
    """Lost: handing on, opening a file, and a tap that leads into the bot, by clicking."""
    page = at_bot
    file = BufferedInputFile(b"Item;Quantity\n", "orders.csv")
    await aiogram_bot.send_document(ANNA, file, caption="All orders")
    message = page.locator("article", has_text="All orders")
    async with page.expect_download() as download:
        await message.get_by_role("link", name="orders.csv").click()
    assert (await download.value).suggested_filename == "orders.csv"
    await message.hover()
    await message.get_by_role("button", name="More").click()
    await page.get_by_role("button", name="Forward", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Flat 12").click()
    await expect(page.locator("article", has_text="Forwarded from Group Buy")).to_be_visible()
    await updates(raw)
    markup = {"inline_keyboard": [[{"text": "My order", "callback_data": "o"}]]}
    await raw("sendMessage", chat_id=flat.id, text="card", reply_markup=markup)
    await page.get_by_role("button", name="My order").click()
    query = await asked(raw, "callback_query")
    url = "https://t.me/group_buy_bot?start=o_7"
    await raw("answerCallbackQuery", callback_query_id=query["id"], url=url)
    await page.get_by_role("button", name="Start", exact=True).click()
    await people["anna"].sees("bot", "/start o_7")
