"""Time as the sandbox and the bot see it: the machine's, moved on demand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present moment, an aware datetime in UTC."""
        ...


class ShiftableClock:
    """The machine's time plus an offset that a test or a person can change.

    A bot in the same process shares the object; a bot in another process follows
    `GET /control/clock`.
    """

    def __init__(self) -> None:
        """Start at the machine's time."""
        self.offset = timedelta()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The present moment in UTC, offset included."""
        return datetime.now(UTC) + self.offset

    def advance(self, seconds: float) -> None:
        """Move on by `seconds` (negative moves back) and tell the listeners."""
        self.offset += timedelta(seconds=seconds)
        for listener in list(self._listeners):
            listener()

    def set(self, moment: datetime) -> None:
        """Jump to `moment`, an aware datetime, and tell the listeners.

        Raises ValueError for a naive datetime.
        """
        if moment.tzinfo is None:
            raise ValueError("the clock needs an aware datetime")
        self.advance((moment - self.now()).total_seconds())

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each shift; returns a function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
