"""Orders with price limits and tolerance: read in five languages, and as they are written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.buy import Item
from domain.draft import Question
from domain.ids import ItemNo
from domain.order import Condition
from handlers.reading import Setting, Unreadable, Wish, read_line, read_order
from handlers.reading.write_order import write_order, write_wish
from locales.catalogue import LANGUAGES
from tests.handlers.reading.worked import table

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
OIL = Item(ItemNo(1), "Olive oil 5 l", 4200, case_size=6)
EGGS = Item(ItemNo(2), "Eggs", 300)
PASTE = Item(ItemNo(3), "Olive paste", 500)


def shorthand(wish: object) -> str:
    """A wish as the table has it."""
    if not isinstance(wish, Wish):
        return "unread"
    said = [str(wish.quantity), *(f"{one.quantity}@{one.limit}" for one in wish.conditions)]
    return " ".join(said + ([f"+{wish.extra}"] if wish.extra else []))


@pytest.mark.parametrize(("typed", "expected"), table("orders"))
def test_a_line_with_limits_is_read(typed: str, expected: str, setting: Setting) -> None:
    """Without it somebody would buy at a price they said they would not pay."""
    assert shorthand(read_line(typed, OIL, setting)) == expected


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("4 at most 6", ("4 at 6.00 or less", "4, up to 6 to fill a case of 6")),
        ("4, at most 6", ("4 at 6.00 or less", "4, up to 6 to fill a case of 6")),
        ("4 a 6", ("4 at 6.00 or less", "4, up to 6 to fill a case of 6")),
        (
            "3 if ≤ 1.234, else 1",
            ("1 in any case, 3 at 1234.00 or less", "1 in any case, 3 at 1.23 or less"),
        ),
    ],
)
def test_what_can_mean_two_things_is_asked(
    typed: str, options: tuple[str, ...], setting: Setting
) -> None:
    """Without it a tolerance would be taken for a price, or a price for a thousand times it."""
    read = read_line(typed, OIL, setting)
    assert isinstance(read, Question)
    assert read.options == options
    for option in options:
        assert isinstance(read_line(option, OIL, setting), Wish)


@pytest.mark.parametrize(
    ("typed", "wishes"),
    [
        (
            "3 eggs if ≤ 3, else 1; olive oil 2",
            (Wish(1, EGGS.no, (Condition(300, 3),)), Wish(2, OIL.no)),
        ),
        (
            "3 eggs if ≤ 3, else 1, olive oil 4, up to 6",
            (Wish(1, EGGS.no, (Condition(300, 3),)), Wish(4, OIL.no, (), 2)),
        ),
        ("1 egg, 3 eggs if ≤ 3", (Wish(1, EGGS.no, (Condition(300, 3),)),)),
        ("if ≤ 3, 3 eggs, else 1", (Wish(1, EGGS.no, (Condition(300, 3),)),)),
        ("3 if ≤ 3, else 1", (Wish(1, None, (Condition(300, 3),)),)),
    ],
)
def test_each_item_has_its_own_limits(
    typed: str, wishes: tuple[Wish, ...], setting: Setting
) -> None:
    """Without it the limit of the eggs would hold for the oil."""
    assert read_order(typed, [OIL, EGGS, PASTE], setting) == wishes


def test_a_name_that_fits_two_items_is_asked_with_its_limit(setting: Setting) -> None:
    """Without it the answer to the question would forget the price."""
    read = read_order("3 olive if ≤ 3", [OIL, EGGS, PASTE], setting)
    assert isinstance(read, Question)
    assert read.options == ("Olive oil 5 l: 3 at 3.00 or less", "Olive paste: 3 at 3.00 or less")
    assert read_order(read.options[1], [OIL, EGGS, PASTE], setting) == (
        Wish(0, PASTE.no, (Condition(300, 3),)),
    )


@pytest.mark.parametrize(
    "typed", ["3 or 4 if ≤ 3 eggs", "2 eggs, 3 if ≤ 1; 1 wine", "else 1, else 2"]
)
def test_what_does_not_go_together_is_quoted_back(typed: str, setting: Setting) -> None:
    """Without it half of an order would be placed."""
    assert isinstance(read_order(typed, [OIL, EGGS], setting), Unreadable)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_works(language: str) -> None:
    """Without it a refusal would teach people something that is refused again."""
    setting = Setting(NOW, "Europe/Berlin", "EUR", (language,))
    example = setting.t.plain("order-example-limits")
    assert shorthand(read_line(example, OIL, setting)) == "1 3@3500"


@st.composite
def wishes(draw: st.DrawFn, case_size: int | None = 6) -> Wish:
    """Lines as the domain keeps them: limits descend, quantities ascend."""
    quantity = draw(st.integers(0, 2_000))
    limits = draw(st.lists(st.integers(1, 9_999_999), max_size=3, unique=True))
    if not quantity and not limits:
        quantity = 1
    steps = draw(st.lists(st.integers(1, 2_000), min_size=len(limits), max_size=len(limits)))
    conditions, wanted = [], quantity
    for limit, step in zip(sorted(limits, reverse=True), steps, strict=True):
        wanted += step
        conditions.append(Condition(limit, wanted))
    extra = draw(st.integers(0, 999)) if case_size else 0
    return Wish(quantity, OIL.no, tuple(conditions), extra)


def written(wish: Wish, item: Item, setting: Setting) -> str:
    """A wish as the order screen shows it."""
    parts = (wish.quantity, wish.conditions, wish.extra, item, setting.currency, setting.t)
    return write_wish(*parts)


@given(
    wish=wishes(),
    language=st.sampled_from(LANGUAGES),
    currency=st.sampled_from(["EUR", "RUB", "CNY", "JPY", "AED", "KWD", "XTR"]),
)
def test_what_is_shown_typed_back_is_the_same_line(
    wish: Wish, language: str, currency: str
) -> None:
    """Without it somebody who copies their order would order something else."""
    setting = Setting(NOW, "Europe/Berlin", currency, (language,))
    shown = written(wish, OIL, setting)
    assert read_line(shown, OIL, setting) == wish, shown


@given(first=wishes(), second=wishes(case_size=None), language=st.sampled_from(LANGUAGES))
def test_an_order_of_several_items_typed_back_is_the_same(
    first: Wish, second: Wish, language: str
) -> None:
    """Without it the limits of one line would go to the next."""
    setting = Setting(NOW, "Europe/Berlin", "EUR", (language,))
    both = (first, replace(second, item=EGGS.no))
    named = [(OIL.name, written(first, OIL, setting)), (EGGS.name, written(second, EGGS, setting))]
    shown = write_order(named, setting.t)
    assert read_order(shown, [OIL, EGGS], setting) == both, shown
