"""Orders and codes as people type them: `2`, `2 eggs`, `eggs 2, oil 1`; `k7q4 bx`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.buy import Item
from domain.draft import Field, Question
from handlers.reading.answers import read_quantity
from handlers.reading.limited import read_limited
from handlers.reading.setting import Setting, Unreadable, asked, cut
from handlers.reading.text import COMMA, clean, plain
from handlers.reading.wish import Wish, named_quantities

LONGEST_ORDER = 1000
LONGEST_CODE = 32
SHORTEST_CODE = 4

_COMMAND = re.compile(r"^\s*/[A-Za-z_]+(?:@\w+)?(?=\s|$)")
_PIECES = re.compile(rf"[;\n{COMMA}]|,(?![0-9])|(?<![0-9]),")
_CODE = re.compile(r"[?&]start(?:app|group)?=([A-Za-z0-9_-]+)")
_LOOK_ALIKE = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")


def read_order(
    text: str, items: Sequence[Item], setting: Setting
) -> tuple[Wish, ...] | Question | Unreadable:
    """Return what an order text asks for, matched against the items on offer.

    Besides quantities it may name price limits and tolerance, as in `3 if ≤ 35, else 1` and
    `4, up to 6`. A name that fits several items, or none, is not guessed: a `Question` whose
    options are order texts for each that fits, or `Unreadable` for one that fits none.
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
    simple = _simple(typed, live)
    if isinstance(simple, Unreadable):
        return read_limited(plain(typed), live, setting) or simple
    return simple


def read_line(text: str, item: Item, setting: Setting) -> Wish | Question | Unreadable:
    """Return what is wanted of one item, as an answer to a question about it."""
    read = read_order(text, [item], setting)
    return read[0] if isinstance(read, tuple) else read


def _simple(typed: str, items: list[Item]) -> tuple[Wish, ...] | Question | Unreadable:
    """Read quantities with names and nothing else."""
    wishes: list[Wish] = []
    for piece in _PIECES.split(plain(typed)):
        if not piece.strip():
            continue
        wish = _wish(piece.strip(), items)
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
    for number, fits in named_quantities(piece, items):
        if isinstance(number, Question):
            options = [f"{option} {fits[0].name}" for option in number.options]
            question = asked(Field.STOCK, piece, options)
        else:
            readings |= {Wish(number, item.no): f"{number} × {item.name}" for item in fits}
    if len(readings) == 1 and question is None:
        return next(iter(readings))
    if readings:
        return asked(Field.ITEMS, piece, list(readings.values()))
    return question or Unreadable(cut(piece), "reading-example-order")


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
