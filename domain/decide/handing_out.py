"""Handing out: how far each part got, one tap at a time, each of which can be undone."""

from __future__ import annotations

from dataclasses import replace

from domain import limits
from domain.commands.goods import MoveShipment, UndoShipment
from domain.decide.change import Change
from domain.decide.parts import part_of, parts_of, set_reminder, to
from domain.decide.rights import must_be_closed, must_run
from domain.decide.rule import rule
from domain.errors import NothingToUndo, TextTooLong
from domain.goods import Stage
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome, Withdrawal
from domain.world import Needs, World

TOLD = (Stage.PACKED, Stage.SHIPPED, Stage.READY, Stage.HANDED_OUT)
"""The stages that the participant is told of."""

MOVED_ON = (NoticeKind.SHIPMENT, NoticeKind.PICK_UP, NoticeKind.WHERE_TO)
"""What need not be said any more once a part moved on."""


def _needs_move(command: MoveShipment) -> Needs:
    if command.stage is Stage.READY:
        return Needs(whole=frozenset({command.buy}))  # whom to remind when
    return Needs(parts=frozenset({(command.buy, command.person)}))


def _move(world: World, command: MoveShipment) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    part = part_of(change, command.person, command.token)
    tracking = command.tracking.strip()
    if len(tracking) > limits.TRACKING_LENGTH:
        raise TextTooLong(limit=limits.TRACKING_LENGTH, length=len(tracking))
    if part.stage is command.stage and tracking in ("", part.tracking):
        return NOTHING
    moved = part if part.stage is command.stage else to(command.stage, part, change.now)
    change.saves.append(replace(moved, tracking=tracking or part.tracking))
    change.saves.append(Withdrawal(command.buy, command.person, MOVED_ON))
    if command.stage in TOLD and command.person != command.actor:
        occasion, stage = command.cause.key, command.stage
        change.tell(command.person, NoticeKind.SHIPMENT, occasion, stage=stage)
    if command.stage is Stage.READY:
        set_reminder(change)
    return change.outcome()


def _needs_undo(command: UndoShipment) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _undo(world: World, command: UndoShipment) -> Outcome:
    """Go back one stage, and tell that the other was a mistake; they may never have heard of it."""
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    part = parts_of(change).get(command.person)
    if part is None or part.before is None:
        raise NothingToUndo
    tracking = "" if part.stage is Stage.SHIPPED else part.tracking
    back = replace(part, stage=part.before, before=None, stage_at=change.now, tracking=tracking)
    change.saves.append(back)
    change.saves.append(Withdrawal(command.buy, command.person, MOVED_ON))
    if part.stage in TOLD and command.person != command.actor:
        values = {"stage": back.stage, "undone": True}
        change.tell(command.person, NoticeKind.SHIPMENT, command.cause.key, **values)
    set_reminder(change)
    return change.outcome()


RULES = (
    rule(MoveShipment, _needs_move, _move),
    rule(UndoShipment, _needs_undo, _undo),
)
