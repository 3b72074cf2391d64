"""The lexicon: which words of the five languages mean what (words/*.toml, and CLDR's names)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name

from handlers.reading.text import plain
from handlers.reading.tokens import Token, Way, tokens
from locales.catalogue import LANGUAGES

FOLDER = Path(__file__).parent / "words"

ARABIC_CALENDARS = ("ar_SY", "ar_DZ", "ar_MA")
"""Where Arabic speakers have other names for the months."""

LONGEST_PHRASE = 8

PLURALS = (None, 1, 2, 3, 5, 11, 100)
"""One number for each plural form that any of the languages has."""

ALONE = "alone:"
"""Begins the role of a word for money that stands in names as well."""

Phrases = dict[tuple[str, ...], frozenset[str]]

_HAN = re.compile(r"^[\u3400-\u9fff]+$")


class Lexicon:
    """Roles by phrase. A role is a kind of meaning, with a value where it has one: `until`,
    `weekday:4` (Friday), `month:12`, `money:EUR`, `money:CNY JPY` (either)."""

    def __init__(self, words: dict[str, set[str]]) -> None:
        self.han = frozenset(w for some in words.values() for w in some if _HAN.match(w))
        phrases: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for role, some in words.items():
            for word in some:
                phrases[self._split(word)].add(role)
        self.phrases: Phrases = {phrase: frozenset(roles) for phrase, roles in phrases.items()}
        self._starts = {phrase[0] for phrase in self.phrases if phrase}

    @lru_cache(maxsize=1024)  # noqa: B019 - there is one lexicon, and it stays
    def tokens(self, text: str, way: Way) -> tuple[Token, ...]:
        """Return the tokens of `text` (as from `plain`); several readers ask for the same."""
        return tokens(text, way, self.han)

    def at(self, some: tuple[Token, ...], index: int) -> tuple[frozenset[str], int]:
        """Return the roles of the longest phrase that begins at `index`, and its length.

        The length is 0 where none begins.
        """
        if index >= len(some) or some[index].text not in self._starts:
            return frozenset(), 0
        for size in range(min(LONGEST_PHRASE, len(some) - index), 0, -1):
            phrase = tuple(token.text for token in some[index : index + size])
            if roles := self.phrases.get(phrase):
                return roles, size
        return frozenset(), 0

    def all_at(self, some: tuple[Token, ...], index: int) -> list[tuple[frozenset[str], int]]:
        """Return the roles and the length of every phrase that begins at `index`."""
        if index >= len(some) or some[index].text not in self._starts:
            return []
        sizes = range(min(LONGEST_PHRASE, len(some) - index), 0, -1)
        found = (
            (self.phrases.get(tuple(t.text for t in some[index : index + n])), n) for n in sizes
        )
        return [(roles, size) for roles, size in found if roles]

    def _split(self, word: str) -> tuple[str, ...]:
        return tuple(token.text for token in tokens(plain(word), Way(), self.han))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of all languages, read when something is first typed.

    Words of every language are understood whatever language the person has: people mix them.
    """
    words: defaultdict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for role, some in _toml(language).items():
            words[re.sub(r"^(weekday|month)_(\d+)$", r"\1:\2", role)].update(some)
    for name in (*LANGUAGES, *ARABIC_CALENDARS):
        _add_calendar(words, Locale.parse(name))
    _add_money(words)
    return Lexicon(words)


@lru_cache(maxsize=1)
def words_for_codes() -> frozenset[str]:
    """Return the currency codes that are words too: money only when in capitals."""
    return frozenset(_toml("currencies")["never"]["codes"])


@lru_cache(maxsize=1)
def signs() -> dict[str, frozenset[str]]:
    """Return how each currency's signs are spelt exactly, without a last dot."""
    one = _toml("currencies")["one"]
    return {code: frozenset(sign.strip(".") for sign in some) for code, some in one.items()}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _add_calendar(words: dict[str, set[str]], locale: Locale) -> None:
    """Add CLDR's weekdays and months, in every form that is not a mere letter or two."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for day, name in locale.days[context][width].items():
                words[f"weekday:{day}"].add(name)
            for month, name in locale.months[context][width].items():
                if not name[0].isdecimal():
                    words[f"month:{month}"].add(name)


def _add_money(words: dict[str, set[str]]) -> None:
    """Add the signs and names of currencies: our own list's, and CLDR's names in full."""
    money = _toml("currencies")
    for code, signs in money["one"].items():
        words[f"money:{code}"].update(signs)
    for code, names in money["alone"].items():
        words[f"{ALONE}{code}"].update(names)
    for name, codes in money["several"].items():
        words[f"money:{' '.join(codes)}"].update(money["words"].get(name, [name]))
    for language in LANGUAGES:
        for code in money["one"]:
            words[f"money:{code}"].update(
                get_currency_name(code, count=count, locale=language) for count in PLURALS
            )
