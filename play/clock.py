"""Time that passes only when somebody lets it: two plays are the same to the second."""

from __future__ import annotations

from datetime import datetime

from sandbox import ShiftableClock


class StandingClock(ShiftableClock):
    """Stands still at a moment, save for the shifts."""

    def __init__(self, start: datetime) -> None:
        """Stand still at `start`, an aware datetime."""
        super().__init__()
        self._start = start

    def now(self) -> datetime:
        """Return the start and the shifts since."""
        return self._start + self.offset
