"""How fast the bot may speak: in all, to one person, in one group (Telegram's limits).

What is said unasked waits here for its turn. What is asked is never kept waiting: it takes from
the same budget, so that what is said unasked gives way to it.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable

from bot.settings import Settings

ALONE = 0.96
"""The part of the limit that is used while nobody is being answered. The rest is for messages
that reach Telegram less evenly spaced than they left: a limit counts any second."""

AMONG_ANSWERS = 5 / 6
"""The part that is used for `LATELY` seconds after an answer: several may be asked at once."""

LATELY = 10.0

CATCHING_UP = 0.02
"""Seconds by which a turn that came late is made good, since no timer is exact."""

SHORTLY = 0.05
"""Seconds before its turn at which a message is made ready: as long as noting that takes."""

HEADROOM = 0.05
"""Seconds added to each gap within one chat: messages do not take equally long."""

REMEMBERED = 1_000
"""Chats after which those long quiet are forgotten."""

LONG = 0.5
"""Seconds; whoever waits longer than this can be interrupted by `close`."""

SECOND = 1.03
"""A limit is for any second; messages that left one apart may arrive a little closer."""

MINUTE = 60.0

Ready = Callable[[], Awaitable[bool]]


class Closed(Exception):
    """The bot stops: nothing more is said."""


class Pace:
    """Gives turns; a limit of 0 lets everything pass."""

    def __init__(self, settings: Settings) -> None:
        """The limits are those of the settings."""
        self.per_second = settings.messages_per_second
        group, chat = settings.group_messages_per_minute, settings.chat_messages_per_second
        self._group_gap = MINUTE / group + HEADROOM if group else 0.0
        self._chat_gap = 1 / chat + HEADROOM if chat else 0.0
        self._free: dict[int, float] = {}
        self._slot = 0.0
        self._held_until = 0.0
        self._answered_at = -math.inf
        self._left: deque[float] = deque(maxlen=math.ceil(self.per_second))
        self._closed = asyncio.Event()

    async def calm(self, chat_id: int) -> None:
        """Wait until a message to this chat would not have to wait for the chat's own sake."""
        while (free := self._free.get(chat_id, 0.0)) > _now():
            await self._until(free)

    async def reserve(self, chat_id: int) -> None:
        """Wait as `calm` does, and let the next message to the chat wait for this one."""
        await self.calm(chat_id)
        self.spoke(chat_id)

    async def turn(self, chat_id: int, ready: Ready | None = None) -> bool:
        """Wait until it is this message's turn to leave, of all that leave. Raises `Closed`.

        `ready` is awaited shortly before; if it returns False the turn is not used.
        """
        while True:
            now = _now()
            slot = max(self._slot, now - CATCHING_UP, self._held_until)
            self._slot = slot + self._gap(now)
            if ready is not None:
                await self._until(slot - SHORTLY)
                if not await ready():
                    return False
                ready = None
            await self._until(slot)
            await self._room()
            if self._held_until <= _now():
                self.spoke(chat_id)
                self._left.append(_now())
                return True

    def spoke(self, chat_id: int) -> None:
        """Something is said in this chat now."""
        gap = self._chat_gap if chat_id > 0 else self._group_gap
        if not gap:
            return
        now = _now()
        if len(self._free) >= REMEMBERED:
            self._free = {chat: free for chat, free in self._free.items() if free > now}
        self._free[chat_id] = max(self._free.get(chat_id, 0.0), now + gap)

    def answered(self, chat_id: int) -> None:
        """Somebody was answered: that took a turn, and others may ask at the same time."""
        self._answered_at = _now()
        self._left.append(self._answered_at)
        self._slot = max(self._slot, self._answered_at) + self._gap(self._answered_at)
        self.spoke(chat_id)

    def hold(self, seconds: float) -> None:
        """Let nothing leave for a while: Telegram asked for it (429)."""
        self._held_until = max(self._held_until, _now() + seconds)

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closed.set()

    async def _room(self) -> None:
        """Wait while the last second is full: some that were ready late may have left together."""
        full = self._left.maxlen
        while full and len(self._left) == full and self._left[0] + SECOND > _now():
            await self._until(self._left[0] + SECOND)

    def _gap(self, now: float) -> float:
        if not self.per_second:
            return 0.0
        part = AMONG_ANSWERS if now - self._answered_at < LATELY else ALONE
        return 1 / (self.per_second * part)

    async def _until(self, moment: float) -> None:
        if self._closed.is_set():
            raise Closed
        wait = moment - _now()
        if wait <= LONG:
            if wait > 0:
                await asyncio.sleep(wait)
            return
        try:
            await asyncio.wait_for(self._closed.wait(), wait)
        except TimeoutError:
            return
        raise Closed


def _now() -> float:
    return asyncio.get_running_loop().time()
