"""What the bot writes, typed back in, gives the same buy: in every language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.buy import Admission, Item, Minimum
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Reward, Tier, UnitPrice
from handlers.reading import BuyEntry, read_buy, read_ladder, write_buy
from handlers.reading.finish import title_of
from handlers.reading.setting import Setting
from handlers.reading.write_terms import write_ladder
from locales.catalogue import LANGUAGES

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York", "Asia/Riyadh", "Europe/Moscow")
CURRENCIES = ("EUR", "USD", "RUB", "CNY", "JPY", "AED", "KWD")
NAMES = (
    "Olive oil 5 l", "Оливковое масло 5 л", "Aceite de oliva, 5 l", "橄榄油5升", "زيت زيتون ٥ لتر",
    "Eggs 30", "Until Dawn; the game", "10: 38", "Fri 18:00", "Coffee 12 EUR", "Stock cubes",
    "Max 3 people tent", "5/6 spanner", 'The "best" tea', "<b>&amp;", "👨‍👩‍👧 box", "min 10 people",
)  # fmt: skip

languages = st.sampled_from(LANGUAGES)
prices = st.integers(1, 9_999_999)
rewards: st.SearchStrategy[Reward] = st.one_of(
    st.builds(PercentOff, st.integers(1, 9_999)),
    st.builds(AmountOff, prices),
    st.builds(UnitPrice, prices),
)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Ascending ladders of up to five tiers on any metric."""
    thresholds = draw(st.lists(st.integers(1, 2_000_000), min_size=1, max_size=5, unique=True))
    tiers = tuple(Tier(threshold, draw(rewards)) for threshold in sorted(thresholds))
    return Ladder(draw(st.sampled_from(Metric)), tiers)


def moments() -> st.SearchStrategy[datetime]:
    """Whole minutes, from a minute ahead to more than a year."""
    return st.integers(1, 600_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@st.composite
def entries(draw: st.DrawFn) -> BuyEntry:
    """Buys with one to three items and any of the conditions."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    several = len(names) > 1
    items = tuple(
        Item(
            ItemNo(number),
            name,
            draw(prices),
            unit=draw(st.sampled_from(["", "kg", "кг", "瓶"])),
            stock=draw(st.none() | st.integers(1, 20_000)),
            case_size=draw(st.none() | st.integers(2, 48)),
            ladder=draw(st.none() | ladders()) if several else None,
        )
        for number, name in enumerate(names, start=1)
    )
    return BuyEntry(
        title=draw(st.sampled_from(["Flat 12 buys", "Общий заказ", "团购", title_of(items)])),
        currency=draw(st.sampled_from(CURRENCIES)),
        items=items,
        ladder=draw(st.none() | ladders()),
        deadline=draw(moments()),
        opens_at=draw(st.none() | moments()),
        minimum=draw(
            st.none() | st.builds(Minimum, st.sampled_from(Metric), st.integers(1, 90_000))
        ),
        max_people=draw(st.none() | st.integers(1, 20_000)),
        per_person_limit=draw(st.none() | st.integers(1, 20_000)),
        extend_by=draw(
            st.none()
            | st.integers(1, 60).map(lambda days: timedelta(days=days))
            | st.integers(1, 47).map(lambda hours: timedelta(hours=hours))
        ),
        admission=draw(st.sampled_from([None, Admission.NAMED, Admission.CHAT])),
        guests_count=draw(st.sampled_from([None, True])),
        close_when_answered=draw(st.sampled_from([None, True, False])),
        how_to_pay=draw(
            st.sampled_from(["", "IBAN DE12 3456; reference: name", "Cash\n2 pm: Anna"])
        ),
    )


@given(entry=entries(), language=languages, zone=st.sampled_from(ZONES))
def test_a_whole_buy_written_and_typed_back_in_is_the_same(
    entry: BuyEntry, language: str, zone: str
) -> None:
    """Without it someone who copies what the bot shows would start a different buy."""
    written = write_buy(entry, language, zone, NOW)
    read = read_buy(written, now=NOW, zone=zone, default_currency="EUR", languages=(language, "en"))
    assert read == entry, written


@given(ladder=ladders(), language=languages, currency=st.sampled_from(CURRENCIES))
def test_a_ladder_written_and_typed_back_in_is_the_same(
    ladder: Ladder, language: str, currency: str
) -> None:
    """Without it an offered answer to "which ladder?" could mean another ladder."""
    setting = Setting(NOW, "UTC", currency, (language,))
    assert read_ladder(write_ladder(ladder, currency, setting.t), setting) == ladder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hour", [0, 1, 2])
def test_the_hour_that_comes_twice_is_written_so_that_it_is_read_right(
    language: str, hour: int
) -> None:
    """Without it a deadline in the night the clocks go back would move by an hour."""
    entry = BuyEntry(
        title="Tea",
        currency="EUR",
        items=(Item(ItemNo(1), "Tea", 300),),
        deadline=datetime(2026, 10, 25, hour, 30, tzinfo=UTC),
    )
    for now in (NOW, datetime(2026, 10, 23, 10, 0, tzinfo=UTC)):
        written = write_buy(entry, language, "Europe/Berlin", now)
        read = read_buy(
            written, now=now, zone="Europe/Berlin", default_currency="EUR", languages=(language,)
        )
        assert replace(read) == entry, written
