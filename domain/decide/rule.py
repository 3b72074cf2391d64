"""How a rule about one kind of command is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.commands.base import Command
from domain.outcome import Outcome
from domain.world import Needs, World

C = TypeVar("C", bound=Command[Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of command looks at, what it leads to, and what its asker is answered."""

    needs: Callable[[Any], Needs]
    decide: Callable[[World, Any], Outcome]
    answer: Callable[[World, Any], Any]


def nothing_to_say(_world: World, _command: Command[Any]) -> None:
    """Answer nothing: that the command went through is the answer."""


def rule(
    kind: type[C],
    needs: Callable[[C], Needs],
    decide: Callable[[World, C], Outcome],
    answer: Callable[[World, C], Any] = nothing_to_say,
) -> tuple[type[Command[Any]], Rule]:
    """Return the entry of one kind of command for the table of all rules."""
    return kind, Rule(needs, decide, answer)
