"""Paying at ordering, by hand: what is left, too much, less ordered, and what the close leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands.collecting import DenyPaid, MarkPaid, MarkPaidBack, UnmarkPaid, UnmarkPaidBack
from domain.commands.member import CancelOrder, ClaimPaid
from domain.commands.organiser import CallOff, NameHelper, TakeOver
from domain.errors import (
    LimitTooLarge,
    LimitTooSmall,
    MoreThanOwed,
    NothingDueBack,
    NothingOwed,
    NothingToUndo,
    NotTheOrganiser,
)
from domain.ledger import Account, Reason, balance
from domain.notices import NoticeKind
from domain.outcome import Withdrawal
from domain.payment import Collects, Payment
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI
from tests.domain.purse import AHEAD, POINTS_AHEAD, Purse, opened

DAY = timedelta(days=1)


def ordered(payment: Payment = AHEAD) -> Purse:
    """Return an open buy paid ahead: Boris wants 2, Carla 9, Anna 9, so that 35.00 is reached."""
    purse = opened(payment=payment)
    for person, quantity in ((BORIS, 2), (CARLA, 9), (ANNA, 9)):
        purse.order(person, quantity)
    return purse


def test_paid_ahead_in_full() -> None:
    """Lost otherwise: the list price is paid, and the discount is nobody's."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    assert purse.owes(BORIS) == -8400
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 8400, "left": 0}
    with pytest.raises(NothingOwed):
        purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.close()
    assert purse.owes(BORIS) == -1400
    assert purse.by_hand(BORIS) == 1400
    assert purse.last(NoticeKind.PAY_BACK).values == {
        "people": [BORIS],
        "payer": None,
        "charge": "",
    }
    assert purse.last(NoticeKind.PAY_BACK).person == ANNA
    assert purse.told(NoticeKind.POINTS_GIVEN) == []
    purse.count()


def test_what_is_not_paid_by_the_close_is_owed_and_only_that_is_reminded_of() -> None:
    """Lost otherwise: an unpaid order falls away, or somebody to whom money is due is reminded."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(MarkPaid, ANNA, BUY, CARLA, 30000)
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 30000, "left": 7800}
    purse.close()
    assert purse.owes(CARLA) == 1500
    purse.wait(DAY)
    assert purse.told(NoticeKind.UNPAID) == [CARLA]
    purse.count()


def test_no_reminders_where_all_paid_ahead() -> None:
    """Lost otherwise: a timer that wakes for nothing."""
    purse = ordered()
    for person in (BORIS, CARLA):
        purse.do(MarkPaid, ANNA, BUY, person)
    purse.close()
    assert TimerKind.UNPAID not in purse.timers


def test_money_given_back() -> None:
    """Lost otherwise: what was given back stays due, or cannot be mended."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    with pytest.raises(NothingDueBack):
        purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    purse.close()
    with pytest.raises(NotTheOrganiser):
        purse.do(MarkPaidBack, BORIS, BUY, BORIS)
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    assert (purse.owes(BORIS), purse.by_hand(BORIS)) == (0, 0)
    told = purse.last(NoticeKind.MONEY_BACK)
    assert (told.person, told.values) == (BORIS, {"amount": 1400})
    with pytest.raises(NothingDueBack):
        purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    purse.do(UnmarkPaidBack, ANNA, BUY, BORIS)
    assert purse.by_hand(BORIS) == 1400
    assert Withdrawal(BUY, BORIS, (NoticeKind.MONEY_BACK,)) in purse.outcome.saves
    assert purse.last(NoticeKind.MONEY_BACK).values == {"amount": 1400, "reversed": True}
    for person in (BORIS, ANNA, DEWI):
        with pytest.raises(NothingToUndo):
            purse.do(UnmarkPaidBack, ANNA, BUY, person)
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    purse.count()


def test_a_lowered_order_leaves_what_was_paid_for_it_due_at_the_close() -> None:
    """Lost otherwise: money is handed back and forth with every tap, or lost with the order."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.order(BORIS, 1)
    assert purse.by_hand(BORIS) == 0
    purse.order(BORIS, 2)
    with pytest.raises(NothingOwed):
        purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(CancelOrder, BORIS, BUY)
    purse.close()
    assert purse.by_hand(BORIS) == 8400
    assert purse.last(NoticeKind.PAY_BACK).values["people"] == [BORIS]
    purse.count()


def test_a_discount_comes_as_points_and_money_for_nothing_as_money() -> None:
    """Lost otherwise: an order that was cancelled is paid back in points that nobody asked for."""
    purse = ordered(POINTS_AHEAD)
    for person in (BORIS, CARLA):
        purse.do(MarkPaid, ANNA, BUY, person)
    purse.order(CARLA, 8)
    purse.close()
    assert (purse.points(BORIS), purse.by_hand(BORIS)) == (800, 0)
    assert (purse.points(CARLA), purse.by_hand(CARLA)) == (3200, 4200)
    assert purse.told(NoticeKind.POINTS_GIVEN) == [BORIS, CARLA]
    assert purse.last(NoticeKind.POINTS_GIVEN).values == {"amount": 3200, "until": None}
    assert purse.last(NoticeKind.PAY_BACK).values["people"] == [CARLA]
    purse.count()


def test_more_than_was_asked_for() -> None:
    """Lost otherwise: a transfer made twice cannot be written down, or disappears in a typo."""
    purse = ordered()
    with pytest.raises(MoreThanOwed):
        purse.do(MarkPaid, ANNA, BUY, BORIS, 8401)
    purse.do(MarkPaid, ANNA, BUY, BORIS, 9000, over=True)
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 9000, "left": -600}
    purse.do(MarkPaid, ANNA, BUY, BORIS, 8400, over=True)
    assert purse.owes(BORIS) == -17400
    purse.close()
    assert purse.by_hand(BORIS) == 10400
    for amount, error in ((0, LimitTooSmall), (10**15, LimitTooLarge)):
        with pytest.raises(error):
            purse.do(MarkPaid, ANNA, BUY, BORIS, amount, over=True)
    for person in (ANNA, DEWI):
        with pytest.raises(NothingOwed):
            purse.do(MarkPaid, ANNA, BUY, person, 100, over=True)
    purse.count()


def test_somebody_else_pays() -> None:
    """Lost otherwise: nobody knows who brought the money."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS, None, DEWI)
    assert purse.entries(BORIS)[-1].payer == DEWI
    assert purse.last(NoticeKind.PAYMENT_MARKED).values["payer"] == DEWI
    purse.do(MarkPaid, ANNA, BUY, CARLA, None, CARLA)
    assert purse.entries(CARLA)[-1].payer is None


def test_claimed_before_the_close() -> None:
    """Lost otherwise: who paid at ordering cannot say so until the buy closes."""
    purse = ordered()
    purse.do(ClaimPaid, BORIS, BUY)
    assert purse.last(NoticeKind.PAYMENT_CLAIMED).values == {"payer": BORIS}
    purse.do(DenyPaid, ANNA, BUY, BORIS)
    assert purse.told(NoticeKind.PAYMENT_DENIED) == [BORIS]
    assert TimerKind.UNPAID not in purse.timers
    for person in (ANNA, DEWI):
        with pytest.raises(NothingOwed):
            purse.do(ClaimPaid, person, BUY)


def test_a_mark_taken_back_before_the_close() -> None:
    """Lost otherwise: a slip of the thumb stays until the close."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(UnmarkPaid, ANNA, BUY, BORIS)
    assert purse.owes(BORIS) == 0
    with pytest.raises(NothingToUndo):
        purse.do(UnmarkPaid, ANNA, BUY, BORIS)
    purse.count()


def test_called_off() -> None:
    """Lost otherwise: what was paid for a buy that never was is nobody's."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(MarkPaid, ANNA, BUY, CARLA, 1000)
    purse.do(CancelOrder, CARLA, BUY)
    purse.do(CallOff, ANNA, BUY)
    assert [purse.by_hand(person) for person in (BORIS, CARLA, ANNA)] == [8400, 1000, 0]
    assert purse.last(NoticeKind.PAY_BACK).values["people"] == [BORIS, CARLA]
    assert purse.told(NoticeKind.CALLED_OFF) == [BORIS, CARLA]
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    with pytest.raises(NothingToUndo):
        purse.do(UnmarkPaid, ANNA, BUY, BORIS)
    purse.do(UnmarkPaid, ANNA, BUY, CARLA)
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [0, 0]
    assert purse.timers == {}
    purse.count()


def test_where_each_pays_the_supplier_the_organiser_owes_too() -> None:
    """Lost otherwise: the organiser's own part counts as paid though nobody paid it."""
    purse = opened(payment=Payment(collects=Collects.EACH))
    purse.order(BORIS, 1)
    purse.order(ANNA, 1)
    purse.close()
    assert [purse.owes(person) for person in (ANNA, BORIS)] == [4200, 4200]
    purse.do(MarkPaid, ANNA, BUY, ANNA)
    purse.do(UnmarkPaid, ANNA, BUY, ANNA)
    purse.wait(DAY)
    assert purse.told(NoticeKind.UNPAID) == [ANNA, BORIS]
    purse.count()


def test_helpers_and_a_new_organiser() -> None:
    """Lost otherwise: what the former organiser holds is taken for the new one's."""
    purse = ordered()
    purse.do(NameHelper, ANNA, BUY, DEWI)
    purse.do(MarkPaid, DEWI, BUY, BORIS)
    purse.do(MarkPaid, DEWI, BUY, CARLA, 100)
    purse.do(TakeOver, CARLA, BUY, by_administrator=True, organiser_left=True)
    purse.do(UnmarkPaid, DEWI, BUY, BORIS)
    assert purse.entries(BORIS)[-1].organiser == ANNA
    purse.do(MarkPaid, DEWI, BUY, BORIS)
    purse.close()
    assert [purse.owes(person) for person in (ANNA, BORIS, CARLA)] == [31500, -1400, 0]
    everything = [entry for theirs in purse.world.entries[BUY].values() for entry in theirs]
    of_anna = [entry for entry in everything if entry.organiser == ANNA]
    assert balance(of_anna, Account.ORGANISER) == 100
    assert [entry.reason for entry in purse.entries(CARLA)] == [
        Reason.PAYMENT,
        Reason.SHARE,
        Reason.PAYMENT,
    ]
    purse.count()


def test_a_new_organiser_who_had_paid_too_much_is_quits() -> None:
    """Lost otherwise: the organiser is asked to pay themselves back."""
    purse = ordered()
    purse.do(MarkPaid, ANNA, BUY, CARLA)
    purse.do(TakeOver, CARLA, BUY, by_administrator=True, organiser_left=True)
    purse.close()
    assert (purse.owes(CARLA), purse.by_hand(CARLA)) == (0, 0)
    assert purse.entries(CARLA)[-1].reason is Reason.PAID_BACK
    for kind in (UnmarkPaid, UnmarkPaidBack):
        with pytest.raises(NothingToUndo):
            purse.do(kind, CARLA, BUY, CARLA)
    purse.count()
