"""A buy with limits, cases and areas ends by what remains, and everybody is told their part."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.buy import CallOffReason, Item, Minimum, State
from domain.commands.member import ChooseArea, Decline, SetLine
from domain.commands.organiser import CloseBuy
from domain.delivery import Area, AreaNo
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.order import Condition
from domain.settlement import FallOut, WhyOut
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, EMIL, NOON, OIL, Play, started

DAYS = timedelta(days=1)
IN_SIXES = {"items": (Item(OIL, "Olive oil 5 l", 4200, case_size=6),)}


def wait_for(
    play: Play, actor: int, limit: int, quantity: int, certain: int = 0, extra: int = 0
) -> None:
    """Let somebody wait for a price."""
    play.do(SetLine, actor, BUY, OIL, certain, (Condition(limit, quantity),), extra)


def test_who_is_in_and_who_is_not_are_told_so() -> None:
    """Lost otherwise: somebody waits for goods that never come, or owes for them."""
    play = started()
    play.order(BORIS, 8)
    wait_for(play, CARLA, 3800, 2)
    wait_for(play, DEWI, 3600, 5)
    wait_for(play, EMIL, 3700, 4, certain=1)
    play.wait(4 * DAYS)
    settlement = play.world.settlements[BUY]
    assert settlement.tiers == {0: 1}
    assert {one.person: one.due for one in settlement.statements} == {
        BORIS: 30_400,
        CARLA: 7_600,
        EMIL: 3_800,
    }
    assert settlement.fallen == (
        FallOut(DEWI, OIL, 5, WhyOut.PRICE, limit=3600, seq=3),
        FallOut(EMIL, OIL, 3, WhyOut.PRICE, limit=3700, seq=4),
    )
    assert settlement.fallen_of(DEWI) == settlement.fallen[:1]
    assert play.told(NoticeKind.STATEMENT) == [BORIS, CARLA, EMIL]
    assert play.told(NoticeKind.FELL_OUT) == [DEWI]
    assert [play.owes(person) for person in (BORIS, CARLA, DEWI, EMIL)] == [30_400, 7_600, 0, 3_800]


def test_the_organiser_who_falls_out_is_told_too() -> None:
    """Lost otherwise: the summary names the others, and the organiser's own order is just gone."""
    play = started(**IN_SIXES, ladder=None)
    play.order(BORIS, 6)
    play.order(ANNA, 2)
    play.do(CloseBuy, ANNA, BUY)
    assert play.told(NoticeKind.FELL_OUT) == [ANNA]
    assert play.told(NoticeKind.STATEMENT) == [BORIS]


def test_the_organiser_takes_the_rest() -> None:
    """Lost otherwise: the rest of a case is ordered and nobody's."""
    play = started(**IN_SIXES, ladder=None, takes_rest=True)
    play.order(BORIS, 4)
    play.do(CloseBuy, ANNA, BUY)
    settlement = play.world.settlements[BUY]
    lines = [line for one in settlement.statements for line in one.lines]
    assert [(line.person, line.quantity, line.seq) for line in lines] == [
        (BORIS, 4, 1),
        (ANNA, 2, 2),
    ]
    assert settlement.due == 25_200
    assert play.owes(ANNA) == 0


def test_a_minimum_that_only_those_who_wait_meet() -> None:
    """Lost otherwise: a buy is called off that its conditional orders carry."""
    play = started(minimum=Minimum(Metric.UNITS, 10))
    play.order(BORIS, 5)
    wait_for(play, CARLA, 3800, 5)
    play.wait(4 * DAYS)
    assert play.buy.state is State.CLOSED
    assert play.owes(CARLA) == 19_000


@pytest.mark.parametrize("extend_by", [None, 2 * DAYS])
def test_a_minimum_that_is_missed_once_cases_are_packed(extend_by: timedelta | None) -> None:
    """Lost otherwise: a buy goes ahead for fewer than it needs."""
    minimum = Minimum(Metric.UNITS, 10)
    play = started(**IN_SIXES, ladder=None, minimum=minimum, extend_by=extend_by)
    play.order(BORIS, 6)
    play.order(CARLA, 5)
    play.wait(4 * DAYS)
    assert (play.open, play.buy.extended) == (bool(extend_by), bool(extend_by))
    if extend_by:
        play.order(DEWI, 1)
        play.wait(2 * DAYS)
        assert play.buy.state is State.CLOSED
    else:
        assert play.buy.call_off_reason is CallOffReason.MINIMUM_MISSED


def test_closing_by_hand_judges_what_remains() -> None:
    """Lost otherwise: Close settles a buy of which nobody gets anything."""
    play = started(**IN_SIXES, ladder=None)
    play.order(BORIS, 5)
    play.do(CloseBuy, ANNA, BUY)
    assert play.buy.state is State.CALLED_OFF
    assert play.told(NoticeKind.CALLED_OFF) == [ANNA, BORIS]


def test_an_early_close_does_not_miss_the_minimum() -> None:
    """Lost otherwise: all have answered, and the buy is called off days before its deadline."""
    minimum = Minimum(Metric.UNITS, 10)
    play = started(
        **IN_SIXES, ladder=None, minimum=minimum, named=(BORIS, CARLA), close_when_answered=True
    )
    play.order(BORIS, 6)
    play.order(CARLA, 5)
    assert TimerKind.EARLY_CLOSE in play.timers
    play.wait(DAYS)
    assert play.open
    assert (play.buy.closes_at, play.buy.kept_open) == (None, True)
    play.order(DEWI, 1)
    play.wait(3 * DAYS)
    assert play.buy.state is State.CLOSED


def test_who_waits_has_answered_for_the_early_close() -> None:
    """Lost otherwise: one who waits for a price keeps everybody waiting till the deadline."""
    play = started(named=(BORIS, CARLA, DEWI), close_when_answered=True)
    play.order(BORIS, 9)
    wait_for(play, CARLA, 3800, 1)
    play.do(Decline, DEWI, BUY)
    play.wait(timedelta(minutes=20))
    assert play.buy.closed_at == NOON + timedelta(minutes=15)
    assert play.owes(CARLA) == 3800


def test_areas_settle_at_their_own_price_and_fee() -> None:
    """Lost otherwise: GP-8; everybody's part costs the same wherever it goes."""
    areas = (Area(AreaNo(1), "North", fee=500), Area(AreaNo(2), "South", basis_points=1000))
    ladder = Ladder(Metric.UNITS, (Tier(3, UnitPrice(3800)),))
    play = started(areas=areas, ladder=ladder)
    for person, area in ((BORIS, 1), (CARLA, 2), (DEWI, 1)):
        play.do(ChooseArea, person, BUY, AreaNo(area))
    play.order(BORIS, 2)
    wait_for(play, CARLA, 3420, 1)
    wait_for(play, DEWI, 3799, 1)
    play.wait(4 * DAYS)
    settlement = play.world.settlements[BUY]
    assert [(one.person, one.area, one.fee, one.due) for one in settlement.statements] == [
        (BORIS, 1, 500, 8_100),
        (CARLA, 2, 0, 3_420),
    ]
    assert (settlement.fees, settlement.due) == (500, 11_520)
    assert play.told(NoticeKind.FELL_OUT) == [DEWI]


def test_an_item_that_nobody_wanted_after_all() -> None:
    """Lost otherwise: a second item that falls out whole takes the buy along."""
    items = (Item(OIL, "Olive oil 5 l", 4200), Item(ItemNo(2), "Salt", 900, case_size=10))
    play = started(items=items, ladder=None, title="Shop")
    play.order(BORIS, 1)
    play.order(CARLA, 9, item=2)
    play.do(CloseBuy, ANNA, BUY)
    assert play.owes(BORIS) == 4200
    assert play.told(NoticeKind.FELL_OUT) == [CARLA]
