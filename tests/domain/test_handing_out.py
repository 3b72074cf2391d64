"""Handing out: stages by one tap, undone by another, told once, and reminders for what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands.goods import MoveShipment, UndoShipment
from domain.commands.organiser import NameHelper
from domain.errors import (
    BuyNotClosed,
    NothingOrdered,
    NothingToUndo,
    NotTheOrganiser,
    TextTooLong,
)
from domain.goods import Stage
from domain.ids import PersonId
from domain.notices import NoticeKind
from domain.outcome import Withdrawal
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, Play, started

DAY = timedelta(days=1)


def closed() -> Play:
    """Return a closed buy in which Boris, Carla and Anna have one each."""
    play = started()
    for person in (BORIS, CARLA, ANNA):
        play.order(person, 1)
    play.wait(4 * DAY)
    play.timers.clear()
    return play


def move(play: Play, person: int, stage: Stage, tracking: str = "", by: int = ANNA) -> None:
    """Bring somebody's part to a stage."""
    play.do(MoveShipment, by, BUY, PersonId(person), stage, f"token-{person}", tracking)


def told(play: Play) -> list[tuple[int | None, Stage]]:
    """Return who was told of which stage."""
    shown = (one for one in play.said if one.kind is NoticeKind.SHIPMENT)
    return [(one.person, one.values["stage"]) for one in shown]


def test_the_way_of_a_part() -> None:
    """Lost otherwise: nobody knows where their goods are."""
    play = closed()
    move(play, BORIS, Stage.PACKED)
    move(play, BORIS, Stage.SHIPPED, " TRACK-1 ")
    move(play, BORIS, Stage.HANDED_OUT)
    assert told(play) == [
        (BORIS, Stage.PACKED),
        (BORIS, Stage.SHIPPED),
        (BORIS, Stage.HANDED_OUT),
    ]
    part = play.world.shipments[BUY][BORIS]
    assert (part.tracking, part.token, part.stage_at) == ("TRACK-1", "token-2", play.now)
    assert part.before is Stage.SHIPPED
    move(play, BORIS, Stage.HANDED_OUT)
    assert play.outcome.saves == ()


def test_undone_by_one_tap() -> None:
    """Lost otherwise: a slip of the thumb hands out what still stands in the hall."""
    play = closed()
    move(play, BORIS, Stage.SHIPPED, "TRACK-1")
    play.do(UndoShipment, ANNA, BUY, BORIS)
    part = play.world.shipments[BUY][BORIS]
    assert (part.stage, part.tracking, part.before) == (Stage.AWAITED, "", None)
    kinds = next(one.kinds for one in play.outcome.saves if isinstance(one, Withdrawal))
    assert NoticeKind.SHIPMENT in kinds
    for person in (BORIS, CARLA):
        with pytest.raises(NothingToUndo):
            play.do(UndoShipment, ANNA, BUY, person)
    move(play, BORIS, Stage.SHIPPED, "TRACK-2")
    assert [stage for _, stage in told(play)] == [Stage.SHIPPED, Stage.AWAITED, Stage.SHIPPED]


def test_a_tracking_number_that_comes_later_is_told() -> None:
    """Lost otherwise: a number typed after "shipped" reaches nobody."""
    play = closed()
    move(play, BORIS, Stage.SHIPPED)
    move(play, BORIS, Stage.SHIPPED, "TRACK-1")
    assert len(told(play)) == 2
    assert play.world.shipments[BUY][BORIS].before is Stage.AWAITED


def test_those_whose_goods_wait_are_reminded() -> None:
    """Lost otherwise: goods stand in the hall for weeks, or who has them is pestered."""
    play = closed()
    for person in (BORIS, ANNA):
        move(play, person, Stage.READY)
    play.wait(DAY / 2)
    move(play, CARLA, Stage.READY)
    play.wait(DAY / 2)
    assert play.told(NoticeKind.PICK_UP) == [BORIS]
    play.wait(DAY / 2)
    assert play.told(NoticeKind.PICK_UP) == [BORIS, CARLA]
    move(play, CARLA, Stage.HANDED_OUT)
    play.wait(9 * DAY)
    assert play.told(NoticeKind.PICK_UP) == [BORIS, CARLA, BORIS, BORIS]
    assert TimerKind.PICK_UP not in play.timers


def test_what_is_ready_again_is_reminded_of_again() -> None:
    """Lost otherwise: after an undone hand-out nobody is reminded."""
    play = closed()
    move(play, BORIS, Stage.READY)
    move(play, BORIS, Stage.HANDED_OUT)
    play.wait(DAY)
    play.do(UndoShipment, ANNA, BUY, BORIS)
    play.wait(DAY)
    assert play.told(NoticeKind.PICK_UP) == [BORIS]


def test_who_hands_out() -> None:
    """Lost otherwise: anybody ticks off anybody's goods."""
    play = closed()
    with pytest.raises(NotTheOrganiser):
        move(play, BORIS, Stage.HANDED_OUT, by=BORIS)
    with pytest.raises(NotTheOrganiser):
        play.do(UndoShipment, BORIS, BUY, BORIS)
    play.do(NameHelper, ANNA, BUY, CARLA)
    move(play, CARLA, Stage.HANDED_OUT, by=CARLA)
    assert told(play) == []
    move(play, BORIS, Stage.HANDED_OUT, by=CARLA)
    assert told(play) == [(BORIS, Stage.HANDED_OUT)]


def test_what_is_refused() -> None:
    """Lost otherwise: goods are handed out to somebody who has none, or before there are any."""
    play = closed()
    with pytest.raises(NothingOrdered):
        move(play, DEWI, Stage.READY)
    with pytest.raises(TextTooLong):
        move(play, BORIS, Stage.SHIPPED, "x" * 201)
    live = started()
    live.order(BORIS, 1)
    for kind, values in ((MoveShipment, (Stage.READY, "t")), (UndoShipment, ())):
        with pytest.raises(BuyNotClosed):
            live.do(kind, ANNA, BUY, BORIS, *values)
