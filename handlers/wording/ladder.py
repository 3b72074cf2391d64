"""Ladders as one line: 42.00 EUR → from 10: 38.00 → from 20: 35.00."""

from __future__ import annotations

from domain.buy import Item
from domain.delivery import Area
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Reward, Tier
from domain.offer import price_at, price_for
from handlers.wording.names import title
from handlers.wording.prices import said
from locales.translator import Translator

SHOWN_AT_MOST = 4
"""Rungs in one line; a longer ladder shows those around the group, and the last."""

UNIT_LIMIT = 12


def item_rungs(
    t: Translator,
    item: Item,
    ladder: Ladder | None,
    currency: str,
    reached: int,
    area: Area | None = None,
) -> str:
    """Return an item's list price and what each tier of `ladder` makes of it.

    With an `area` these are the prices of those whose part goes there.
    """
    start = said(t, price_for(price_at(item, None, 0), area), currency)
    if item.unit:
        start = t.plain("card-per-unit", price=start, unit=title(item.unit, t, UNIT_LIMIT))
    if ladder is None:
        return start
    prices = [
        said(t, price_for(price_at(item, ladder, number), area), currency, named=False)
        for number in range(1, len(ladder.tiers) + 1)
    ]
    rungs = [
        rung(t, ladder, tier, price, currency)
        for tier, price in zip(ladder.tiers, prices, strict=True)
    ]
    return _line(t, [start, *_around(rungs, reached)])


def shared_rungs(t: Translator, ladder: Ladder, currency: str, reached: int) -> str:
    """Return what each tier of a ladder over several items brings."""
    rungs = [
        rung(t, ladder, tier, reward_said(t, tier.reward, currency), currency)
        for tier in ladder.tiers
    ]
    return _line(t, _around(rungs, reached))


def rung(t: Translator, ladder: Ladder, tier: Tier, reward: str, currency: str) -> str:
    """Return one tier: from how many, and what it brings."""
    match ladder.metric:
        case Metric.PARTICIPANTS:
            return t.plain("card-rung-people", count=tier.threshold, reward=reward)
        case Metric.UNITS:
            return t.plain("card-rung-units", count=tier.threshold, reward=reward)
        case Metric.AMOUNT:
            # Without its currency 500 would be as many units as well.
            amount = t.money(tier.threshold, currency)
            return t.plain("card-rung-amount", amount=amount, reward=reward)


def reward_said(t: Translator, reward: Reward, currency: str) -> str:
    """Return a reward that covers several items: "10% off", "2.00 EUR off each"."""
    match reward:
        case PercentOff(basis_points):
            return t.plain("card-percent-off", percent=t.percent(basis_points))
        case AmountOff(amount):
            return t.plain("card-amount-off", amount=t.money(amount, currency))
        case _:
            return t.money(reward.amount, currency)


def _around(rungs: list[str], reached: int) -> list[str]:
    if len(rungs) <= SHOWN_AT_MOST:
        return rungs
    first = min(max(0, reached - 1), len(rungs) - SHOWN_AT_MOST)
    shown = rungs[first : first + SHOWN_AT_MOST - 1]
    before = ["…"] if first else []
    between = ["…"] if first + len(shown) < len(rungs) - 1 else []
    return [*before, *shown, *between, rungs[-1]]


def _line(t: Translator, parts: list[str]) -> str:
    return t.plain("card-then").join(parts)
