"""The command that time gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.commands.base import Command
from domain.ids import BuyId
from domain.timers import TimerKind


@dataclass(frozen=True, slots=True)
class TimerDue(Command[None]):
    """A timer of `buy` is due. One that was moved or taken away meanwhile does nothing."""

    buy: BuyId
    kind: TimerKind
    due_at: datetime
