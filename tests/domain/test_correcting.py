"""Settlements corrected: what arrived, what it cost and what went back, shared to the cent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arriving import Claim, hand_round
from domain.buy import GroupBuy, State, Totals
from domain.correcting import corrected, key_of
from domain.delivery import Delivery, SharedBy
from domain.ids import ItemNo, PersonId
from domain.settlement import Settlement, WhyOut
from domain.sharing.settling import settle
from domain.sharing.solver import solve
from domain.sheet.checking import check
from domain.sheet.making import sheet_of
from domain.sheet.reading import read_sheet
from domain.sheet.text import write_sheet
from tests.domain.play import ANNA, BUY, NOON, started
from tests.domain.sharing.literal import Buy
from tests.domain.sharing.small import buys

BASE = replace(started().buy, state=State.CLOSED)


@pytest.mark.parametrize(
    ("arrived", "units", "over"),
    [
        (10, [4, 4, 2], 0),
        (9, [4, 4, 1], 0),
        (8, [4, 3, 1], 0),
        (7, [4, 3, 0], 0),
        (1, [1, 0, 0], 0),
        (0, [0, 0, 0], 0),
        (11, [5, 4, 2], 0),
        (12, [6, 4, 2], 0),
        (15, [6, 4, 4], 1),
    ],
)
def test_what_is_missing_falls_out_from_the_end(arrived: int, units: list[int], over: int) -> None:
    """Lost otherwise: the first who asked goes without, or tolerance is served before orders."""
    first = Claim(firm=4, tolerance=0, rest=0, more=2)
    second = Claim(firm=3, tolerance=1, rest=0, more=0)
    the_organisers = Claim(firm=1, tolerance=0, rest=1, more=2)
    assert hand_round([first, second, the_organisers], arrived) == (units, over)


def test_an_item_that_nobody_has() -> None:
    """Lost otherwise: an item that came though nobody ordered it breaks the correction."""
    assert hand_round([], 3) == ([], 3)


def settled(buy: Buy, delivery: Delivery | None) -> tuple[GroupBuy, Settlement]:
    """Return a small buy with its settlement."""
    closed = replace(BASE, terms=replace(buy.terms, delivery=delivery))
    solution = solve(buy.terms, ANNA, buy.lines, buy.areas, Totals(BUY))
    return closed, settle(closed, solution, buy.areas, NOON)


def add_up(settlement: Settlement) -> None:
    """Check that what the group pays is what its participants pay."""
    lines = [line for one in settlement.statements for line in one.lines]
    assert sum(one.due for one in settlement.statements) == settlement.due
    assert sum(line.list_amount for line in lines) == settlement.list_amount
    assert sum(line.discount for line in lines) == settlement.discount
    assert sum(line.returned_amount for line in lines) == settlement.returned
    assert sum(one.fee for one in settlement.statements) == settlement.fees
    assert sum(one.delivery for one in settlement.statements) == settlement.delivery
    assert all(0 <= line.returned <= line.quantity for line in lines)


DELIVERIES = st.none() | st.builds(Delivery, st.integers(1, 999), st.sampled_from(SharedBy))
ARRIVALS = st.dictionaries(st.sampled_from([ItemNo(1), ItemNo(2)]), st.integers(0, 30))


@given(buys(), DELIVERIES, ARRIVALS, st.none() | st.integers(1, 9_999), st.data())
def test_corrections_add_up(
    buy: Buy,
    delivery: Delivery | None,
    arrived: dict[ItemNo, int],
    bill: int | None,
    data: st.DataObject,
) -> None:
    """Lost otherwise: NEW-5; a corrected share that misses the group's total by a cent."""
    closed, first = settled(buy, delivery)
    offered = {item.no for item in buy.terms.items}
    arrived = {no: units for no, units in arrived.items() if no in offered}
    known = corrected(closed, replace(first, arrived=arrived, bill=bill), buy.lines)
    add_up(known)
    got = Counter[ItemNo]()
    for one in known.statements:
        for line in one.lines:
            got[line.item] += line.quantity
    assert all(got[no] == units for no, units in arrived.items())
    if bill is not None and any(got.values()):
        assert known.list_amount - known.discount == bill
    given_back = tuple(
        replace(
            one,
            lines=tuple(
                replace(line, returned=data.draw(st.integers(0, line.quantity)))
                for line in one.lines
            ),
        )
        for one in known.statements
    )
    returned = corrected(closed, replace(known, statements=given_back), buy.lines)
    add_up(returned)
    before = {one.person: one for one in known.statements}
    for one in returned.statements:
        was = before[one.person]
        assert (one.reference, one.fee, one.delivery) == (was.reference, was.fee, was.delivery)
        assert one.due <= was.due
        if all(line.returned == line.quantity for line in one.lines):
            assert one.goods == 0
    text = write_sheet(sheet_of(closed.terms, returned, 2), [])
    assert check(read_sheet(text)) is None


@given(buys(), DELIVERIES, ARRIVALS, st.integers(1, 9_999))
def test_a_correction_depends_on_the_facts_alone(
    buy: Buy, delivery: Delivery | None, arrived: dict[ItemNo, int], bill: int
) -> None:
    """Lost otherwise: a typing error in what arrived can never be mended."""
    closed, first = settled(buy, delivery)
    served = Counter[ItemNo]()
    for one in first.statements:
        for line in one.lines:
            served[line.item] += line.quantity
    arrived = {no: units for no, units in arrived.items() if served[no]}
    wrong = corrected(closed, replace(first, arrived=arrived, bill=bill), buy.lines)
    right = {no: served[no] for no in arrived}
    mended = corrected(closed, replace(wrong, arrived=right, bill=None), buy.lines)
    assert mended.fallen == first.fallen
    dues = {one.person: one.due for one in mended.statements if one.due or one.kept}
    assert dues == {one.person: one.due for one in first.statements if one.due or one.kept}
    assert mended.revision == first.revision + 2


@given(buys(), ARRIVALS)
def test_missing_units_are_explained(buy: Buy, arrived: dict[ItemNo, int]) -> None:
    """Lost otherwise: somebody gets less than they were told and is not told why."""
    closed, first = settled(buy, None)
    offered = {item.no for item in buy.terms.items}
    arrived = {no: units for no, units in arrived.items() if no in offered}
    known = corrected(closed, replace(first, arrived=arrived), buy.lines)
    got = {key_of(line): line.quantity for one in known.statements for line in one.lines}
    missing = Counter[object]()
    for one in known.fallen:
        if one.why is WhyOut.SHORTAGE:
            missing[one.person, one.guest, one.item] += one.units
    for statement in first.statements:
        for line in statement.lines:
            key = key_of(line)
            assert max(0, line.quantity - got[key]) == missing[key]
    assert [one.seq for one in known.fallen] == sorted(one.seq for one in known.fallen)
    others = [one for one in known.fallen if one.why is not WhyOut.SHORTAGE]
    assert others == list(first.fallen)


def test_the_organiser_keeps_what_nobody_wants() -> None:
    """Lost otherwise: units that came besides are nobody's, and the bill is shared over others."""
    play = started()
    play.order(2, 3)
    closed = replace(play.buy, state=State.CLOSED)
    lines = play.world.all_lines(BUY)
    solution = solve(closed.terms, ANNA, lines, {}, Totals(BUY))
    first = settle(closed, solution, {}, NOON)
    known = corrected(closed, replace(first, arrived={ItemNo(1): 4}), lines)
    assert {one.person: one.due for one in known.statements} == {2: 12600, ANNA: 4200}
    references = [one.reference for one in known.statements]
    assert len(set(references)) == 2
    mended = corrected(closed, replace(known, arrived={ItemNo(1): 3}), lines)
    assert {one.person: one.due for one in mended.statements} == {2: 12600, ANNA: 0}
    assert PersonId(2) in {one.person for one in mended.statements}
