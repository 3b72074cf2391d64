"""Whether the bot has come to rest: nothing is left to hear, to do or to say.

People see what happened; that nothing more will happen stands in its books alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sandbox import Sandbox

LOOK_AGAIN = 0.02
"""Seconds; a database tells nobody that it changed."""

LOOKS = 3
"""Between an update and what it leads to, or between two calls, there is a quiet moment."""

LISTENING = "getUpdates"

LEFT_TO_DO = """
    SELECT (SELECT count(*) FROM notices WHERE fate = 'waiting' AND due_at <= :now)
         + (SELECT count(*) FROM timers WHERE due_at <= :now)
"""
"""The bot's books on what is left to do by `now`."""

Books = Callable[[datetime], Awaitable[int]]
"""Looks up how much is left to do by a moment."""


async def at_rest(books: Books, sandbox: Sandbox, timeout: float = 10.0) -> None:
    """Wait until no update waits, no timer is due, no notice is to be said, and none is said.

    Raises TimeoutError after `timeout` seconds.
    """
    async with asyncio.timeout(timeout):
        quiet, called = 0, -1
        while quiet < LOOKS:
            calls = sum(call["method"] != LISTENING for call in sandbox.calls)
            left = sandbox.core.updates.queue or await books(sandbox.clock.now())
            quiet = 0 if left or calls != called else quiet + 1
            called = calls
            await asyncio.sleep(LOOK_AGAIN)


def books_in(database: Path) -> Books:
    """Return what looks into an SQLite file."""

    async def look(now: datetime) -> int:
        moment = now.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as books:
            (found,) = books.execute(LEFT_TO_DO, {"now": moment}).fetchone()
        return int(found)

    return look
