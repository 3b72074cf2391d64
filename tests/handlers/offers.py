"""What a group may be offered, as strategies for tests that write it down and read it back."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from domain.buy import Item, Minimum
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Reward, Tier, UnitPrice

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York", "Asia/Riyadh", "Europe/Moscow")
CURRENCIES = ("EUR", "USD", "RUB", "CNY", "JPY", "AED", "KWD", "XTR")
TITLES = ("Flat 12 buys", "Общий заказ", "团购")
NAMES = (
    "Olive oil 5 l", "Оливковое масло 5 л", "Aceite de oliva, 5 l", "橄榄油5升", "زيت زيتون ٥ لتر",
    "Eggs 30", "Until Dawn; the game", "10: 38", "Fri 18:00", "Coffee 12 EUR", "Stock cubes",
    "Max 3 people tent", "5/6 spanner", 'The "best" tea', "<b>&amp;", "👨‍👩‍👧 box", "min 10 people",
    "Tea → Earl", "Tea · green", "→", "3:1 mix", "Berlin time",
    "Named: Anna", "In Flat 12", "Only for the people named",
    "Area rug", "Area 51: fee 5", "Delivery box", "delivery 30 equally", "Pickup: truck",
    "pay online", "Each pays the supplier", "ships to addresses", "5 stars",
)  # fmt: skip

prices = st.integers(1, 9_999_999)
counts = st.integers(1, 20_000)
rewards: st.SearchStrategy[Reward] = st.one_of(
    st.builds(PercentOff, st.integers(1, 9_999)),
    st.builds(AmountOff, prices),
    st.builds(UnitPrice, prices),
)
minimums = st.builds(Minimum, st.sampled_from(Metric), st.integers(1, 90_000))
moments = st.integers(1, 600_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
"""Whole minutes, from a minute ahead to more than a year."""


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Ascending ladders of up to five tiers on any metric."""
    thresholds = draw(st.lists(st.integers(1, 2_000_000), min_size=1, max_size=5, unique=True))
    tiers = tuple(Tier(threshold, draw(rewards)) for threshold in sorted(thresholds))
    return Ladder(draw(st.sampled_from(Metric)), tiers)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """One to three items; of several, each may have a ladder of its own."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    return tuple(
        Item(
            ItemNo(number),
            name,
            draw(prices),
            unit=draw(st.sampled_from(["", "kg", "кг", "瓶"])),
            stock=draw(st.none() | counts),
            case_size=draw(st.none() | st.integers(2, 48)),
            ladder=draw(st.none() | ladders()) if len(names) > 1 else None,
        )
        for number, name in enumerate(names, start=1)
    )
