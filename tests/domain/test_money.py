"""Money: exact rounding and sharing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import MixedCurrencies
from domain.money import Money, half_up, share_out


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("1/2", 1), ("3/2", 2), ("5/2", 3), ("249/100", 2), ("7", 7), ("-1/2", 0), ("1/3", 0)],
)
def test_half_up(exact: str, rounded: int) -> None:
    """Lost otherwise: halves round to even, or a float decides."""
    assert half_up(Fraction(exact)) == rounded


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (10, [5, 3, 2], [5, 3, 2]),
        (1, [1, 2, 2], [0, 1, 0]),
        (0, [3, 4], [0, 0]),
        (0, [0, 0], [0, 0]),
        (7, [0, 1], [0, 7]),
    ],
)
def test_largest_remainder(total: int, weights: list[int], shares: list[int]) -> None:
    """Lost otherwise: a cent is left over or goes to the later line of two equal ones."""
    assert share_out(total, [Fraction(weight) for weight in weights]) == shares


def test_nothing_to_share_over() -> None:
    """Lost otherwise: an amount that nobody is to bear vanishes."""
    with pytest.raises(ValueError, match="zero"):
        share_out(5, [Fraction(0)])


@given(
    st.integers(0, 10**12),
    st.lists(st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=30),
)
def test_shares_add_up(total: int, weights: list[Fraction]) -> None:
    """Lost otherwise: the shares and the group's total differ by a cent."""
    if not sum(weights):
        total = 0
    shares = share_out(total, weights)
    assert sum(shares) == total
    whole = sum(weights) or 1
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / whole) < 1


def test_currencies_do_not_mix() -> None:
    """Lost otherwise: 5 EUR and 5 USD make 10 of something."""
    assert Money(500, "EUR") + Money(1, "EUR") - Money(2, "EUR") == Money(499, "EUR")
    assert Money(5, "EUR") * 3 == Money(15, "EUR")
    assert not Money(0, "EUR")
    with pytest.raises(MixedCurrencies):
        Money(5, "EUR") + Money(5, "USD")
    with pytest.raises(MixedCurrencies):
        Money(5, "EUR") - Money(5, "USD")
