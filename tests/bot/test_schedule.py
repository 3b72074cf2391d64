"""Time: what is due happens once, also after downtime, and after what waited at Telegram."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from aiogram import Router
from aiogram.types import Message

from bot import catching_up
from domain.buy import State
from handlers.context import Context
from tests.bot.buying import OIL, started
from tests.bot.house import House, say_kind, until


async def state(house: House) -> State | None:
    """How the buy stands."""
    buy = await house.storage.reader.buy(OIL)
    return buy.state if buy else None


async def is_over(house: House) -> bool:
    """Whether the buy is open no more."""
    return await state(house) is not State.OPEN


async def test_a_deadline_comes(house: House) -> None:
    """Without it no buy would ever close by itself."""
    house.render = say_kind
    await house.bot()
    await started(house, timedelta(hours=5))
    assert await state(house) is State.OPEN
    await house.people.skip(5 * 3600 + 1)
    await until(lambda: is_over(house))


async def test_a_deadline_that_passed_while_the_bot_was_down(house: House) -> None:
    """Without it a buy whose deadline fell into a restart would stay open for ever."""
    house.render = say_kind
    await started(house, timedelta(hours=5))
    await house.people.skip(6 * 3600)
    await house.bot()
    await until(lambda: is_over(house))


async def test_what_waited_at_telegram_comes_before_an_overdue_close(house: House) -> None:
    """Without it orders of people who were in time would be refused after an outage."""
    house.render = say_kind
    await started(house, timedelta(hours=5))
    await house.people["anna"].send("bot", "two please")
    await house.people.skip(6 * 3600)
    seen: list[State | None] = []
    gate, begun, router = asyncio.Event(), asyncio.Event(), Router()

    @router.message()
    async def order(message: Message, context: Context) -> None:
        if message.text == "two please":
            begun.set()
            await gate.wait()
            seen.append(await state(house))

    await house.bot(router)
    await begun.wait()
    for _ in range(3):
        house.clock.advance(0)
    gate.set()
    await until(lambda: is_over(house))
    assert seen == [State.OPEN]


async def test_an_absent_telegram_is_waited_for_so_long_and_no_longer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it no buy would close while Telegram is away, however long that takes."""
    monkeypatch.setattr(catching_up.CatchingUp.__init__, "__defaults__", (0.5,))
    house.render = say_kind
    await started(house, timedelta(hours=5))
    await house.people.skip(6 * 3600)
    house.sandbox.fault("getUpdates", code=502, times=None)
    await house.bot()
    await until(lambda: is_over(house))
    house.sandbox.faults.clear()
