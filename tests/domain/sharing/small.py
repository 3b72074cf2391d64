"""Small buys of every kind, for holding the solver against the Rules."""

from __future__ import annotations

from dataclasses import replace
from math import floor

from hypothesis import strategies as st

from domain.buy import Item, Minimum, Terms
from domain.delivery import Area, AreaNo
from domain.errors import DomainError
from domain.ids import GuestNo, ItemNo, PersonId
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice, check_ladder
from domain.offer import price_at, price_for
from domain.order import Condition, Line
from tests.domain.play import ANNA, BUY, NOON, started
from tests.domain.sharing.literal import Buy

BASE = started().buy.terms
REWARDS = st.one_of(
    st.builds(PercentOff, st.integers(100, 6_000)),
    st.builds(AmountOff, st.integers(1, 60)),
    st.builds(UnitPrice, st.integers(30, 99)),
)
Wish = tuple[int, int, int, int, int, list[tuple[int, int]]]
AREAS = (Area(AreaNo(1), "North", fee=7), Area(AreaNo(2), "South", basis_points=1_250))


def fair(ladder: Ladder, prices: list[int]) -> bool:
    """Tell whether a ladder is one for items of these prices."""
    try:
        check_ladder(ladder, prices)
    except DomainError:
        return False
    return True


@st.composite
def ladders(draw: st.DrawFn, prices: list[int]) -> Ladder | None:
    """Draw a ladder that prices items of these list prices, or none."""
    if not prices or not draw(st.integers(0, 4)):
        return None
    thresholds = sorted(draw(st.sets(st.integers(1, 16), min_size=1, max_size=4)))
    metric = draw(st.sampled_from(Metric))
    scale = 100 if metric is Metric.AMOUNT else 1
    tiers: list[Tier] = []
    for threshold in thresholds:
        for _attempt in range(3):
            tier = Tier(threshold * scale, draw(REWARDS))
            if fair(Ladder(metric, (*tiers, tier)), prices):
                tiers.append(tier)
                break
    return Ladder(metric, tuple(tiers)) if tiers else None


@st.composite
def items(draw: st.DrawFn, *, one_ladder: bool) -> tuple[Item, ...]:
    """Draw one or two items."""
    made = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        price = draw(st.integers(90, 110))
        own = None if one_ladder else draw(ladders([price]))
        stock = draw(st.none() | st.integers(1, 14))
        case = draw(st.none() | st.integers(2, 6))
        made.append(Item(ItemNo(number), f"Item {number}", price, "", stock, case, own))
    return tuple(made)


@st.composite
def terms(draw: st.DrawFn, *, one_ladder: bool) -> Terms:
    """Draw terms with everything that a close looks at."""
    offered = draw(items(one_ladder=one_ladder))
    whole = draw(ladders([item.list_price for item in offered if not item.ladder]))
    minimum = draw(st.none() | st.builds(Minimum, st.sampled_from(Metric), st.integers(1, 12)))
    return replace(
        BASE,
        items=offered,
        ladder=whole,
        minimum=minimum,
        max_people=draw(st.none() | st.integers(1, 4)),
        guests_count=draw(st.booleans()),
        takes_rest=draw(st.booleans()),
        areas=draw(st.sampled_from([(), AREAS])),
    )


def near(terms: Terms) -> list[int]:
    """Return limits that lie right at, or beside, the prices that there can be."""
    found = set()
    for item in terms.items:
        ladder = terms.ladder_of(item)
        for tier in range(len(ladder.tiers) + 1 if ladder else 1):
            for area in (None, *terms.areas):
                price = floor(price_for(price_at(item, ladder, tier), area).exact)
                found |= {price - 1, price, price + 1}
    return sorted(found)


def wishes(terms: Terms) -> st.SearchStrategy[list[Wish]]:
    """Draw what people want: person, guest, item, quantity, tolerance, limits with more units."""
    limits = st.tuples(st.sampled_from(near(terms)), st.integers(1, 3))
    wish = st.tuples(
        st.integers(1, 6),
        st.integers(0, 1),
        st.integers(1, len(terms.items)),
        st.sampled_from([0, 0, 0, 1, 2, 4]),
        st.integers(0, 3),
        st.lists(limits, max_size=3, unique_by=lambda one: one[0]),
    )
    return st.lists(wish, min_size=1, max_size=9)


def line(number: int, wish: Wish) -> Line:
    """Return a line with limits that descend and quantities that ascend."""
    person, guest, item, quantity, extra, steps = wish
    conditions, asked = [], quantity
    for limit, more in sorted(steps, reverse=True):
        asked += more
        conditions.append(Condition(limit, asked))
    return Line(
        BUY,
        PersonId(person),
        ItemNo(item),
        quantity,
        number,
        NOON,
        GuestNo(guest),
        conditions=tuple(conditions),
        extra=extra,
    )


def orderly(terms: Terms, lines: list[Line]) -> bool:
    """Tell whether the certain quantities are ones that could have been ordered."""
    sure = [one for one in lines if one.quantity]
    for item in terms.items:
        units = sum(one.quantity for one in sure if one.item == item.no)
        if item.stock is not None and units > item.stock:
            return False
    heads = {(one.person, 0) for one in sure}
    if terms.guests_count:
        heads |= {(one.person, one.guest) for one in sure}
    return terms.max_people is None or len(heads) <= terms.max_people


@st.composite
def buys(draw: st.DrawFn, *, one_ladder: bool = False) -> Buy:
    """Draw a small buy with the orders that it can have come to."""
    given = draw(terms(one_ladder=one_ladder))
    lines: list[Line] = []
    seen = set()
    for wish in draw(wishes(given)):
        one = line(len(lines) + 1, wish)
        key = (one.person, one.guest, one.item)
        if one.live and key not in seen and orderly(given, [*lines, one]):
            lines.append(one)
            seen.add(key)
    areas = draw(st.dictionaries(st.integers(1, 6), st.integers(0, 2), max_size=6))
    chosen = {PersonId(person): AreaNo(area) for person, area in areas.items()}
    return Buy(given, ANNA, tuple(lines), chosen if given.areas else {})
