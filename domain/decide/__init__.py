"""What each command may do and leads to: pure functions, no input, no output, no clock.

`needs(command)` says what to load, `decide(world, command)` what changes (or raises the
`DomainError` with which it is refused), `answer(world, command)` what the asker is told, from
the world with the changes in it: a repeated command is answered with the state as it is.
One file for each family of commands; each lists its rules at the end.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from domain.commands.base import Command
from domain.decide import (
    closing,
    corrections,
    drafts,
    editing,
    guests,
    handing_out,
    homes,
    inviting,
    items,
    leaving,
    online,
    opening,
    orders,
    paying,
    paying_back,
    people,
    points,
    reminding,
    requesting,
    running,
    saying,
    starting,
    timing,
)
from domain.decide.rule import Rule
from domain.outcome import Outcome
from domain.world import Needs, World

A = TypeVar("A")

_FAMILIES = (
    drafts,
    starting,
    opening,
    orders,
    guests,
    leaving,
    inviting,
    editing,
    items,
    running,
    closing,
    timing,
    paying,
    online,
    points,
    paying_back,
    reminding,
    corrections,
    requesting,
    handing_out,
    people,
    homes,
    saying,
)

RULES: dict[type[Command[Any]], Rule] = {
    kind: rule for family in _FAMILIES for kind, rule in family.RULES
}
"""Every kind of command and its rule."""


def needs(command: Command[Any]) -> Needs:
    """Return what must be loaded before `command` is decided or answered."""
    return RULES[type(command)].needs(command)


def decide(world: World, command: Command[Any]) -> Outcome:
    """Return what `command` changes; raise the `DomainError` with which it is refused."""
    return RULES[type(command)].decide(world, command)


def answer(world: World, command: Command[A]) -> A:
    """Return what the asker of `command` is told, from the world with its changes in it."""
    return cast(A, RULES[type(command)].answer(world, command))
