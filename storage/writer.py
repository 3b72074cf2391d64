"""The one connection that writes: one transaction at a time, each to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable

from domain.ports import DeskUnavailable
from storage.database import Database

T = TypeVar("T")


class CannotBegin(DeskUnavailable):
    """Not even a transaction could be begun: the database is locked or away."""


class Writer:
    """Runs jobs in order of asking, each in a transaction of its own.

    A job is a plain function of a connection. Whoever waits for it may be cancelled: the job
    goes on to its end all the same, so that a transaction is never left half done.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """Run `job` in a transaction and return what it returns, committed.

        Whatever it raises rolls everything back; a database error that may pass is raised as
        `DeskUnavailable`, or `CannotBegin` if the job was never called.
        """
        if self._closed:
            raise DeskUnavailable("the database is closed")
        task = asyncio.create_task(self.carry(job, brief=brief))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def execute(
        self, statement: Executable, rows: list[dict[str, Any]] | None = None
    ) -> None:
        """Run one statement of which nothing comes back, once for each of `rows` if given."""

        def job(connection: Connection) -> None:
            connection.execute(statement, rows)

        await self.run(job)

    async def close(self) -> None:
        """Let what was asked come to its end, then give the connection back."""
        self._closed = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._database.close()

    async def carry(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """Run `job` as `run` does, for somebody who is never cancelled and ends before `close`."""
        began = False

        def begun(connection: Connection) -> T:
            nonlocal began
            began = True
            return job(connection)

        async with self._turn:
            try:
                return await self._database.run(begun, brief=brief)
            except DeskUnavailable as error:
                if began:
                    raise
                raise CannotBegin(str(error)) from error
