"""Which database `DATABASE_URL` names, and opening it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from domain.ports import DeskUnavailable
from storage.database import Database, Postgres
from storage.errors import StorageUnusable
from storage.sqlite import Sqlite

READERS = 3
"""Connections that read at the same time; more only contend for the processor."""

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}

SQLITE = DRIVERS["sqlite"]


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
    if driver == SQLITE:
        if not parsed.database or parsed.database == ":memory:":
            raise StorageUnusable("the database must be a file: one in memory is lost with a crash")
        if parsed.query:
            raise StorageUnusable("the URL of an SQLite database takes no options")
        folder = Path(parsed.database).absolute().parent
        if not folder.is_dir():
            raise StorageUnusable(f"the database's folder {folder} does not exist")
    return parsed.set(drivername=driver)


async def open_writer(url: URL, patience: float, *, at_length: bool = False) -> Database:
    """Open the one writing connection; `patience` is seconds to wait for a lock or a server.

    With `at_length` a statement may take as long as it takes. Raises `StorageUnusable` if there
    is nothing to connect to.
    """
    if url.drivername == SQLITE:
        try:
            return await Sqlite.to_write(url.database or "", patience)
        except sqlite3.Error as error:
            raise cannot_open(url, error) from error
    return Postgres.to_write(url, patience, at_length=at_length)


async def open_readers(url: URL, patience: float) -> Database:
    """Open the reading connections; each of their transactions sees one moment."""
    if url.drivername == SQLITE:
        try:
            return await Sqlite.to_read(url.database or "", patience, READERS)
        except sqlite3.Error as error:
            raise cannot_open(url, error) from error
    return Postgres.to_read(url, patience, READERS)


def cannot_open(url: URL, error: BaseException) -> StorageUnusable:
    """Return the sentence that says why the database cannot be opened, without the password."""
    if isinstance(error, DeskUnavailable) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    return StorageUnusable(f"the database {url.render_as_string()} cannot be opened: {error}")
