"""Looking into the bot's books for what is left to do, whichever database they are in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from play.rest import LEFT_TO_DO, Books, books_in
from storage.engine import SQLITE, parse


@asynccontextmanager
async def books_of(database_url: str) -> AsyncIterator[Books]:
    """Give what looks into the database, as long as that is wanted."""
    url = parse(database_url)
    if url.drivername == SQLITE:
        yield books_in(Path(url.database or ""))
        return
    engine = create_async_engine(url, poolclass=NullPool)

    async def look(now: datetime) -> int:
        async with engine.connect() as connection:
            return int(await connection.scalar(text(LEFT_TO_DO), {"now": now}) or 0)

    yield look
