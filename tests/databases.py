"""Databases for tests: each test gets one of its own, on SQLite and on PostgreSQL.

A test that uses the fixture `url` runs on both, with the tables of this version in place;
`blank_url` has no tables yet. `sqlite_url` and `postgres_url` are of one kind. TEST_POSTGRES, such
as postgresql://postgres@127.0.0.1:5432, names a server to be used instead of one of our own.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import parse
from storage.migrations import upgrade_to_head
from storage.tables import metadata
from tools.postgres import postgres

NAMED = os.environ.get("TEST_POSTGRES")

only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For a test of what is particular to SQLite's file."""

only_postgres = pytest.mark.parametrize("url", ["postgres"], indirect=True)
"""For a test of what needs several writers."""

SEND_AWAY = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
"""Ends the connections of killed processes, and waits until they have."""

SHAPE = """
    SELECT (SELECT max(version_num) FROM alembic_version),
           (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""
"""The tables' version, and how many tables and indexes there are."""

EMPTY = (
    "SET session_replication_role = replica",
    *(f'DELETE FROM "{name}"' for name in metadata.tables),  # noqa: S608 - a table's name
    "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences",
)
"""In whatever order, and numbers begin at 1 again."""


@contextmanager
def a_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server, to which ``/<database>`` is added."""
    if NAMED is not None:
        yield NAMED
        return
    with postgres() as server:
        yield server.url


class Postgres:
    """Databases on one server, made by copying one that is up to date, and used again.

    Emptying one takes milliseconds, making one a third of a second.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self._template = f"template_{secrets.token_hex(6)}"
        self._shape: Sequence[object] = ()
        self._empty: list[str] = []

    @asynccontextmanager
    async def prepared(self) -> AsyncIterator[Postgres]:
        """Make what the databases are copied from, and take everything away in the end."""
        await self._run(f"CREATE DATABASE {self._template}")
        try:
            await upgrade_to_head(f"{self.server}/{self._template}")
            (self._shape,) = await self._run(SHAPE, self._template)
            yield self
        finally:
            for name in [*self._empty, self._template]:
                await self._run(f"DROP DATABASE {name}")

    @asynccontextmanager
    async def fresh(self, *, blank: bool = False) -> AsyncIterator[str]:
        """Give the URL of an empty database, up to date or `blank`, without even tables."""
        name = self._empty.pop() if self._empty and not blank else await self._made(blank=blank)
        try:
            yield f"{self.server}/{name}"
        finally:
            if blank or not await self._emptied(name):
                await self._run(f"DROP DATABASE {name} WITH (FORCE)")
            else:
                self._empty.append(name)

    async def _made(self, *, blank: bool) -> str:
        name = f"test_{secrets.token_hex(6)}"
        template = "template1" if blank else self._template
        await self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def _emptied(self, name: str) -> bool:
        """Send away whoever is left in a database and empty it; False if its tables changed."""
        _, (shape,), *_ = await self._run_all([SEND_AWAY, SHAPE, *EMPTY], name)
        return bool(shape == self._shape)

    async def _run(self, statement: str, database: str = "postgres") -> Sequence[Any]:
        (rows,) = await self._run_all([statement], database)
        return rows

    async def _run_all(self, statements: Sequence[str], database: str) -> list[Sequence[Any]]:
        url = parse(self.server).set(database=database)
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        async with engine.connect() as connection:
            done = [await connection.execute(text(statement)) for statement in statements]
            return [one.all() if one.returns_rows else () for one in done]


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
