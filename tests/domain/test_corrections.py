"""After the close: what arrived, the bill and returns are entered, evened out and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.commands.collecting import MarkPaid
from domain.commands.goods import EnterArrival, EnterBill, ReturnUnits
from domain.commands.organiser import CallOff, NameHelper
from domain.errors import (
    BuyCalledOff,
    BuyNotClosed,
    DomainError,
    LimitTooLarge,
    LimitTooSmall,
    NotEnoughLeft,
    NotTheOrganiser,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownItem,
)
from domain.ids import GuestNo, ItemNo
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.payment import Collects, Payment, Rebate
from domain.settlement import WhyOut
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, OIL
from tests.domain.purse import MONTH, NEXT, POINTS_AHEAD, STARS_AHEAD, Purse, opened

DAY = timedelta(days=1)
POINTS = Payment(rebate=Rebate.POINTS)


def settled(payment: Payment | None = None, **terms: object) -> Purse:
    """Return a closed buy at 35.00: Boris owes 70.00 for 2, Carla 315.00 for 9, Anna has 9."""
    purse = opened(payment=payment or Payment(), **terms)
    for person, quantity in ((BORIS, 2), (CARLA, 9), (ANNA, 9)):
        purse.order(person, quantity)
    purse.close()
    return purse


def corrected(purse: Purse) -> list[tuple[int | None, dict[str, object]]]:
    """Return to whom corrected statements were told, and what they say."""
    told = (one for one in purse.said if one.kind is NoticeKind.STATEMENT_CORRECTED)
    return [(one.person, one.values) for one in told]


def test_fewer_arrived() -> None:
    """Lost otherwise: somebody pays for what never came."""
    purse = settled()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(EnterArrival, ANNA, BUY, OIL, 10)
    settlement = purse.world.settlements[BUY]
    assert (settlement.due, settlement.revision) == (35_000, 2)
    assert [(one.person, one.units, one.why) for one in settlement.fallen] == [
        (CARLA, 1, WhyOut.SHORTAGE),
        (ANNA, 9, WhyOut.SHORTAGE),
    ]
    assert [purse.owes(person) for person in (ANNA, BORIS, CARLA)] == [0, 0, 28_000]
    assert corrected(purse) == [(CARLA, {"before": 31_500, "after": 28_000, "why": "arrival"})]
    assert purse.entries(CARLA)[-1].reason is Reason.SHARE_CORRECTED
    assert purse.entries(CARLA)[-1].amount == -3500
    assert purse.by_hand(BORIS) == 0
    purse.count()


def test_a_number_entered_wrongly_is_mended() -> None:
    """Lost otherwise: a typing error costs somebody their goods."""
    purse = settled()
    purse.do(EnterArrival, ANNA, BUY, OIL, 0)
    assert [purse.owes(person) for person in (ANNA, BORIS, CARLA)] == [0, 0, 0]
    purse.do(EnterArrival, ANNA, BUY, OIL, 20)
    assert [purse.owes(person) for person in (ANNA, BORIS, CARLA)] == [0, 7_000, 31_500]
    assert purse.world.settlements[BUY].fallen == ()
    purse.do(EnterArrival, ANNA, BUY, OIL, 20)
    assert purse.outcome.saves == ()
    assert len(corrected(purse)) == 4
    purse.count()


def test_more_arrived() -> None:
    """Lost otherwise: units that came besides are nobody's."""
    purse = settled()
    purse.do(EnterArrival, ANNA, BUY, OIL, 22)
    statement = purse.world.settlements[BUY].statement_of(ANNA)
    assert statement is not None
    assert (statement.kept, purse.owes(ANNA)) == (11, 0)
    assert corrected(purse) == []
    purse.count()


def test_what_was_paid_for_missing_goods_comes_back_by_the_rebate() -> None:
    """Lost otherwise: a shortage is paid back in money where points were agreed, or not at all."""
    for payment, points, money in ((POINTS, 3500, 0), (Payment(), 0, 3500)):
        purse = settled(replace(payment, points_last=MONTH))
        purse.do(MarkPaid, ANNA, BUY, CARLA)
        purse.do(EnterArrival, ANNA, BUY, OIL, 10)
        assert (purse.points(CARLA), purse.by_hand(CARLA)) == (points, money)
        assert (NoticeKind.PAY_BACK in {one.kind for one in purse.said}) is bool(money)
        assert (TimerKind.POINTS_EXPIRE in purse.timers) is bool(points)
        purse.count()


def test_points_that_pay_for_missing_goods_come_back_first() -> None:
    """Lost otherwise: points for goods that never came are gone."""
    purse = settled(POINTS)
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(EnterBill, ANNA, BUY, 60_000)
    assert purse.points(BORIS) == 1000
    purse.next_buy()
    purse.order_next(BORIS, 1)
    purse.close(NEXT)
    purse.spend(BORIS)
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    purse.do(EnterArrival, ANNA, NEXT, OIL, 0)
    assert (purse.points(BORIS), purse.by_hand(BORIS, NEXT)) == (1000, 3200)
    purse.count()


def test_the_final_bill() -> None:
    """Lost otherwise: the organiser pays what the supplier took more, or keeps what they took less.

    20 units at 35.00 were 700.00; a bill of 650.01 is shared by units, the odd cents by largest
    remainder: 65.001, 292.5045 and 292.5045 are 65.00, 292.51 and 292.50.
    """
    purse = settled()
    purse.do(EnterBill, ANNA, BUY, 65_001)
    settlement = purse.world.settlements[BUY]
    dues = {one.person: one.due for one in settlement.statements}
    assert dues == {BORIS: 6_500, CARLA: 29_251, ANNA: 29_250}
    assert (settlement.due, settlement.bill, settlement.discount) == (65_001, 65_001, 18_999)
    assert corrected(purse) == [
        (BORIS, {"before": 7_000, "after": 6_500, "why": "bill"}),
        (CARLA, {"before": 31_500, "after": 29_251, "why": "bill"}),
    ]
    purse.do(EnterBill, ANNA, BUY, 90_000)
    assert purse.owes(BORIS) == 9_000
    purse.do(EnterBill, ANNA, BUY, None)
    assert [purse.owes(person) for person in (ANNA, BORIS, CARLA)] == [0, 7_000, 31_500]
    purse.count()


def test_a_bill_and_an_arrival_hold_together() -> None:
    """Lost otherwise: the second correction undoes the first."""
    purse = settled()
    purse.do(EnterBill, ANNA, BUY, 40_000)
    purse.do(EnterArrival, ANNA, BUY, OIL, 10)
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [8_000, 32_000]
    purse.do(EnterArrival, ANNA, BUY, OIL, 0)
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [0, 0]
    assert purse.world.settlements[BUY].bill == 40_000
    purse.count()


def test_an_item_given_back() -> None:
    """Lost otherwise: a broken bottle is paid for, or somebody else pays for it."""
    purse = settled()
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
    assert purse.by_hand(BORIS) == 3500
    assert corrected(purse) == [(BORIS, {"before": 7_000, "after": 3_500, "why": "return"})]
    assert purse.entries(BORIS)[-1].reason is Reason.RETURNED
    assert purse.owes(CARLA) == 31_500
    assert purse.world.settlements[BUY].returned == 3500
    purse.do(EnterArrival, ANNA, BUY, OIL, 19)
    assert purse.by_hand(BORIS) == 3500
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
    assert purse.by_hand(BORIS) == 7000
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, -2)
    assert (purse.by_hand(BORIS), purse.owes(BORIS)) == (0, 0)
    assert purse.entries(BORIS)[-1].reason is Reason.SHARE_CORRECTED
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 0)
    assert purse.outcome.saves == ()
    purse.count()


def test_returns_in_parts_come_to_the_whole() -> None:
    """Lost otherwise: giving everything back one by one leaves a cent behind.

    Two units cost 66.67: one of them given back takes 33.335, half up 33.34, off.
    """
    purse = settled()
    purse.do(EnterArrival, ANNA, BUY, OIL, 3)
    purse.do(EnterBill, ANNA, BUY, 10_000)
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [6_667, 3_333]
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
    assert purse.owes(BORIS) == 3_333
    purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [0, 3_333]
    purse.count()


def test_stars_for_what_never_came_go_back() -> None:
    """Lost otherwise: a payment in Stars for goods that never came stays with the bot."""
    purse = opened(payment=replace(STARS_AHEAD), currency="XTR")
    purse.order(BORIS, 1)
    purse.order(CARLA, 1)
    for person in (BORIS, CARLA):
        purse.pays(person)
    purse.close()
    purse.do(EnterArrival, ANNA, BUY, OIL, 1)
    assert [one.payer for one in purse.refund()] == [CARLA]
    assert purse.owes(CARLA) == 0
    purse.count()


def test_more_to_pay_is_reminded_of() -> None:
    """Lost otherwise: a share that grew after everyone had paid is never asked for."""
    purse = settled()
    for person in (BORIS, CARLA):
        purse.do(MarkPaid, ANNA, BUY, person)
    purse.wait(DAY)
    purse.timers.clear()
    purse.do(EnterBill, ANNA, BUY, 80_000)
    purse.wait(3 * DAY)
    assert purse.told(NoticeKind.UNPAID) == [BORIS, CARLA]


def test_where_each_pays_the_supplier_the_organiser_is_told_of_their_own() -> None:
    """Lost otherwise: the organiser's own share changes behind their back by a helper's hand."""
    purse = settled(Payment(collects=Collects.EACH))
    purse.do(NameHelper, ANNA, BUY, DEWI)
    purse.do(EnterArrival, DEWI, BUY, OIL, 10)
    assert purse.owes(ANNA) == 0
    assert [person for person, _ in corrected(purse)] == [CARLA, ANNA]


def test_rebates_are_for_what_was_paid() -> None:
    """Lost otherwise: a shortage gives points to somebody who never paid."""
    purse = settled(POINTS_AHEAD)
    purse.do(EnterArrival, ANNA, BUY, OIL, 10)
    assert purse.points(CARLA) == 0
    purse.count()


def test_what_is_refused() -> None:
    """Lost otherwise: anybody corrects anything, or by numbers that no buy has."""
    purse = settled()
    for command in (
        (EnterArrival, BORIS, BUY, OIL, 3),
        (EnterBill, BORIS, BUY, 3),
        (ReturnUnits, BORIS, BUY, BORIS, OIL, 1),
    ):
        with pytest.raises(NotTheOrganiser):
            purse.do(*command)
    refused: tuple[tuple[tuple[Any, ...], type[DomainError]], ...] = (
        ((EnterArrival, ANNA, BUY, ItemNo(9), 3), UnknownItem),
        ((EnterArrival, ANNA, BUY, OIL, -1), QuantityBelowZero),
        ((EnterArrival, ANNA, BUY, OIL, 10**7), QuantityTooLarge),
        ((EnterBill, ANNA, BUY, 0), LimitTooSmall),
        ((EnterBill, ANNA, BUY, 10**15), LimitTooLarge),
        ((ReturnUnits, ANNA, BUY, BORIS, OIL, 3), NotEnoughLeft),
        ((ReturnUnits, ANNA, BUY, BORIS, OIL, -1), QuantityBelowZero),
        ((ReturnUnits, ANNA, BUY, BORIS, ItemNo(9), 1), UnknownItem),
        ((ReturnUnits, ANNA, BUY, BORIS, OIL, 1, GuestNo(1)), UnknownItem),
        ((ReturnUnits, ANNA, BUY, DEWI, OIL, 1), UnknownItem),
    )
    for command, error in refused:
        with pytest.raises(error):
            purse.do(*command)
    live = opened()
    live.order(BORIS, 1)
    with pytest.raises(BuyNotClosed):
        live.do(EnterArrival, ANNA, BUY, OIL, 1)
    live.do(CallOff, ANNA, BUY)
    with pytest.raises(BuyCalledOff):
        live.do(EnterBill, ANNA, BUY, 100)
