"""Money as integer minor units of one currency, and exact fractions of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.errors import MixedCurrencies


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in the minor units (cents) of a currency named by its ISO 4217 code."""

    amount: int
    currency: str

    def __add__(self, other: Money) -> Money:
        """Return the sum; raise `MixedCurrencies` unless both are of one currency."""
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Return the difference; raise `MixedCurrencies` unless both are of one currency."""
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, times: int) -> Money:
        """Return the amount `times` over."""
        return Money(self.amount * times, self.currency)

    def __bool__(self) -> bool:
        """Tell whether there is anything at all."""
        return self.amount != 0

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(first=self.currency, second=other.currency)


def half_up(exact: Fraction) -> int:
    """Round a fraction of minor units to whole ones, halves up (the Rule of rounding)."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def share_out(total: int, weights: list[Fraction]) -> list[int]:
    """Share `total` minor units by `weights` with the largest-remainder method.

    The shares add up to `total` exactly; units left over go to the largest remainders, ties to
    the earlier weight. A total of 0 is nothing for everybody; any other needs a weight above 0.
    """
    if total == 0:
        return [0] * len(weights)
    whole = sum(weights, Fraction(0))
    if whole == 0:
        raise ValueError("cannot share a total over weights that are all zero")
    exact = [total * weight / whole for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares
