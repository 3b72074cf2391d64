"""Ladders as people type them, in five languages; ranges, mixed metrics, doubtful commas."""

from dataclasses import replace

import pytest

from domain.draft import Question
from domain.errors import MixedCurrencies
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice
from handlers.reading import Setting, Unreadable, read_ladder
from tests.handlers.reading.worked import table

UNITS = Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))
PEOPLE = Ladder(Metric.PARTICIPANTS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))
AMOUNT = Ladder(Metric.AMOUNT, (Tier(50_000, PercentOff(500)), Tier(100_000, PercentOff(750))))
PERCENT = Ladder(Metric.UNITS, (Tier(10, PercentOff(500)),))
OFF = Ladder(Metric.UNITS, (Tier(10, AmountOff(400)),))

LADDERS = {
    "units": UNITS,
    "people": PEOPLE,
    "amount": AMOUNT,
    "percent": PERCENT,
    "off": OFF,
    "decimals": Ladder(Metric.UNITS, (Tier(10, UnitPrice(3850)), Tier(20, UnitPrice(3500)))),
    "ten_thousand": Ladder(Metric.UNITS, (Tier(10_000, UnitPrice(3800)),)),
}


@pytest.mark.parametrize(("_language", "typed", "ladder"), table("ladders"))
def test_a_clear_ladder_is_read(_language: str, typed: str, ladder: str, setting: Setting) -> None:
    """Without it a discount that was promised would not be the one that is given."""
    assert read_ladder(typed, setting) == LADDERS[ladder]


ASKED = [
    ("10: 38,50, 20: 35", ("10: 38.50; 20: 35.00",)),
    ("10: 1.234", ("10: 1234.00", "10: 1.23")),
    ("1.000 EUR: 5%", ("1000.00 EUR: 5%", "1.00 EUR: 5%")),
    ("1.000: 5%", ("1000: 5%", "1: 5%")),
    (
        "10 people: 38, 20: 35",
        ("10 people: 38.00; 20 people: 35.00", "10: 38.00; 20: 35.00"),
    ),
    ("10-19: 38; 20-29: 35", ("10: 38.00; 20: 35.00",)),
    ("10-15: 38; 20+: 35", ("10: 38.00; 20: 35.00",)),
]


@pytest.mark.parametrize(("typed", "options"), ASKED)
def test_an_ambiguous_ladder_is_asked(
    typed: str, options: tuple[str, ...], setting: Setting
) -> None:
    """Without it 38,50 would silently become a price of 38 or a tier at 50."""
    read = read_ladder(typed, setting)
    assert isinstance(read, Question)
    assert read.options == options
    assert all(isinstance(read_ladder(option, setting), Ladder) for option in options)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "foo",
        "10",
        "10:",
        ": 38",
        "10: abc",
        "abc: 38",
        "10: 38, 20",
        "10: 0",
        "10: 100%",
        "10: 0%",
        "10 people: 38, 500 EUR: 5%",
        "> 10: 38",
        "10: 3800.555",
        "10 foo: 38",
        "1.5: 38",
        "10: 38 / 39",
        "10: 12.345%",
        "满10件10折",
    ],
)
def test_what_is_no_ladder_is_quoted_back(typed: str, setting: Setting) -> None:
    """Without it half a ladder would be taken for a whole one."""
    assert read_ladder(typed, setting) == Unreadable(typed, "reading-example-ladder")


def test_another_currency_is_refused_by_name(setting: Setting) -> None:
    """Without it dollars would be taken for euros."""
    assert read_ladder("10: 38 USD", setting) == MixedCurrencies("EUR", "USD")
    assert read_ladder("满10件38元", setting) == MixedCurrencies("EUR", "CNY")


def test_a_price_s_own_unit_counts_units(setting: Setting) -> None:
    """Without it `10 kg: 11` would not be understood for coffee sold by the kilo."""
    ladder = Ladder(Metric.UNITS, (Tier(10, UnitPrice(1100)),))
    assert read_ladder("10 kg: 11", setting, unit="kg") == ladder
    assert isinstance(read_ladder("10 kg: 11", setting), Unreadable)


def test_decimals_follow_the_currency(setting: Setting) -> None:
    """Without it yen would gain two zeros."""
    yen = replace(setting, currency="JPY")
    assert read_ladder("10: 3800", yen) == Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)),))
