"""Files and pictures: what the bot hands over, and what people open."""

import aiogram.types as a
import aiohttp
import pytest
import telegram
from aiogram import Bot

from sandbox import Sandbox, server
from sandbox.client import People
from sandbox.errors import NotFound, PersonError
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.test_readers import png

TABLE = b"Item;Quantity\nOlive oil;12\n"


async def test_a_document_is_opened(
    flat: Chat, people: People, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """Lost: nobody could look into what the bot hands over."""
    file = a.BufferedInputFile(TABLE, "Заказ 7.csv")
    sent = await aiogram_bot.send_document(501, file, caption="<b>All orders</b>",
                                           parse_mode="HTML")  # fmt: skip
    assert sent.document
    assert (sent.document.file_name, sent.document.mime_type) == ("Заказ 7.csv", "text/csv")
    assert (sent.document.file_size, sent.caption) == (len(TABLE), "All orders")
    seen = await people["anna"].sees("bot", "All orders")
    assert await people["anna"].open_document(seen) == ("Заказ 7.csv", TABLE)
    await ptb_bot.send_document(501, TABLE, filename="a.csv", caption="Again")
    again = await people["anna"].sees("bot", "Again")
    assert await people["anna"].open_document(again) == ("a.csv", TABLE)
    with pytest.raises(NotFound, match="no photo"):
        await people["anna"].open_photo(again)


async def test_a_picture_is_opened(flat: Chat, people: People, ptb_bot: telegram.Bot) -> None:
    """Lost: a QR code could not be scanned in a test."""
    await ptb_bot.send_photo(501, png(40, 40), caption="Your code")
    seen = await people["anna"].sees("bot", "Your code")
    assert await people["anna"].open_photo(seen) == png(40, 40)
    with pytest.raises(NotFound, match="no document"):
        await people["anna"].open_document(seen)
    with pytest.raises(NotFound):
        await people.download("/media/nothing")


async def test_a_file_is_downloaded_and_never_run(
    sandbox: Sandbox, flat: Chat, people: People, ptb_bot: telegram.Bot
) -> None:
    """Lost: a file with a script in it would run on the page when it is opened."""
    await ptb_bot.send_document(501, b"<script>", filename='a"b\n.html')
    seen = await people["anna"].last()
    assert seen.document
    url = sandbox.url + seen.document["url"]
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''a")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_too_large_is_refused(
    sandbox: Sandbox, flat: Chat, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lost: an export that Telegram does not take would pass."""
    monkeypatch.setattr(server, "MAX_UPLOAD", 1000)
    async with Sandbox() as small, aiohttp.ClientSession() as session:
        small.flat_12()
        form = aiohttp.FormData({"chat_id": "501"})
        form.add_field("document", b"x" * 2000, filename="x.bin")
        url = f"{small.url}/bot{small.token}/sendDocument"
        async with session.post(url, data=form) as response:
            answer = await response.json()
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")
    empty = await raw("sendDocument", chat_id=501, document="attach://nothing")
    assert empty["description"] == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_forwarding(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: what people hand on would not look as it does on Telegram."""
    anna = people["anna"]
    links = {"inline_keyboard": [[{"text": "Open", "url": "https://t.me/group_buy_bot?start=K"}]]}
    taps = {"inline_keyboard": [[{"text": "+1", "callback_data": "p"}]]}
    await raw("sendMessage", chat_id=501, text="Join us", reply_markup=links)
    copy = await anna.forward(await anna.last(), flat)
    assert (copy.forwarded, copy.text, copy.labels) == ("Group Buy", "Join us", [["Open"]])
    assert (copy.own, copy.sender) == (True, "Anna")
    await raw("sendMessage", chat_id=501, text="Card", reply_markup=taps)
    assert (await anna.forward(await anna.last(), flat)).labels == []
    again = await people["boris"].forward(copy, "bot")
    assert again.forwarded == "Group Buy"
    updates = (await raw("getUpdates"))["result"]
    origin = updates[-1]["message"]["forward_origin"]
    assert (origin["type"], origin["sender_user"]["username"]) == ("user", "group_buy_bot")


async def test_what_is_protected_is_not_forwarded(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a personal link would be handed on although the bot forbids it."""
    anna = people["anna"]
    await raw("sendMessage", chat_id=501, text="yours alone", protect_content=True)
    with pytest.raises(PersonError, match="does not allow"):
        await anna.forward(await anna.last(), flat)
    said = await anna.send(flat, "mine")
    copy = await anna.forward(said, "bot")
    with pytest.raises(PersonError, match="only your own"):
        await anna.edit(copy, "changed")
