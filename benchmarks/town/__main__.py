"""The sandbox as a program: takes commands as lines of JSON, answers each with one.

Its argument says how many messages a second the bot may send in all.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from benchmarks import crowd
from benchmarks.lines import serve
from benchmarks.town.timed import TimedLimits
from sandbox import Sandbox
from sandbox.world import Person


class Town:
    """People who know the bot, and groups with it in them."""

    def __init__(self, per_second: int) -> None:
        self._limits = TimedLimits(per_second=per_second)
        self._sandbox = Sandbox(token=crowd.TOKEN, bot_username=crowd.BOT_NAME, limits=self._limits)

    async def open(self) -> None:
        """Say the URL, then do what standard input says until it ends."""
        async with self._sandbox:
            await serve(self, {"url": self._sandbox.url})

    async def people(self, ids: list[int]) -> Any:
        """Let there be people who pressed Start some time ago."""
        for one in ids:
            self._sandbox.add_person(
                crowd.first_name(one),
                id=one,
                username=crowd.username(one),
                language_code="en",
                started=True,
                met=True,
            )

    async def group(self, title: str, members: list[int], chat: int | None = None) -> Any:
        """Let there be a group, a supergroup if `chat` says its id; return the chat's id."""
        first, *rest = (self._person(one) for one in members)
        large = chat is not None
        return self._sandbox.add_group(title, first, rest, chat_id=chat, supergroup=large).id

    async def sent(self) -> Any:
        """Return when what was sent or edited, as [seconds, chat], and how much was refused."""
        return {"passed": self._limits.passed, "refused": self._limits.refused}

    def _person(self, number: int) -> Person:
        return self._sandbox.core.world.person(number)


if __name__ == "__main__":
    asyncio.run(Town(int(sys.argv[1])).open())
