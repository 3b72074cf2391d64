"""A database as the rest of storage uses it: it runs jobs, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import outrun, translated

T = TypeVar("T")

LEFT_ALONE = "10s"
"""How long PostgreSQL keeps the locks of a process that stopped in the midst of a transaction."""

SILENT = 30.0
"""Seconds after which a server that answers nothing at all counts as away: its machine may be gone
without a word, and the network would go on hoping for a quarter of an hour."""

RUNS = 5
"""How often a job is run that PostgreSQL ends for the sake of another transaction."""

log = logging.getLogger(__name__)


class Database(Protocol):
    """Connections to one database, all to write or all to read."""

    async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """Run `job` in a transaction and return what it returns, committed.

        One that is `brief` only reads and writes rows by their keys, about as many as people act
        at that moment: less than it costs to have another thread do it.
        Whatever the job raises rolls its transaction back. A database error that may pass is
        raised as `DeskUnavailable`. The connection is the job's alone until it returns.
        """
        ...

    async def close(self) -> None:
        """Give the connections back."""
        ...


class Postgres:
    """A pool of connections to PostgreSQL; jobs talk to asyncpg through SQLAlchemy's greenlets."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        event.listen(engine.sync_engine, "checkout", _must_be_connected)

    @classmethod
    def to_write(cls, url: URL, patience: float, *, at_length: bool = False) -> Postgres:
        """Open the one writing connection.

        `patience` is seconds to wait for the server, and for each lock of another process;
        with `at_length` a statement may take as long as it takes.
        """
        settings = {
            "lock_timeout": f"{max(1, round(patience * 1000))}ms",
            "idle_in_transaction_session_timeout": LEFT_ALONE,
        }
        return cls(
            create_async_engine(
                url,
                pool_size=1,
                max_overflow=0,
                connect_args={
                    "timeout": patience,
                    "command_timeout": None if at_length else SILENT,
                    "server_settings": settings,
                },
            )
        )

    @classmethod
    def to_read(cls, url: URL, patience: float, count: int) -> Postgres:
        """Open up to `count` reading connections; each transaction sees one moment."""
        return cls(
            create_async_engine(
                url,
                pool_size=count,
                max_overflow=0,
                connect_args={"timeout": patience, "command_timeout": SILENT},
                execution_options={
                    "isolation_level": "REPEATABLE READ",
                    "postgresql_readonly": True,
                },
            )
        )

    async def run(
        self,
        job: Callable[[Connection], T],
        *,
        brief: bool = False,  # noqa: ARG002 - all jobs run in the loop's thread here
    ) -> T:
        """See `Database.run`.

        A job may be called again: where two transactions wait for each other, PostgreSQL ends
        one of them, which has changed nothing then.
        """
        with translated():
            for _ in range(RUNS - 1):
                try:
                    return await self._once(job)
                except DBAPIError as error:
                    if not outrun(error):
                        raise
                    log.info(
                        "a transaction gave way to another",
                        extra={"error": type(error.orig).__name__},
                    )
            return await self._once(job)

    async def _once(self, job: Callable[[Connection], T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(job)

    async def close(self) -> None:
        """See `Database.close`."""
        await self._engine.dispose()


def _must_be_connected(connection: Any, _record: object, _proxy: object) -> None:
    """Have the pool connect anew in place of a connection that the server has ended.

    The driver hears of that by itself. Asking the server, as `pool_pre_ping` does, takes three
    round trips for each transaction.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError
