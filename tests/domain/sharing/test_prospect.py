"""What those who wait for a lower price would unlock, and one's own part of fee and delivery."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from domain.buy import Item, Minimum, Terms, Totals
from domain.decide.counting import Part, add_up
from domain.delivery import NO_AREA, Area, AreaNo, Delivery, SharedBy
from domain.ids import GuestNo, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.order import Condition, Line
from domain.sharing.live import Extra, extra_now
from domain.sharing.prospect import Prospect, Wish, prospect
from domain.sharing.solver import solve
from tests.domain.play import BORIS, BUY, CARLA, DEWI, NOON, OIL, started
from tests.domain.sharing.literal import Buy
from tests.domain.sharing.small import buys

BASE = started().buy.terms
SALT = Item(ItemNo(2), "Salt", 900)


def line(person: int, quantity: int, *conditions: tuple[int, int], item: int = OIL) -> Line:
    """Return a line; who it is of says when it was asked for."""
    asked = tuple(Condition(limit, units) for limit, units in conditions)
    return Line(
        BUY, PersonId(person), ItemNo(item), quantity, 10 * person + item, NOON, conditions=asked
    )


def totals_of(terms: Terms, lines: list[Line]) -> Totals:
    """Return the running totals of these orders."""
    people = sorted({one.person for one in lines})
    parts = [Part(tuple(one for one in lines if one.person == person)) for person in people]
    return add_up(BUY, terms, parts)


def looked_at(terms: Terms, lines: list[Line], areas: dict[PersonId, AreaNo]) -> Prospect:
    """Return what the card would tell: it reads the lines of those who wait, and no others."""
    waiting = {one.person for one in lines if one.conditions}
    theirs = [one for one in lines if one.person in waiting]
    return prospect(terms, totals_of(terms, lines), theirs, areas)


@given(buys())
def test_without_cases_it_is_what_the_close_would_bring(buy: Buy) -> None:
    """Lost otherwise: the card promises a price that the close does not bring."""
    items = tuple(replace(item, case_size=None) for item in buy.terms.items)
    terms = replace(buy.terms, items=items, minimum=None, takes_rest=False)
    told = looked_at(terms, list(buy.lines), buy.areas)
    solution = solve(terms, buy.organiser, buy.lines, buy.areas, Totals(BUY))
    assert {one.key: one.would_be for one in told.outlooks} == solution.tiers
    certain = sum(one.quantity for one in buy.lines)
    assert told.units == solution.totals.all_units - certain


def test_what_waits_for_which_price() -> None:
    """Lost otherwise: "6 wait for 38.00" has another number than the orders do."""
    lines = [line(BORIS, 1, (3800, 3)), line(CARLA, 0, (3800, 4), (3500, 9)), line(DEWI, 2)]
    told = looked_at(BASE, lines, {})
    assert told.wishes == (Wish(OIL, 3800, 6), Wish(OIL, 3500, 5))
    (oil,) = told.outlooks
    assert (oil.reached, oil.would_be, oil.unlocks, told.units) == (0, 0, False, 0)


def test_one_more_and_all_who_wait_come_in() -> None:
    """Lost otherwise: nobody learns that one unit more is all that is missing."""
    lines = [line(BORIS, 1, (3800, 3)), line(CARLA, 0, (3800, 4)), line(DEWI, 2)]
    (oil,) = looked_at(BASE, lines, {}).outlooks
    item = BASE.items[0]
    after = oil.next_price(item)
    assert (oil.would_be, oil.missing) == (0, 1)
    assert oil.price(item).exact == 4200
    assert after is not None
    assert after.exact == 3800
    told = looked_at(BASE, [*lines, line(6, 1)], {})
    (oil,) = told.outlooks
    assert (oil.reached, oil.would_be, oil.missing, told.units) == (0, 1, 10, 6)
    assert told.unlocks


def test_at_the_top_nothing_is_missing() -> None:
    """Lost otherwise: a card that asks for more when there is no more to get."""
    (oil,) = looked_at(BASE, [line(DEWI, 20)], {}).outlooks
    assert (oil.reached, oil.would_be, oil.missing, oil.unlocks) == (2, 2, 0, False)
    assert oil.next_price(BASE.items[0]) is None


def test_who_is_in_already_counts_once() -> None:
    """Lost otherwise: waiting for a second item makes two people of one."""
    ladder = Ladder(Metric.PARTICIPANTS, (Tier(3, UnitPrice(800)),))
    salt = replace(SALT, ladder=ladder)
    terms = replace(BASE, items=(*BASE.items, salt), ladder=None)
    lines = [line(BORIS, 1), line(CARLA, 1), line(BORIS, 0, (850, 2), item=2)]
    (salted,) = looked_at(terms, lines, {}).outlooks
    assert (salted.would_be, salted.missing) == (0, 1)


def test_the_minimum_is_not_what_it_tells_of() -> None:
    """Lost otherwise: as long as the minimum is missed the card shows no price to wait for."""
    terms = replace(BASE, minimum=Minimum(Metric.PARTICIPANTS, 5))
    lines = [line(BORIS, 4, (3800, 6)), line(CARLA, 4)]
    (oil,) = looked_at(terms, lines, {}).outlooks
    assert oil.would_be == 1


COST = 3_000
TWO_ITEMS = replace(BASE, items=(*BASE.items, SALT), areas=(Area(AreaNo(1), "North", fee=250),))
ORDERS = [line(BORIS, 2), line(BORIS, 4, item=2), line(CARLA, 1), line(DEWI, 0, (3800, 9))]
"""Boris 84.00 and 36.00 of 162.00, 6 of 7 units; Dewi only waits."""


@pytest.mark.parametrize(
    ("shared_by", "share"),
    [
        (SharedBy.EQUALLY, Fraction(1500)),
        (SharedBy.UNITS, Fraction(18_000, 7)),
        (SharedBy.AMOUNT, Fraction(3_000 * 12_000, 16_200)),
    ],
)
def test_ones_own_part_of_the_delivery(shared_by: SharedBy, share: Fraction) -> None:
    """Lost otherwise: the order screen tells a delivery share that is not one's own."""
    terms = replace(TWO_ITEMS, delivery=Delivery(COST, shared_by))
    totals = totals_of(terms, ORDERS)
    own = {person: [one for one in ORDERS if one.person == person] for person in (BORIS, DEWI)}
    assert extra_now(terms, totals, own[BORIS], AreaNo(1)) == Extra(250, share)
    assert extra_now(terms, totals, own[BORIS], NO_AREA) == Extra(0, share)
    assert extra_now(terms, totals, own[DEWI], AreaNo(1)) == Extra(0, Fraction(0))
    everyone = [own[BORIS], own[DEWI], [ORDERS[2]]]
    assert sum(extra_now(terms, totals, one, NO_AREA).delivery for one in everyone) == COST


def test_without_a_delivery_nothing_comes_on_top() -> None:
    """Lost otherwise: a share of nothing breaks the order screen."""
    guest = replace(line(BORIS, 1), guest=GuestNo(1))
    assert extra_now(BASE, totals_of(BASE, [guest]), [guest], NO_AREA) == Extra(0, Fraction(0))
