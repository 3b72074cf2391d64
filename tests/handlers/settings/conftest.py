"""A talk with the bot, for tests of settings."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage import open_storage
from tests.handlers.chatting import FixedClock, Talk


@pytest_asyncio.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    """A bot in Flat 12, with Anna, Boris and Carla."""
    clock = FixedClock()
    storage = await open_storage(f"sqlite:///{tmp_path}/bot.db", clock)
    found = Talk(storage, clock)
    await found.move_in()
    yield found
    await found.bot.session.close()
    await storage.close()
