"""Telegram's limits, with a clock beside them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sandbox import Limits
from sandbox.errors import ApiError


@dataclass
class TimedLimits(Limits):
    """Limits that remember when what was sent or edited, and what was refused."""

    passed: list[tuple[float, int]] = field(default_factory=list)
    """When (seconds, on the machine's steady clock) and in which chat."""
    refused: int = 0
    """How many calls were answered with 429."""

    def take(self, chat_id: int | None, is_group: bool) -> None:
        """Count one message or edit; raises ApiError 429 as Telegram would."""
        try:
            super().take(chat_id, is_group)
        except ApiError:
            self.refused += 1
            raise
        self.passed.append((time.monotonic(), chat_id or 0))
