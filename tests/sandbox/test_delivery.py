"""Updates reach the bot until it acknowledges them, by polling and by webhook."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiohttp import web

from sandbox import Sandbox
from sandbox.client import People
from sandbox.world import Chat
from tests.sandbox.conftest import Raw


async def test_unacknowledged_updates_come_again(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a bot killed before its effect is stored would lose what people said."""
    await people["anna"].send("bot", "one")
    await people["anna"].send("bot", "two")
    first = (await raw("getUpdates"))["result"]
    again = (await raw("getUpdates"))["result"]
    assert first == again
    assert [one["message"]["text"] for one in first] == ["one", "two"]
    rest = (await raw("getUpdates", offset=first[1]["update_id"]))["result"]
    assert [one["message"]["text"] for one in rest] == ["two"]
    assert (await raw("getUpdates", offset=rest[0]["update_id"] + 1))["result"] == []


async def polling(sandbox: Sandbox) -> None:
    """Return as soon as someone polls."""
    async with asyncio.timeout(5):
        await sandbox.core.updates.polled.wait()


async def test_a_bot_killed_while_polling_loses_nothing(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: kill -9 in the middle of a long poll would swallow the update that it got."""
    url = f"{sandbox.url}/bot{sandbox.token}/getUpdates"
    async with aiohttp.ClientSession() as doomed:
        poll = asyncio.create_task(doomed.post(url, json={"timeout": 30}))
        await polling(sandbox)
        poll.cancel()
    await people["anna"].send("bot", "still there")
    answer = await raw("getUpdates", timeout=5)
    assert answer["result"][0]["message"]["text"] == "still there"


async def test_long_polling_answers_at_once(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: every tap would wait for the poll's time-out."""
    poll = asyncio.create_task(raw("getUpdates", timeout=30))
    await people["anna"].send("bot", "hello")
    assert (await asyncio.wait_for(poll, 5))["result"][0]["message"]["text"] == "hello"


async def test_two_bots_polling_are_told(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: a second process polling would go unnoticed."""
    older = asyncio.create_task(raw("getUpdates", timeout=30))
    await polling(sandbox)
    await raw("getUpdates")
    answer = await asyncio.wait_for(older, 5)
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_only_wanted_kinds_come(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a bot that forgot to ask for a kind of update would get it here all the same."""
    await raw("getUpdates", allowed_updates=["callback_query"])
    await people["anna"].send("bot", "unwanted")
    assert (await raw("getUpdates"))["result"] == []
    await raw("getUpdates", allowed_updates=[])
    await people["anna"].send("bot", "wanted")
    assert len((await raw("getUpdates"))["result"]) == 1


async def test_updates_are_kept_for_a_day(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a bot down for long would still find what Telegram has thrown away."""
    await people["anna"].send("bot", "old")
    await people.skip(24 * 3600 + 1)
    await people["anna"].send("bot", "new")
    found = (await raw("getUpdates"))["result"]
    assert [one["message"]["text"] for one in found] == ["new"]


async def test_numbers_start_anywhere_after_a_quiet_week(
    flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot that compares update ids would drop people's messages after a holiday."""
    await people["anna"].send("bot", "before")
    before = (await raw("getUpdates"))["result"][-1]["update_id"]
    await raw("getUpdates", offset=before + 1)
    await people.skip(8 * 24 * 3600)
    await people["anna"].send("bot", "after")
    found = (await raw("getUpdates", offset=before + 1))["result"]
    assert [one["message"]["text"] for one in found] == ["after"]
    assert found[0]["update_id"] != before + 1


class Hook:
    """A bot's webhook: takes down what comes and answers as told."""

    def __init__(self) -> None:
        """Answer 200 with nothing until told otherwise."""
        self.got: list[tuple[str | None, dict[str, Any]]] = []
        self.came = asyncio.Condition()
        self.answers: list[web.Response] = []
        self.hold: asyncio.Event | None = None
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        """Take an update."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        async with self.came:
            self.got.append((secret, await request.json()))
            self.came.notify_all()
        if self.hold and not self.answers:
            await self.hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def until(self, count: int) -> list[str]:
        """The texts that came, as soon as there are `count`."""
        async with asyncio.timeout(5), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)
        return [update["message"]["text"] for _, update in self.got]


@pytest.fixture
async def hook(sandbox: Sandbox) -> AsyncIterator[Hook]:
    """A listening webhook."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    sandbox.core.webhook.retry_seconds = 0.01
    yield hook
    await sandbox.core.webhook.stop()
    await runner.cleanup()


async def test_the_webhook_is_called_with_its_secret(
    flat: Chat, people: People, aiogram_bot: Bot, hook: Hook
) -> None:
    """Lost: a webhook deployment would never have been tried."""
    await aiogram_bot.set_webhook(hook.url, secret_token="s3cret")
    await people["anna"].send("bot", "hello")
    assert await hook.until(1) == ["hello"]
    assert hook.got[0][0] == "s3cret"
    with pytest.raises(Exception, match="can't use getUpdates method while webhook is active"):
        await aiogram_bot.get_updates()
    await aiogram_bot.delete_webhook()
    assert await aiogram_bot.get_updates() == []


async def test_the_webhook_is_retried_until_2xx(
    flat: Chat, people: People, raw: Raw, hook: Hook
) -> None:
    """Lost: an update refused during a restart would be gone."""
    hook.answers = [web.Response(status=503), web.Response(status=302), web.Response()]
    await raw("setWebhook", url=hook.url)
    await people["anna"].send("bot", "hello")
    await people["anna"].send("bot", "next")
    assert await hook.until(4) == ["hello", "hello", "hello", "next"]
    info = (await raw("getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook")


async def test_one_chat_in_order_the_others_meanwhile(
    flat: Chat, people: People, raw: Raw, hook: Hook
) -> None:
    """Lost: one slow handler would hold up everyone, or one person's words would swap."""
    hook.hold = asyncio.Event()
    await raw("setWebhook", url=hook.url)
    await people["anna"].send("bot", "anna 1")
    await people["anna"].send("bot", "anna 2")
    await people["boris"].send("bot", "boris 1")
    assert sorted(await hook.until(2)) == ["anna 1", "boris 1"]
    hook.hold.set()
    assert (await hook.until(3))[2] == "anna 2"


async def test_the_answer_in_the_response_is_done(
    flat: Chat, people: People, raw: Raw, hook: Hook
) -> None:
    """Lost: a bot that answers in the webhook's response would seem silent."""
    body = {"method": "sendMessage", "chat_id": 501, "text": "from the response"}
    hook.answers = [web.json_response(body)]
    await raw("setWebhook", url=hook.url)
    await people["anna"].send("bot", "hello")
    await people["anna"].sees("bot", "from the response")


async def test_a_multipart_answer_in_the_response_is_done(
    flat: Chat, people: People, raw: Raw, hook: Hook
) -> None:
    """Lost: aiogram's own webhook handler, which answers in multipart, would seem silent."""
    boundary = "b0undary"
    fields = {"method": "sendMessage", "chat_id": "501", "text": "multipart"}
    body = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    content_type = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    hook.answers = [web.Response(body=f"{body}--{boundary}--\r\n", headers=content_type)]
    await raw("setWebhook", url=hook.url)
    await people["anna"].send("bot", "hello")
    await people["anna"].sees("bot", "multipart")
