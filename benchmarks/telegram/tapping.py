"""People tapping: as fast as they are answered, or at a steady rate whatever the answers take."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from benchmarks.crowd import Crowd
from benchmarks.telegram.taps import Tap, Taps
from benchmarks.telegram.updates import Requests
from benchmarks.telegram.wire import Unacceptable, Wire

PATIENCE = 60.0
"""Seconds after which taps that are still unanswered spoil the figure."""


@dataclass(slots=True)
class Open:
    """A tap that waits for its answer, and for the response to its update."""

    wire: Wire
    tap: Tap
    since: float
    answered_at: float | None = None
    responded: bool = False


class Tapping:
    """The taps on one server, round after round."""

    def __init__(self, taps: Taps, crowd: Crowd, at_once: int, urls: list[str]) -> None:
        """So many tap at once, each on a connection of their own.

        `urls` are the webhooks of the server's replicas, taken in turn.
        """
        self.taps = taps
        self._at_once = at_once
        self._servers = [urlsplit(url) for url in urls]
        self._requests = [Requests(crowd, one.netloc, one.path) for one in self._servers]
        self._open: dict[int, Open] = {}
        self._query_of: dict[Wire, int] = {}
        self._free: deque[Wire] = deque()
        self._waiting: deque[float] = deque()
        """Since when taps wait for somebody to be free (steady rate only)."""
        self._going = False
        self._closed_loop = True
        self.done: list[tuple[float, float]] = []
        """When each tap was answered, and after how long: seconds."""

    async def as_fast_as_answered(self, seconds: float) -> None:
        """Tap anew as soon as answered, for so long; then wait for the last answers."""
        loop = asyncio.get_running_loop()
        wires = await self._begin(closed_loop=True)
        for wire in wires:
            self._tap(wire, loop.time())
        await asyncio.sleep(seconds)
        await self._end(wires)

    async def at_rate(self, rate: float, seconds: float) -> None:
        """Tap so often a second, for so long. Each is timed from when it was due."""
        loop = asyncio.get_running_loop()
        wires = await self._begin(closed_loop=False)
        self._free.extend(wires)
        begun = loop.time()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            if (left := due - loop.time()) > 0:
                await asyncio.sleep(left)
            if self._free:
                self._tap(self._free.popleft(), due)
            else:
                self._waiting.append(due)
        await self._end(wires)

    def called(self, query: int) -> None:
        """A tap was answered by a call."""
        if query in self._open:
            self._answered(query)

    async def _begin(self, *, closed_loop: bool) -> list[Wire]:
        loop = asyncio.get_running_loop()
        self._closed_loop = closed_loop
        self._going = True
        self.done.clear()
        self._free.clear()
        wires = []
        for line in range(self._at_once):
            server = self._servers[line % len(self._servers)]
            wire = Wire(line, self._responded)
            await loop.create_connection(
                partial(_same, wire), server.hostname or "", server.port or 0
            )
            wires.append(wire)
        return wires

    async def _end(self, wires: list[Wire]) -> None:
        self._going = False
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while self._open or self._waiting:
            if loop.time() > deadline:
                raise Unacceptable(f"{len(self._open)} taps were never answered")
            await asyncio.sleep(0.01)
        for wire in wires:
            wire.close()

    def _tap(self, wire: Wire, since: float) -> None:
        update, tap = self.taps.next(wire.line)
        requests = self._requests[wire.line % len(self._requests)]
        self._open[update] = Open(wire, tap, since)
        self._query_of[wire] = update
        wire.send(requests.tap(update, tap.person, tap.buy, tap.delta))

    def _responded(self, wire: Wire, answers: bool) -> None:
        query = self._query_of[wire]
        self._open[query].responded = True
        if answers:
            self._answered(query)
        else:
            self._look(query)

    def _answered(self, query: int) -> None:
        self._open[query].answered_at = asyncio.get_running_loop().time()
        self._look(query)

    def _look(self, query: int) -> None:
        one = self._open[query]
        if not one.responded or one.answered_at is None:
            return
        del self._open[query]
        self.taps.answered(one.tap)
        self.done.append((one.answered_at, one.answered_at - one.since))
        if self._waiting:
            self._tap(one.wire, self._waiting.popleft())
        elif self._closed_loop and self._going:
            self._tap(one.wire, asyncio.get_running_loop().time())
        else:
            self._free.append(one.wire)


def _same(wire: Wire) -> Wire:
    return wire
