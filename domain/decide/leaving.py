"""Being left in peace: declining one buy, or muting its nudges."""

from __future__ import annotations

from dataclasses import replace

from domain.commands.member import Decline, MuteBuy
from domain.decide.change import Change
from domain.decide.opening import opened
from domain.decide.orders import cancelled
from domain.decide.rights import must_live
from domain.decide.rule import rule
from domain.errors import NothingToUndo
from domain.notices import NUDGES
from domain.outcome import Outcome, Withdrawal
from domain.world import Needs, World


def _needs(command: Decline | MuteBuy) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.actor)}))


def _decline(world: World, command: Decline) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    involvement = world.involvement(command.buy, command.actor)
    if not command.declined:
        if involvement.declined_at is None:
            raise NothingToUndo
        change.person(command.actor, involvement=replace(involvement, declined_at=None))
        return change.outcome()
    lines = cancelled(world, command.buy, command.actor)
    named = world.invitation(command.buy, command.actor) is not None
    involvement = opened(change, command.actor, involvement, named=named)
    involvement = replace(
        involvement,
        declined_at=involvement.declined_at or change.now,
        ordered_at=change.now if lines else involvement.ordered_at,
    )
    change.person(command.actor, lines=lines, involvement=involvement)
    change.saves.append(Withdrawal(command.buy, command.actor, tuple(sorted(NUDGES))))
    return change.outcome()


def _mute(world: World, command: MuteBuy) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    involvement = world.involvement(command.buy, command.actor)
    change.person(command.actor, involvement=replace(involvement, muted=command.muted))
    if command.muted:
        change.saves.append(Withdrawal(command.buy, command.actor, tuple(sorted(NUDGES))))
    return change.outcome()


RULES = (rule(Decline, _needs, _decline), rule(MuteBuy, _needs, _mute))
