"""SQLite opened so that it begins when it is told to, with one thread hop for a transaction.

SQLAlchemy's own aiosqlite dialect hops to the connection's thread and back for every cursor,
execution, fetch and close, which made up most of the time of an order. Here aiosqlite's thread
carries a whole transaction instead: the job runs in it, on a plain SQLAlchemy engine over the
connection that aiosqlite keeps there.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from storage.errors import translated

T = TypeVar("T")

ROWS_AT_ONCE = 64
"""aiosqlite wants to know how many rows to fetch at once; nothing is fetched through it."""

DURABLE = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""What is committed survives a killed process and a power cut; readers never wait."""

READ_ONLY = ("query_only = ON",)


class Carrier:
    """One SQLite connection in a thread of its own."""

    def __init__(self, connection: aiosqlite.Connection, engine: Engine) -> None:
        self._connection = connection
        self._engine = engine

    @classmethod
    async def open(
        cls, path: str, patience: float, begin: str, pragmas: tuple[str, ...]
    ) -> Carrier:
        """Open the file at `path`; `patience` is seconds to wait for a lock.

        `begin` is how transactions begin. Raises `sqlite3.Error` if the file cannot be opened.
        """
        opened: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
            try:
                for pragma in pragmas:
                    connection.execute(f"PRAGMA {pragma}")
            except sqlite3.Error:
                connection.close()
                raise
            opened.append(connection)
            return connection

        unopened = aiosqlite.Connection(connect, ROWS_AT_ONCE)
        unopened._thread.daemon = True  # as SQLAlchemy does: a crash must not hang in it
        try:
            carrying = await unopened
        except sqlite3.Error:  # its thread still tells the loop that it ends: be there to hear it
            await asyncio.to_thread(unopened._thread.join)
            raise
        engine = create_engine("sqlite://", creator=lambda: opened[0], poolclass=StaticPool)

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return cls(carrying, engine)

    async def run(self, job: Callable[[Connection], T]) -> T:
        """See `Database.run`; being cancelled does not stop the job."""

        def transaction() -> T:
            with self._engine.begin() as connection:
                return job(connection)

        with translated():
            carry: Callable[[Callable[[], T]], Awaitable[T]] = self._connection._execute
            return await carry(transaction)

    async def close(self) -> None:
        """See `Database.close`."""
        await self._connection.close()


class Sqlite:
    """A few connections to one SQLite file; a job takes whichever is free."""

    def __init__(self, carriers: list[Carrier]) -> None:
        self._carriers = carriers
        self._free: asyncio.LifoQueue[Carrier] = asyncio.LifoQueue()
        for carrier in carriers:
            self._free.put_nowait(carrier)

    @classmethod
    async def to_write(cls, path: str, patience: float) -> Sqlite:
        """Open the one writing connection."""
        return cls([await Carrier.open(path, patience, "BEGIN IMMEDIATE", DURABLE)])

    @classmethod
    async def to_read(cls, path: str, patience: float, count: int) -> Sqlite:
        """Open `count` reading connections; each transaction sees one moment."""
        return cls([await Carrier.open(path, patience, "BEGIN", READ_ONLY) for _ in range(count)])

    async def run(self, job: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        carrier = await self._free.get()
        try:
            return await carrier.run(job)
        finally:
            self._free.put_nowait(carrier)

    async def close(self) -> None:
        """See `Database.close`."""
        for carrier in self._carriers:
            await carrier.close()
