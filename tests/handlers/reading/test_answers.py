"""Single answers: quantities, conditions asked alone, orders, join codes, zones, currencies."""

from dataclasses import replace

import pytest

from domain.buy import Item, Minimum
from domain.draft import Field, Question
from domain.ids import ItemNo
from domain.ladder import Metric
from handlers.reading import (
    Setting,
    Unreadable,
    Wish,
    read_code,
    read_currency,
    read_items,
    read_limit,
    read_max_people,
    read_minimum,
    read_order,
    read_quantity,
    read_stock,
    read_zone,
)

ITEMS = (
    Item(ItemNo(1), "Eggs, 30 pcs", 500),
    Item(ItemNo(2), "Olive oil 5 l", 4200),
    Item(ItemNo(3), "Olive paste", 300),
    Item(ItemNo(4), "鸡蛋", 500),
    Item(ItemNo(5), "Масло", 700),
    Item(ItemNo(6), "زيت", 700),
    Item(ItemNo(7), "Gone", 1, removed=True),
)


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("2", 2),
        ("١٢", 12),
        ("２", 2),
        ("2 шт", 2),
        ("2件", 2),
        ("x3", 3),
        ("3x", 3),
        ("0", 0),
        ("-1", -1),
        ("+2", 2),
        ("10 000", 10_000),
    ],
)
def test_a_quantity_is_read(typed: str, quantity: int) -> None:
    """Without it someone typing in their own digits could not order."""
    assert read_quantity(typed) == quantity


@pytest.mark.parametrize("typed", ["", "two", "1.5", "2 3", "2 kg", "½", "9" * 20, "-", "x"])
def test_what_is_no_quantity_is_quoted_back(typed: str) -> None:
    """Without it one and a half would be ordered as one."""
    assert read_quantity(typed) == Unreadable(typed, "reading-example-quantity")


def test_a_quantity_with_a_grouping_mark_is_asked() -> None:
    """Without it 1.234 kg would be ordered as 1234 pieces."""
    assert read_quantity("1.234") == Question(Field.STOCK, "1.234", ("1234", "1"))


@pytest.mark.parametrize(
    ("typed", "minimum"),
    [
        ("10 people", Minimum(Metric.PARTICIPANTS, 10)),
        ("min 10 people", Minimum(Metric.PARTICIPANTS, 10)),
        ("20 units", Minimum(Metric.UNITS, 20)),
        ("500 EUR", Minimum(Metric.AMOUNT, 50_000)),
        ("10 человек", Minimum(Metric.PARTICIPANTS, 10)),
        ("10人", Minimum(Metric.PARTICIPANTS, 10)),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru", "es", "zh_Hans", "ar"])
def test_a_minimum_is_read_with_and_without_its_word(
    typed: str, minimum: Minimum, language: str, setting: Setting
) -> None:
    """Without it the wizard would not understand the answer that it asked for."""
    assert read_minimum(typed, replace(setting, languages=(language,))) == minimum


def test_a_bare_minimum_is_asked_and_each_option_is_read(setting: Setting) -> None:
    """Without it ten people could become ten units."""
    read = read_minimum("10", setting)
    assert read == Question(Field.MINIMUM, "10", ("10 people", "10 units"))
    assert read_minimum("10 units", setting) == Minimum(Metric.UNITS, 10)
    assert read_minimum("many", setting) == Unreadable("many", "reading-example-minimum")


def test_the_other_numbers_are_read_with_and_without_their_words(setting: Setting) -> None:
    """Without it an answer that repeats the question's word would be refused."""
    assert [read_max_people(typed, setting) for typed in ("30", "30 people", "max 30 people")] == [
        30
    ] * 3
    assert [read_limit(typed, setting) for typed in ("3", "3 each", "limit 3 each")] == [3] * 3
    assert [read_stock(typed, setting) for typed in ("40", "40 pcs", "stock 40")] == [40] * 3
    assert isinstance(read_stock("lots", setting), Unreadable)


@pytest.mark.parametrize(
    ("typed", "wishes"),
    [
        ("2", (Wish(2, None),)),
        ("/order 2", (Wish(2, None),)),
        ("/order 2 eggs", (Wish(2, ItemNo(1)),)),
        ("/order@Bot eggs 2, olive oil 1", (Wish(2, ItemNo(1)), Wish(1, ItemNo(2)))),
        ("2 x olive oil; 1 egg", (Wish(2, ItemNo(2)), Wish(1, ItemNo(1)))),
        ("olive oil 5 l 2", (Wish(2, ItemNo(2)),)),
        ("2鸡蛋，1 oil", (Wish(2, ItemNo(4)), Wish(1, ItemNo(2)))),
        ("٢ زيت", (Wish(2, ItemNo(6)),)),
        ("2 масла", (Wish(2, ItemNo(5)),)),
        ("eggs: 0", (Wish(0, ItemNo(1)),)),
        ("OIL 3", (Wish(3, ItemNo(2)),)),
    ],
)
def test_an_order_is_matched_to_the_items(
    typed: str, wishes: tuple[Wish, ...], setting: Setting
) -> None:
    """Without it someone would get paste for oil."""
    assert read_order(typed, ITEMS, setting) == wishes


def test_the_only_item_needs_no_name(setting: Setting) -> None:
    """Without it `/order 2` would ask which item where there is one."""
    assert read_order("2", ITEMS[:1], setting) == (Wish(2, ItemNo(1)),)


def test_a_name_that_fits_two_items_is_asked(setting: Setting) -> None:
    """Without it the bot would choose between two olives."""
    read = read_order("2 olive", ITEMS, setting)
    assert read == Question(Field.ITEMS, "2 olive", ("2 × Olive oil 5 l", "2 × Olive paste"))
    assert read_order(read.options[0], ITEMS, setting) == (Wish(2, ItemNo(2)),)


@pytest.mark.parametrize("typed", ["", "eggs", "2 gone", "2 wine", "2 eggs, 3 eggs", "/order"])
def test_what_is_no_order_is_quoted_back(typed: str, setting: Setting) -> None:
    """Without it an unknown name would be ordered as something else."""
    quoted = "" if typed == "/order" else "2 wine" if typed == "2 wine" else typed
    assert read_order(typed, ITEMS, setting) == Unreadable(quoted, "reading-example-order")


@pytest.mark.parametrize(
    "typed",
    [
        "K7Q4BX",
        "k7q4bx",
        " k7q4 bx ",
        "k7q-4bx",
        "«K7Q4BX»",
        "Ｋ７Ｑ４ＢＸ",
        "К7Q4ВХ",
        "\u200fK7Q4BX",
        "https://t.me/some_bot?start=K7Q4BX",
    ],
)
def test_a_join_code_is_read_however_it_is_typed(typed: str) -> None:
    """Without it a code read out over the phone would not be found."""
    assert read_code(typed) == "K7Q4BX"


@pytest.mark.parametrize("typed", ["", "?", "abc", "日本語日本", "x" * 100])
def test_what_is_no_join_code_is_not_looked_up(typed: str) -> None:
    """Without it chatter would count as guessing."""
    assert isinstance(read_code(typed), Unreadable)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Берлин", "Europe/Berlin"),
        ("Berlín", "Europe/Berlin"),
        ("柏林", "Europe/Berlin"),
        ("برلين", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("москва", "Europe/Moscow"),
        ("Санкт-Петербург", "Europe/Moscow"),
        ("北京", "Asia/Shanghai"),
        ("القاهرة", "Africa/Cairo"),
        ("Нью-Йорк", "America/New_York"),
        ("new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Киев", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kiev"),
        ("europe/berlin", "Europe/Berlin"),
        ("UTC", "Etc/UTC"),
        ("UTC+3", "Etc/GMT-3"),
        ("GMT-5", "Etc/GMT+5"),
        ("+5:30", "Asia/Kolkata"),
        ("España", "Europe/Madrid"),
        ("Россия", "Europe/Moscow"),
        ("Beij", "Asia/Shanghai"),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(typed: str, first: str) -> None:
    """Without it deadlines would be in a zone nobody lives in."""
    assert first in read_zone(typed)


@pytest.mark.parametrize("typed", ["", "Atlantis", "x", "UTC+99", "+5:17", "🙂", "z" * 4096])
def test_what_is_no_zone_gives_none(typed: str) -> None:
    """Without it a typing mistake would move every deadline."""
    assert read_zone(typed) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("EUR", "EUR"),
        ("€", "EUR"),
        ("рубли", "RUB"),
        ("pesos mexicanos", "MXN"),
        ("元", "CNY"),
        ("درهم إماراتي", "AED"),
        ("stars", "XTR"),
        ("shells", None),
        ("XTR", "XTR"),
        ("yen", "JPY"),
    ],
)
def test_a_currency_is_read_by_code_sign_and_name(
    typed: str, code: str | None, setting: Setting
) -> None:
    """Without it the answer to "which currency?" would have to be a code."""
    read = read_currency(typed, setting)
    assert isinstance(read, Unreadable) if code is None else read == code


def test_a_sign_of_several_currencies_is_asked(setting: Setting) -> None:
    """Without it dollars would be someone else's dollars."""
    read = read_currency("$", setting)
    assert isinstance(read, Question)
    assert read_currency("$", replace(setting, currency="CAD")) == "CAD"


def test_items_are_read_one_a_line(setting: Setting) -> None:
    """Without it items could not be added to a live buy in one message."""
    items, questions = read_items("Tea; 3 EUR\nJam 4,50 EUR; stock 10", setting)
    assert items == (Item(ItemNo(1), "Tea", 300), Item(ItemNo(2), "Jam", 450, stock=10))
    assert questions == ()
