"""Whether the bot has come to rest: nothing is left to hear, to do or to say.

People see what happened; that nothing more will happen stands in its books alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sandbox import Sandbox

LOOK_AGAIN = 0.02
"""Seconds; a database tells nobody that it changed."""

LOOKS = 2
"""Between an update and what it leads to nothing is due for a moment."""

LEFT_TO_DO = """
    SELECT (SELECT count(*) FROM notices WHERE fate = 'waiting' AND due_at <= :now)
         + (SELECT count(*) FROM timers WHERE due_at <= :now)
"""


async def at_rest(database: Path, sandbox: Sandbox, timeout: float = 10.0) -> None:
    """Wait until no update waits, no timer is due and no notice is to be said.

    Raises TimeoutError after `timeout` seconds.
    """
    async with asyncio.timeout(timeout):
        quiet = 0
        while quiet < LOOKS:
            left = sandbox.core.updates.queue or _left_to_do(database, sandbox.clock.now())
            quiet = 0 if left else quiet + 1
            await asyncio.sleep(LOOK_AGAIN)


def _left_to_do(database: Path, now: datetime) -> int:
    moment = now.replace(tzinfo=None).isoformat(sep=" ")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as books:
        (found,) = books.execute(LEFT_TO_DO, {"now": moment}).fetchone()
    return int(found)
