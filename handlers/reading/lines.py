"""Lines: an entry cut at its lines and semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.reading.card_lines import is_card_line
from handlers.reading.conditions import is_pay
from handlers.reading.quotes import QUOTES
from handlers.reading.text import clean, plain

_BULLET = re.compile(r"^\s*(?:[-*•▪◦]\s+|[0-9]{1,2}\)\s+)")
_COMMAND = re.compile(r"^\s*/[A-Za-z_]+(?:@\w+)?(?=\s|$)")
_DOT = re.compile(r"\s·\s")


def lines(typed: str) -> list[list[str]]:
    """Return the lines of an entry, each cut at its semicolons."""
    text = clean(_COMMAND.sub("", typed, count=1))
    bare = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    # How to pay may hold anything, and so do some lines of the draft card: they are taken whole.
    return [cut for line in bare if (cut := [line] if _whole(line) else list(_semicolons(line)))]


def _whole(line: str) -> bool:
    return is_pay(line) or is_card_line(line)


def weight(line: list[str]) -> int:
    """Return how many parts a line may come to: more than any real entry has are not read."""
    return sum(1 + part.count(",") for part in line)


def _semicolons(line: str) -> Iterator[str]:
    """Yield the parts between semicolons; a part in quotes may hold some.

    The middle dot with space around it parts what stands on one line of the card.
    """
    flat = _DOT.sub(" ; ", plain(line).replace("。", ";"))
    start = 0
    while start < len(line):
        opening = start + len(line[start:]) - len(line[start:].lstrip())
        closing = QUOTES.get(line[opening : opening + 1])
        quoted = line.find(closing, opening + 1) if closing else -1
        end = flat.find(";", max(start, quoted))
        end = len(line) if end < 0 else end
        if part := line[start:end].strip():
            yield part
        start = end + 1
