"""Polling: an update is acknowledged once its effects are written, and acts once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram import Router
from aiogram.types import Message

from bot import application, polling
from domain.commands.people import ChooseZone
from domain.ids import PersonId
from domain.ports import DeskUnavailable
from handlers.context import Context
from tests.bot.house import House, until

ANNA = PersonId(501)


def choosing(before: asyncio.Event | None = None) -> tuple[Router, list[str]]:
    """A bot that takes what is typed for a zone; `before` holds it up before it submits."""
    router, asked = Router(), []

    @router.message()
    async def choose(message: Message, context: Context) -> None:
        if context.home is not None or "/" not in (message.text or "")[1:]:
            return
        asked.append(message.text or "")
        if before:
            await before.wait()
        await context.desk.submit(ChooseZone(context.cause, context.actor, message.text))
        await message.answer(f"Zone {message.text}")

    return router, asked


async def zone(house: House) -> str | None:
    """Anna's zone as it is written."""
    person = await house.storage.reader.person(ANNA)
    return person.zone if person else None


async def test_a_killed_bot_loses_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it what somebody did in the second before a crash would be gone."""
    monkeypatch.setattr(application, "DRAIN", 0.0)
    never = asyncio.Event()
    router, asked = choosing(before=never)
    killed = await house.bot(router)
    await house.people["anna"].send("bot", "Europe/Rome")
    await until(lambda: answer(asked))
    await killed.stop()
    assert await zone(house) is None
    router, again = choosing()
    await house.bot(router)
    await house.people["anna"].sees("bot", "Zone Europe/Rome")
    assert again == ["Europe/Rome"]


async def answer(found: object) -> object:
    """What is given, for `until`."""
    return found


async def test_what_is_done_is_not_delivered_again(house: House) -> None:
    """Without it a restart would answer everybody's last message a second time."""
    router, _ = choosing()
    first = await house.bot(router)
    await house.people["anna"].send("bot", "Europe/Rome")
    await house.people["anna"].sees("bot", "Zone")
    await first.stop()
    assert house.sandbox.core.updates.queue == []


async def test_delivered_twice_acts_once(house: House) -> None:
    """Without it one tap could order two."""
    router, asked = choosing()
    await house.bot(router)
    house.sandbox.fault("update", effect="double", kind="message")
    await house.people["anna"].send("bot", "Europe/Rome")
    await house.people["anna"].send("bot", "Europe/Oslo")
    await house.people["anna"].sees("bot", "Zone Europe/Oslo")
    assert asked == ["Europe/Rome", "Europe/Oslo"]
    assert await zone(house) == "Europe/Oslo"


async def test_acknowledged_without_waiting_for_telegrams_answer(house: House) -> None:
    """Without it a slow moment of Telegram would hold up every order that comes in."""
    router, _ = choosing()
    await house.bot(router)
    fault = house.sandbox.fault("sendMessage", effect="hold", chat=ANNA)
    await house.people["anna"].send("bot", "Europe/Rome")

    async def acknowledged() -> bool:
        return await zone(house) == "Europe/Rome" and not house.sandbox.core.updates.queue

    await fault.happens()
    await until(acknowledged)
    fault.release()


async def test_more_is_fetched_while_the_rest_of_a_full_answer_is_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it one slow update among a hundred holds up everybody behind it."""
    monkeypatch.setattr(polling, "HEADWAY", 60.0)
    router, seen, never = Router(), set(), asyncio.Event()

    @router.message()
    async def take(message: Message) -> None:
        if message.text == "slow":
            await never.wait()  # and so do all behind it stay unacknowledged
        seen.add(message.text)

    monkeypatch.setattr(application, "DRAIN", 0.0)
    first = await house.bot()
    await until(lambda: answer(not house.sandbox.core.updates.queue))
    await first.stop()
    for number in range(polling.BATCH - 1):
        await house.people["boris"].send("bot", str(number))
    await house.people["anna"].send("bot", "slow")
    await house.people["carla"].send("bot", "behind")
    again = await house.bot(router)
    await until(lambda: answer(seen >= {"98", "behind"}))
    await again.stop()
    texts = [one.update["message"]["text"] for one in house.sandbox.core.updates.queue]
    assert texts == ["slow", "behind"]


async def test_the_database_away_then_back(house: House) -> None:
    """Without it whoever ordered while the disk was full would have to guess that it was lost."""
    router, asked = choosing()
    await house.bot(router)
    tries = []

    async def away(handler: Any, event: Any, data: dict[str, Any]) -> Any:
        tries.append(event.text)
        if len(tries) < 3:
            raise DeskUnavailable("full")
        return await handler(event, data)

    router.message.outer_middleware(away)

    await house.people["anna"].send("bot", "Europe/Rome")
    await house.people["anna"].sees("bot", "Zone Europe/Rome")
    assert asked == ["Europe/Rome"]


async def test_a_bug_is_apologised_for_and_does_not_stop_the_line(house: House) -> None:
    """Without it one update that breaks a handler would come again for ever."""
    router = Router()

    @router.message()
    async def breaks(message: Message, context: Context) -> None:
        if message.text == "break":
            raise RuntimeError("a bug")
        if context.home is None:
            await message.answer("fine")

    await house.bot(router)
    await house.people["anna"].send("bot", "break")
    said = await house.people["anna"].sees("bot", "went wrong")
    await house.people["anna"].send("bot", "go on")
    await house.people["anna"].sees("bot", "fine", after=said)


async def test_a_week_of_quiet(house: House) -> None:
    """Without it the bot would be deaf after a holiday: numbers may start again lower."""
    router, asked = choosing()
    await house.bot(router)
    await house.people["anna"].send("bot", "Europe/Rome")
    await house.people["anna"].sees("bot", "Zone Europe/Rome")
    await house.people.skip(8 * 86_400)
    house.sandbox.core.updates._random.seed(3)
    await house.people["anna"].send("bot", "Europe/Oslo")
    await house.people["anna"].sees("bot", "Zone Europe/Oslo")
    assert asked == ["Europe/Rome", "Europe/Oslo"]


async def test_what_waits_is_not_dropped(house: House) -> None:
    """Without it everything done while the bot was down would be thrown away at its start."""
    router, _ = choosing()
    await house.people["anna"].send("bot", "Europe/Rome")
    await house.bot(router)
    await house.people["anna"].sees("bot", "Zone Europe/Rome")
    dropped = house.calls("deleteWebhook")[-1]["parameters"].get("drop_pending_updates", "false")
    assert str(dropped).lower() == "false"


async def test_telegram_away_then_back(house: House) -> None:
    """Without it a bot would have to be restarted by hand after every trouble of Telegram's."""
    router, _ = choosing()
    await house.bot(router)
    house.sandbox.fault("getUpdates", code=502, times=3)
    house.sandbox.fault("sendMessage", code=429, retry_after=1, chat=ANNA)
    await house.people["anna"].send("bot", "Europe/Rome")
    await house.people["anna"].sees("bot", "Zone Europe/Rome")
    answers = [one for one in await house.people["anna"].messages() if "Zone" in one.text]
    assert len(answers) == 1
