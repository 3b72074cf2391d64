"""Single answers: what is typed to the wizard, to /edit and to a question about an entry."""

from __future__ import annotations

from typing import TypeVar

from domain.buy import Item, Minimum
from domain.draft import Field, Question
from domain.money import Money
from handlers.reading.buy import read_buy
from handlers.reading.conditions import read_condition
from handlers.reading.entry import in_currency
from handlers.reading.items import read_price_part
from handlers.reading.money import currency_at
from handlers.reading.numbers import whole
from handlers.reading.setting import Setting, Unreadable, asked, cut, read_every_way, roles_of
from handlers.reading.tokens import Token, Way
from handlers.reading.write_terms import write_money

T = TypeVar("T")


def read_price(text: str, setting: Setting) -> Money | Question | Unreadable:
    """Return the price typed, in the currency typed or else the setting's.

    `$5` where the setting's currency is no dollar is a question. The caller compares the
    currency with the buy's (`MixedCurrencies`). A price of 0 is not one.
    """
    price = read_price_part(text, setting)
    if price is None:
        return Unreadable(cut(text), "reading-example-price")
    if price.question is not None:
        return price.question
    if price.amount == 0:
        return Unreadable(cut(text), "reading-example-price")
    if price.foreign and len(price.codes) > 1:
        sums = ((in_currency(price.amount, code), code) for code in price.codes)
        options = [write_money(amount, code, setting.t) for amount, code in sums if amount]
        return asked(Field.PRICE, text, options)
    return Money(price.amount, price.foreign or price.code)


def read_payment_amount(text: str, setting: Setting) -> Money | Question | Unreadable:
    """Return an amount of money paid; as `read_price`, with an example of its own."""
    read = read_price(text, setting)
    if isinstance(read, Unreadable):
        return Unreadable(read.quoted, "reading-example-amount")
    return read


def read_currency(text: str, setting: Setting) -> str | Question | Unreadable:
    """Return the ISO code of a currency's code, sign or name."""

    def reader(some: tuple[Token, ...], _: Way) -> tuple[str, ...] | None:
        codes, size = currency_at(some, 0)
        return codes if codes and size == len(some) else None

    found = read_every_way(text, reader)
    if not found:
        return Unreadable(cut(text), "reading-example-price")
    if setting.currency in found[0]:
        return setting.currency
    return found[0][0] if len(found[0]) == 1 else asked(Field.CURRENCY, text, found[0])


def read_quantity(text: str) -> int | Question | Unreadable:
    """Return a whole number of units, of any sign: `2`, `١٢`, `2 шт`, `x2`.

    Below 0 and above what is left is for the domain to refuse, with the numbers.
    """

    def reader(some: tuple[Token, ...], way: Way) -> int | None:
        at = 1 if some[0].text in ("-", "+", "x") else 0
        if at >= len(some) or some[at].kind != "num":
            return None
        roles, size = roles_of(some, at + 1)
        end = at + 1 + (size if "units" in roles else 0)
        end += end < len(some) and some[end].text == "x"
        value = whole(some[at].text, way)
        if value is None or end != len(some):
            return None
        return -value if some[0].text == "-" else value

    found = read_every_way(text, reader)
    if len(found) > 1:
        return asked(Field.STOCK, text, [str(value) for value in found])
    return found[0] if found else Unreadable(cut(text), "reading-example-quantity")


def read_minimum(text: str, setting: Setting) -> Minimum | Question | Unreadable:
    """Return a minimum: `10 people`, `20 units`, `500 EUR`, with or without its word."""
    return _conditioned(text, setting, "reading-minimum", Field.MINIMUM, Minimum)


def read_max_people(text: str, setting: Setting) -> int | Question | Unreadable:
    """Return how many people fit: `30`, `30 people`, `max 30 people`."""
    number = read_quantity(text)
    if not isinstance(number, Unreadable):
        return number
    return _conditioned(text, setting, "reading-maximum", Field.MAX_PEOPLE, int)


def read_limit(text: str, setting: Setting) -> int | Question | Unreadable:
    """Return how many units one person may order: `3`, `limit 3 each`."""
    number = read_quantity(text)
    if not isinstance(number, Unreadable):
        return number
    return _conditioned(text, setting, "reading-limit", Field.PERSON_LIMIT, int)


def read_stock(text: str, setting: Setting) -> int | Question | Unreadable:
    """Return how many units there are: `40`, `stock 40`, `40 pcs`."""
    number = read_quantity(text)
    if not isinstance(number, Unreadable):
        return number
    return _conditioned(text, setting, "reading-stock", Field.STOCK, int)


def read_case(text: str, setting: Setting) -> int | Question | Unreadable:
    """Return how many units a case holds: `6`, `case of 6`, `6 pcs`."""
    number = read_quantity(text)
    if not isinstance(number, Unreadable):
        return number
    return _conditioned(text, setting, "reading-case", Field.CASE, int)


def _conditioned(
    text: str, setting: Setting, key: str, field: Field, kind: type[T]
) -> T | Question | Unreadable:
    """Read a condition typed with its word, or without it (`key` is the message that adds it)."""
    for typed in (text, setting.t.plain(key, value=text)):
        found = read_condition(typed, setting)
        if found is not None and found.field == field:
            if isinstance(found.value, kind):
                return found.value
            if isinstance(found.value, Question):
                return Question(field, cut(text), found.value.options)
    example = "reading-example-minimum" if field is Field.MINIMUM else "reading-example-quantity"
    return Unreadable(cut(text), example)


def read_items(text: str, setting: Setting) -> tuple[tuple[Item, ...], tuple[Question, ...]]:
    """Return the items typed, one a line, numbered from 1, and what is unclear about them."""
    entry = read_buy(
        text,
        now=setting.now,
        zone=setting.zone,
        default_currency=setting.currency,
        languages=setting.languages,
    )
    return entry.items, entry.questions
