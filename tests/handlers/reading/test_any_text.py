"""Any text at all: never an exception, never slow, never a buy that was not stated."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.buy import Item
from domain.ids import ItemNo
from handlers.reading import (
    Setting,
    read_buy,
    read_code,
    read_currency,
    read_deadline,
    read_items,
    read_ladder,
    read_line,
    read_minimum,
    read_order,
    read_price,
    read_quantity,
    read_span,
    read_zone,
    write_buy,
)
from locales.catalogue import LANGUAGES
from locales.formats import exponent

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
SETTING = Setting(NOW, "Europe/Berlin", "EUR", ("ru",))
WORDS = (
    "Olive oil",
    "42",
    "EUR",
    "€",
    "$",
    "10:",
    "38,50",
    "1.234",
    "5/6",
    "until",
    "до",
    "hasta",
    "截止",
    "حتى",
    "Fri",
    "пятницы",
    "周五",
    "18:00",
    "6",
    "pm",
    "min",
    "max",
    "people",
    "人",
    "stock",
    "limit",
    ";",
    ",",
    "\n",
    "；",
    "،",
    ":",
    "-",
    "%",
    "5%",
    "/kg",
    "→",
    "\u200f",
    "🙂",
    "満",
    "满",
    "折",
    "pay:",
    "extend",
    "2",
    "days",
    "next",
    "0",
    "99999999999999",
    "٣٥",
    "\u202f",
    '"',
    "«",
    "pay",
    "online",
    "area",
    "район",
    "fee",
    "off",
    "no fee",
    "delivery",
    "equally",
    "pick up:",
    "自提",
    "supplier:",
    "a@b.example",
    "https://[",
    "discount as points",
    "for 6 months",
    "UTC+3",
    "мар",
    "mar",
)
SECONDS = 0.5
"""Ten times what the longest message takes here: a test machine may be busy."""

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)


@example(typed="0EUR:;0", language="en", currency="EUR")
@example(typed="¹", language="en", currency="EUR")
@example(typed='" "', language="en", currency="EUR")
@given(
    typed=texts,
    language=st.sampled_from(LANGUAGES),
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_no_text_raises_and_what_is_read_is_sound(typed: str, language: str, currency: str) -> None:
    """Without it one odd message would crash a handler, or start a buy with a negative price."""
    read = read_buy(
        typed, now=NOW, zone="Europe/Berlin", default_currency=currency, languages=(language,)
    )
    assert [item.no for item in read.items] == list(range(1, len(read.items) + 1))
    assert all(item.list_price >= 0 and item.name.strip() for item in read.items)
    assert all(question.quoted for question in read.questions)
    assert exponent(read.currency) >= 0
    write_buy(read, language, "Europe/Berlin", NOW)


@given(typed=texts, language=st.sampled_from(LANGUAGES))
def test_no_answer_raises(typed: str, language: str) -> None:
    """Without it one odd answer would leave a person without any."""
    setting = replace(SETTING, languages=(language,))
    for reader in (read_price, read_ladder, read_deadline, read_minimum, read_currency, read_items):
        reader(typed, setting)
    for alone in (read_quantity, read_span, read_zone, read_code):
        alone(typed)
    items = [Item(ItemNo(1), "Olive oil", 1, case_size=6), Item(ItemNo(2), "Eggs", 1)]
    read_order(typed, items, setting)
    read_line(typed, items[0], setting)


@pytest.mark.parametrize(
    "moment", [datetime(2, 1, 1, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
)
def test_no_time_is_too_early_or_too_late(moment: datetime) -> None:
    """Without it a clock that is wrong would make every message an error."""
    for typed in ("in 999 weeks", "Fri 18:00", "Fri", "5 Jan 18:00", "24th 18:00", "下周五18:00"):
        read_deadline(typed, replace(SETTING, now=moment))


LONG = (
    "; ",
    "1",
    "1,",
    "1,234 ",
    "10: 38, ",
    "a 1 ",
    "until ",
    "周五",
    "42 EUR ",
    "42 EUR; ",
    "Oil 42 EUR; ",
    "Oil; 42 EUR; 10: 38, 20: 35\n",
    "до пятницы, ",
    " ",
    '"',
    "fri 5/6 18:00; ",
    "(",
    "1.2.3.",
    "🙂",
    "3 days 5 mar 6 h, ",
    "min 10; ",
    "1 234 567 ",
    ":",
    "x, ",
    "الجمعة ",
    "a,b,c, 5/6, 3 mar; ",
    "満10件",
    "pick up: 1 EUR, ",
    "area a: fee 1,1; ",
    "area a: fee 1, ",
    "pay online, ",
    "delivery 1,",
    "discount as points for ",
    "3 if ≤ 1.234, ",
    "3 else ",
    "4 at most 6, ",
)


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_message_is_read_at_once(piece: str) -> None:
    """Without it one message of 4096 characters could hold up everyone's answers."""
    read_buy("warm; 1", now=NOW, zone="UTC", default_currency="EUR", languages=("en",))
    read_zone("Berlin")
    typed = (piece * 4096)[:4096]
    start = time.process_time()
    read_buy(typed, now=NOW, zone="Europe/Berlin", default_currency="EUR", languages=("en",))
    items = [Item(ItemNo(number), f"Item {number}", 1) for number in range(1, 30)]
    read_order(typed, items, SETTING)
    read_order(typed[:1000], items, SETTING)
    read_zone(typed)
    read_code(typed)
    assert time.process_time() - start < SECONDS
