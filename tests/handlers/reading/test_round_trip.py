"""What the bot writes, typed back in, gives the same buy: in every language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.buy import Admission, Item
from domain.ids import ItemNo
from domain.ladder import Ladder
from handlers.reading import BuyEntry, read_buy, read_ladder, write_buy
from handlers.reading.finish import title_of
from handlers.reading.setting import Setting
from handlers.reading.write_paying import to_say
from handlers.reading.write_terms import write_ladder
from locales.catalogue import LANGUAGES
from tests.handlers.further import further, payments
from tests.handlers.offers import (
    CURRENCIES,
    NOW,
    TITLES,
    ZONES,
    counts,
    items,
    ladders,
    minimums,
    moments,
)  # fmt: skip

languages = st.sampled_from(LANGUAGES)


@st.composite
def entries(draw: st.DrawFn) -> BuyEntry:
    """Buys with one to three items and any of the conditions."""
    offered, currency = draw(items()), draw(st.sampled_from(CURRENCIES))
    return BuyEntry(
        title=draw(st.sampled_from([*TITLES, title_of(offered)])),
        currency=currency,
        items=offered,
        ladder=draw(st.none() | ladders()),
        deadline=draw(moments),
        opens_at=draw(st.none() | moments),
        minimum=draw(st.none() | minimums),
        max_people=draw(st.none() | counts),
        per_person_limit=draw(st.none() | counts),
        extend_by=draw(
            st.none()
            | st.integers(1, 60).map(lambda days: timedelta(days=days))
            | st.integers(1, 47).map(lambda hours: timedelta(hours=hours))
        ),
        admission=draw(st.sampled_from([None, Admission.NAMED, Admission.CHAT])),
        guests_count=draw(st.sampled_from([None, True])),
        close_when_answered=draw(st.sampled_from([None, True, False])),
        how_to_pay=draw(
            st.sampled_from(
                ["", "IBAN DE12 3456; reference: name", "Cash\n2 pm: Anna", "online", '"online"']
            )
        ),
        paying=to_say(draw(payments(currency)), currency),
        takes_rest=draw(st.sampled_from([None, True])),
        ships=draw(st.sampled_from([None, True])),
        **draw(further()),
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
