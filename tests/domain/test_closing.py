"""How a buy ends: at the deadline, by hand, early, extended, called off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.buy import CallOffReason, Minimum, State
from domain.commands.base import Cause
from domain.commands.member import Decline, Open
from domain.commands.organiser import (
    CallOff,
    CloseBuy,
    EditBuy,
    KeepOpen,
    NewTerms,
)
from domain.commands.time import TimerDue
from domain.errors import BuyCalledOff, BuyClosed, BuyNotOpenYet, NotTheOrganiser
from domain.ladder import Metric
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import Withdrawal
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, EMIL, NOON, Play, started

DAYS = timedelta(days=1)


def test_the_deadline_settles() -> None:
    """Lost otherwise: the example of the ladder, from the first order to what each owes."""
    play = started()
    for person, quantity in ((BORIS, 2), (CARLA, 9), (ANNA, 9)):
        play.order(person, quantity)
    play.wait(4 * DAYS)
    assert play.buy.state is State.CLOSED
    assert play.buy.closed_at == play.buy.code_expires_at == NOON + 4 * DAYS
    settlement = play.world.settlements[BUY]
    assert (settlement.list_amount, settlement.discount, settlement.due) == (84_000, 14_000, 70_000)
    assert {one.person: (one.due, one.saved) for one in settlement.statements} == {
        BORIS: (7_000, 1_400),
        CARLA: (31_500, 6_300),
        ANNA: (31_500, 6_300),
    }
    assert [play.owes(person) for person in (ANNA, BORIS, CARLA)] == [0, 7_000, 31_500]
    assert [one.reason for one in play.entries(ANNA)] == [Reason.SHARE, Reason.PAYMENT]
    assert play.told(NoticeKind.STATEMENT) == [BORIS, CARLA]
    assert play.told(NoticeKind.SUMMARY) == [ANNA]
    assert play.told(NoticeKind.GROUP_SETTLED) == [None]
    assert play.timers == {TimerKind.UNPAID: NOON + 5 * DAYS}


def test_closing_by_hand() -> None:
    """Lost otherwise: anyone closes, or a buy closes twice or opens again."""
    play = started(opens_at=NOON + timedelta(hours=1))
    with pytest.raises(BuyNotOpenYet):
        play.do(CloseBuy, ANNA, BUY)
    play.wait(timedelta(hours=1))
    play.order(BORIS, 1)
    with pytest.raises(NotTheOrganiser):
        play.do(CloseBuy, BORIS, BUY)
    play.do(CloseBuy, ANNA, BUY)
    assert play.buy.state is State.CLOSED
    for command in (CloseBuy, CallOff, KeepOpen):
        with pytest.raises(BuyClosed):
            play.do(command, ANNA, BUY)
    with pytest.raises(BuyClosed):
        play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 9 * DAYS))


def test_a_missed_minimum_calls_off() -> None:
    """Lost otherwise: a buy goes ahead for too few, or someone still owes for it."""
    play = started(minimum=Minimum(Metric.PARTICIPANTS, 2))
    play.order(BORIS, 5)
    play.wait(4 * DAYS)
    assert play.buy.state is State.CALLED_OFF
    assert play.buy.call_off_reason is CallOffReason.MINIMUM_MISSED
    assert play.told(NoticeKind.CALLED_OFF) == [ANNA, BORIS]
    assert play.told(NoticeKind.GROUP_CALLED_OFF) == [None]
    assert play.owes(BORIS) == 0
    assert play.timers == {}


def test_closing_by_hand_below_the_minimum_calls_off() -> None:
    """Lost otherwise: the organiser's Close does what the preview did not say."""
    play = started(minimum=Minimum(Metric.UNITS, 9), extend_by=2 * DAYS)
    play.order(BORIS, 1)
    play.do(CloseBuy, ANNA, BUY)
    assert play.buy.state is State.CALLED_OFF
    assert play.buy.call_off_reason is CallOffReason.MINIMUM_MISSED


@pytest.mark.parametrize("metric", list(Metric))
def test_every_minimum_that_is_met_goes_ahead(metric: Metric) -> None:
    """Lost otherwise: a minimum that is met to the unit counts as missed."""
    value = {Metric.PARTICIPANTS: 1, Metric.UNITS: 2, Metric.AMOUNT: 8400}[metric]
    play = started(minimum=Minimum(metric, value))
    play.order(BORIS, 2)
    play.wait(4 * DAYS)
    assert play.buy.state is State.CLOSED


def test_a_missed_minimum_extends_once() -> None:
    """Lost otherwise: the buy is extended for ever, or its code expires before it closes."""
    play = started(minimum=Minimum(Metric.UNITS, 9), extend_by=2 * DAYS)
    play.order(BORIS, 1)
    play.wait(4 * DAYS)
    assert (play.open, play.buy.extended) == (True, True)
    assert play.buy.terms.deadline == play.buy.code_expires_at == NOON + 6 * DAYS
    assert play.timers[TimerKind.DEADLINE] == NOON + 6 * DAYS
    assert play.told(NoticeKind.GROUP_EXTENDED) == [None]
    assert play.told(NoticeKind.EXTENDED) == []
    play.wait(2 * DAYS)
    assert play.buy.state is State.CALLED_OFF


def test_after_downtime_an_extension_counts_from_now() -> None:
    """Lost otherwise: a late extension ends before anyone hears of it."""
    play = started(home=None, minimum=Minimum(Metric.UNITS, 9), extend_by=2 * DAYS)
    play.order(BORIS, 1)
    play.now = NOON + 5 * DAYS
    play.wait(timedelta())
    assert play.buy.terms.deadline == NOON + 7 * DAYS
    assert play.told(NoticeKind.EXTENDED) == [ANNA, BORIS]


def test_the_minimum_met_after_the_extension_settles() -> None:
    """Lost otherwise: the second chance is no chance."""
    play = started(minimum=Minimum(Metric.UNITS, 9), extend_by=2 * DAYS)
    play.wait(5 * DAYS)
    play.order(BORIS, 9)
    play.wait(DAYS)
    assert play.buy.state is State.CLOSED


def test_a_buy_that_nobody_ordered_in_is_called_off() -> None:
    """Lost otherwise: an empty settlement, and "0 of nothing" in the group."""
    play = started()
    play.wait(4 * DAYS)
    assert play.buy.state is State.CALLED_OFF
    assert play.told(NoticeKind.CALLED_OFF) == [ANNA]


def test_orders_count_until_the_close_is_handled() -> None:
    """Lost otherwise: an order that waited out a downtime is refused before the close."""
    play = started()
    play.now = NOON + 5 * DAYS
    play.order(BORIS, 1)
    play.wait(timedelta())
    assert play.owes(BORIS) == 4200


def test_a_timer_that_was_moved_does_nothing() -> None:
    """Lost otherwise: a deadline that was extended a second ago still closes the buy."""
    play = started(named=(BORIS,), close_when_answered=True)
    play.order(BORIS, 1)
    play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 6 * DAYS))
    for kind, due_at in (
        (TimerKind.DEADLINE, NOON + 4 * DAYS),
        (TimerKind.EARLY_CLOSE, NOON),
        (TimerKind.OPENING, NOON),
        (TimerKind.UNPAID, NOON),
    ):
        play.submit(TimerDue(Cause(f"timer:{kind}", play.now), ANNA, BUY, kind, due_at))
        assert play.outcome.saves == ()
    assert play.open
    play.do(CloseBuy, ANNA, BUY)
    for kind in TimerKind:
        if kind is not TimerKind.UNPAID:
            play.submit(TimerDue(Cause(f"late:{kind}", play.now), ANNA, BUY, kind, NOON + 6 * DAYS))
            assert play.outcome.saves == ()


def test_a_reminder_that_comes_too_soon_is_set_again() -> None:
    """Lost otherwise: after an extension nobody is told that the buy closes soon."""
    play = started(named=(BORIS,))
    due_at, kind = NOON + DAYS, TimerKind.CLOSING_SOON
    soon = play.timers.pop(kind)
    play.submit(TimerDue(Cause("early", play.now), ANNA, BUY, kind, due_at))
    assert play.timers[kind] == soon
    assert play.told(NoticeKind.CLOSING_SOON) == []


def test_a_timer_of_a_buy_that_is_not_there_does_nothing() -> None:
    """Lost otherwise: one leftover row stops the schedule again and again."""
    play = Play()
    play.submit(TimerDue(Cause("ghost", NOON), ANNA, BUY, TimerKind.DEADLINE, NOON))
    assert play.outcome.saves == ()


def test_closing_soon_tells_those_who_have_not_ordered() -> None:
    """Lost otherwise: those who ordered are urged, or those who have not hear nothing."""
    play = started(named=(BORIS, CARLA, DEWI))
    play.order(BORIS, 1)
    play.wait(timedelta())
    play.do(Decline, DEWI, BUY)
    play.wait(4 * DAYS - timedelta(hours=3))
    assert play.told(NoticeKind.CLOSING_SOON) == [CARLA]
    play.wait(timedelta(hours=1))
    play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 6 * DAYS))
    play.wait(2 * DAYS)
    assert play.told(NoticeKind.CLOSING_SOON) == [CARLA, CARLA]


def test_calling_off() -> None:
    """Lost otherwise: someone who ordered is not told, or an administrator cannot help."""
    play = started(named=(DEWI,))
    play.order(BORIS, 1)
    play.do(Open, DEWI, BUY)
    with pytest.raises(NotTheOrganiser):
        play.do(CallOff, CARLA, BUY)
    play.do(CallOff, CARLA, BUY, by_administrator=True)
    assert play.buy.call_off_reason is CallOffReason.ADMINISTRATOR
    assert play.told(NoticeKind.CALLED_OFF) == [ANNA, BORIS]
    for command in (CloseBuy, CallOff):
        with pytest.raises(BuyCalledOff):
            play.do(command, ANNA, BUY)


def test_calling_off_without_a_home_tells_those_who_looked() -> None:
    """Lost otherwise: someone named, who still thinks about it, opens a dead link."""
    play = started(home=None, named=(CARLA, DEWI, EMIL))
    play.do(Open, CARLA, BUY)
    play.do(Decline, DEWI, BUY)
    play.order(BORIS, 1)
    play.do(CallOff, ANNA, BUY)
    assert play.buy.call_off_reason is CallOffReason.ORGANISER
    assert play.told(NoticeKind.CALLED_OFF) == [BORIS, CARLA]
    assert play.told(NoticeKind.GROUP_CALLED_OFF) == []


def test_the_end_withdraws_what_urges() -> None:
    """Lost otherwise: a nudge that waited for the morning arrives after the close."""
    play: Play = started()
    play.order(BORIS, 1)
    play.do(CloseBuy, ANNA, BUY)
    kinds = next(one.kinds for one in play.outcome.saves if isinstance(one, Withdrawal))
    assert {NoticeKind.NUDGE, NoticeKind.CLOSING_SOON, NoticeKind.MENTION} <= set(kinds)
