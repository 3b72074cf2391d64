"""Turns: of one person's updates one is handled at a time, in order, whichever replica has it.

What a turn guards is order and manners: that a correction does not overtake what it corrects, and
that an update delivered to two replicas is answered by one. That it *acts* once is not left to
turns: its cause is a row (see `storage.round`).
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol


class Turn(Enum):
    """What became of asking for a turn."""

    MINE = auto()
    """Whoever asked is to handle the update now."""
    DONE = auto()
    """It was handled before, here or by another replica."""


class Turns(Protocol):
    """Gives turns. `person` is whose updates stay in order: a person's id, or a chat's."""

    async def take(self, person: int, update_id: int) -> Turn:
        """Wait for the turn of an update; raise `DeskUnavailable` while the database is away.

        A process asks for one turn of a person at a time. Being cancelled gives it back.
        """
        ...

    def done(self, person: int, update_id: int) -> None:
        """The update was handled: the person's next one may go, and this one is known again."""
        ...

    def give_back(self, person: int, update_id: int) -> None:
        """The update could not be handled: it, or another, may go."""
        ...

    async def close(self) -> None:
        """Let go of all turns."""
        ...


class AlwaysMine:
    """The turns of a process that is alone with its database, as on SQLite."""

    async def take(self, person: int, update_id: int) -> Turn:  # noqa: ARG002 - as all turns
        """Return `Turn.MINE`: the intake's own lanes keep the order."""
        return Turn.MINE

    def done(self, person: int, update_id: int) -> None:
        """Nobody else waits."""

    def give_back(self, person: int, update_id: int) -> None:
        """Nobody else waits."""

    async def close(self) -> None:
        """Nothing is held."""
