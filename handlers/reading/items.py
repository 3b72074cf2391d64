"""Items: a name with its price, as in `Olive oil 5 l — 42 EUR`, `€12/kg Apples`, `Eggs: 3`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.draft import Field, Question
from handlers.reading.money import Sum, sum_at
from handlers.reading.setting import Setting, asked, read_every_way, roles_of
from handlers.reading.text import clean
from handlers.reading.tokens import Token, Way
from handlers.reading.write_terms import write_money

LONGEST_UNIT = 20
CLOSING = frozenset({".", ",", "-"})
"""What may stand after a price: a full stop, or the dash of "42.-"."""

_JOINERS = " \t\u00a0\u202f-–—−:：=@,，、("
_LAST_WORD = re.compile(r"(?:(?<=\s)(?:at|for|за|по|a|por|de|بـ|ب)|每)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Price:
    """A price read: minor units, its currency and the unit, or a question."""

    amount: int
    code: str
    unit: str = ""
    foreign: str | None = None
    """The currency typed, if the buy is in another."""
    codes: tuple[str, ...] = ()
    """Every currency that was typed or that the sign may stand for."""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A part that names an item: the name, the price with it, and what follows it."""

    name: str
    price: Price | None = None
    rest: str = ""
    tail: Price | None = None
    """A bare number at the end, a price only if the item gets no other."""
    sure: bool = True
    """The tail was set off by a sign, as in "Eggs - 3"."""
    name_without_tail: str = ""


def read_price_part(typed: str, setting: Setting) -> Price | None:
    """Return the price if `typed` is nothing else: `42 EUR`, `€42`, `42`, `12 EUR/kg`."""

    def reader(some: tuple[Token, ...], way: Way) -> Price | None:
        found = sum_at(some, 0)
        if found is None:
            return None
        total, used = found
        unit, used = _unit(some, used, clean(typed).strip())
        price = _price(total, way, setting, unit)
        closed = all(token.text in CLOSING for token in some[used:])
        return price if closed else None

    found = read_every_way(typed, reader)
    if len(found) < 2:  # noqa: PLR2004 - a choice
        return found[0] if found else None
    options = [write_money(p.amount, p.code or setting.currency, setting.t) for p in found]
    question = asked(Field.PRICE, typed, options)
    return Price(0, found[0].code, found[0].unit, found[0].foreign, found[0].codes, question)


def read_named(typed: str, setting: Setting) -> list[Named]:
    """Return every way in which `typed` names an item; one way has no doubt in it."""
    text = clean(typed).strip()
    found = read_every_way(text, lambda some, way: _named(some, way, setting, text), lists=False)
    return found or [Named(text)]


def _named(some: tuple[Token, ...], way: Way, setting: Setting, text: str) -> Named | None:
    sums = _sums(some)
    if not sums:
        return _with_tail(some, way, setting, text)
    start, total, used = sums[0]
    if len(sums) > 1 and start == 0:
        return None
    unit, end = _unit(some, start + used, text)
    price = _price(total, way, setting, unit)
    if price is None:
        return None
    before = trimmed(text[: some[start].start])
    after = text[some[end - 1].end :].strip(_JOINERS + ")")
    if not before:
        return Named(after, price)
    return Named(before, price, after.strip(".") and after)


def _sums(some: tuple[Token, ...]) -> list[tuple[int, Sum, int]]:
    """Return where sums with a currency stand."""
    sums: list[tuple[int, Sum, int]] = []
    at = 0
    while at < len(some):
        found = sum_at(some, at, alone=False)
        if found and found[0].codes:
            sums.append((at, *found))
            at += found[1]
        else:
            at += 1
    return sums


def _with_tail(some: tuple[Token, ...], way: Way, setting: Setting, text: str) -> Named | None:
    last = some[-1]
    if last.kind != "num" or len(some) < 2 or last.text[0] == "0":  # noqa: PLR2004
        return Named(text)
    price = _price(Sum(last.text), way, setting, "")
    before = trimmed(text[: last.start])
    if price is None or not before:
        return Named(text)
    return Named(text, None, "", price, some[-2].text in ("-", ":", "=", "@"), before)


def trimmed(name: str) -> str:
    """Return a name without the sign or small word that led on to the price."""
    return _LAST_WORD.sub("", name.rstrip(_JOINERS)).strip(_JOINERS) or name.strip(_JOINERS)


def _unit(some: tuple[Token, ...], at: int, text: str) -> tuple[str, int]:
    """Return the unit after a price (`/kg`, `за литр`; "" for `each`), and where it ends."""
    roles, size = roles_of(some, at)
    if "each" in roles:
        return "", at + size
    slash = at < len(some) and some[at].text == "/"
    if (slash or "per" in roles) and at + 1 < len(some):
        word = at + (1 if slash else size)
        if word < len(some) and some[word].kind == "word":
            unit = text[some[word].start : some[word].end]
            roles, _ = roles_of(some, word)
            return ("" if roles & {"people"} else unit[:LONGEST_UNIT]), word + 1
    return "", at


def _price(total: Sum, way: Way, setting: Setting, unit: str) -> Price | None:
    amount = total.amount(way, setting)
    if amount is None:
        return None
    return Price(amount, total.code(setting), unit, total.foreign(setting), total.codes)
