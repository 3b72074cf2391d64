"""Tidying up: once an hour, what the database need not keep any more goes."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.worker import Worker
from domain.ports import Clock
from storage import Storage

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)


class Housekeeping(Worker):
    """Works at each tick, and tidies at the first and whenever an hour has passed since."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        super().__init__()
        self._storage = storage
        self._clock = clock
        self._tidied_at: datetime | None = None

    async def work(self) -> None:
        """Tidy up if it is time."""
        now = self._clock.now()
        if self._tidied_at is not None and now - self._tidied_at < EVERY:
            return
        gone = await self._storage.tidying.tidy()
        self._tidied_at = now
        if gone:
            log.info("tidied", extra={"rows": gone})
