"""The solver does what the Rules say, however prices, limits, cases and stock fall together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.buy import Totals
from domain.ids import ItemNo
from domain.settlement import WhyOut
from domain.sharing.solution import Solution
from domain.sharing.solver import solve
from tests.domain.play import BUY
from tests.domain.sharing.literal import Buy, at, carried, minimum_met, solved_literally
from tests.domain.sharing.small import buys
from tests.promises.amounts import so_many


def solved(buy: Buy) -> Solution:
    """Return the solution of a buy."""
    return solve(buy.terms, buy.organiser, buy.lines, buy.areas, Totals(BUY))


def own_units(solution: Solution) -> dict[int, int]:
    """Return the units by line, without what the organiser takes as a case's rest."""
    own = {one.seq: one.units - one.rest for one in solution.served}
    return {seq: units for seq, units in own.items() if units}


def rests(solution: Solution) -> Counter[ItemNo]:
    """Return what the organiser takes of each item to fill its last case."""
    found: Counter[ItemNo] = Counter()
    for one in solution.served:
        found[one.item] += one.rest
    return +found


@settings(max_examples=so_many(300, 5_000))
@given(buys())
def test_it_is_the_rules_taken_literally(buy: Buy) -> None:
    """Lost otherwise: a shortcut of the solver that gives somebody more or less than the Rules."""
    solution, literal = solved(buy), solved_literally(buy)
    assert solution.tiers == literal.tiers
    assert own_units(solution) == {seq: units for seq, units in literal.units.items() if units}
    assert rests(solution) == +Counter(literal.rest)
    assert solution.meets_minimum == literal.met


@given(buys(one_ladder=True))
def test_no_cheaper_tier_that_was_possible_is_passed_over(buy: Buy) -> None:
    """Lost otherwise: everybody pays more than they had to, or fewer units are served."""
    solution = solved(buy)
    for key, tier in solution.tiers.items():
        tried = [
            {key: other}
            for other in range(len(buy.ladders()[key].tiers) + 1)
            if carried(buy, key, other, {key: other}) and minimum_met(buy, {key: other})
        ]
        assert {key: tier} == (tried[-1] if tried else {key: 0})
        if buy.terms.max_people is None and not buy.terms.takes_rest:
            counts = [sum(at(buy, tiers)[0].values()) for tiers in tried]
            assert not counts or counts[-1] == max(counts)


@given(buys())
def test_nobody_pays_more_than_they_said(buy: Buy) -> None:
    """Lost otherwise: NEW-1; somebody gets units at a price that they said no to."""
    solution = solved(buy)
    got = own_units(solution)
    for line in buy.lines:
        wanted = buy.wanted(line, solution.tiers)
        assert got.get(line.seq, 0) <= (wanted + line.extra if wanted else 0)


@given(buys())
def test_every_case_is_full_and_the_stock_is_enough(buy: Buy) -> None:
    """Lost otherwise: NEW-2; the supplier is asked for half a case, or for what there is not."""
    solution = solved(buy)
    for item in buy.terms.items:
        units = solution.totals.units.get(item.no, 0)
        assert units == sum(one.units for one in solution.served if one.item == item.no)
        assert item.case_size is None or units % item.case_size == 0
        assert item.stock is None or units <= item.stock
    if not buy.terms.takes_rest:
        assert not rests(solution)


@given(buys())
def test_no_tier_without_its_threshold(buy: Buy) -> None:
    """Lost otherwise: the organiser collects at a price that the supplier does not give."""
    solution = solved(buy)
    for key, tier in solution.tiers.items():
        assert carried(buy, key, tier, solution.tiers)
    assert solution.meets_minimum == minimum_met(buy, solution.tiers)


@given(buys())
def test_who_asked_first_comes_first(buy: Buy) -> None:
    """Lost otherwise: a later order pushes an earlier one out."""
    solution = solved(buy)
    got = own_units(solution)
    cased = {one.seq for one in solution.fallen if one.why is WhyOut.CASE}
    for earlier in buy.lines:
        for later in buy.lines:
            if earlier.item != later.item or earlier.seq >= later.seq:
                continue
            if earlier.seq in cased:
                assert later.seq not in got
            more = got.get(later.seq, 0) - buy.wanted(later, solution.tiers)
            if more > 0 and earlier.seq in got:
                enough = buy.wanted(earlier, solution.tiers) + earlier.extra
                out = [one for one in solution.fallen if one.seq == earlier.seq]
                lost = sum(one.units for one in out if one.why is not WhyOut.PRICE)
                assert got[earlier.seq] + lost == enough


@given(buys())
def test_every_unit_that_was_asked_for_is_served_or_explained(buy: Buy) -> None:
    """Lost otherwise: units vanish without a word, or are told as lost and delivered."""
    solution = solved(buy)
    got = own_units(solution)
    out: Counter[int] = Counter()
    for one in solution.fallen:
        out[one.seq] += one.units
        assert one.units > 0
        assert (one.limit is not None) == (one.why is WhyOut.PRICE)
    for line in buy.lines:
        asked = max((one.quantity for one in line.conditions), default=line.quantity)
        tolerance = max(0, got.get(line.seq, 0) - buy.wanted(line, solution.tiers))
        assert got.get(line.seq, 0) - tolerance + out[line.seq] >= asked
        assert got.get(line.seq, 0) + out[line.seq] <= asked + line.extra
    for one in solution.fallen:
        line = next(line for line in buy.lines if line.seq == one.seq)
        if one.limit is not None:
            assert buy.price(line, solution.tiers) > one.limit


@given(buys(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_loaded_means_nothing(buy: Buy, chance: object) -> None:
    """Lost otherwise: two replicas, or two databases, close the same buy differently."""
    lines, areas = list(buy.lines), list(buy.areas.items())
    chance.shuffle(lines)  # type: ignore[attr-defined]  # hypothesis types it as a bare object
    chance.shuffle(areas)  # type: ignore[attr-defined]
    assert solved(replace(buy, lines=tuple(lines), areas=dict(areas))) == solved(buy)
