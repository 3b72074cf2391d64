"""The bot is killed in the midst of a buy and started again: it ends as it would have (NEW-4)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.journeys.steps import card, close, has, more, own_order, reads, start
from tests.journeys.town import HOME, Town
from tools.apart import Apart

SPEAKER_LEASE = 60
"""Seconds after which another process may speak for one that was killed."""


@pytest.fixture
async def apart(quiet_town: Town) -> AsyncIterator[Apart]:
    """The bot in a process of its own."""
    bot = Apart(quiet_town.settings)
    bot.start()
    yield bot
    bot.kill()


async def again(town: Town, bot: Apart) -> None:
    """Start the killed bot again, and let the dead one's right to speak run out."""
    bot.start()
    await town.skip(seconds=SPEAKER_LEASE)


@pytest.mark.parametrize(
    "moment", ["sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto"]
)
async def test_killed_at_several_moments(quiet_town: Town, apart: Apart, moment: str) -> None:
    """NEW-4: without it a crash would lose an order, or say or count something twice."""
    town = quiet_town
    await start(town)
    await more(town, "boris", 9)
    await card(town, "boris", "Boris 9")
    fault = town.sandbox.fault(moment, effect="hold")
    shown = await card(town, "carla", has("+1"))
    tap = asyncio.create_task(town["carla"].tap(shown, "+1", timeout=30))
    if moment == "sendMessage":
        await town["dewi"].send("bot", "/my")
    await fault.happens()
    apart.kill()
    fault.release()
    await again(town, apart)
    answer = await tap
    assert answer.answered
    await card(town, "anna", reads("Carla 1", "Boris 9", "10 of 20"))
    await town["anna"].sees(HOME, lambda one: one.photo is not None)
    await close(town)
    await town["carla"].sees("bot", reads("settled", "38.00"))
    await town["boris"].sees("bot", reads("settled", "342.00"))
    await town.at_rest()
    for who in ("boris", "carla"):
        texts = [one.text for one in await town[who].messages()]
        assert sum("settled" in one for one in texts) == 1


async def test_away_over_the_deadline(quiet_town: Town, apart: Apart) -> None:
    """NEW-4: without it a buy would stay open for ever, or close over the orders that waited."""
    town = quiet_town
    await start(town)
    await more(town, "boris")
    await card(town, "anna", "1 of 10")
    apart.kill()
    await town.skip(days=4, hours=7, minutes=59)
    await town["dewi"].send(HOME, "/order 3")
    await town.skip(minutes=2)
    await again(town, apart)
    for who, due in (("boris", "42.00"), ("dewi", "126.00")):
        await town[who].sees("bot", reads("settled", due), timeout=20)
    await town["anna"].sees(HOME, has("My statement"))


async def test_killed_in_the_wizard(quiet_town: Town, apart: Apart) -> None:
    """NEW-4, UX-1: without it whoever is writing a buy down would begin again."""
    town = quiet_town
    anna = town["anna"]
    await anna.send("bot", "/buy")
    await anna.sees("bot", "What are you buying")
    apart.kill()
    await anna.send("bot", "Olive oil 5 l")
    await again(town, apart)
    await anna.sees("bot", "What does one cost")


async def test_told_to_stop_it_finishes_what_it_began(quiet_town: Town, apart: Apart) -> None:
    """NEW-4: without it every new version would cost somebody an answer."""
    town = quiet_town
    await start(town)
    order = await own_order(town, "boris")
    tap = asyncio.create_task(town["boris"].tap(order, "2"))
    assert await apart.stop() == 0
    apart.start()
    assert (await tap).answered
    await card(town, "anna", "Boris 2")
