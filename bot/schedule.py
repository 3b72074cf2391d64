"""What time brings: timers that are due are claimed and become commands."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.catching_up import CatchingUp
from bot.logs import BUY
from bot.worker import Worker
from domain.commands.base import Cause
from domain.commands.time import TimerDue
from domain.errors import DomainError
from domain.ports import Clock, DeskUnavailable
from domain.timers import Timer
from storage import Storage

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
TOGETHER = 100


class Schedule(Worker):
    """Works at each tick, unless updates from before are still waiting at Telegram."""

    def __init__(self, storage: Storage, clock: Clock, catching_up: CatchingUp) -> None:
        super().__init__()
        self._storage = storage
        self._clock = clock
        self._catching_up = catching_up

    async def work(self) -> None:
        """Let all that is due happen, the longest due first."""
        while self._catching_up.over and not self._stopping:
            timers = await self._storage.timers.claim(TOGETHER, LEASE)
            if not timers:
                return
            handled = await asyncio.gather(*(self._happen(timer) for timer in timers))
            await self._storage.timers.finish([timer for timer in handled if timer])

    async def _happen(self, timer: Timer) -> Timer | None:
        """Submit one timer; None if it is to come again."""
        BUY.set(timer.buy)
        buy = await self._storage.reader.buy(timer.buy)
        if buy is None or timer.due_at is None:
            return timer
        key = f"timer:{timer.buy}:{timer.kind}:{timer.due_at.isoformat()}"
        cause = Cause(key, self._clock.now())
        due = TimerDue(cause, buy.organiser, timer.buy, timer.kind, timer.due_at)
        try:
            await self._storage.desk.submit(due)
        except DeskUnavailable:
            return None
        except DomainError as error:
            log.warning("timer refused", extra={"kind": timer.kind, "by": error.code})
        except Exception:
            log.exception("bug in a timer", extra={"kind": timer.kind})
            return None
        return timer
