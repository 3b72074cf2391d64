"""What befalls a bot, for journeys to begin: its database held by another process, its end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from typing import Any

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import SQLITE, parse
from storage.tables import metadata
from tests.journeys.town import Town

SOON = 0.02
"""Seconds between looks at what tells nobody that it changed."""

UNKNOWN = text("SELECT kind, person FROM notices WHERE fate = 'unknown' ORDER BY kind, person")

LOCK = text(f"LOCK TABLE {', '.join(metadata.tables)} IN EXCLUSIVE MODE")


@asynccontextmanager
async def locked(town: Town) -> AsyncIterator[None]:
    """Let another process hold the database for writing."""
    url = parse(town.settings.database_url)
    if url.drivername == SQLITE:
        with closing(sqlite3.connect(url.database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                other.execute("ROLLBACK")
    else:
        async with create_async_engine(url, poolclass=NullPool).begin() as connection:
            await connection.execute(LOCK)
            yield


async def until(look: Callable[[], Any], timeout: float = 10) -> None:
    """Wait until `look` is true."""
    async with asyncio.timeout(timeout):
        while not look():  # noqa: ASYNC110 - counts and logs tell nobody
            await asyncio.sleep(SOON)


async def fetched(town: Town) -> None:
    """Wait until the bot holds an update that it has not acknowledged."""
    await until(lambda: any(one.delivered for one in town.sandbox.core.updates.queue))


async def unknown(town: Town) -> list[tuple[str, int | None]]:
    """Return the kinds of the notices in doubt, with the person each was for."""
    url = parse(town.settings.database_url)
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        rows = (await connection.execute(UNKNOWN)).all()
    await engine.dispose()
    return [(kind, person) for kind, person in rows]
