"""Databases for tests: one that is used again is as good as new."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage import open_storage
from storage.engine import parse
from storage.tables import metadata
from tests.databases import Postgres
from tests.storage.scripted import HandClock

COUNT_ON = text("SELECT nextval(sequencename::regclass) FROM pg_sequences")
COUNTED_ON = text("SELECT count(*) FROM pg_sequences WHERE last_value IS NOT NULL")


def connection_to(url: str) -> AbstractAsyncContextManager[AsyncConnection]:
    """Return a connection whose transaction is committed at its end."""
    return create_async_engine(parse(url), poolclass=NullPool).begin()


async def settle_in(url: str) -> None:
    """Let a group be known to a bot that is started and stopped."""
    storage = await open_storage(url, HandClock())
    await storage.chats.settle_in(-1, "Flat 12", "en")
    await storage.close()


async def test_what_one_test_wrote_no_other_finds(postgres_databases: Postgres) -> None:
    """Without it a test would pass or fail by what ran before it."""
    async with postgres_databases.fresh() as url:
        await settle_in(url)
        async with connection_to(url) as connection:
            await connection.execute(
                text("SELECT nextval(sequencename::regclass) FROM pg_sequences")
            )
    async with postgres_databases.fresh() as again, connection_to(again) as connection:
        assert again == url
        for table in metadata.tables.values():
            assert not (await connection.execute(table.select())).all()
        assert await connection.scalar(COUNTED_ON) == 0


async def test_who_is_left_in_one_is_sent_away(postgres_databases: Postgres) -> None:
    """Without it what a killed process had begun would hold up the tests that follow."""
    async with postgres_databases.fresh() as url:
        left = await create_async_engine(parse(url), poolclass=NullPool).connect()
        await left.execute(text("LOCK TABLE homes"))
    async with postgres_databases.fresh() as again:
        await settle_in(again)
    assert again == url
    await left.invalidate()
    await left.close()


async def test_one_whose_tables_changed_is_not_used_again(postgres_databases: Postgres) -> None:
    """Without it a test of old tables would leave them to all that follow."""
    async with postgres_databases.fresh() as url, connection_to(url) as connection:
        await connection.execute(text("CREATE INDEX another ON homes (id)"))
    async with postgres_databases.fresh() as other:
        assert other != url
