"""What was said without being sure that it arrived: the organiser knows, and may say it again."""

from __future__ import annotations

from domain.commands.saying import NoteUnsaid, SayAgain
from domain.decide.change import Change
from domain.decide.rights import must_run
from domain.decide.rule import rule
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome, Repetition
from domain.world import Needs, World


def _needs(command: NoteUnsaid | SayAgain) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _note(world: World, command: NoteUnsaid) -> Outcome:
    """Tell the organiser: each time if it may have arrived, once if the group cannot be told.

    Each request that a supplier did not get is another.
    """
    if command.buy not in world.buys:
        return NOTHING
    change = Change.of(world, command.cause, command.buy)
    once = command.reason if command.kind is not NoticeKind.SUPPLIER_REQUEST else ""
    occasion = f"{command.kind}:{once or command.cause.key}"
    what = {"what": command.kind, "reason": command.reason}
    change.tell(change.buy.organiser, NoticeKind.UNSAID, occasion, **what)
    return change.outcome()


def _again(world: World, command: SayAgain) -> Outcome:
    must_run(world, world.buy(command.buy), command.actor)
    return Outcome((Repetition(command.buy),))


RULES = (
    rule(NoteUnsaid, _needs, _note),
    rule(SayAgain, _needs, _again),
)
