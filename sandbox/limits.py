"""Telegram's limits on how fast a bot may speak."""

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field

from sandbox.errors import ApiError


@dataclass
class Limits:
    """How fast a bot may speak; None switches a limit off.

    `per_second` in all; `group_per_minute` in one group, edits included;
    `chat_per_second` in one chat, where `chat_burst` calls may come at once.
    Counted in the machine's seconds: a shifted clock changes nothing.
    """

    per_second: int | None = 30
    group_per_minute: int | None = 20
    chat_per_second: float | None = 1
    chat_burst: int = 3
    _all: deque[float] = field(default_factory=deque, repr=False)
    _groups: dict[int, deque[float]] = field(default_factory=dict, repr=False)
    _chats: dict[int, float] = field(default_factory=dict, repr=False)

    @classmethod
    def off(cls) -> "Limits":
        """No limits: for tests that are about something else."""
        return cls(per_second=None, group_per_minute=None, chat_per_second=None)

    @classmethod
    def strict(cls) -> "Limits":
        """Telegram's published numbers to the letter, without the bursts it tolerates."""
        return cls(chat_burst=1)

    def take(self, chat_id: int | None, is_group: bool) -> None:
        """Count one message or edit; raises ApiError 429 with `retry_after` in seconds."""
        now = asyncio.get_running_loop().time()
        wait = max(
            window_wait(self._all, now, 1, self.per_second),
            self._group_wait(chat_id, now) if chat_id is not None and is_group else 0.0,
            self._chat_wait(chat_id, now) if chat_id is not None else 0.0,
        )
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._all.append(now)
        if chat_id is not None and is_group:
            self._groups.setdefault(chat_id, deque()).append(now)
        if chat_id is not None and self.chat_per_second:
            self._chats[chat_id] = max(self._chats.get(chat_id, 0), now) + 1 / self.chat_per_second

    def _group_wait(self, chat_id: int, now: float) -> float:
        return window_wait(
            self._groups.setdefault(chat_id, deque()), now, 60, self.group_per_minute
        )

    def _chat_wait(self, chat_id: int, now: float) -> float:
        """A leaky bucket: `_chats` holds when the bucket will be empty again."""
        if not self.chat_per_second:
            return 0
        full = (self.chat_burst - 1) / self.chat_per_second
        return self._chats.get(chat_id, 0) - now - full - 1e-6


def window_wait(times: deque[float], now: float, span: float, limit: int | None) -> float:
    """Seconds until fewer than `limit` of `times` lie within the last `span` seconds."""
    while times and times[0] <= now - span:
        times.popleft()
    if limit is None or len(times) < limit:
        return 0
    return times[len(times) - limit] + span - now
