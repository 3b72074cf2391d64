"""Lines that the bot shows, known again by the very messages that made them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handlers.reading.lexicon import PLURALS
from handlers.reading.text import clean, plain
from locales.catalogue import LANGUAGES
from locales.translator import Translator

LONGEST_LINE = 400
"""Characters; a line of the draft card is never longer, but for how to pay and a ladder."""

HOLES = range(0xE000, 0xE010)
"""Characters that no message contains (Unicode's private use): each stands for a value."""

COUNT = "count"

_TAG = re.compile("<[^>]+>")

LINES: Mapping[str, tuple[str, ...]] = {
    "draft-read": (),
    "draft-untitled": (),
    "draft-price-open": (),
    "draft-more-items": (COUNT,),
    "draft-until": ("when", "city"),
    "draft-opens": ("when",),
    "draft-minimum-called-off": ("needed",),
    "draft-minimum-extended": ("needed", "span"),
    "draft-max-people": (COUNT,),
    "draft-stock": (COUNT, "name"),
    "draft-case": ("name", "size"),
    "draft-person-limit": (COUNT,),
    "draft-for-named": (),
    "draft-for-chat": (),
    "draft-guests-count": (),
    "draft-closes-early": (),
    "draft-money-lands": (),
    "draft-more-terms": (),
    "draft-stays-open": (),
    "draft-named": ("names",),
    "draft-by-link": (),
    "card-top": (),
    "card-saves-people": (COUNT, "saving"),
    "card-saves-units": (COUNT, "saving"),
    "card-saves-amount": ("amount", "saving"),
    "card-becomes-people": (COUNT, "reward"),
    "card-becomes-units": (COUNT, "reward"),
    "card-becomes-amount": ("amount", "reward"),
    "card-more-items": (COUNT,),
    "card-ordered": (COUNT,),
    "card-minimum": ("progress",),
    "card-areas": ("areas",),
    "card-delivery-equally": ("cost",),
    "card-delivery-units": ("cost",),
    "card-delivery-amount": ("cost",),
    "card-pay-at-order": (),
    "card-waiting-bring": (COUNT, "reward"),
    "card-waiting-need": (COUNT, "reward", "missing"),
    "card-waiting": (COUNT,),
    "card-full": (COUNT,),
    "card-room": (COUNT,),
    "card-left": (COUNT,),
    "card-none-left": (),
    "card-code": ("code",),
    "card-in": ("names",),
    "card-in-more": (COUNT, "names"),
}
"""The lines of the draft card and of the card, and what stands between their middle dots."""

OPEN = {"draft-price-open": ()}
"""Said in place of a price that is still to be asked."""

ZONE = {"draft-zone": ("city",)}
"""A zone said by itself, as on the button: `Berlin time`."""

EVERYTHING = {"draft-all-items": ("ladder",)}
"""The ladder of several items."""

HOME = {"draft-in-home": ("home",)}
"""Where the buy stands. As a line it looks like many another: to be tried last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line known again: its message's key and its values as typed; `count` is a number."""

    key: str
    values: Mapping[str, str]


def known_line(typed: str, messages: Mapping[str, tuple[str, ...]]) -> Line | None:
    """Return which of these messages `typed` is, in any language, or None."""
    text = clean(typed).strip()
    if not text or len(text) > LONGEST_LINE:
        return None
    flat = plain(text)
    for key, implied, pattern in _patterns(tuple(messages.items())):
        if match := pattern.fullmatch(flat):
            found = {name: text[slice(*match.span(name))].strip() for name in match.groupdict()}
            return Line(key, {**implied, **found})
    return None


@lru_cache(maxsize=8)
def _patterns(
    messages: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[tuple[str, Mapping[str, str], re.Pattern[str]], ...]:
    return tuple(
        (key, implied, pattern)
        for key, names in messages
        for language in LANGUAGES
        for implied, pattern in _forms(key, names, Translator(language))
    )


def _forms(
    key: str, names: tuple[str, ...], t: Translator
) -> Iterator[tuple[Mapping[str, str], re.Pattern[str]]]:
    """Yield a pattern for each form of a message, with the count of one that names none."""
    holes = dict(zip((name for name in names if name != COUNT), map(chr, HOLES), strict=False))
    counts = [number for number in PLURALS if number is not None] if COUNT in names else [None]
    for number in counts:
        text = plain(clean(_TAG.sub("", t.plain(key, count=number, **holes)))).strip()
        implied = {}
        if number is not None and str(number) not in text:
            implied = {COUNT: str(number)}
        pattern = "".join(_pattern(piece, holes, number) for piece in _pieces(text, holes, number))
        yield implied, re.compile(pattern, re.IGNORECASE)


def _pieces(text: str, holes: Mapping[str, str], number: int | None) -> list[str]:
    values = [*holes.values(), *([str(number)] if number is not None else []), r"\s+"]
    return [piece for piece in re.split(f"({'|'.join(values)})", text) if piece]


def _pattern(piece: str, holes: Mapping[str, str], number: int | None) -> str:
    name = next((name for name, hole in holes.items() if hole == piece), None)
    if name:
        return f"(?P<{name}>.+)"
    if piece == str(number):
        return rf"(?P<{COUNT}>[0-9][0-9\u202f]*)"
    return r"\s*" if piece.isspace() else re.escape(piece)
