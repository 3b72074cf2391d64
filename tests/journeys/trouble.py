"""What befalls a bot, for journeys to begin: its database held by another process, its end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from tests.journeys.town import DATABASE, Town

SOON = 0.02
"""Seconds between looks at what tells nobody that it changed."""


@contextmanager
def locked(town: Town) -> Iterator[None]:
    """Let another process hold the database for writing."""
    with closing(sqlite3.connect(town.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


async def until(look: Callable[[], Any], timeout: float = 10) -> None:
    """Wait until `look` is true."""
    async with asyncio.timeout(timeout):
        while not look():  # noqa: ASYNC110 - counts and logs tell nobody
            await asyncio.sleep(SOON)


async def fetched(town: Town) -> None:
    """Wait until the bot holds an update that it has not acknowledged."""
    await until(lambda: any(one.delivered for one in town.sandbox.core.updates.queue))
