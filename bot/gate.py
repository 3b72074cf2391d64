"""The gate: so many notices at a time are put into words and sent, groups and people in turn.

What waits behind it is rendered from fresh state when it comes through, and what a killed process
leaves in doubt is no more than what had come through.
"""

from __future__ import annotations

import asyncio
from collections import deque

SECONDS = 0.3
"""How much of what may be said is between the gate and its turn: as long as reading and marking
may take on a busy machine, so that no turn is missed."""

AT_LEAST = 8
UNPACED = 100
"""Places where nothing is paced."""


def places(per_second: float) -> int:
    """Return how many places a gate needs for a pace; 0 is no pace."""
    return AT_LEAST + round(per_second * SECONDS) if per_second else UNPACED


class Place:
    """A place behind the gate; given up once."""

    def __init__(self, gate: Gate) -> None:
        self._gate: Gate | None = gate

    def leave(self) -> None:
        """Let the next one in; again is fine."""
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.left()


class Gate:
    """Lets in as many as there are places. What thousands wait for keeps no group waiting."""

    def __init__(self, places: int) -> None:
        """`places` is how many are in at a time."""
        self._free = places
        self._groups: deque[asyncio.Future[bool]] = deque()
        self._people: deque[asyncio.Future[bool]] = deque()
        self._groups_first = True
        self._closed = False

    async def enter(self, *, group: bool) -> Place | None:
        """Wait for a place; None if the gate is closed."""
        if self._closed:
            return None
        if self._free:  # then nobody waits
            self._free -= 1
            return Place(self)
        waiting: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        (self._groups if group else self._people).append(waiting)
        return Place(self) if await waiting else None

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed = True
        for queue in (self._groups, self._people):
            while queue:
                queue.popleft().set_result(False)

    def left(self) -> None:
        """A place was given up: it goes to a group that waits and to a person in turn."""
        queue = self._groups if self._groups_first else self._people
        queue = queue or self._groups or self._people
        if not queue:
            self._free += 1
            return
        self._groups_first = queue is self._people
        queue.popleft().set_result(True)
