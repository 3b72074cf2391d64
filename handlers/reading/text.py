"""What was typed, made comparable: invisible marks gone, digits and punctuation of one kind."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

GROUP = "\u202f"
"""The one space that groups digits; all no-break and thin spaces become it."""

COMMA = "\u3001"
"""A comma that can never be a decimal mark: the Chinese and the Arabic ones become it."""

DECIMAL = "\u066b"
"""A mark that can only be decimal: the Arabic one."""

APOSTROPHE = "'"

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SAME = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", GROUP),
    **dict.fromkeys("，、،﹐﹑", COMMA),
    **dict.fromkeys("；؛﹔", ";"),
    **dict.fromkeys("：∶︰", ":"),
    **dict.fromkeys("−–—‐‑‒―~～〜﹣", "-"),
    **dict.fromkeys("’‘ʼ٬`´", APOSTROPHE),
    **dict.fromkeys("٪﹪", "%"),
    **dict.fromkeys("→⇒➔➜←⇐⟵⟶", "→"),
    "￥": "¥",
    "⁄": "/",
    "×": "x",
    "✕": "x",
}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_ARABIC_LETTERS = str.maketrans("ىةٱ", "يها", "\u0640")
_LINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def clean(typed: str) -> str:
    """Return what was typed without direction marks and control characters."""
    text = _LINES.sub("\n", typed).translate(_INVISIBLE)
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") else " "
        for char in text
    )


def plain(text: str) -> str:
    """Return `text` with digits 0-9 and plain punctuation, character for character.

    Positions stay, so that a name can be cut out of what was really typed.
    """
    return "".join(map(_plain, text))


@lru_cache(maxsize=1024)
def prepared(typed: str) -> str:
    """Return what was typed, clean and plain, without space around it."""
    return plain(clean(typed)).strip()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if same := _SAME.get(char):
        return same
    if ord(char) in _FULL_WIDTH:
        return unicodedata.normalize("NFKC", char)
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return `word` as words are compared: without case, accents, vowel signs, hamzas."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.casefold()).translate(_ARABIC_LETTERS)
