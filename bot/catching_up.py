"""Whether the updates that waited at Telegram have been handled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds that overdue closes wait for updates from before them, after downtime."""


class CatchingUp:
    """Begins behind: nobody knows yet what happened while the bot was away."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """`patience` is in seconds of the machine."""
        self._patience = patience
        self._behind_since: float | None = asyncio.get_running_loop().time()
        self._told: Callable[[], None] = lambda: None

    def on_done(self, told: Callable[[], None]) -> None:
        """Call `told` whenever the bot has caught up."""
        self._told = told

    def fell_behind(self) -> None:
        """Telegram could not be asked: updates may be waiting."""
        if self._behind_since is None:
            self._behind_since = asyncio.get_running_loop().time()

    def done(self) -> None:
        """Nothing waits at Telegram any more."""
        if self._behind_since is not None:
            self._behind_since = None
            self._told()

    @property
    def settled(self) -> bool:
        """Whether nothing waited at Telegram when it was last asked."""
        return self._behind_since is None

    @property
    def over(self) -> bool:
        """Whether time may go on: caught up, or waited long enough."""
        since = self._behind_since
        return since is None or asyncio.get_running_loop().time() - since >= self._patience
