"""Several processes on one PostgreSQL: each open storage is what one of them has of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.util import await_only

from domain import decide
from domain.commands.base import Command
from domain.ports import Clock
from domain.world import Needs, World
from storage import Storage, open_storage
from storage.load import load
from storage.round import Decider


@asynccontextmanager
async def replicas(
    url: str, clock: Clock, count: int = 2, decider: Decider = decide
) -> AsyncIterator[list[Storage]]:
    """Open the database as so many processes do, and close it afterwards."""
    async with AsyncExitStack() as closing:
        opened = []
        for _ in range(count):
            storage = await open_storage(url, clock, decider)
            closing.push_async_callback(storage.close)
            opened.append(storage)
        yield opened


async def unguarded(
    two: Sequence[Storage], commands: Sequence[Command[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have two processes take a command each without locks, in the worst way.

    Both read before either writes, and the second writes last.
    """
    both_read, first_done = asyncio.Barrier(2), asyncio.Event()
    second = await two[1].writer.run(lambda connection: connection.engine)

    def read_and_wait(connection: Connection, needs: Needs) -> World:
        world = load(connection, needs)
        await_only(both_read.wait())
        if connection.engine is second:
            await_only(first_done.wait())
        return world

    async def first() -> None:
        await two[0].desk.submit(commands[0])
        first_done.set()

    with monkeypatch.context() as patched:
        patched.setattr("storage.load.lock", lambda *_: None)
        patched.setattr("storage.accounts.reserve", lambda *_: None)
        patched.setattr("storage.round.load", read_and_wait)
        await asyncio.gather(first(), two[1].desk.submit(commands[1]))
