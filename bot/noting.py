"""Marks and fates of many notices, written together in one transaction."""

from __future__ import annotations

import asyncio
import logging
from contextvars import Context
from typing import TypeVar

from domain.ports import DeskUnavailable
from storage.outbox import Outbox
from storage.outcomes import Claimed, Result

T = TypeVar("T")
Waiting = list[tuple[T, "asyncio.Future[bool]"]]

GATHERING = 0.01
"""Seconds for which those that come are gathered, before they are written together."""

AGAIN = 0.5
"""Seconds between tries to note a fate while the database is away."""

log = logging.getLogger(__name__)


class Noting:
    """Writes for one speaker; see `storage.outbox.Outbox.note`."""

    def __init__(self, outbox: Outbox, speaker: str) -> None:
        """`speaker` is who this process is to the outbox."""
        self._outbox = outbox
        self._speaker = speaker
        self._marks: Waiting[Claimed] = []
        self._results: Waiting[Result] = []
        self._work: asyncio.Task[None] | None = None
        self._giving_up = False

    async def sending(self, claimed: Claimed) -> bool:
        """Mark that the sending of this begins; False if another process speaks by now.

        Raises `DeskUnavailable`: then it is not marked.
        """
        return await self._wait(self._marks, claimed)

    async def became(self, result: Result) -> None:
        """Note a fate, however long that takes: what was said must not be said again.

        After `give_up` a database that is away is not waited for: a mark that was made before
        sending tells the next speaker that it may have arrived.
        """
        await self._wait(self._results, result)

    def give_up(self) -> None:
        """Wait for the database no longer."""
        self._giving_up = True

    async def _wait(self, queue: Waiting[T], one: T) -> bool:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        queue.append((one, future))
        if self._work is None:
            # Of no notice's context: a round writes many.
            self._work = asyncio.create_task(self._rounds(), context=Context())
        return await future

    async def _rounds(self) -> None:
        while self._marks or self._results:
            await asyncio.sleep(GATHERING)
            marks, results = self._marks[:], self._results[:]
            self._marks.clear()
            self._results.clear()
            if not await self._write(marks, results):
                await asyncio.sleep(AGAIN)
        self._work = None

    async def _write(self, marks: Waiting[Claimed], results: Waiting[Result]) -> bool:
        """Write them; False if the database is away."""
        try:
            speaks = await self._outbox.note(
                self._speaker, [one for one, _ in marks], [one for one, _ in results]
            )
        except DeskUnavailable as error:
            _fail(marks, error)
            if self._giving_up:
                _tell(results, told=False)
            else:
                self._results[:0] = results
            return False
        except Exception as error:
            if len(marks) + len(results) == 1:
                _fail([*marks, *results], error)
            else:  # whose fault it is shows when each is alone
                log.warning("notes failed, each alone now", exc_info=error)
                for mark in marks:
                    await self._write([mark], [])
                for result in results:
                    await self._write([], [result])
            return True
        _tell(marks, told=speaks)
        _tell(results, told=True)
        return True


def _tell(waiting: Waiting[T], *, told: bool) -> None:
    for _, future in waiting:
        if not future.done():
            future.set_result(told)


def _fail(waiting: Waiting[T], error: Exception) -> None:
    for _, future in waiting:
        if not future.done():
            future.set_exception(error)
