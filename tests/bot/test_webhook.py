"""The webhook: only Telegram is heard, and 200 means that it is written."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram import Router
from aiogram.types import Message

from domain.commands.people import ChooseZone
from domain.ids import PersonId
from domain.ports import DeskUnavailable
from handlers.context import Context
from tests.bot.calling import SECRET, call, started
from tests.bot.house import House

ANNA = PersonId(501)


def typed(number: int, text: str) -> dict[str, Any]:
    """A message of Anna's as Telegram would send it."""
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": ANNA, "type": "private", "first_name": "Anna"},
            "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
            "text": text,
        },
    }


async def post(url: str, update: Any, secret: str = SECRET) -> int:
    """Call the webhook as Telegram does; return the status."""
    status, _ = await call(url, update, secret)
    return status


async def test_a_conversation_by_webhook(house: House) -> None:
    """Without it a bot behind a webhook would be deaf."""
    router = Router()

    @router.message()
    async def say(message: Message, context: Context) -> None:
        if context.home is None:
            await message.answer(f"Heard {message.text}")

    await started(house, router)
    await house.people["anna"].send("bot", "hello")
    await house.people["anna"].sees("bot", "Heard hello")


async def test_strangers_are_not_heard(house: House) -> None:
    """Without it anybody could order in anybody's name."""
    heard: list[str] = []
    router = Router()

    @router.message()
    async def hear(message: Message) -> None:
        heard.append(message.text or "")

    url = await started(house, router)
    assert await post(url, typed(1, "forged"), secret="wrong") == 401
    assert await post(url, typed(2, "forged"), secret="") == 401
    assert "forged" not in heard


@pytest.mark.parametrize("body", [[], "hello", {"message": {}}, {"update_id": "1; drop"}, None])
async def test_nonsense_does_no_harm(house: House, body: Any) -> None:
    """Without it one odd call could stop the bot, or come again for ever."""
    url = await started(house, Router())
    assert await post(url, body) in (200, 400)
    assert await post(url, typed(5, "fine")) == 200


async def test_200_after_the_commit_and_once(house: House) -> None:
    """Without it a call repeated while the first still runs would order twice."""
    router, gate, begun, times = Router(), asyncio.Event(), asyncio.Event(), []

    @router.message()
    async def choose(message: Message, context: Context) -> None:
        if message.text != "Europe/Rome":
            return
        times.append(message.text)
        begun.set()
        await gate.wait()
        await context.desk.submit(ChooseZone(context.cause, context.actor, message.text))

    url = await started(house, router)
    first = asyncio.create_task(post(url, typed(7, "Europe/Rome")))
    await begun.wait()
    second = asyncio.create_task(post(url, typed(7, "Europe/Rome")))
    done, _ = await asyncio.wait([first, second], timeout=0.1)
    assert not done
    gate.set()
    assert [await first, await second] == [200, 200]
    assert times == ["Europe/Rome"]
    person = await house.storage.reader.person(ANNA)
    assert person is not None
    assert person.zone == "Europe/Rome"


async def test_503_while_the_database_is_away(house: House) -> None:
    """Without it Telegram would take for done what was not written."""
    router, tries = Router(), []

    @router.message()
    async def away(message: Message) -> None:
        if message.text == "order":
            tries.append(message.text)
            if len(tries) == 1:
                raise DeskUnavailable("locked")

    url = await started(house, router)
    assert await post(url, typed(9, "order")) == 503
    assert await post(url, typed(9, "order")) == 200
    assert tries == ["order", "order"]


async def test_what_waited_is_kept_at_registering(house: House) -> None:
    """Without it everything done while the bot was down would be thrown away."""
    await house.people["anna"].send("bot", "while you were away")
    heard, router = asyncio.Event(), Router()

    @router.message()
    async def hear(message: Message) -> None:
        if message.text == "while you were away":
            heard.set()

    await started(house, router)
    await asyncio.wait_for(heard.wait(), 5)
    registered = house.calls("setWebhook")[-1]["parameters"]
    assert str(registered.get("drop_pending_updates", "false")).lower() == "false"
    assert "chat_member" in str(registered["allowed_updates"])


async def test_replicas_that_start_tell_telegram_once(house: House) -> None:
    """Without it each start of a replica would break off what Telegram is telling the others."""
    calls = len(house.calls("setWebhook"))
    url = "http://127.0.0.1:1/hook"
    for _ in range(2):
        await house.bot(Router(), webhook_url=url, webhook_secret=SECRET, listen="127.0.0.1:0")
    assert len(house.calls("setWebhook")) == calls + 1
    changed = SECRET[::-1]
    await house.bot(Router(), webhook_url=url, webhook_secret=changed, listen="127.0.0.1:0")
    assert len(house.calls("setWebhook")) == calls + 2
