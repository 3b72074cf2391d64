"""Databases for tests: each test gets one of its own, on SQLite and on PostgreSQL.

A test that uses the fixture `url` runs on both, with the tables of this version in place;
`blank_url` has no tables yet. `sqlite_url` and `postgres_url` are of one kind. TEST_POSTGRES, such
as postgresql://postgres@127.0.0.1:5432, names a server to be used instead of one of our own.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import parse
from storage.migrations import upgrade_to_head
from tools.postgres import postgres

NAMED = os.environ.get("TEST_POSTGRES")

only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For a test of what is particular to SQLite's file."""

only_postgres = pytest.mark.parametrize("url", ["postgres"], indirect=True)
"""For a test of what needs several writers."""


@contextmanager
def a_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server, to which ``/<database>`` is added."""
    if NAMED is not None:
        yield NAMED
        return
    with postgres() as server:
        yield server.url


class Postgres:
    """Databases on one server, made by copying one that is up to date."""

    def __init__(self, server: str) -> None:
        self.server = server
        self._template = f"template_{secrets.token_hex(6)}"

    @asynccontextmanager
    async def prepared(self) -> AsyncIterator[Postgres]:
        """Make what the databases are copied from, and take it away in the end."""
        await self._run(f"CREATE DATABASE {self._template}")
        try:
            await upgrade_to_head(f"{self.server}/{self._template}")
            yield self
        finally:
            await self._run(f"DROP DATABASE {self._template}")

    @asynccontextmanager
    async def fresh(self, *, blank: bool = False) -> AsyncIterator[str]:
        """Give the URL of a new database, up to date or `blank`; it is gone afterwards."""
        name = f"test_{secrets.token_hex(6)}"
        await self._run(
            f"CREATE DATABASE {name} TEMPLATE {'template1' if blank else self._template}"
        )
        try:
            yield f"{self.server}/{name}"
        finally:
            await self._run(f"DROP DATABASE {name} WITH (FORCE)")

    async def _run(self, statement: str) -> None:
        url = parse(self.server).set(database="postgres")
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        async with engine.connect() as connection:
            await connection.execute(text(statement))


class Sqlite:
    """Database files, made by copying one that is up to date."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"

    async def prepare(self) -> None:
        """Make what the files are copied from."""
        await upgrade_to_head(f"sqlite:///{self._template}")

    def fresh(self, folder: Path) -> str:
        """Give the URL of a new database in a folder."""
        made = shutil.copy(self._template, folder / "test.db")
        return f"sqlite:///{made}"
