"""The desk, the only writer of the domain's records: waiting commands are written together.

One transaction costs about as much as the commands in it are few, so whoever waits while one is
under way is taken into the next.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import Context
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.commands.base import Command
from domain.ports import Clock, DeskUnavailable
from domain.world import Needs
from storage.errors import Locked
from storage.passing import let_pass
from storage.round import Committed, Decider, Verdict, hold_round
from storage.writer import CannotBegin, Writer

A = TypeVar("A")

TOGETHER = 500
"""Commands in one transaction at most."""

NOTHING_COMMITTED = Committed()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    command: Command[Any]
    future: asyncio.Future[Any]

    def tell(self, verdict: Verdict) -> None:
        if self.future.done():  # whoever asked was cancelled; what they asked is written
            return
        if verdict.error is not None:
            self.future.set_exception(verdict.error)
        else:
            self.future.set_result(verdict.answer)


class Desk:
    """See `domain.ports.Desk`."""

    def __init__(self, writer: Writer, clock: Clock, decider: Decider) -> None:
        self._writer = writer
        self._clock = clock
        self._decider = decider
        self._waiting: deque[_Waiting] = deque()
        self._work: asyncio.Task[None] | None = None
        self._hooks: list[Callable[[Committed], None]] = []
        self._round_hooks: list[Callable[[int], None]] = []
        self._closed = False

    async def submit(self, command: Command[A]) -> A:
        """Decide and write `command` durably, then return its answer; see `domain.ports.Desk`.

        Being cancelled while waiting does not take the command back.
        """
        if self._closed:
            raise DeskUnavailable("the desk is closed")
        waiting = _Waiting(command, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._work is None:
            # Of no update's context: a round serves many.
            self._work = asyncio.create_task(self._rounds(), context=Context())
        answer: A = await waiting.future
        return answer

    def on_commit(self, hook: Callable[[Committed], None]) -> None:
        """Call `hook` after each round that changed anything; it must return at once."""
        self._hooks.append(hook)

    def on_round(self, hook: Callable[[int], None]) -> None:
        """Call `hook` with the number of commands in each transaction; it must not raise."""
        self._round_hooks.append(hook)

    async def close(self) -> None:
        """Take no more commands, and finish those that wait."""
        self._closed = True
        if self._work is not None:
            await self._work

    async def _rounds(self) -> None:
        while self._waiting:
            count = min(len(self._waiting), TOGETHER)
            await self._serve([self._waiting.popleft() for _ in range(count)])
            await let_pass()
        self._work = None

    async def _serve(self, batch: Sequence[_Waiting]) -> None:
        """Serve a batch in one transaction; if that fails half-way, each alone.

        A transaction that cannot even begin, or waits for a lock too long, is not tried again:
        each command would only wait for the same lock.
        """
        try:
            await self._hold(batch)
        except (CannotBegin, Locked) as error:
            _tell_all(batch, error)
        except Exception as error:  # whose fault it is shows when each is alone
            log.warning("round failed, each alone now", exc_info=error, extra={"size": len(batch)})
            await self._serve_each(batch)

    async def _serve_each(self, batch: Sequence[_Waiting]) -> None:
        for place, waiting in enumerate(batch):
            try:
                await self._hold([waiting])
            except (CannotBegin, Locked) as error:
                _tell_all(batch[place:], error)
                return
            except Exception as error:  # the asker's own, whatever it is
                waiting.tell(Verdict(error=error))

    async def _hold(self, batch: Sequence[_Waiting]) -> None:
        """Decide and commit a batch, and tell each what became of it."""
        commands = [waiting.command for waiting in batch]
        now = self._clock.now()
        needs = Needs.of_all(map(self._decider.needs, commands))
        verdicts, committed = await self._writer.carry(
            lambda connection: hold_round(connection, commands, needs, self._decider, now),
            brief=not (needs.whole or needs.everything_of),
        )
        for waiting, verdict in zip(batch, verdicts, strict=True):
            waiting.tell(verdict)
        for told in self._round_hooks:
            told(len(batch))
        if committed != NOTHING_COMMITTED:
            self._call_hooks(committed)

    def _call_hooks(self, committed: Committed) -> None:
        for hook in self._hooks:
            try:
                hook(committed)
            except Exception:
                log.exception("bug in a hook after a commit")


def _tell_all(batch: Sequence[_Waiting], error: Exception) -> None:
    for waiting in batch:
        waiting.tell(Verdict(error=error))
