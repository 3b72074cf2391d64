"""Entries that begin with a word for what they are: `area North: …`, `pick up: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.reading.lexicon import lexicon
from handlers.reading.quotes import QUOTES
from handlers.reading.text import COMMA, clean, plain, prepared
from handlers.reading.tokens import Way

LONGEST_HEAD = 40

COMMAS = re.compile(rf"{COMMA}|,(?![0-9])|(?<![0-9]),")
"""A comma that is no decimal mark."""

AFTER_WORD = " :=-–—：　\t"
"""What may stand between the word and what it is for."""

_SPACE = re.compile(r"\s+")


def after_word(typed: str, role: str) -> str | None:
    """Return what follows the word with that role, or None if `typed` begins with no such word."""
    text = clean(typed).strip()
    some = lexicon().tokens(prepared(typed), Way())
    sizes = [size for roles, size in lexicon().all_at(some, 0) if role in roles]
    return text[some[max(sizes) - 1].end :].lstrip(AFTER_WORD) if sizes else None


def after_head(typed: str, role: str) -> str | None:
    """Return what follows the colon where all before it is a word with that role, or None."""
    head, colon, rest = plain(typed).partition(":")
    if not colon or len(head) > LONGEST_HEAD or not rest.strip():
        return None
    some = lexicon().tokens(head, Way())
    whole = any(role in roles and size == len(some) for roles, size in lexicon().all_at(some, 0))
    return typed[len(head) + 1 :].strip() if whole else None


def name_and_rest(text: str) -> tuple[str, str | None]:
    """Return the name before the colon, which may stand in quotes, and what follows it.

    Without a colon the name is all there is, and None follows.
    """
    name, end = quoted_at(text, 0)
    if not name:
        end = plain(text).find(":")
        name, end = (text, len(text)) if end < 0 else (text[:end], end)
    after = text[end:].lstrip(" \t")
    rest = after[1:].strip() if plain(after[:1]) == ":" else None
    return one_line(name), rest


def quoted_at(text: str, at: int) -> tuple[str, int]:
    """Return what stands in quotes at `at`, and where it ends; "" where nothing does."""
    closing = QUOTES.get(text[at : at + 1])
    end = text.find(closing, at + 1) if closing else -1
    return (text[at + 1 : end], end + 1) if end > at + 1 else ("", at)


def listed(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands between commas, each with whether it stands in quotes."""
    flat, at = plain(text), 0
    while at < len(text):
        at += len(text[at:]) - len(text[at:].lstrip())
        name, end = quoted_at(text, at)
        comma = COMMAS.search(flat, end)
        stop = comma.start() if comma else len(text)
        if name and not text[end:stop].strip():
            yield one_line(name), True
        elif piece := one_line(text[at:stop]):
            yield piece, False
        at = stop + 1


def one_line(text: str) -> str:
    """Return a text with single spaces, on one line."""
    return _SPACE.sub(" ", text).strip()
