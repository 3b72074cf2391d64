"""Points from one buy to the next: given, spent in part, given back, expired, and whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands.collecting import MarkPaid
from domain.commands.member import CancelOrder, ClaimPaid
from domain.commands.organiser import CallOff, TakeOver
from domain.commands.people import DeleteMe
from domain.errors import BuyCalledOff, LimitTooSmall, NotEnoughPoints, NothingOwed
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, FLAT
from tests.domain.purse import AHEAD, MONTH, NEXT, POINTS_AHEAD, THIRD, Purse, opened

DAY = timedelta(days=1)


def given(last: timedelta | None = None) -> Purse:
    """Return a play in which Boris has 14.00 and Carla 63.00 in points with Anna."""
    purse = opened(payment=replace(POINTS_AHEAD, points_last=last))
    for person, quantity in ((BORIS, 2), (CARLA, 9), (ANNA, 9)):
        purse.order(person, quantity)
    for person in (BORIS, CARLA):
        purse.do(MarkPaid, ANNA, BUY, person)
    purse.close()
    return purse


def test_spent_in_part_when_ordering() -> None:
    """Lost otherwise: points can be spent all at once or not at all, or pay twice."""
    purse = given()
    assert purse.points(BORIS) == 1400
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    assert purse.spend(BORIS, 1000) == 1000
    assert purse.points(BORIS) == 400
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 3200, "left": 0}
    assert purse.spend(BORIS, 0) == 0
    assert purse.points(BORIS) == 1400
    purse.count()


def test_as_many_as_there_are_and_are_needed() -> None:
    """Lost otherwise: "use my points" spends more than the order costs, or fewer than it could."""
    purse = given()
    purse.next_buy(payment=AHEAD)
    purse.order_next(CARLA, 1)
    assert purse.spend(CARLA) == 4200
    purse.order_next(CARLA, 2)
    assert purse.spend(CARLA) == 6300
    assert purse.points(CARLA) == 0
    purse.order_next(CARLA, 1)
    assert purse.spend(CARLA) == 4200
    assert purse.points(CARLA) == 2100
    assert purse.spend(CARLA, 6300) == 4200
    purse.count()


def test_what_cannot_be_spent() -> None:
    """Lost otherwise: points that nobody has pay for something, or pay for nothing."""
    purse = given()
    purse.next_buy(payment=AHEAD)
    with pytest.raises(NothingOwed):
        purse.spend(BORIS)
    for person in (BORIS, DEWI, ANNA):
        purse.order_next(person, 1)
    with pytest.raises(NotEnoughPoints) as refused:
        purse.spend(BORIS, 1401)
    assert (refused.value.left, refused.value.currency) == (1400, "EUR")
    with pytest.raises(NotEnoughPoints):
        purse.spend(DEWI)
    with pytest.raises(LimitTooSmall):
        purse.spend(BORIS, -1)
    assert purse.spend(DEWI, 0) == 0
    with pytest.raises(NotEnoughPoints):
        purse.spend(ANNA)
    purse.do(CallOff, ANNA, NEXT)
    with pytest.raises(BuyCalledOff):
        purse.spend(BORIS, 100)


def test_spent_after_the_close() -> None:
    """Lost otherwise: points help only where it is paid at ordering."""
    purse = given()
    purse.next_buy()
    purse.order_next(BORIS, 1)
    purse.close(NEXT)
    purse.do(ClaimPaid, BORIS, NEXT)
    assert purse.spend(BORIS, 1000) == 1000
    assert purse.world.involvement(NEXT, BORIS).claimed_paid_at is not None
    purse.do(MarkPaid, ANNA, NEXT, BORIS, 2900)
    purse.do(ClaimPaid, BORIS, NEXT)
    assert purse.spend(BORIS) == 1300
    assert purse.world.involvement(NEXT, BORIS).claimed_paid_at is None
    with pytest.raises(NothingOwed):
        purse.do(MarkPaid, ANNA, NEXT, BORIS)
    assert purse.spend(BORIS, 1000) == 1000
    assert purse.do(MarkPaid, ANNA, NEXT, BORIS) is None
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 300, "left": 0}
    purse.count()


def test_what_the_close_does_not_need_comes_back() -> None:
    """Lost otherwise: a discount is given again as money for points."""
    purse = given()
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS, 1400)
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    purse.order_next(CARLA, 9)
    purse.close(NEXT)
    assert (purse.points(BORIS), purse.by_hand(BORIS, NEXT)) == (400, 0)
    assert purse.world.entries[NEXT][BORIS][-1].reason is Reason.POINTS_RETURNED
    purse.count()


def test_points_of_a_cancelled_order_come_back_at_the_close_or_by_hand() -> None:
    """Lost otherwise: who changes their mind loses their points."""
    purse = given()
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.order_next(CARLA, 1)
    purse.spend(BORIS)
    purse.do(CancelOrder, BORIS, NEXT)
    with pytest.raises(NothingOwed):
        purse.spend(BORIS)
    purse.close(NEXT)
    assert purse.points(BORIS) == 1400
    purse.count()


def test_called_off_all_points_come_back_and_the_money_too() -> None:
    """Lost otherwise: points for a buy that never was are gone."""
    purse = given()
    purse.next_buy(payment=POINTS_AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS)
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    purse.do(CallOff, ANNA, NEXT)
    assert (purse.points(BORIS), purse.by_hand(BORIS, NEXT)) == (1400, 2800)
    purse.count()


def test_points_expire() -> None:
    """Lost otherwise: points that expired can be spent, or the others expire with them."""
    purse = given(last=MONTH)
    until = purse.now + MONTH
    notice = purse.last(NoticeKind.POINTS_GIVEN)
    assert notice.values == {"amount": 6300, "until": until.isoformat()}
    assert purse.timers[TimerKind.POINTS_EXPIRE] == until
    purse.wait(DAY)
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS, 1000)
    purse.wait(MONTH)
    assert (purse.points(BORIS), purse.points(CARLA)) == (0, 0)
    assert set(purse.told(NoticeKind.POINTS_EXPIRED)) == {BORIS, CARLA}
    told = [one.values for one in purse.said if one.kind is NoticeKind.POINTS_EXPIRED]
    assert told == [{"amount": 400}, {"amount": 6300}]
    assert TimerKind.POINTS_EXPIRE not in purse.timers
    purse.count()


def test_points_that_pay_somewhere_do_not_expire_there() -> None:
    """Lost otherwise: an order is unpaid all at once, because a day has passed."""
    purse = given(last=MONTH)
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS, 1000)
    purse.wait(MONTH)
    assert purse.spend(BORIS, 0) == 1000
    purse.do(CallOff, ANNA, NEXT)
    assert purse.points(BORIS) == 1000
    purse.wait(MONTH - DAY)
    assert purse.points(BORIS) == 1000
    purse.wait(DAY)
    assert purse.points(BORIS) == 0
    assert purse.told(NoticeKind.POINTS_EXPIRED) == [BORIS, CARLA, BORIS]
    purse.count()


def test_points_that_come_back_early_keep_their_day() -> None:
    """Lost otherwise: ordering and cancelling makes points last for ever."""
    purse = given(last=2 * MONTH)
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS)
    purse.do(CallOff, ANNA, NEXT)
    purse.wait(2 * MONTH)
    assert purse.points(BORIS) == 0
    assert set(purse.told(NoticeKind.POINTS_EXPIRED)) == {BORIS, CARLA}
    purse.count()


def test_those_that_expire_first_are_spent_first() -> None:
    """Lost otherwise: points expire while others are spent."""
    purse = given()
    purse.next_buy(payment=replace(POINTS_AHEAD, points_last=MONTH))
    purse.order_next(BORIS, 10)
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    purse.close(NEXT)
    assert purse.points(BORIS) == 1400 + 4000
    purse.next_buy(THIRD, payment=AHEAD)
    purse.order_next(BORIS, 1, THIRD)
    assert purse.spend(BORIS, 4100, THIRD) == 4100
    purse.wait(MONTH)
    assert purse.points(BORIS) == 1300
    assert purse.told(NoticeKind.POINTS_EXPIRED) == []
    purse.count()


def test_points_stay_with_the_organiser_who_gave_them() -> None:
    """Lost otherwise: a new organiser pays for another's discounts."""
    purse = given()
    purse.next_buy(payment=AHEAD)
    for person in (BORIS, CARLA):
        purse.order_next(person, 1)
    purse.spend(BORIS, 1000)
    purse.do(TakeOver, DEWI, NEXT, by_administrator=True, organiser_left=True)
    with pytest.raises(NotEnoughPoints):
        purse.spend(CARLA)
    assert purse.spend(BORIS, 600) == 600
    assert purse.points(BORIS) == 800
    purse.do(MarkPaid, DEWI, NEXT, BORIS)
    assert purse.last(NoticeKind.PAYMENT_MARKED).values == {"amount": 3600, "left": 0}
    purse.do(CallOff, DEWI, NEXT)
    assert (purse.points(BORIS), purse.points(BORIS, DEWI)) == (1400, 0)
    assert purse.by_hand(BORIS, NEXT) == 3600
    purse.count()


def test_a_forgotten_person_keeps_their_points() -> None:
    """Lost otherwise: deleting one's data gives money away, or breaks the next close."""
    purse = given(last=MONTH)
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS, 1000)
    purse.do(DeleteMe, BORIS)
    assert purse.points(BORIS) == 400
    purse.order_next(CARLA, 1)
    purse.close(NEXT)
    assert purse.points(BORIS) == 1400
    purse.wait(MONTH)
    assert purse.points(BORIS) == 0
    purse.count()


def test_points_are_of_one_currency() -> None:
    """Lost otherwise: 14 euros of points pay 14 dollars."""
    purse = given()
    purse.next_buy(payment=AHEAD, currency="USD", home=FLAT)
    purse.order_next(BORIS, 1)
    with pytest.raises(NotEnoughPoints):
        purse.spend(BORIS)
