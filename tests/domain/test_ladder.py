"""Ladders: which tier is reached, what a unit costs there, and which ladders are refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError, LadderNotAscending, PriceNotPositive, RewardNotBetter
from domain.ladder import (
    AmountOff,
    Ladder,
    Metric,
    PercentOff,
    Reward,
    Tier,
    UnitPrice,
    check_ladder,
    exact_price,
)
from tests.domain.play import OIL_LADDER


@pytest.mark.parametrize(
    ("value", "reached", "following"),
    [(0, 0, 10), (9, 0, 10), (10, 1, 20), (19, 1, 20), (20, 2, None), (500, 2, None)],
)
def test_the_tier_reached(value: int, reached: int, following: int | None) -> None:
    """Lost otherwise: a threshold counts from the very unit that reaches it."""
    assert OIL_LADDER.reached(value) == reached
    tier = OIL_LADDER.next_tier(value)
    assert (tier.threshold if tier else None) == following


@pytest.mark.parametrize(
    ("reward", "price"),
    [
        (None, Fraction(4200)),
        (UnitPrice(3800), Fraction(3800)),
        (AmountOff(400), Fraction(3800)),
        (PercentOff(500), Fraction(3990)),
        (PercentOff(1), Fraction(419958, 100)),
    ],
)
def test_the_exact_price(reward: Reward | None, price: Fraction) -> None:
    """Lost otherwise: a percent tier's price is exact, not rounded to a cent."""
    assert exact_price(4200, reward) == price


def ladder(*tiers: tuple[int, Reward]) -> Ladder:
    """Return a ladder on units."""
    return Ladder(Metric.UNITS, tuple(Tier(threshold, reward) for threshold, reward in tiers))


@pytest.mark.parametrize(
    ("tried", "refusal"),
    [
        (ladder((10, UnitPrice(3800)), (10, UnitPrice(3500))), LadderNotAscending(2, 10, 10)),
        (ladder((20, UnitPrice(3800)), (10, UnitPrice(3500))), LadderNotAscending(2, 10, 20)),
        (ladder((0, UnitPrice(3800))), LadderNotAscending(1, 0, 0)),
        (ladder((10, UnitPrice(4300))), RewardNotBetter(1)),
        (ladder((10, UnitPrice(4200))), RewardNotBetter(1)),
        (ladder((10, UnitPrice(3800)), (20, UnitPrice(3800))), RewardNotBetter(2)),
        (ladder((10, UnitPrice(3500)), (20, UnitPrice(3800))), RewardNotBetter(2)),
        (ladder((10, AmountOff(-1))), RewardNotBetter(1)),
        (ladder((10, UnitPrice(3800)), (20, UnitPrice(0))), PriceNotPositive(2)),
        (ladder((10, PercentOff(10_000))), PriceNotPositive(1)),
        (ladder((10, PercentOff(9_999))), PriceNotPositive(1)),
        (ladder((10, AmountOff(4200))), PriceNotPositive(1)),
    ],
)
def test_ladders_that_are_refused(tried: Ladder, refusal: DomainError) -> None:
    """Lost otherwise: the answer names the line of the ladder that is wrong, and why."""
    with pytest.raises(type(refusal)) as refused:
        check_ladder(tried, [4200])
    assert refused.value == refusal


def test_a_tier_must_help_one_item_and_hurt_none() -> None:
    """Lost otherwise: a tier that is better for one item and dearer for another gets through."""
    check_ladder(ladder((5, AmountOff(100)), (9, PercentOff(500))), [4200, 2000])
    with pytest.raises(RewardNotBetter):
        check_ladder(ladder((5, AmountOff(150)), (9, PercentOff(500))), [4200, 2000])


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(100, 5000)), max_size=5))
def test_accepted_ladders_only_get_cheaper(steps: list[tuple[int, int]]) -> None:
    """Lost otherwise: more units could cost someone more."""
    tried = ladder(*((threshold, UnitPrice(price)) for threshold, price in steps))
    try:
        check_ladder(tried, [4200])
    except DomainError:
        return
    rewards = [None, *(tier.reward for tier in tried.tiers)]
    prices = [exact_price(4200, rewards[tried.reached(value)]) for value in range(100)]
    assert prices == sorted(prices, reverse=True)
    assert prices[-1] >= 1
