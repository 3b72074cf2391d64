"""Paying by hand: claimed, marked, partial, taken back, denied; and the reminders until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands.collecting import DenyPaid, MarkPaid, RemindUnpaid, StopReminders, UnmarkPaid
from domain.commands.member import ClaimPaid
from domain.commands.organiser import CallOff, CloseBuy, NameHelper
from domain.errors import (
    BuyCalledOff,
    BuyNotClosed,
    LimitTooSmall,
    MoreThanOwed,
    NothingOwed,
    NothingToUndo,
    NotTheOrganiser,
)
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, NOON, Play, started

DAY = timedelta(days=1)


def settled() -> Play:
    """Return the olive oil closed with Boris owing 84.00, Carla 42.00, and Anna's own share."""
    play = started()
    for person, quantity in ((BORIS, 2), (CARLA, 1), (ANNA, 1)):
        play.order(person, quantity)
    play.do(CloseBuy, ANNA, BUY)
    return play


def test_marking_paid() -> None:
    """Lost otherwise: a payment is lost, counted twice, or its participant not told."""
    play = settled()
    play.do(MarkPaid, ANNA, BUY, BORIS)
    assert play.owes(BORIS) == 0
    marked = play.last(NoticeKind.PAYMENT_MARKED)
    assert (marked.person, marked.values) == (BORIS, {"amount": 8400, "left": 0})
    with pytest.raises(NothingOwed):
        play.do(MarkPaid, ANNA, BUY, BORIS)


def test_partial_payments() -> None:
    """Lost otherwise: half the money counts as all of it."""
    play = settled()
    play.do(MarkPaid, ANNA, BUY, BORIS, 8000)
    assert play.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 8000, "left": 400}
    with pytest.raises(MoreThanOwed) as refused:
        play.do(MarkPaid, ANNA, BUY, BORIS, 401)
    assert (refused.value.owed, refused.value.currency) == (400, "EUR")
    with pytest.raises(LimitTooSmall):
        play.do(MarkPaid, ANNA, BUY, BORIS, 0)
    play.do(MarkPaid, ANNA, BUY, BORIS)
    assert play.owes(BORIS) == 0


def test_taking_a_payment_back() -> None:
    """Lost otherwise: a slip of the organiser's thumb cannot be mended, or rewrites history."""
    play = settled()
    play.do(MarkPaid, ANNA, BUY, BORIS, 400)
    play.do(MarkPaid, ANNA, BUY, BORIS)
    play.do(UnmarkPaid, ANNA, BUY, BORIS)
    assert play.owes(BORIS) == 8400
    reasons = [entry.reason for entry in play.entries(BORIS)]
    assert reasons == [Reason.SHARE, Reason.PAYMENT, Reason.PAYMENT, Reason.PAYMENT_REVERSED]
    assert play.told(NoticeKind.PAYMENT_DENIED) == [BORIS]
    assert play.last(NoticeKind.PAYMENT_DENIED).values == {"reversed": True}
    for person in (BORIS, ANNA, DEWI):
        with pytest.raises(NothingToUndo):
            play.do(UnmarkPaid, ANNA, BUY, person)


def test_claiming_to_have_paid() -> None:
    """Lost otherwise: the organiser is asked again and again, or never."""
    play = settled()
    play.do(ClaimPaid, BORIS, BUY)
    play.do(ClaimPaid, BORIS, BUY)
    assert play.told(NoticeKind.PAYMENT_CLAIMED) == [ANNA]
    assert play.last(NoticeKind.PAYMENT_CLAIMED).values == {"payer": BORIS}
    play.do(DenyPaid, ANNA, BUY, BORIS)
    assert play.told(NoticeKind.PAYMENT_DENIED) == [BORIS]
    assert play.last(NoticeKind.PAYMENT_DENIED).values == {}
    with pytest.raises(NothingToUndo):
        play.do(DenyPaid, ANNA, BUY, BORIS)
    play.do(ClaimPaid, BORIS, BUY)
    play.do(MarkPaid, ANNA, BUY, BORIS)
    assert play.world.involvement(BUY, BORIS).claimed_paid_at is None
    for person in (BORIS, ANNA, DEWI):
        with pytest.raises(NothingOwed):
            play.do(ClaimPaid, person, BUY)


def test_paying_is_for_closed_buys_and_their_organiser() -> None:
    """Lost otherwise: payments for a buy that may still change, or marked by anyone."""
    play = started()
    play.order(BORIS, 1)
    with pytest.raises(BuyNotClosed):
        play.do(ClaimPaid, BORIS, BUY)
    with pytest.raises(BuyNotClosed):
        play.do(MarkPaid, ANNA, BUY, BORIS)
    play.do(CallOff, ANNA, BUY)
    with pytest.raises(BuyCalledOff):
        play.do(ClaimPaid, BORIS, BUY)
    play = settled()
    for kind in (MarkPaid, UnmarkPaid, DenyPaid):
        with pytest.raises(NotTheOrganiser):
            play.do(kind, BORIS, BUY, BORIS)
    for of_all in (StopReminders, RemindUnpaid):
        with pytest.raises(NotTheOrganiser):
            play.do(of_all, BORIS, BUY)
    play.do(NameHelper, ANNA, BUY, CARLA)
    play.do(MarkPaid, CARLA, BUY, BORIS)
    assert play.entries(BORIS)[-1].actor == CARLA


def test_reminders_after_1_3_and_7_days() -> None:
    """Lost otherwise: someone who paid is reminded, or someone who owes forgets."""
    play = settled()
    play.wait(DAY)
    assert play.told(NoticeKind.UNPAID) == [BORIS, CARLA]
    play.do(MarkPaid, ANNA, BUY, CARLA)
    play.wait(2 * DAY)
    assert play.told(NoticeKind.UNPAID)[2:] == [BORIS]
    play.do(ClaimPaid, BORIS, BUY)
    play.wait(4 * DAY)
    assert len(play.told(NoticeKind.UNPAID)) == 3
    assert TimerKind.UNPAID not in play.timers


def test_reminders_can_be_stopped() -> None:
    """Lost otherwise: the organiser cannot call the reminders off."""
    play = settled()
    play.do(StopReminders, ANNA, BUY)
    play.wait(2 * DAY)
    assert play.told(NoticeKind.UNPAID) == []
    play.do(StopReminders, ANNA, BUY, stopped=False)
    assert play.timers[TimerKind.UNPAID] == NOON + 3 * DAY
    play.wait(DAY)
    assert play.told(NoticeKind.UNPAID) == [BORIS, CARLA]


def test_reminding_by_hand() -> None:
    """Lost otherwise: the button does nothing, or reminds someone five times a day."""
    play = settled()
    assert play.do(RemindUnpaid, ANNA, BUY) == 2
    assert play.do(RemindUnpaid, ANNA, BUY) == 2
    assert play.told(NoticeKind.UNPAID) == [BORIS, CARLA]


def test_no_reminders_where_nobody_owes() -> None:
    """Lost otherwise: a timer that wakes for nothing."""
    play = started()
    play.order(ANNA, 1)
    play.do(CloseBuy, ANNA, BUY)
    assert play.timers == {}
