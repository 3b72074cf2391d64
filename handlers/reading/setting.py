"""What readers need to know besides the text, and what they answer when they cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import get_decimal_symbol

from domain.draft import Field, Question
from handlers.reading.lexicon import lexicon
from handlers.reading.text import clean, prepared
from handlers.reading.tokens import Token, Way, ways
from locales.translator import Translator

R = TypeVar("R")

LONGEST_ANSWER = 400
"""Characters of a single answer that are looked at; a price or a date is never longer."""

MOST_OPTIONS = 4

QUOTED = 60
"""Characters of an entry that are quoted back."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed is not understood: `quoted` is it (cut), and the catalogue's message
    `example_key` is one example that works."""

    quoted: str
    example_key: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when something was typed, and in which language questions are asked back.

    `currency` is an ISO code that bare numbers are in; "" while it is not settled, and amounts
    then count in hundredths.
    """

    now: datetime
    zone: str
    currency: str
    languages: tuple[str, ...] = ("en",)

    @property
    def language(self) -> str:
        """The language of questions."""
        return self.languages[0] if self.languages else "en"

    @property
    def tz(self) -> ZoneInfo:
        """The zone as Python knows it."""
        return ZoneInfo(self.zone)

    @property
    def mark(self) -> str:
        """The decimal mark of the language."""
        return get_decimal_symbol(Locale.parse(self.language), numbering_system="latn")

    @property
    def t(self) -> Translator:
        """The words that options are written with."""
        return Translator(self.language, self.zone)


def read_every_way(
    typed: str,
    reader: Callable[[tuple[Token, ...], Way], R | None],
    limit: int = LONGEST_ANSWER,
    lists: bool = True,
) -> list[R]:
    """Return the different results of `reader` over all ways of reading the numbers.

    None is no result. One result is an answer, several are a question, none is not understood:
    that is how nothing is guessed. Without `lists` a comma between digits is never a sign
    between two entries.
    """
    text = prepared(typed)
    if not text or len(text) > limit:
        return []
    results: list[R] = []
    for way in ways(text):
        if not (lists or way.comma_decimal):
            continue
        result = reader(lexicon().tokens(text, way), way)
        if result is not None and result not in results:
            results.append(result)
    return results


def cut(typed: str) -> str:
    """Return what was typed, on one line and short enough to be quoted back."""
    line = " ".join(clean(typed).split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"


def asked(field: Field, typed: str, options: Sequence[str], item: int | None = None) -> Question:
    """Return the question with its options, each once."""
    return Question(field, cut(typed), tuple(dict.fromkeys(options))[:MOST_OPTIONS], item)


def roles_of(some: tuple[Token, ...], at: int) -> tuple[frozenset[str], int]:
    """Return what the words at `at` mean and how many tokens they are (0: nothing known)."""
    return lexicon().at(some, at)
