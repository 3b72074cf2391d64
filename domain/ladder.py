"""Ladders: ascending thresholds on a metric, each with a reward."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from domain.errors import LadderNotAscending, PriceNotPositive, RewardNotBetter

HUNDRED_PERCENT = 10_000


class Metric(StrEnum):
    """What a ladder counts."""

    PARTICIPANTS = "participants"
    UNITS = "units"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class PercentOff:
    """So much off the list price; `basis_points` are hundredths of a percent."""

    basis_points: int
    kind: Literal["percent_off"] = "percent_off"


@dataclass(frozen=True, slots=True)
class AmountOff:
    """So many minor units off each unit's list price."""

    amount: int
    kind: Literal["amount_off"] = "amount_off"


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A new price for each unit, in minor units."""

    amount: int
    kind: Literal["unit_price"] = "unit_price"


Reward = PercentOff | AmountOff | UnitPrice


@dataclass(frozen=True, slots=True)
class Tier:
    """A threshold (people, units, or minor units at list price) and what reaching it brings."""

    threshold: int
    reward: Reward


@dataclass(frozen=True, slots=True)
class Ladder:
    """Tiers in ascending order on one metric."""

    metric: Metric
    tiers: tuple[Tier, ...]

    def reached(self, value: int) -> int:
        """Return how many tiers `value` reaches: 0 is list price, n means `tiers[n - 1]`."""
        return sum(1 for tier in self.tiers if tier.threshold <= value)

    def next_tier(self, value: int) -> Tier | None:
        """Return the first tier that `value` does not reach, or None at the top."""
        return next((tier for tier in self.tiers if tier.threshold > value), None)


def exact_price(list_price: int, reward: Reward | None) -> Fraction:
    """Return the exact unit price in minor units under `reward` (None is list price)."""
    match reward:
        case None:
            return Fraction(list_price)
        case PercentOff(basis_points):
            return Fraction(list_price * (HUNDRED_PERCENT - basis_points), HUNDRED_PERCENT)
        case AmountOff(amount):
            return Fraction(list_price - amount)
        case UnitPrice(amount):
            return Fraction(amount)


def check_ladder(ladder: Ladder, list_prices: list[int]) -> None:
    """Refuse a ladder that is not one, for covered items of these list prices (minor units).

    Thresholds must ascend from at least 1 (`LadderNotAscending`); every price stays at 1 minor
    unit or more (`PriceNotPositive`), so that no rounded share exceeds its line; each tier leaves
    no covered item dearer than the one before and at least one cheaper (`RewardNotBetter`). Each
    error names the tier, counted from 1.
    """
    threshold = 0
    before = [Fraction(price) for price in list_prices]
    for number, tier in enumerate(ladder.tiers, start=1):
        if tier.threshold <= threshold:
            raise LadderNotAscending(tier=number, threshold=tier.threshold, previous=threshold)
        threshold = tier.threshold
        now = [exact_price(price, tier.reward) for price in list_prices]
        if any(price < 1 for price in now):
            raise PriceNotPositive(tier=number)
        dearer = any(new > old for new, old in zip(now, before, strict=True))
        if dearer or (now and now == before):
            raise RewardNotBetter(tier=number)
        before = now
