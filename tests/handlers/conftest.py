"""A talk with the bot, for tests of its handlers."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.handlers.chatting import Talk, empty_database, talking


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once and copied for each test."""
    file = tmp_path_factory.mktemp("made") / "bot.db"
    asyncio.run(empty_database(file))
    return file


@pytest_asyncio.fixture
async def talk(made: Path, tmp_path: Path) -> AsyncIterator[Talk]:
    """A bot in Flat 12, with Anna, Boris and Carla."""
    file = Path(shutil.copy(made, tmp_path))
    async with talking(file) as found:
        yield found
