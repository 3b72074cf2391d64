"""Closing as soon as everyone named has ordered or declined (BP-6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.buy import Minimum, State
from domain.commands.member import CancelOrder, Decline
from domain.commands.organiser import (
    Invite,
    KeepOpen,
)
from domain.errors import NotTheOrganiser
from domain.ladder import Metric
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, EMIL, NOON, Play, started

GRACE = timedelta(minutes=15)


def closing_early(play: Play) -> bool:
    """Tell whether the buy is to close because everyone has answered."""
    return play.buy.closes_at is not None and TimerKind.EARLY_CLOSE in play.timers


def test_closes_as_soon_as_everyone_named_has_answered() -> None:
    """Lost otherwise: BP-6; or the buy closes without the warning and its quarter of an hour."""
    play = started(named=(BORIS, CARLA), close_when_answered=True)
    play.order(BORIS, 1)
    assert not closing_early(play)
    play.do(Decline, CARLA, BUY)
    assert play.buy.closes_at == NOON + GRACE
    assert play.told(NoticeKind.CLOSES_EARLY) == [None]
    play.wait(GRACE)
    assert play.buy.state is State.CLOSED


def test_the_early_close_ends_when_someone_changes_their_mind() -> None:
    """Lost otherwise: the buy closes on someone who just took their answer back."""
    play = started(named=(BORIS, CARLA), close_when_answered=True)
    play.order(BORIS, 1)
    play.do(Decline, CARLA, BUY)
    play.do(Decline, CARLA, BUY, declined=False)
    assert not closing_early(play)
    assert TimerKind.EARLY_CLOSE not in play.timers
    play.order(CARLA, 1)
    assert play.buy.closes_at == NOON + GRACE
    play.do(CancelOrder, BORIS, BUY)
    assert not closing_early(play)
    play.order(BORIS, 1)
    play.do(Invite, ANNA, BUY, (DEWI,), ("t",))
    assert not closing_early(play)
    play.wait(GRACE)
    assert play.open


def test_keep_open() -> None:
    """Lost otherwise: Keep open does not keep it open, or the warning comes again and again."""
    play = started(named=(BORIS,), close_when_answered=True)
    play.order(BORIS, 1)
    with pytest.raises(NotTheOrganiser):
        play.do(KeepOpen, BORIS, BUY)
    play.do(KeepOpen, ANNA, BUY)
    play.order(BORIS, 2)
    assert not closing_early(play)
    play.wait(GRACE)
    assert play.open


def test_no_early_close_without_the_minimum_or_anyone_named() -> None:
    """Lost otherwise: a buy closes early only to be called off."""
    play = started(named=(BORIS,), close_when_answered=True, minimum=Minimum(Metric.UNITS, 3))
    play.order(BORIS, 2)
    assert not closing_early(play)
    play.order(EMIL, 1)
    assert closing_early(play)
    play.order(EMIL, 0)
    assert not closing_early(play)
    nobody = started(close_when_answered=True)
    nobody.order(BORIS, 1)
    assert not closing_early(nobody)


def test_without_a_home_the_organiser_hears_of_the_early_close() -> None:
    """Lost otherwise: nobody can tap Keep open."""
    play = started(home=None, named=(BORIS,), close_when_answered=True)
    play.order(BORIS, 1)
    assert play.told(NoticeKind.CLOSES_EARLY) == [ANNA]
