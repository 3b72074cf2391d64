"""Tokens: numbers, words and signs, under one way of reading commas, points and spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from handlers.reading.text import DECIMAL, GROUP, fold


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reading what can be read in several: every way is tried, and if the results
    differ, the person is asked."""

    grouped: bool = True
    """`1.234` is 1234; else it is a decimal fraction."""
    comma_decimal: bool = True
    """`38,20` is one number; else two, with a comma between."""
    space_groups: bool = True
    """`10 000` is one number; else two."""


_GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}[.,][0-9]{3}(?![0-9]|[.,][0-9])")
_COMMA = re.compile(r"[0-9],[0-9]")
_SPACE = re.compile(r"(?<![0-9])[0-9]{1,3} [0-9]{3}(?![0-9])")


@lru_cache(maxsize=1024)
def ways(text: str) -> tuple[Way, ...]:
    """Return the ways in which the numbers of `text` (as from `plain`) may be meant."""
    both, one = (True, False), (True,)
    return tuple(
        Way(*choice)
        for choice in product(
            both if _GROUPED.search(text) else one,
            both if _COMMA.search(text) else one,
            both if _SPACE.search(text) else one,
        )
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A number (`kind` "num"), a word in folded form ("word") or a sign ("sign").

    `start` and `end` are positions in the text read; `raw` is what stands there.
    """

    kind: str
    text: str
    raw: str
    start: int
    end: int


_LETTER = r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]"
_MARKS = r"[\u0300-\u036f\u064b-\u0655\u0670]*"


@lru_cache(maxsize=8)
def _pattern(way: Way) -> re.Pattern[str]:
    decimal = f"[.,{DECIMAL}]" if way.comma_decimal else f"[.{DECIMAL}]"
    space = " " if way.space_groups else ""
    tail = rf"(?:{decimal}[0-9]+)*"
    grouped = rf"[0-9]{{1,3}}(?:[{GROUP}'{space}][0-9]{{3}}(?![0-9]))+{tail}"
    return re.compile(
        rf"(?P<num>{grouped}|[0-9]+{tail})"
        rf"|(?P<word>(?:{_LETTER}{_MARKS})+\.?)"
        r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)"
        r"|(?P<sign>\S)"
    )


def tokens(text: str, way: Way, han: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens of `text` (as from `plain`). Runs of Chinese are cut into the longest
    words that `han` holds."""
    found: list[Token] = []
    for match in _pattern(way).finditer(text):
        kind, raw = match.lastgroup or "sign", match.group()
        if kind == "han":
            found.extend(_cut(raw, match.start(), han))
            continue
        word = fold(raw.rstrip(".")) if kind == "word" else raw
        found.append(Token(kind, word, raw, match.start(), match.end()))
    return tuple(found)


LONGEST_HAN = 10


def _cut(run: str, start: int, han: frozenset[str]) -> list[Token]:
    """Cut a run of Chinese characters into words."""
    cut: list[Token] = []
    at = 0
    while at < len(run):
        longest = range(min(LONGEST_HAN, len(run) - at), 1, -1)
        size = next((n for n in longest if run[at : at + n] in han), 1)
        word = run[at : at + size]
        cut.append(Token("word", word, word, start + at, start + at + size))
        at += size
    return cut
