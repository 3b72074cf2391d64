"""Prices as people type them, in five languages; what is ambiguous; what is not one."""

from dataclasses import replace

import pytest

from domain.draft import Question
from domain.money import Money
from handlers.reading import Setting, Unreadable, read_buy, read_payment_amount, read_price
from tests.handlers.reading.worked import table

LANGUAGES = ("en", "ru", "es", "zh_Hans", "ar")
CLEAR = table("prices")


@pytest.mark.parametrize(("_language", "typed", "expected"), CLEAR)
def test_a_clear_price_is_read(_language: str, typed: str, expected: str, setting: Setting) -> None:
    """Without it a price would be taken for a hundred times more, or for other money."""
    amount, currency = expected.split()
    assert read_price(typed, setting) == Money(int(amount), currency)


@pytest.mark.parametrize("typed", [row[1] for row in CLEAR])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_price_means_the_same_whatever_the_person_s_language(
    typed: str, language: str, setting: Setting
) -> None:
    """Without it two people typing the same in one chat would name two prices."""
    assert read_price(typed, replace(setting, languages=(language,))) == read_price(typed, setting)


ASKED = [
    ("1.234", ("1234.00 EUR", "1.23 EUR")),
    ("1,234 EUR", ("1234.00 EUR", "1.23 EUR")),
    ("12.500", ("12\u202f500.00 EUR", "12.50 EUR")),
    ("$5", ("5.00 USD", "5.00 CAD", "5.00 AUD", "5.00 MXN")),
    ("42.555", ("42\u202f555.00 EUR", "42.56 EUR")),
    ("¥ 5", ("5.00 CNY", "5 JPY")),
    ("5 درهم", ("5.00 AED", "5.00 MAD")),
    ("5 kr", ("5.00 SEK", "5.00 NOK", "5.00 DKK", "5 ISK")),
]


@pytest.mark.parametrize(("typed", "options"), ASKED)
def test_an_ambiguous_price_is_asked(
    typed: str, options: tuple[str, ...], setting: Setting
) -> None:
    """Without it the bot would guess, and someone would pay the guess."""
    read = read_price(typed, setting)
    assert isinstance(read, Question)
    assert read.quoted == typed
    assert read.options == options
    assert all(isinstance(read_price(option, setting), Money) for option in options)


@pytest.mark.parametrize(
    ("typed", "currency", "amount", "code"),
    [
        ("$5", "CAD", 500, "CAD"),
        ("$5", "USD", 500, "USD"),
        ("¥500", "JPY", 500, "JPY"),
        ("¥5", "CNY", 500, "CNY"),
        ("5 درهم", "MAD", 500, "MAD"),
        ("500", "JPY", 500, "JPY"),
        ("1.234", "JPY", 1234, "JPY"),
        ("1.234", "KWD", 1234, "KWD"),
        ("5", "XTR", 5, "XTR"),
    ],
)
def test_the_chat_s_currency_settles_a_sign(
    typed: str, currency: str, amount: int, code: str, setting: Setting
) -> None:
    """Without it a Canadian group would be asked at each dollar which one is meant."""
    assert read_price(typed, replace(setting, currency=currency)) == Money(amount, code)


@pytest.mark.parametrize(
    "typed",
    ["50 ⭐", "⭐️50", "50 XTR", "50 stars", "50 звёзд", "50 estrellas", "50星", "٥٠ نجمة"],
)
def test_stars_by_sign_code_and_word(typed: str, setting: Setting) -> None:
    """Without it a buy in Stars could be stated by a code alone that nobody knows."""
    assert read_price(typed, setting) == Money(50, "XTR")


@pytest.mark.parametrize("name", ["Hotel 5 stars", "5 star hotel", "Star anise", "五星饼干"])
def test_stars_in_a_name_are_no_money(name: str, setting: Setting) -> None:
    """Without it a night in a good hotel would be sold for five Stars."""
    entry = read_buy(
        f"{name}; 100 EUR",
        now=setting.now,
        zone="UTC",
        default_currency="EUR",
        languages=("en",),
    )
    assert [(item.name, item.list_price) for item in entry.items] == [(name, 10000)]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "0",
        "0,00",
        "1234.567",
        "1.23.4",
        "1,23,4",
        "-5",
        "5 EUR 6",
        "5 foo",
        "12,34 JPY",
        "9" * 30,
        "€5 USD",
        "½",
        "10²",
        "five",
        "5%",
        "1 23",
        "1.2345",
    ],
)
def test_what_is_no_price_is_quoted_back(typed: str, setting: Setting) -> None:
    """Without it a typing mistake would become a price, or an error without a word."""
    assert read_price(typed, setting) == Unreadable(typed.strip(), "reading-example-price")


def test_a_payment_is_read_as_a_price_with_its_own_example(setting: Setting) -> None:
    """Without it the organiser could not enter a partial payment."""
    assert read_payment_amount("20,50", setting) == Money(2050, "EUR")
    assert read_payment_amount("some", setting) == Unreadable("some", "reading-example-amount")
