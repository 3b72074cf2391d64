"""Solving a buy that closes with 10,000 lines with price limits over a ladder of 10 tiers.

In this process, by its processor time, against the time that a close may take: one second. Every
line has one to four limits, so that all tiers are tried; the ladder is never reached, which is the
most work. Measured with items sold singly and in cases of 12.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.bench import Bench
from benchmarks.figure import Aim, Figure
from domain.buy import Item, Terms, Totals
from domain.ids import BuyId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.order import Condition, Line
from domain.sharing.solver import solve

LINES, TIERS = 10_000, 10
PRICE = 4_200
STEP = 100
"""What each tier takes off, in minor units."""
NEVER = 10_000_000
CASE = 12
MAY_TAKE = 1_000.0
MILLI = 1_000
WELL_UNDER = Aim(at_most=0.5)
ROUNDS = 5

BUY, ITEM, ORGANISER = BuyId(1), ItemNo(1), PersonId(1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def of_many_limits(bench: Bench) -> Iterator[Figure]:
    """Measure a close without cases, and with."""
    lines = _lines(random.Random(LINES))  # noqa: S311 - repeatable, no secret
    for case in (None, CASE):
        spent = [_spent(_terms(case), lines) for _ in range(1 if bench.quick else ROUNDS)]
        what = f"closing {LINES:,} lines with limits, {TIERS} tiers"
        name = f"{what}, cases of {case}" if case else what
        yield Figure(name, "ms of CPU", spent, [MAY_TAKE], WELL_UNDER)


def _spent(terms: Terms, lines: list[Line]) -> float:
    begun = time.process_time()
    solve(terms, ORGANISER, lines, {}, Totals(BUY))
    return (time.process_time() - begun) * MILLI


def _terms(case: int | None) -> Terms:
    tiers = (Tier(NEVER + no, UnitPrice(PRICE - STEP * no)) for no in range(1, TIERS + 1))
    ladder = Ladder(Metric.UNITS, tuple(tiers))
    item = Item(ITEM, "Olive oil 5 l", PRICE, case_size=case)
    return Terms("Olive oil 5 l", "EUR", (item,), NOON, "UTC", ladder)


def _lines(chance: random.Random) -> list[Line]:
    made = []
    for seq in range(1, LINES + 1):
        certain = chance.randint(0, 2)
        prices = range(PRICE - STEP * TIERS, PRICE)
        limits = sorted(chance.sample(prices, chance.randint(1, 4)), reverse=True)
        conditions = tuple(
            Condition(limit, certain + more) for more, limit in enumerate(limits, start=1)
        )
        line = Line(BUY, PersonId(seq), ITEM, certain, seq, NOON, conditions=conditions, extra=1)
        made.append(line)
    return made
