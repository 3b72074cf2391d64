"""A bot with handlers of the test's own, in a real sandbox, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.bot.house import House


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """A furnished sandbox and a database; the test starts bots in it."""
    async with AsyncExitStack() as closing:
        yield await House.build(sqlite_url, closing)
