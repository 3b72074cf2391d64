"""One round at the desk: the commands that waited, decided in turn within one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, select

from domain.buy import GroupBuy
from domain.commands.base import Command
from domain.errors import DomainError
from domain.ids import BuyId
from domain.outcome import Outcome, Release, Repetition
from domain.world import Needs, World
from storage import tables
from storage.fetch import WANTED, one_of
from storage.load import load
from storage.ready import rows
from storage.save import Changes
from storage.upserts import add

SEEN = select(tables.causes.c.key).where(one_of(tables.causes.c.key))


class Decider(Protocol):
    """What decides; `domain.decide` is the one that the product uses."""

    def needs(self, command: Command[Any]) -> Needs:
        """Return what the command's decision looks at."""
        ...

    def decide(self, world: World, command: Command[Any]) -> Outcome:
        """Return what the command changes, or raise the `DomainError` that refuses it."""
        ...

    def answer(self, world: World, command: Command[Any]) -> Any:
        """Return what the asker is told, from the world with the changes in it."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one command: an answer, or the error that its asker gets."""

    answer: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a round changed, told to whoever waits for changes."""

    notices: bool = False
    """The outbox has something new."""
    timers: bool = False
    """A timer was set or moved."""
    buys: frozenset[BuyId] = frozenset()
    """The buys of which anything was written."""


def hold_round(
    connection: Connection,
    commands: Sequence[Command[Any]],
    needs: Needs,
    decider: Decider,
    now: datetime,
) -> tuple[list[Verdict], Committed]:
    """Decide the commands in turn and write what they change; return a verdict for each.

    `needs` is what all of them need together.
    A command that is refused (or stumbles over a mistake in the code) changes nothing and
    disturbs no other. A cause that was decided before, in this round too, is answered only.
    Raises whatever the database raises, and what `answer` raises about a new decision: the
    whole round is to be rolled back then.
    """
    world = load(connection, needs)
    seen = _seen(connection, [command.cause.key for command in commands])
    changes = Changes(connection, now)
    causes: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    verdicts: list[Verdict] = []
    for command in commands:
        if command.cause.key in seen:
            verdicts.append(_answer_again(world, command, decider))
            continue
        try:
            outcome = decider.decide(world, command)
        except DomainError as error:
            # Decided once, as well: delivered again, it must not do what somebody was refused.
            seen.add(command.cause.key)
            causes.append({"key": command.cause.key, "at": command.cause.at})
            verdicts.append(Verdict(error=error))
            continue
        except Exception as error:
            verdicts.append(Verdict(error=error))
            continue
        world.take(outcome.saves)
        changes.add(outcome, command.cause.at)
        outcomes.append(outcome)
        seen.add(command.cause.key)
        causes.append({"key": command.cause.key, "at": command.cause.at})
        verdicts.append(Verdict(answer=decider.answer(world, command)))
    changes.write()
    if causes:
        # Not an upsert: of two processes with the same update, the later one must fail and look.
        add(connection, tables.causes, causes)
    return verdicts, _committed(outcomes)


def _seen(connection: Connection, keys: list[str]) -> set[str]:
    return {row[0] for row in rows(connection, SEEN, {WANTED: keys})}


def _answer_again(world: World, command: Command[Any], decider: Decider) -> Verdict:
    """Answer with the state as it is; what was refused may lack what an answer speaks of."""
    try:
        return Verdict(answer=decider.answer(world, command))
    except DomainError as error:
        return Verdict(error=error)
    except Exception as error:
        try:
            decider.decide(world, command)
        except DomainError as refusal:
            return Verdict(error=refusal)
        return Verdict(error=error)


def _committed(outcomes: list[Outcome]) -> Committed:
    saves = [save for outcome in outcomes for save in outcome.saves]
    touched = {getattr(save, "buy", None) for save in saves}
    return Committed(
        notices=any(outcome.notices for outcome in outcomes)
        or any(isinstance(save, Release | Repetition) for save in saves),
        timers=any(outcome.timers for outcome in outcomes),
        buys=frozenset(buy for buy in touched if buy is not None)
        | {save.id for save in saves if isinstance(save, GroupBuy)},
    )
