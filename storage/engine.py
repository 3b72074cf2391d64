"""Engines: one connection that writes, a few that only read, on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import StorageUnusable

READERS = 3
"""Connections that read at the same time; more only contend for the processor."""

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


def parse(url: str) -> URL:
    """Return `DATABASE_URL` with the driver the product uses; raise `StorageUnusable`."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageUnusable(
            "the database URL cannot be read; sqlite:///group-buy.db is one that works"
        ) from error
    driver = DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise StorageUnusable(
            f"the database must be SQLite or PostgreSQL, not {parsed.get_backend_name()}"
        )
    if driver == DRIVERS["sqlite"]:
        if not parsed.database or parsed.database == ":memory:":
            raise StorageUnusable("the database must be a file: one in memory is lost with a crash")
        folder = Path(parsed.database).absolute().parent
        if not folder.is_dir():
            raise StorageUnusable(f"the database's folder {folder} does not exist")
    return parsed.set(drivername=driver)


def open_writer(url: URL, patience: float) -> AsyncEngine:
    """Return the engine of the one writing connection; `patience` is seconds to wait for a lock."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, patience, "BEGIN IMMEDIATE", pool_size=1)
    return create_async_engine(
        url, pool_size=1, max_overflow=0, pool_pre_ping=True, connect_args={"timeout": patience}
    )


def open_readers(url: URL, patience: float) -> AsyncEngine:
    """Return the engine of the reading connections; each transaction sees one moment."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, patience, "BEGIN", pool_size=READERS)
    return create_async_engine(
        url,
        pool_size=READERS,
        pool_pre_ping=True,
        connect_args={"timeout": patience},
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    )


def _sqlite(url: URL, patience: float, begin: str, pool_size: int) -> AsyncEngine:
    """Open SQLite so that it begins when it is told to, and is durable at every commit."""
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": patience},
    )
    pragmas = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]
    if begin == "BEGIN":
        pragmas = ["query_only = ON"]

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
