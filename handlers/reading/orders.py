"""Orders and codes as people type them: `2`, `2 eggs`, `eggs 2, oil 1`; `k7q4 bx`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.buy import Item
from domain.draft import Field, Question
from domain.ids import ItemNo
from handlers.reading.answers import read_quantity
from handlers.reading.setting import Unreadable, asked, cut
from handlers.reading.text import COMMA, clean, fold, plain

LONGEST_ORDER = 1000
LONGEST_CODE = 32
SHORTEST_CODE = 4

_COMMAND = re.compile(r"^\s*/[A-Za-z_]+(?:@\w+)?(?=\s|$)")
_PIECES = re.compile(rf"[;\n{COMMA}]|,(?![0-9])|(?<![0-9]),")
_FIRST = re.compile(r"^([-+]?\s?[0-9][0-9.,]*)\s*(?:x\s|[*]\s?)?\s*(\S.*)$", re.IGNORECASE)
_LAST = re.compile(r"^(.*\S)\s*(?:\s|:|=|-|x|\*)\s*([-+]?[0-9][0-9.,]*)$", re.IGNORECASE)
_CODE = re.compile(r"[?&]start(?:app|group)?=([A-Za-z0-9_-]+)")
_LOOK_ALIKE = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")


@dataclass(frozen=True, slots=True)
class Wish:
    """A quantity and the item it is for; None where no item was named and several are there."""

    quantity: int
    item: ItemNo | None


def read_order(text: str, items: Sequence[Item]) -> tuple[Wish, ...] | Question | Unreadable:
    """Return what an order text asks for, matched against the items on offer.

    A name that fits several items, or none, is not guessed: a `Question` whose options are
    order texts for each that fits, or `Unreadable` for one that fits none.
    """
    typed = _COMMAND.sub("", clean(text), count=1).strip()
    live = [item for item in items if not item.removed]
    if not typed or len(typed) > LONGEST_ORDER:
        return Unreadable(cut(typed), "reading-example-order")
    number = read_quantity(typed)
    if isinstance(number, Question):
        return number
    if isinstance(number, int):
        return (Wish(number, live[0].no if len(live) == 1 else None),)
    wishes: list[Wish] = []
    for piece in _PIECES.split(plain(typed)):
        if not piece.strip():
            continue
        wish = _wish(piece.strip(), live)
        if not isinstance(wish, Wish):
            return wish
        wishes.append(wish)
    if len({wish.item for wish in wishes}) != len(wishes):
        return Unreadable(cut(typed), "reading-example-order")
    return tuple(wishes) or Unreadable(cut(typed), "reading-example-order")


def _wish(piece: str, items: list[Item]) -> Wish | Question | Unreadable:
    """Read one `2 eggs` or `eggs 2`; whichever of the two names an item."""
    question: Question | None = None
    readings: dict[Wish, str] = {}
    for pattern, quantity_first in ((_FIRST, True), (_LAST, False)):
        match = pattern.match(piece)
        if not match:
            continue
        quantity, name = match.groups() if quantity_first else match.groups()[::-1]
        number = read_quantity(quantity)
        fits = named(name, items)
        if isinstance(number, Question) and fits:
            question = asked(
                Field.STOCK, piece, [f"{option} {fits[0].name}" for option in number.options]
            )
        elif isinstance(number, int):
            readings |= {Wish(number, item.no): f"{number} × {item.name}" for item in fits}
    if len(readings) == 1 and question is None:
        return next(iter(readings))
    if readings:
        return asked(Field.ITEMS, piece, list(readings.values()))
    return question or Unreadable(cut(piece), "reading-example-order")


def named(hint: str, items: Sequence[Item]) -> list[Item]:
    """Return the items that `hint` may name: the same name, else one that begins with the
    hint or has all its words, whatever the case and accents."""
    wanted = fold(plain(clean(hint))).strip()
    names = {item.no: fold(plain(clean(item.name))) for item in items}
    if same := [item for item in items if names[item.no] == wanted]:
        return same
    words = wanted.split()
    return [
        item
        for item in items
        if wanted and (names[item.no].startswith(wanted) or _has(names[item.no], words))
    ]


def _has(name: str, words: list[str]) -> bool:
    """Tell whether each word begins a word of the name, or is its stem, or stands in Chinese."""
    parts = re.findall(r"\w+", name)
    return all(
        any(part.startswith(word) or _stem(part, word) for part in parts)
        or (not word.isascii() and word in name)
        for word in words
    )


SHORTEST_STEM = 3


def _stem(part: str, word: str) -> bool:
    """Tell whether two words differ only in their ending: egg and eggs, масло and масла."""
    common = min(len(part), len(word)) - 1
    long_enough = common >= SHORTEST_STEM and abs(len(part) - len(word)) <= 2  # noqa: PLR2004
    return long_enough and part[:common] == word[:common]


def read_code(text: str) -> str | Unreadable:
    """Return the join code in what was typed: lower case, spaces, hyphens, a whole link, or
    Cyrillic letters that look Latin.

    Join codes hold no O, 0, I or 1 (handlers/fresh.py), so there is nothing to mix up there;
    whether the code is known is for the domain to say.
    """
    typed = clean(text).strip()
    if link := _CODE.search(typed):
        typed = link.group(1)
    bare = re.sub(r"[\s\-_.,#'\"«»`]", "", plain(typed)).upper().translate(_LOOK_ALIKE)
    if bare.isascii() and bare.isalnum() and SHORTEST_CODE <= len(bare) <= LONGEST_CODE:
        return bare
    return Unreadable(cut(text), "reading-example-code")
