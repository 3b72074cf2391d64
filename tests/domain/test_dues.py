"""What is to be paid before the close and after it, as screens and rules compute it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.buy import State
from domain.charges import Back, Charge
from domain.delivery import NO_AREA, Area, AreaNo
from domain.dues import due_back, left_to_pay, ordered, to_pay, uncovered
from domain.ids import PersonId
from domain.ledger import Entry, Reason
from domain.order import Condition, Line
from domain.payment import Collects, Method, Payment
from tests.domain.play import ANNA, BORIS, BUY, NOON, OIL
from tests.domain.purse import AHEAD, opened

EAST = AreaNo(1)
TERMS = opened(payment=AHEAD, areas=(Area(EAST, "East", fee=300, basis_points=500),)).buy.terms


def line(quantity: int, *conditions: Condition) -> Line:
    """Return a line of Boris's."""
    return Line(BUY, BORIS, OIL, quantity, 1, NOON, conditions=conditions)


def entry(reason: Reason, amount: int, person: PersonId = BORIS) -> Entry:
    """Return an entry of Boris's."""
    return Entry(f"{reason}", BUY, person, ANNA, amount, "EUR", reason, ANNA, NOON)


def charge(back: Back, method: Method = Method.ONLINE) -> Charge:
    """Return a payment of 42.00 through Telegram."""
    return Charge("c", "i", BUY, BORIS, BORIS, 4200, "EUR", method, "p", NOON, back)


def test_an_order_comes_to_its_list_price_and_the_fee_of_its_area() -> None:
    """Lost otherwise: the sum asked for at ordering is not the one on the order screen."""
    assert ordered(TERMS, [line(2)], EAST) == 8700
    assert ordered(TERMS, [line(2)], NO_AREA) == 8400
    assert ordered(TERMS, [line(2, Condition(3800, 9))], NO_AREA) == 8400
    assert ordered(TERMS, [line(0, Condition(3800, 9))], EAST) == 0
    assert ordered(TERMS, [], EAST) == 0


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ([], 8400),
        ([(Reason.PAYMENT, 5000)], 3400),
        ([(Reason.PAYMENT, 5000), (Reason.POINTS_SPENT, 1000)], 2400),
        ([(Reason.CHARGE, 8400)], 0),
        ([(Reason.PAYMENT, 9000)], -600),
    ],
)
def test_what_is_paid_counts_against_it(entries: list[tuple[Reason, int]], left: int) -> None:
    """Lost otherwise: somebody who paid ahead is asked again, or points pay nothing."""
    assert to_pay(TERMS, [line(2)], NO_AREA, [entry(*one) for one in entries]) == left


def test_nothing_is_paid_ahead_unless_the_buy_says_so() -> None:
    """Lost otherwise: friends who settle up afterwards are asked for money at once."""
    terms = replace(TERMS, payment=Payment())
    assert to_pay(terms, [line(2)], NO_AREA, []) == 0


def test_a_payment_that_goes_back_counts_as_gone() -> None:
    """Lost otherwise: a double payment pays for what is ordered after it."""
    paid = [entry(Reason.PAYMENT, 4200), entry(Reason.CHARGE, 4200)]
    assert to_pay(TERMS, [line(2)], NO_AREA, paid, [charge(Back.DUE)]) == 4200
    assert to_pay(TERMS, [line(2)], NO_AREA, paid, [charge(Back.NOT)]) == 0


def test_who_pays_whom() -> None:
    """Lost otherwise: the organiser is asked to pay themselves, or nobody pays the supplier."""
    buy = opened(payment=AHEAD).buy
    assert left_to_pay(buy, BORIS, [line(1)], NO_AREA, []) == 4200
    assert left_to_pay(buy, ANNA, [line(1)], NO_AREA, []) == 0
    each = replace(buy.terms, payment=replace(AHEAD, collects=Collects.EACH))
    assert left_to_pay(replace(buy, terms=each), ANNA, [line(1)], NO_AREA, []) == 4200


def test_after_the_end() -> None:
    """Lost otherwise: a called off buy is still to be paid, or what was paid is nobody's."""
    buy = opened(payment=AHEAD).buy
    closed, off = replace(buy, state=State.CLOSED), replace(buy, state=State.CALLED_OFF)
    share, paid = entry(Reason.SHARE, 3800), entry(Reason.PAYMENT, 4200)
    assert left_to_pay(closed, BORIS, [line(1)], NO_AREA, [share]) == 3800
    assert left_to_pay(closed, BORIS, [line(1)], NO_AREA, [share, paid]) == 0
    assert left_to_pay(off, BORIS, [line(1)], NO_AREA, []) == 0
    assert uncovered(closed, BORIS, [], NO_AREA, [share, paid]) == -400
    assert [due_back(one, [paid]) for one in (buy, closed, off)] == [0, 4200, 4200]
    assert due_back(closed, [share, paid]) == 400


def test_what_goes_back_by_itself_is_not_due_by_hand() -> None:
    """Lost otherwise: Stars are paid back twice, or a provider's money never."""
    buy = opened(payment=AHEAD).buy
    twice = [entry(Reason.PAYMENT, 4200), entry(Reason.CHARGE, 4200)]
    assert due_back(buy, twice, [charge(Back.DUE)]) == 4200
    assert due_back(buy, twice, [charge(Back.DUE, Method.STARS)]) == 0
    off = replace(buy, state=State.CALLED_OFF)
    assert due_back(off, twice, [charge(Back.DUE, Method.STARS)]) == 4200
    assert due_back(off, twice, [charge(Back.DUE)]) == 8400


def test_points_may_pay_whenever_the_money_is_due() -> None:
    """Lost otherwise: points can only be spent where it is paid at ordering."""
    later = opened().buy
    assert left_to_pay(later, BORIS, [line(1)], NO_AREA, []) == 0
    assert uncovered(later, BORIS, [line(1)], NO_AREA, []) == 4200
