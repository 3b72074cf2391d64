"""The worked examples of ADR 12, each as it stands there: whoever asks first stands first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from domain.buy import Item, Minimum, Totals
from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.ids import ItemNo, PersonId
from domain.ladder import Ladder, Metric, PercentOff, Reward, Tier, UnitPrice
from domain.order import Condition, Line
from domain.settlement import WhyOut
from domain.sharing.settling import settle
from domain.sharing.solver import solve
from tests.domain.play import BUY, NAMES, NOON, OIL, started

BASE = started().buy
SALT = ItemNo(2)
ADR = Path(__file__).parents[3] / "docs/adr/0012-fair-closing.md"

Out = tuple[str, int, WhyOut, int | None]
PRICE, CASE, STOCK, PEOPLE = WhyOut.PRICE, WhyOut.CASE, WhyOut.STOCK, WhyOut.PEOPLE


def units(*tiers: tuple[int, int]) -> Ladder:
    """Return a ladder of unit prices on units."""
    return on(Metric.UNITS, *((at, UnitPrice(price)) for at, price in tiers))


def on(metric: Metric, *tiers: tuple[int, Reward]) -> Ladder:
    """Return a ladder on a metric."""
    return Ladder(metric, tuple(Tier(at, reward) for at, reward in tiers))


def oil(case: int | None = None, stock: int | None = None) -> Item:
    """Return olive oil at 42.00."""
    return Item(OIL, "Olive oil 5 l", 4200, case_size=case, stock=stock)


@dataclass(frozen=True)
class Wish:
    """Somebody's line: a quantity, more of it for lower prices, and up to how many it may be."""

    who: str
    quantity: int
    if_at_most: dict[int, int] = field(default_factory=dict)
    up_to: int = 0
    item: ItemNo = OIL

    def line(self, seq: int) -> Line:
        """Return it as a line."""
        conditions = tuple(Condition(limit, asked) for limit, asked in self.if_at_most.items())
        asked = conditions[-1].quantity if conditions else self.quantity
        person = PersonId(NAMES.index(self.who) + 1)
        line = Line(BUY, person, self.item, self.quantity, seq, NOON, conditions=conditions)
        return replace(line, extra=max(0, self.up_to - asked))


@dataclass(frozen=True)
class Example:
    """One example: what is offered, what is wished for, and what comes of it."""

    name: str
    terms: dict[str, Any]
    wishes: tuple[Wish, ...]
    tiers: dict[int, int]
    units: dict[str, int]
    owed: dict[str, int]
    fallen: tuple[Out, ...] = ()
    areas: dict[str, int] = field(default_factory=dict)
    met: bool = True


NORTH, SOUTH = Area(AreaNo(1), "North", fee=500), Area(AreaNo(2), "South", basis_points=1000)
OIL_LADDER = units((10, 3800), (20, 3500))
IN_SIXES = {"items": (oil(case=6),), "ladder": None}
WISHES = (
    Wish("Boris", 5),
    Wish("Carla", 3, {3500: 6}),
    Wish("Dewi", 2, up_to=4),
    Wish("Emil", 0, {3500: 4}),
    Wish("Farah", 0, {3600: 3}),
)
SHOP = {
    "items": (oil(), Item(SALT, "Salt", 900, ladder=units((6, 700)))),
    "ladder": on(Metric.AMOUNT, (10_000, PercentOff(1000))),
}

EXAMPLES = (
    Example(
        "Those who wait unlock what they wait for",
        {},
        (Wish("Boris", 5), Wish("Carla", 3), Wish("Dewi", 1, {3800: 3})),
        {0: 1},
        {"Boris": 5, "Carla": 3, "Dewi": 3},
        {"Boris": 19_000, "Carla": 11_400, "Dewi": 11_400},
    ),
    Example(
        "One too few",
        {},
        (Wish("Boris", 4), Wish("Carla", 2), Wish("Dewi", 1, {3800: 3})),
        {0: 0},
        {"Boris": 4, "Carla": 2, "Dewi": 1},
        {"Boris": 16_800, "Carla": 8_400, "Dewi": 4_200},
        (("Dewi", 2, PRICE, 3800),),
    ),
    Example(
        "Two limits on one line",
        {},
        (Wish("Boris", 5), Wish("Carla", 3), Wish("Emil", 0, {3800: 4, 3500: 12})),
        {0: 2},
        {"Boris": 5, "Carla": 3, "Emil": 12},
        {"Boris": 17_500, "Carla": 10_500, "Emil": 42_000},
    ),
    Example(
        "A limit that is never met",
        {},
        (Wish("Boris", 12), Wish("Farah", 0, {3600: 2})),
        {0: 1},
        {"Boris": 12},
        {"Boris": 45_600},
        (("Farah", 2, PRICE, 3600),),
    ),
    Example(
        "Tolerance completes a case",
        IN_SIXES,
        (Wish("Boris", 4, up_to=6), Wish("Carla", 5), Wish("Dewi", 2, up_to=3)),
        {},
        {"Boris": 5, "Carla": 5, "Dewi": 2},
        {"Boris": 21_000, "Carla": 21_000, "Dewi": 8_400},
    ),
    Example(
        "What cannot complete a case falls out",
        IN_SIXES,
        (Wish("Boris", 4), Wish("Carla", 5)),
        {},
        {"Boris": 4, "Carla": 2},
        {"Boris": 16_800, "Carla": 8_400},
        (("Carla", 3, CASE, None),),
    ),
    Example(
        "The organiser takes the rest",
        {**IN_SIXES, "takes_rest": True},
        (Wish("Boris", 4), Wish("Carla", 5, up_to=6)),
        {},
        {"Boris": 4, "Carla": 6, "Anna": 2},
        {"Boris": 16_800, "Carla": 25_200, "Anna": 8_400},
    ),
    Example(
        "No case of tolerance alone",
        IN_SIXES,
        (Wish("Boris", 6, up_to=9), Wish("Carla", 6, up_to=12)),
        {},
        {"Boris": 6, "Carla": 6},
        {"Boris": 25_200, "Carla": 25_200},
    ),
    Example(
        "The next case does not fit the stock",
        {"items": (oil(case=6, stock=10),), "ladder": None},
        (Wish("Boris", 4), Wish("Carla", 5, up_to=8)),
        {},
        {"Boris": 4, "Carla": 2},
        {"Boris": 16_800, "Carla": 8_400},
        (("Carla", 3, CASE, None),),
    ),
    Example(
        "Limits and cases",
        {"items": (oil(case=6),), "ladder": units((12, 3800), (18, 3500))},
        WISHES,
        {0: 2},
        {"Boris": 5, "Carla": 6, "Dewi": 2, "Emil": 4, "Farah": 1},
        {"Boris": 17_500, "Carla": 21_000, "Dewi": 7_000, "Emil": 14_000, "Farah": 3_500},
        (("Farah", 2, CASE, None),),
    ),
    Example(
        "The threshold counts what remains",
        {"items": (oil(case=6),), "ladder": units((12, 3800), (20, 3500))},
        WISHES,
        {0: 1},
        {"Boris": 5, "Carla": 3, "Dewi": 4},
        {"Boris": 19_000, "Carla": 11_400, "Dewi": 15_200},
        (("Carla", 3, PRICE, 3500), ("Emil", 4, PRICE, 3500), ("Farah", 3, PRICE, 3600)),
    ),
    Example(
        "The stock goes to what is certain first",
        {"items": (oil(stock=8),), "ladder": units((8, 3800))},
        (Wish("Carla", 1, {3800: 4}), Wish("Dewi", 0, {3800: 3}), Wish("Boris", 5)),
        {0: 1},
        {"Carla": 3, "Boris": 5},
        {"Carla": 11_400, "Boris": 19_000},
        (("Carla", 1, STOCK, None), ("Dewi", 3, STOCK, None)),
    ),
    Example(
        "Places go by who asked first",
        {"max_people": 2},
        (Wish("Boris", 5), Wish("Carla", 0, {3800: 5}), Wish("Dewi", 0, {3800: 9})),
        {0: 1},
        {"Boris": 5, "Carla": 5},
        {"Boris": 19_000, "Carla": 19_000},
        (("Dewi", 9, PEOPLE, None),),
    ),
    Example(
        "Cases can miss the minimum",
        {**IN_SIXES, "minimum": Minimum(Metric.UNITS, 10)},
        (Wish("Boris", 6), Wish("Carla", 5)),
        {},
        {"Boris": 6},
        {},
        (("Carla", 5, CASE, None),),
        met=False,
    ),
    Example(
        "Each ladder by what is left of both",
        SHOP,
        (Wish("Boris", 2), Wish("Carla", 1, item=SALT), Wish("Dewi", 0, {700: 3}, item=SALT)),
        {0: 0, 2: 0},
        {"Boris": 2, "Carla": 1},
        {"Boris": 8_400, "Carla": 900},
        (("Dewi", 3, PRICE, 700),),
    ),
    Example(
        "One ladder falls, the other holds",
        SHOP,
        (Wish("Boris", 3), Wish("Carla", 1, item=SALT), Wish("Dewi", 0, {700: 3}, item=SALT)),
        {0: 1, 2: 0},
        {"Boris": 3, "Carla": 1},
        {"Boris": 11_340, "Carla": 900},
        (("Dewi", 3, PRICE, 700),),
    ),
    Example(
        "A limit is judged on one's own price",
        {"areas": (NORTH, SOUTH)},
        (Wish("Boris", 8), Wish("Dewi", 0, {3600: 2})),
        {0: 1},
        {"Boris": 8, "Dewi": 2},
        {"Boris": 30_900, "Dewi": 6_840},
        areas={"Boris": 1, "Dewi": 2},
    ),
    Example(
        "Delivery by what the goods come to",
        {"areas": (NORTH, SOUTH), "delivery": Delivery(1000, SharedBy.AMOUNT)},
        (Wish("Boris", 8), Wish("Dewi", 0, {3600: 2})),
        {0: 1},
        {"Boris": 8, "Dewi": 2},
        {"Boris": 30_900 + 816, "Dewi": 6_840 + 184},
        areas={"Boris": 1, "Dewi": 2},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_a_worked_example(example: Example) -> None:
    """Lost otherwise: the ADR tells what the product does not do."""
    offered: dict[str, Any] = {"items": (oil(),), "ladder": OIL_LADDER}
    terms = replace(BASE.terms, **{**offered, **example.terms})
    buy = replace(BASE, terms=terms)
    lines = [wish.line(seq) for seq, wish in enumerate(example.wishes, start=1)]
    areas = {PersonId(NAMES.index(who) + 1): AreaNo(area) for who, area in example.areas.items()}
    solution = solve(terms, buy.organiser, lines, areas, Totals(BUY))
    assert solution.tiers == example.tiers
    assert {NAMES[one.person - 1]: one.units for one in solution.served} == example.units
    fallen = [(NAMES[one.person - 1], one.units, one.why, one.limit) for one in solution.fallen]
    assert tuple(fallen) == example.fallen
    assert solution.meets_minimum is example.met
    if example.met:
        settlement = settle(buy, solution, areas, NOON)
        owed = {NAMES[one.person - 1]: one.due for one in settlement.statements}
        assert owed == example.owed
        assert sum(owed.values()) == settlement.due


def test_the_adr_has_every_example() -> None:
    """Lost otherwise: an example here that nobody can follow there, or the other way round."""
    headed = [row[4:] for row in ADR.read_text().splitlines() if row.startswith("### ")]
    assert headed == [example.name for example in EXAMPLES]
