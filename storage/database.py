"""A database as the rest of storage uses it: it runs jobs, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import translated

T = TypeVar("T")


class Database(Protocol):
    """Connections to one database, all to write or all to read."""

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run `job` in a transaction and return what it returns, committed.

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

    @classmethod
    def to_write(cls, url: URL, patience: float) -> Postgres:
        """Open the one writing connection; `patience` is seconds to wait for the server."""
        return cls(
            create_async_engine(
                url,
                pool_size=1,
                max_overflow=0,
                pool_pre_ping=True,
                connect_args={"timeout": patience},
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
                pool_pre_ping=True,
                connect_args={"timeout": patience},
                execution_options={
                    "isolation_level": "REPEATABLE READ",
                    "postgresql_readonly": True,
                },
            )
        )

    async def run(self, job: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        with translated():
            async with self._engine.begin() as connection:
                return await connection.run_sync(job)

    async def close(self) -> None:
        """See `Database.close`."""
        await self._engine.dispose()
