"""A decider that does as it is told: tests of storage are about writing, not about rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from domain.commands.base import Cause, Command
from domain.ids import PersonId
from domain.outcome import NOTHING, Outcome
from domain.world import Needs, World

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)

NEEDS_NOTHING = Needs()

_numbers = count(1)


class HandClock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        """Return the time as last set."""
        return self.time

    def pass_(self, **span: float) -> None:
        """Let time go by: `minutes=5`."""
        self.time += timedelta(**span)


def nothing(_world: World) -> Outcome:
    """Decide to change nothing."""
    return NOTHING


def no_answer(_world: World) -> Any:
    """Answer nothing."""
    return None


@dataclass(frozen=True, slots=True)
class Do(Command[Any]):
    """A command that carries its own decision."""

    needs: Needs = NEEDS_NOTHING
    then: Callable[[World], Outcome] = nothing
    said: Callable[[World], Any] = no_answer


def do(
    outcome: Outcome | Callable[[World], Outcome] = NOTHING,
    needs: Needs = NEEDS_NOTHING,
    said: Callable[[World], Any] = no_answer,
    key: str | None = None,
) -> Do:
    """Make a command with a cause of its own (or `key`) that leads to `outcome`."""
    cause = Cause(key or f"u{next(_numbers)}", NOON)
    then = (lambda _world: outcome) if isinstance(outcome, Outcome) else outcome
    return Do(cause, PersonId(1), needs, then, said)


class Scripted:
    """Decides what each `Do` carries."""

    def needs(self, command: Command[Any]) -> Needs:
        """Return what the command says it needs."""
        assert isinstance(command, Do)
        return command.needs

    def decide(self, world: World, command: Command[Any]) -> Outcome:
        """Return what the command leads to."""
        assert isinstance(command, Do)
        return command.then(world)

    def answer(self, world: World, command: Command[Any]) -> Any:
        """Return what the command says."""
        assert isinstance(command, Do)
        return command.said(world)
