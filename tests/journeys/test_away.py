"""Telegram away, slow or answering 429 or 5xx; the database locked: answered, perhaps later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.journeys.steps import OIL, card, has, more, reads, start
from tests.journeys.town import HOME, Town
from tests.journeys.trouble import locked, until


async def at_last(tap: Awaitable[Any]) -> Any:
    """Return the answer to a tap that had to wait."""
    answer = await tap
    assert answer.answered
    return answer


async def test_a_locked_database_delays_an_order_and_loses_none(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """Without it a backup that takes a moment would swallow orders, or count them twice."""
    shown = await start(town)
    await town.at_rest()
    async with locked(town):
        taps = [
            asyncio.create_task(town[name].tap(shown, "+1", timeout=20))
            for name in ("boris", "carla")
        ]
        await until(lambda: "database away" in caplog.text)
        assert not any(tap.done() for tap in taps)
    for tap in taps:
        assert (await at_last(tap)).text.startswith("You have 1.")
    await card(town, "anna", reads("2 of 10", "Boris 1", "Carla 1"))


async def test_a_locked_database_delays_notices_and_doubles_none(town: Town) -> None:
    """Without it a statement said while the database is away would come again."""
    await start(town)
    await more(town, "boris")
    await town["anna"].send(HOME, "/close")
    preview = await town["anna"].sees(HOME, has("Close now"))
    fault = town.sandbox.fault("sendMessage", effect="hold", chat=502)
    await town["anna"].tap(preview, "Close now")
    await fault.happens()
    async with locked(town):
        fault.release()
        statement = await town["boris"].sees("bot", "settled")
    await town.at_rest()
    told = [one for one in await town["boris"].messages() if "settled" in one.text]
    assert told == [statement]


AWAY: list[dict[str, Any]] = [
    {"effect": "fail", "code": 500, "times": 2},
    {"effect": "fail", "code": 502, "description": "Bad Gateway", "times": 2},
    {
        "effect": "fail",
        "code": 429,
        "description": "Too Many Requests: retry after 1",
        "retry_after": 1,
    },
    {"effect": "delay", "seconds": 0.3},
]
"""What can become of a call."""

CUT_OFF = {"effect": "drop_before"}
HEARD_AND_CUT_OFF = {"effect": "drop_after"}


@pytest.mark.parametrize(
    "fault", [*AWAY, CUT_OFF], ids=lambda one: f"{one['effect']}-{one.get('code', '')}"
)
async def test_a_tap_is_answered_though_telegram_is_not_well(
    town: Town, fault: dict[str, Any]
) -> None:
    """Without it a hiccup of Telegram's would leave people not knowing whether it counted."""
    shown = await start(town)
    town.sandbox.fault("answerCallbackQuery", **fault)
    tapped = await town["boris"].tap(shown, "+1", timeout=20)
    assert tapped.text.startswith("You have 1.")
    await card(town, "anna", "Boris 1")


@pytest.mark.parametrize(
    "fault", [*AWAY, HEARD_AND_CUT_OFF], ids=lambda one: f"{one['effect']}-{one.get('code', '')}"
)
async def test_what_is_said_unasked_comes_later_and_once(town: Town, fault: dict[str, Any]) -> None:
    """Without it a statement would be lost, or come twice, whenever Telegram is not well."""
    await start(town)
    await more(town, "boris")
    await town["anna"].send(HOME, "/close")
    preview = await town["anna"].sees(HOME, has("Close now"))
    town.sandbox.fault("sendMessage", chat=502, **fault)
    town.sandbox.fault("editMessageText", chat=preview.chat, **fault)
    await town["anna"].tap(preview, "Close now")
    await later(town, "boris", "bot", reads(OIL, "settled"))
    await later(town, "carla", HOME, reads("settled", "1 × Olive oil"))
    await town.at_rest()
    told = [one for one in await town["boris"].messages() if "settled" in one.text]
    assert len(told) == 1


async def later(town: Town, who: str, chat: str, wanted: Callable[[Any], bool]) -> None:
    """See something that is tried again after a pause of the bot's clock."""

    async def look() -> bool:
        await town.skip(seconds=1)
        return any(wanted(one) for one in await town[who].messages(chat))

    assert await town[who].until(look)


async def test_an_answer_in_private_survives_a_server_error(town: Town) -> None:
    """Without it whoever opens their order at the wrong moment would see nothing at all."""
    await start(town)
    town.sandbox.fault("sendMessage", effect="fail", code=502, chat=502, times=2)
    await town["boris"].send("bot", "/my")
    await town["boris"].sees("bot", "You are in no buy yet")


async def test_updates_that_telegram_could_not_hand_over_come_later(town: Town) -> None:
    """Without it an hour of Telegram's absence would be an hour of orders lost."""
    shown = await start(town)
    town.sandbox.fault("getUpdates", effect="fail", code=502, times=3)
    tapped = await town["boris"].tap(shown, "+1", timeout=20)
    assert tapped.text.startswith("You have 1.")
