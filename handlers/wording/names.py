"""Names that people chose, made fit to stand in a sentence: one line, cut, not steering it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from locales.translator import Translator

NAME_LIMIT = 24
TITLE_LIMIT = 60

_ISOLATE, _END = "\u2068", "\u2069"
_LEFT, _RIGHT = frozenset({"L"}), frozenset({"R", "AL"})
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"})
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that emoji and some scripts cannot do without."""

_MARKS_AT_MOST = 3
"""Marks on one letter; more is no writing but a way to cover the lines around."""


def person_name(name: str, t: Translator) -> str:
    """Return a person's name for a sentence in the language of `t`."""
    return _fit(name, NAME_LIMIT, t.right_to_left) or t.plain("card-somebody")


def title(name: str, t: Translator, limit: int = TITLE_LIMIT) -> str:
    """Return the name of a buy, an item or a home for a sentence in the language of `t`."""
    return _fit(name, limit, t.right_to_left) or t.plain("card-something")


@lru_cache(maxsize=4096)
def _fit(name: str, limit: int, right_to_left: bool) -> str:
    text = " ".join("".join(_visible(name)).split())
    if not any(unicodedata.category(char) not in _INVISIBLE for char in text):
        return ""
    if len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    foreign = _LEFT if right_to_left else _RIGHT
    if any(unicodedata.bidirectional(char) in foreign for char in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def _visible(name: str) -> list[str]:
    shown: list[str] = []
    marks = 0
    for char in name:
        if char in _JOINERS:
            shown.append(char)
            continue
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        if category in _INVISIBLE:
            shown.append(" " if category in ("Zs", "Zl", "Zp", "Cc") else "")
        elif marks <= _MARKS_AT_MOST:
            shown.append(char)
    return shown
