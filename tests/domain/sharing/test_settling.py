"""Statements add up to the group's total to the cent, whatever was ordered, paid for, delivered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.buy import GroupBuy, Totals
from domain.delivery import Delivery, SharedBy
from domain.money import half_up
from domain.settlement import Settlement, reference
from domain.sharing.settling import settle, settled_price
from domain.sharing.solution import Solution
from domain.sharing.solver import solve
from tests.domain.play import BUY, NOON, started
from tests.domain.sharing.literal import Buy
from tests.domain.sharing.small import buys

BASE = started().buy
DELIVERIES = st.none() | st.builds(Delivery, st.integers(1, 999), st.sampled_from(SharedBy))
BILLS = st.none() | st.integers(1, 5_000)


def closed(buy: Buy, delivery: Delivery | None) -> tuple[GroupBuy, Solution]:
    """Return a buy with its delivery, and its solution."""
    group = replace(BASE, terms=replace(buy.terms, delivery=delivery))
    return group, solve(group.terms, buy.organiser, buy.lines, buy.areas, Totals(BUY))


def adds_up(settlement: Settlement) -> None:
    """Check every sum of a settlement against its parts."""
    statements = settlement.statements
    lines = [line for one in statements for line in one.lines]
    assert sum(one.due for one in statements) == settlement.due
    assert sum(line.list_amount for line in lines) == settlement.list_amount
    assert sum(line.discount for line in lines) == settlement.discount
    assert sum(one.fee for one in statements) == settlement.fees
    assert sum(one.delivery for one in statements) == settlement.delivery
    assert len({one.reference for one in statements}) == len(statements)


@given(buys(), DELIVERIES, BILLS)
def test_it_always_adds_up(buy: Buy, delivery: Delivery | None, bill: int | None) -> None:
    """Lost otherwise: NEW-3; shares that miss the group's total by a cent."""
    group, solution = closed(buy, delivery)
    settlement = settle(group, solution, buy.areas, NOON, bill=bill)
    adds_up(settlement)
    served = bool(solution.served)
    assert settlement.delivery == (delivery.cost if delivery and served else 0)
    if bill is not None and served:
        assert settlement.list_amount - settlement.discount == bill


@given(buys(), DELIVERIES)
def test_nobody_pays_a_cent_more_than_their_exact_share(
    buy: Buy, delivery: Delivery | None
) -> None:
    """Lost otherwise: rounding takes more from somebody than it may."""
    group, solution = closed(buy, delivery)
    settlement = settle(group, solution, buy.areas, NOON)
    exact = Fraction(0)
    for statement in settlement.statements:
        for line in statement.lines:
            item = next(item for item in buy.terms.items if item.no == line.item)
            price = settled_price(buy.terms, solution.tiers, item, statement.area)
            exact += line.quantity * price.saved
            assert abs(line.due - line.quantity * price.exact) < 2
            assert 0 <= line.discount <= line.list_amount
    assert settlement.discount == half_up(exact)


@given(buys())
def test_whoever_had_a_reference_keeps_it(buy: Buy) -> None:
    """Lost otherwise: after a correction a transfer is taken for somebody else's."""
    group, solution = closed(buy, Delivery(999))
    before = settle(group, solution, buy.areas, NOON)
    known = {one.person: one.reference for one in before.statements}
    fewer = replace(solution, served=solution.served[1:])
    after = settle(group, fewer, buy.areas, NOON, references=known)
    adds_up(after)
    assert {one.person: one.reference for one in after.statements} == known
    for statement in after.statements:
        if not statement.lines:
            assert statement.due == 0


@given(buys())
def test_the_reference_is_that_of_the_first_line(buy: Buy) -> None:
    """Lost otherwise: what was paid at ordering bears another reference than the statement."""
    group, solution = closed(buy, None)
    first = {line.person: line.seq for line in reversed(buy.lines)}
    for statement in settle(group, solution, buy.areas, NOON).statements:
        if statement.person in first:
            assert statement.reference == reference(group.code, first[statement.person])
