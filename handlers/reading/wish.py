"""One line of an order as it was typed: how many, of which item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.buy import Item
from domain.draft import Question
from domain.ids import ItemNo
from domain.order import Condition
from handlers.reading.answers import read_quantity
from handlers.reading.text import clean, fold, plain

_FIRST = re.compile(r"^([-+]?\s?[0-9][0-9.,]*)\s*(?:x\s|[*]\s?)?\s*(\S.*)$", re.IGNORECASE)
_LAST = re.compile(r"^(.*\S)\s*(?:\s|:|=|-|x|\*)\s*([-+]?[0-9][0-9.,]*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of an item; `item` is None where none was named and several are there.

    `quantity` at any price, more under `conditions` (limits descend), and `extra` units besides
    if they fill a case; see `domain.order.Line`.
    """

    quantity: int
    item: ItemNo | None
    conditions: tuple[Condition, ...] = ()
    extra: int = 0

    @property
    def simple(self) -> bool:
        """Whether it is a quantity and nothing else."""
        return not self.conditions and not self.extra


def named_quantities(
    piece: str, items: Sequence[Item]
) -> Iterator[tuple[int | Question, list[Item]]]:
    """Yield the ways to read `2 eggs` or `eggs 2`: a quantity, and the items that are named."""
    for pattern, quantity_first in ((_FIRST, True), (_LAST, False)):
        match = pattern.match(piece)
        if not match:
            continue
        quantity, name = match.groups() if quantity_first else match.groups()[::-1]
        number = read_quantity(quantity)
        if isinstance(number, int | Question) and (fits := named(name.rstrip(" :=-"), items)):
            yield number, fits


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
