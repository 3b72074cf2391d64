"""SQLite opened so that it begins when it is told to, with a thread for what takes its time.

SQLAlchemy's own aiosqlite dialect hops to the connection's thread and back for every cursor,
execution, fetch and close, which made up most of the time of an order. Here aiosqlite's thread
carries a whole transaction instead, and what is brief is done without it: two threads that want
the interpreter wait for each other much longer than a few rows take (see ADR 9).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import TypeVar

import aiosqlite
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import OperationalError

from storage.errors import translated
from storage.ready import raised

T = TypeVar("T")

ROWS_AT_ONCE = 64
"""aiosqlite wants to know how many rows to fetch at once; nothing is fetched through it."""

DURABLE = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""What is committed survives a killed process and a power cut; readers never wait."""

READ_ONLY = ("query_only = ON",)

SLOW, SPARED = 0.002, 8
"""A commit that takes longer than so many seconds has the next so many made in the thread. A quick
disk, a fifth of a millisecond, costs less than the thread; a slow one would stop everything.
"""

WAIT = "PRAGMA busy_timeout = {}"
"""Milliseconds for which SQLite waits for another process's lock."""


class Carrier:
    """One SQLite connection, and a thread for what takes its time on it."""

    def __init__(
        self,
        carrying: aiosqlite.Connection,
        opened: sqlite3.Connection,
        begin: str,
        patience: float,
    ) -> None:
        self._carrying = carrying
        self._driver = opened
        self._begin = begin
        self._in_thread = 0
        self._wait = WAIT.format(round(patience * 1000))
        engine = create_engine("sqlite://", creator=lambda: opened, poolclass=StaticPool)
        # One for all transactions, which SQLAlchemy takes to be a single one: to open and to
        # begin anew costs it as much as five statements.
        self._connection = engine.connect()
        self._connection.begin()

    @classmethod
    async def open(
        cls, path: str, patience: float, begin: str, pragmas: tuple[str, ...]
    ) -> Carrier:
        """Open the file at `path`; `patience` is seconds to wait for a lock.

        `begin` is how transactions begin. Raises `sqlite3.Error` if the file cannot be opened.
        """
        opened: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False
            )
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
        return cls(carrying, opened[0], begin, patience)

    async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """See `Database.run`; being cancelled does not stop the job."""
        with translated():
            if not brief or not self._begins_at_once():
                return await self._carry(lambda: self._transaction(job))
            result = self._worked(job)
            if self._in_thread:
                self._in_thread -= 1
                await self._carry(self._commit)
                return result
            begun = perf_counter()
            self._commit()
            if perf_counter() - begun > SLOW:
                self._in_thread = SPARED
            return result

    async def _carry(self, work: Callable[[], T]) -> T:
        """Have the thread do something."""
        execute: Callable[[Callable[[], T]], Awaitable[T]] = self._carrying._execute
        return await execute(work)

    def _begins_at_once(self) -> bool:
        """Begin, unless another process has the file locked: that is waited for in the thread."""
        self._driver.execute(WAIT.format(0))
        try:
            with raised(self._connection, self._begin):
                self._driver.execute(self._begin)
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self._driver.execute(self._wait)
        return True

    def _transaction(self, job: Callable[[Connection], T]) -> T:
        with raised(self._connection, self._begin):
            self._driver.execute(self._begin)
        result = self._worked(job)
        self._commit()
        return result

    def _worked(self, job: Callable[[Connection], T]) -> T:
        """Run a job in the transaction that was begun; what it raises rolls that back."""
        try:
            return job(self._connection)
        except BaseException:
            self._driver.rollback()
            raise

    def _commit(self) -> None:
        try:
            with raised(self._connection, "COMMIT"):
                self._driver.commit()
        except BaseException:
            self._driver.rollback()
            raise

    async def close(self) -> None:
        """See `Database.close`."""
        await self._carry(self._connection.close)
        await self._carrying.close()


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

    async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """See `Database.run`."""
        carrier = await self._free.get()
        try:
            return await carrier.run(job, brief=brief)
        finally:
            self._free.put_nowait(carrier)

    async def close(self) -> None:
        """See `Database.close`."""
        for carrier in self._carriers:
            await carrier.close()
