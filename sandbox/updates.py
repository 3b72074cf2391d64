"""The updates that wait for the bot: numbered, kept for a day, delivered until acknowledged."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sandbox.clock import Clock
from sandbox.faults import PAUSES, Fault, Faults
from sandbox.world import Json

NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds of update that a bot gets only if it asks for them."""

KEPT = timedelta(hours=24)
QUIET = timedelta(days=7)
"""After so long without an update Telegram may number on from anywhere."""


@dataclass
class Waiting:
    """One update; `lane` is the chat or person within whose updates order matters."""

    update: Json
    kind: str
    lane: int
    since: datetime
    copies: int = 1
    held: bool = False
    delivered: bool = False
    """Only what was delivered can be acknowledged: numbers may start again lower."""

    @property
    def id(self) -> int:
        """Its update_id."""
        number: int = self.update["update_id"]
        return number


class Updates:
    """The queue.  `arrived` is set whenever there is something to deliver."""

    def __init__(self, clock: Clock, faults: Faults, first_id: int = 100_000_001) -> None:
        """Start empty."""
        self._clock = clock
        self._faults = faults
        self._next_id = first_id
        self.turn = 0
        self._last: datetime | None = None
        self._random = Random(first_id)  # repeatable chance, no secret
        self.queue: list[Waiting] = []
        self.allowed: list[str] = []
        self.arrived = asyncio.Event()
        self.polled = asyncio.Event()
        """Set once the bot has asked for updates."""

    def put(self, kind: str, payload: Json, lane: int, chat: int | None = None) -> None:
        """Add an update of `kind` unless the bot does not want that kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return
        now = self._clock.now()
        if self._last and now - self._last > QUIET:
            self._next_id = self._random.randrange(100_000_000, 900_000_000)
        self._last = now
        waiting = Waiting({"update_id": self._next_id, kind: payload}, kind, lane, now)
        self._next_id += 1
        kinds = {kind, *payload} if kind == "message" else {kind}
        if fault := self._faults.strike("update", chat, kinds):
            if fault.effect == "double":
                waiting.copies = 2
            elif fault.effect in PAUSES:
                self._hold(waiting, fault)
            else:
                return
        self.queue.append(waiting)
        self.arrived.set()

    def _hold(self, waiting: Waiting, fault: Fault) -> None:
        def let_go() -> None:
            waiting.held = False
            self.arrived.set()

        waiting.held = True
        fault.afterwards(let_go)

    def pending(self) -> list[Waiting]:
        """What may be delivered now; forgets what is older than a day."""
        oldest = self._clock.now() - KEPT
        self.queue = [waiting for waiting in self.queue if waiting.since >= oldest]
        return [waiting for waiting in self.queue if not waiting.held]

    def acknowledge(self, waiting: Waiting) -> None:
        """Forget one delivered update, or one of its copies."""
        waiting.copies -= 1
        waiting.delivered = False
        if waiting.copies <= 0 and waiting in self.queue:
            self.queue.remove(waiting)

    def acknowledge_before(self, offset: int) -> None:
        """Forget everything older than `offset`; negative counts from the end."""
        if offset < 0:
            self.queue = self.queue[offset:]
            return
        for waiting in list(self.queue):
            if waiting.id < offset and waiting.delivered:
                self.acknowledge(waiting)

    def new_turn(self) -> int:
        """Begin a getUpdates; an earlier one that still waits will see that it is over."""
        self.turn += 1
        self.polled.set()
        self.arrived.set()
        return self.turn

    async def take(
        self, offset: int, limit: int, patience: float, turn: int
    ) -> Sequence[Json] | None:
        """Long polling: up to `limit` updates, waiting at most `patience` seconds for one.

        None when a newer turn began meanwhile.
        """
        if offset:
            self.acknowledge_before(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        while not (found := self.pending()) and (left := deadline - loop.time()) > 0:
            self.arrived.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.arrived.wait(), left)
            if turn != self.turn:
                return None
        for waiting in found[:limit]:
            waiting.delivered = True
        return [waiting.update for waiting in found[:limit]]

    def drop(self) -> None:
        """Forget all, as drop_pending_updates asks."""
        self.queue.clear()
