"""The chat page in a real browser: everything a person does can be clicked."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from playwright.async_api import Page, async_playwright, expect

from sandbox import Sandbox
from sandbox.client import People
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.test_groups import updates
from tests.sandbox.test_readers import png


@pytest.fixture
async def page(sandbox: Sandbox, flat: Chat, browser_address: str) -> AsyncIterator[Page]:
    """The page as Anna, on a laptop; fails on any error of its scripts."""
    errors: list[Any] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(browser_address)
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        page = await context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108  # it is marked
        await page.goto(sandbox.url)
        await expect(page.get_by_role("button", name="Anna", exact=True)).to_be_visible()
        yield page
        await context.close()
        await browser.close()
    assert errors == []


async def answer_tap(raw: Raw, **answer: Any) -> dict[str, Any]:
    """Wait for a tap and answer it, as the bot."""
    (update,) = (await raw("getUpdates", timeout=8))["result"]
    await raw("getUpdates", offset=update["update_id"] + 1)
    query: dict[str, Any] = update["callback_query"]
    assert (await raw("answerCallbackQuery", callback_query_id=query["id"], **answer))["ok"]
    return query


async def test_a_first_conversation_by_clicking(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, page: Page
) -> None:
    """Lost: nobody could try the product without an account."""
    await page.get_by_role("button", name="Flat 12").first.click()
    field = page.get_by_label("Message", exact=True)
    await field.fill("/buy Olive oil")
    await field.press("Enter")
    async with asyncio.timeout(8):
        await people["boris"].sees(flat, "/buy Olive oil")
    await updates(raw)
    markup = {"inline_keyboard": [[{"text": "−1", "callback_data": "m"},
                                   {"text": "+1", "callback_data": "p"}]]}  # fmt: skip
    text = '<b>Olive oil</b> until <tg-time unix="1893456000" format="D">soon</tg-time>'
    sent = await raw(
        "sendMessage", chat_id=flat.id, text=text, parse_mode="HTML", reply_markup=markup
    )
    card = page.locator("article", has_text="Olive oil until")
    await expect(card.locator("time")).to_have_text("January 1, 2030")
    await card.get_by_role("button", name="+1").click()
    tapped = await answer_tap(raw, text="You have 1.", show_alert=True)
    assert tapped["from"]["id"] == 501
    alert = page.get_by_role("dialog")
    await expect(alert).to_contain_text("You have 1.")
    await alert.get_by_role("button", name="OK").click()
    place = {"chat_id": flat.id, "message_id": sent["result"]["message_id"]}
    await raw("editMessageText", text="Olive oil: 1 in", reply_markup=markup, **place)
    await expect(page.locator("article", has_text="1 in")).to_contain_text("edited")
    await page.get_by_role("button", name="Boris", exact=False).first.click()
    await page.locator("article", has_text="1 in").get_by_role("button", name="−1").click()
    assert (await answer_tap(raw, text="Out."))["from"]["id"] == 502
    await expect(page.get_by_role("status")).to_have_text("Out.")


async def test_start_picker_copy_and_block(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, page: Page
) -> None:
    """Lost: first contact, naming people, and copying a reference could not be clicked."""
    await page.get_by_role("button", name="Yuki Tanaka").first.click()
    await page.locator("#chats").get_by_text("Group Buy", exact=True).click()
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator("article", has_text="/start")).to_be_visible()
    asked = {"request_id": 1, "max_quantity": 2}
    keyboard = {"keyboard": [[{"text": "Invite", "request_users": asked}]]}
    await raw("sendMessage", chat_id=507, text="Whom?", reply_markup=keyboard)
    await page.get_by_role("button", name="Invite", exact=True).click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_role("checkbox", name="Omar").click()
    await sheet.get_by_role("button", name="Done").click()
    shared = page.locator("#history").get_by_text("You shared Omar with the bot")
    await expect(shared).to_be_visible()
    copy = {"inline_keyboard": [[{"text": "Copy reference", "copy_text": {"text": "K7Q4"}}]]}
    await raw("sendMessage", chat_id=507, text="<b>Pay</b> me", reply_markup=copy)
    await expect(page.locator("article", has_text="<b>Pay</b> me")).to_be_visible()
    await page.get_by_role("button", name="Copy reference").click()
    await expect(page.get_by_role("status")).to_have_text("Copied: K7Q4")
    await page.get_by_role("button", name="Group Buy: About this chat").click()
    await page.get_by_role("button", name="Block the bot").click()
    await expect(page.get_by_role("button", name="Unblock")).to_be_visible()
    assert not (await raw("sendMessage", chat_id=507, text="x"))["ok"]


async def test_menu_link_picture_and_time(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, aiogram_bot: Bot, page: Page
) -> None:
    """Lost: commands, deep links and time travel could not be clicked; pictures not seen."""
    await raw("setMyCommands", commands=[{"command": "status", "description": "Show the card"}])
    await page.locator("#chats").get_by_text("Group Buy", exact=True).click()
    await page.get_by_label("Message", exact=True).fill("/st")
    await page.get_by_role("button", name="Show the card").click()
    (update,) = (await raw("getUpdates", timeout=8))["result"]
    assert update["message"]["text"] == "/status"
    await raw("getUpdates", offset=update["update_id"] + 1)
    ladder = BufferedInputFile(png(60, 40), "ladder.png")
    await aiogram_bot.send_photo(501, ladder, caption="ladder")
    picture = page.get_by_role("img", name="ladder")
    await expect(picture).to_have_js_property("naturalWidth", 60)
    link = '<a href="https://t.me/group_buy_bot?start=K7Q4">the buy</a>'
    await raw("sendMessage", chat_id=501, text=link, parse_mode="HTML")
    await page.get_by_role("link", name="the buy").click()
    await page.get_by_role("button", name="Start", exact=True).click()
    await people["anna"].sees("bot", "/start K7Q4")
    before = sandbox.clock.now()
    await page.get_by_role("button", name="Skip time").click()
    await page.get_by_role("button", name="1 day later").click()
    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert (sandbox.clock.now() - before).total_seconds() > 86_000


async def test_oneself_and_the_world_are_changed(
    sandbox: Sandbox, flat: Chat, people: People, page: Page
) -> None:
    """Lost: nobody could try another language, another moment, or more people."""
    await page.get_by_role("button", name="World").click()
    await page.get_by_role("button", name="About this person").click()
    sheet = page.get_by_role("dialog", name="About this person")
    await sheet.get_by_label("Language").fill("de")
    await sheet.get_by_role("button", name="Save").click()
    await expect(page.locator("#people")).to_contain_text("de · Europe/Berlin")
    assert (await people["anna"].me())["language_code"] == "de"
    await page.get_by_role("button", name="Skip time").click()
    await page.get_by_label("Another moment").fill("2031-05-02T18:00")
    await page.get_by_role("button", name="Go", exact=True).click()
    await expect(page.locator("#world")).to_contain_text("2. Mai")
    assert sandbox.clock.now().isoformat().startswith("2031-05-02T16:00")


async def test_on_a_phone_one_pane_at_a_time(
    sandbox: Sandbox, flat: Chat, people: People, page: Page
) -> None:
    """Lost: on a phone the page would not fit, or lead nowhere."""
    await page.set_viewport_size({"width": 390, "height": 844})
    await people["omar"].send(flat, "أريد زجاجتين")
    await page.get_by_role("button", name="Flat 12").first.click()
    await expect(page.get_by_text("أريد زجاجتين").last).to_be_visible()
    await expect(page.locator("#side")).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    await page.get_by_role("button", name="Back to chats").click()
    await expect(page.locator("#side")).to_be_visible()


async def test_every_control_has_a_name(page: Page) -> None:
    """Lost: someone who hears the page instead of seeing it would meet nameless buttons."""
    await page.get_by_role("button", name="Flat 12").first.click()
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, a, input, textarea')].filter(one =>"
        " !(one.getAttribute('aria-label') || one.textContent.trim())).length"
    )
    assert nameless == 0
