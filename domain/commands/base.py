"""What every command has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from domain.ids import PersonId

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a command exists: a `key` that acts once ever, and the time it was received (UTC).

    Keys: `u<update id>` (with `:<n>` where one update leads to several commands) or
    `timer:<buy>:<kind>:<due>`.
    """

    key: str
    at: datetime

    def then(self, part: str) -> Cause:
        """Return the cause of a further command of the same update."""
        return Cause(f"{self.key}:{part}", self.at)

    @property
    def update(self) -> int | None:
        """The number of the update that it is part of, if any."""
        number = self.key.partition(":")[0].removeprefix("u")
        return int(number) if number.isdecimal() and self.key.startswith("u") else None


@dataclass(frozen=True, slots=True)
class Command(Generic[A_co]):
    """The base of all commands; `actor` is who acts (the organiser's id for timers)."""

    cause: Cause
    actor: PersonId
