"""One chat, so many messages a second: private chats are not paced by the library."""

from __future__ import annotations

import asyncio

HEADROOM = 0.05
"""Seconds added to each gap: messages on different connections do not take equally long."""

REMEMBERED = 1_000
"""Chats after which those long quiet are forgotten."""


class Pace:
    """Lets messages to one chat pass evenly spaced; `per_second` 0 lets all pass."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second + HEADROOM if per_second else 0.0
        self._next: dict[int, float] = {}

    async def wait(self, chat_id: int) -> None:
        """Wait until it is this message's turn; groups (negative ids) have a pace of their own."""
        if not self._gap or chat_id < 0:
            return
        now = asyncio.get_running_loop().time()
        turn = max(self._next.get(chat_id, now), now)
        if len(self._next) >= REMEMBERED:
            self._next = {chat: free for chat, free in self._next.items() if free > now}
        self._next[chat_id] = turn + self._gap
        if turn > now:
            await asyncio.sleep(turn - now)
