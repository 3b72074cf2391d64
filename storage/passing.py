"""Between two rounds: who was answered speaks first, and who comes meanwhile is taken along."""

from __future__ import annotations

import asyncio

STEPS = 12
"""Steps of the event loop from a tap's arrival to its response: nine, and some to spare."""


async def let_pass() -> None:
    """Let everybody go on who can.

    A round that begins at once would serve one: whoever comes next goes step by step, one in each
    turn of the event loop, and would wait for a round in every one of them.
    """
    for _ in range(STEPS):
        await asyncio.sleep(0)
