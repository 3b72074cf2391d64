"""The whole process, killed: what was acknowledged is kept, what came twice acts once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot.application import Application
from domain.ids import BuyId, PersonId
from sandbox.seen import MessageSeen
from tests.bot.house import House, until

MAIN = Path(__file__).parents[2] / "main.py"
BORIS = PersonId(502)
STARTING = 30.0


async def process(house: House, closing: AsyncExitStack) -> asyncio.subprocess.Process:
    """Start the product in a process of its own, on the test's Telegram and database."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "BOT_TOKEN": house.sandbox.token,
        "BOT_API_URL": house.sandbox.url,
        "DATABASE_URL": house.settings.database_url,
        "MESSAGES_PER_SECOND": "0",
        "GROUP_MESSAGES_PER_MINUTE": "0",
        "CHAT_MESSAGES_PER_SECOND": "0",
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable, str(MAIN), "run", env=environment, stderr=asyncio.subprocess.DEVNULL
    )

    async def end() -> None:
        if started.returncode is None:
            started.kill()
        await started.wait()

    closing.push_async_callback(end)
    return started


async def test_killed_between_an_order_and_its_answer(house: House) -> None:
    """Without it a crash could lose somebody's order, or turn one tap into two."""
    async with AsyncExitStack() as closing:
        first = await process(house, closing)
        anna, boris = house.people["anna"], house.people["boris"]
        await anna.send(house.flat, "/buy Olive oil; 42 EUR; 10: 38; until tomorrow 18:00")
        card = await anna.sees(house.flat, has("Start"), timeout=STARTING)
        await anna.tap(card, "Start")
        card = await boris.sees(house.flat, has("+1"))
        buy = BuyId(await until(lambda: house.storage.chats.buy_at(house.flat.id, card.id)))
        fault = house.sandbox.fault("answerCallbackQuery", effect="hold")
        tap = asyncio.create_task(boris.tap(card, "+1", timeout=STARTING))

        async def ordered() -> int:
            mine = await house.storage.reader.mine(buy, BORIS)
            return sum(line.quantity for line in mine.lines) if mine else 0

        await fault.happens()
        first.send_signal(signal.SIGKILL)
        await first.wait()
        fault.release()
        assert await ordered() == 1
        again = Application(house.settings, house.clock)
        closing.push_async_callback(again.stop)
        await again.start()
        await tap
        await boris.tap(card, "+1", timeout=STARTING)
        assert await ordered() == 2


def has(label: str) -> Callable[[MessageSeen], bool]:
    """Whether a message has a button of that label."""

    def look(message: MessageSeen) -> bool:
        return any(label in one for row in message.labels for one in row)

    return look
