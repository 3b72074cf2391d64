"""Handing out: `pick up: the garage, Sat 10–12, Sun 16–18`, `supplier: orders@oil.example`."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from domain.draft import Field, Question
from domain.goods import PickUpPoint, PointNo, Supplier
from handlers.reading.headed import after_head, after_word, listed
from handlers.reading.setting import Setting, asked
from handlers.reading.text import clean
from handlers.reading.write_goods import Writing, write_point

NO_POINT = PointNo(0)
"""The number of a point until all are known."""

MOST_PIECES = 60
"""More than any place has times; more are not looked at."""

_EMAIL = re.compile(r"[^\s@,;:<>()\"]+@[^\s@,;:<>()\"]+\.[^\s@,;:<>()\".]{2,}")
LONGEST_ADDRESS = 254
"""Characters of an e-mail address (RFC 5321, 4.5.3.1.3), and of an https address too."""


def read_point(
    typed: str, setting: Setting, doubted: Callable[[str], bool], *, bare: bool = False
) -> PickUpPoint | Question | None:
    """Return the pick-up point that `typed` states, without its number, or None.

    The place comes first, then the times. A piece that reads like another condition of the buy
    (`doubted`) is a question: in quotes it is none. `bare` says that points were asked about.
    """
    text = clean(typed).strip()
    rest = after_head(text, "pick_up")
    if rest is None and not bare:
        return None
    pieces = list(listed(text if rest is None else rest))
    if not pieces:
        return None
    if len(pieces) > MOST_PIECES:
        return asked(Field.PICK_UP, typed, ())
    name, *slots = (piece for piece, _ in pieces)
    point = PickUpPoint(NO_POINT, name, tuple(dict.fromkeys(slots)))
    if not bare and any(doubted(piece) for piece, literal in pieces if not literal):
        written = write_point(point, Writing(setting.t, setting.currency), doubted)
        return asked(Field.PICK_UP, typed, [written])
    return point


def read_supplier(typed: str, *, bare: bool = False) -> Supplier | Question | None:
    """Return the supplier's e-mail or https address; a question for anything else they have.

    None if `typed` does not speak of a supplier. `bare` says that it was asked about.
    """
    text = clean(typed).strip()
    headed = after_head(text, "supplier")
    rest = headed or after_word(text, "supplier") or (text if bare else "")
    if len(rest) <= LONGEST_ADDRESS:
        if _EMAIL.fullmatch(rest):
            return Supplier(email=rest)
        if _https(rest):
            return Supplier(url=rest)
    return asked(Field.SUPPLIER, typed, ()) if headed or bare else None


def _https(address: str) -> bool:
    if any(char.isspace() for char in address):
        return False
    try:
        parts = urlsplit(address)
        named = parts.hostname is not None and "." in parts.hostname and parts.port != 0
    except ValueError:
        return False
    return parts.scheme == "https" and named and not parts.username
