"""Money: a number with the sign, code or name of a currency, or bare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global
from babel.numbers import list_currencies

from handlers.reading.lexicon import ALONE, signs, words_for_codes
from handlers.reading.numbers import minor_units
from handlers.reading.setting import Setting, roles_of
from handlers.reading.tokens import Token, Way
from locales.formats import exponent

MONEY = "money:"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as typed: the number's text and the currencies it may be in (none: bare)."""

    raw: str
    codes: tuple[str, ...] = ()

    def code(self, setting: Setting) -> str:
        """Return the currency: the setting's for a bare sum or where it settles several."""
        if not self.codes or setting.currency in self.codes:
            return setting.currency
        return self.codes[0] if len(self.codes) == 1 else ""

    def foreign(self, setting: Setting) -> str | None:
        """Return the currency named if it is not the setting's, and that one is settled."""
        if not self.codes or not setting.currency or setting.currency in self.codes:
            return None
        return self.codes[0]

    def amount(self, way: Way, setting: Setting) -> int | None:
        """Return minor units (hundredths while the currency is not settled), or None."""
        return minor_units(self.raw, way, exponent(self.code(setting)), setting.mark)


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Return the ISO codes of money that is legal tender somewhere today, and Stars."""
    current = {
        code
        for used in get_global("territory_currencies").values()
        for code, _, until, tender in used
        if until is None and tender
    }
    return frozenset(current & set(list_currencies()) | {"XTR"})


def currency_at(
    some: tuple[Token, ...], at: int, alone: bool = True
) -> tuple[tuple[str, ...], int]:
    """Return the currencies named at `at` and how many tokens name them (0: none).

    `alone` says that nothing but a price is expected, so that `42 try` is lira; inside a name
    only capitals are.
    """
    roles, size = roles_of(some, at)
    named = [role.removeprefix(MONEY).split() for role in sorted(roles) if role.startswith(MONEY)]
    if named:
        return _as_spelt([code for group in named for code in group], some[at : at + size]), size
    if alone and (code := _alone(some, at, roles, size)):
        return (code,), size
    if at < len(some) and some[at].kind == "word":
        raw = some[at].raw.rstrip(".")
        code = raw.upper()
        typed_so = raw == code or alone or code not in words_for_codes()
        if raw.isascii() and code in codes() and typed_so:
            return (code,), 1
    return (), 0


def _alone(some: tuple[Token, ...], at: int, roles: frozenset[str], size: int) -> str | None:
    """Return the currency of a word that is one only where no name goes on after it."""
    end = at + size
    goes_on = end < len(some) and some[end].kind == "word" and not roles_of(some, end)[0]
    found = (role.removeprefix(ALONE) for role in roles if role.startswith(ALONE))
    return None if goes_on else next(found, None)


def _as_spelt(found: list[str], spelt: tuple[Token, ...]) -> tuple[str, ...]:
    """Tell apart what only a hamza tells apart: the signs of the dirham and of the dinar."""
    raw = "".join(token.raw for token in spelt).strip(".")
    exact = tuple(code for code in found if raw in signs().get(code, ()))
    return exact or tuple(found)


def sum_at(some: tuple[Token, ...], at: int, alone: bool = True) -> tuple[Sum, int] | None:
    """Return the sum at `at` (`42 EUR`, `€42`, `42`) and how many tokens it takes."""
    before, size = currency_at(some, at, alone)
    number = at + size
    if number >= len(some) or some[number].kind != "num":
        return None
    raw = some[number].text
    after, more = currency_at(some, number + 1, alone)
    if size and more and after != before:
        # "$5 USD" says one thing twice; "€5 USD" says two things.
        both = tuple(code for code in before if code in after)
        return (Sum(raw, both), size + 1 + more) if both else (Sum(raw, before), size + 1)
    return Sum(raw, before or after), size + 1 + more
