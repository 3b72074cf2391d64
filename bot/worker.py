"""A loop that works whenever it is woken, and comes to its end in good order."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod

from domain.ports import DeskUnavailable

log = logging.getLogger(__name__)


class Worker(ABC):
    """Subclasses say in `work` what is done at each waking."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; the first look is at once."""
        self._woken.set()
        self._task = asyncio.create_task(self._run(), name=type(self).__name__)

    def wake(self) -> None:
        """Look for work; from any callback of the loop's thread."""
        self._woken.set()

    async def stop(self) -> None:
        """Finish what has begun, and begin nothing more."""
        self._stopping = True
        self._woken.set()
        if self._task is not None:
            await self._task

    @abstractmethod
    async def work(self) -> None:
        """Do all that is due now. `DeskUnavailable` is fine: the next waking tries again."""

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            if self._stopping:
                return
            try:
                await self.work()
            except DeskUnavailable:
                log.warning("database away", extra={"worker": type(self).__name__})
            except Exception:
                log.exception("bug in a worker", extra={"worker": type(self).__name__})
