"""A fresh database for each test: an SQLite file, or on the PostgreSQL server that is named.

TEST_POSTGRES, such as postgresql://postgres@127.0.0.1:5432, runs the same tests there.
"""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import Storage, open_storage
from storage.engine import parse
from tests.storage.samples import NEIGHBOURS, write
from tests.storage.scripted import HandClock, Scripted

SERVER = os.environ.get("TEST_POSTGRES")

only_sqlite = pytest.mark.skipif(SERVER is not None, reason="about SQLite's file")


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a database that does not exist yet, or is empty."""
    if SERVER is None:
        yield f"sqlite:///{tmp_path}/test.db"
        return
    name = f"test_{secrets.token_hex(6)}"
    server = create_async_engine(parse(SERVER).set(database="postgres"))
    alone = server.execution_options(isolation_level="AUTOCOMMIT")
    async with alone.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{SERVER}/{name}"
    async with alone.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name}"))
    await server.dispose()


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon until the test moves it."""
    return HandClock()


@pytest.fixture
async def storage(url: str, clock: HandClock) -> AsyncIterator[Storage]:
    """An open, empty database whose desk decides what it is told."""
    opened = await open_storage(url, clock, Scripted())
    yield opened
    await opened.close()


@pytest.fixture
async def flat(storage: Storage) -> Storage:
    """The same with Anna, Boris and Carla, their home and Anna's buy in it."""
    await write(storage, *NEIGHBOURS)
    return storage
