"""Parts: an entry cut at lines, semicolons and commas, each part with what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.draft import Field, Question
from handlers.reading.card_lines import (
    SAID,
    is_home_line,
    read_card_line,
    read_zone_line,
)
from handlers.reading.conditions import (
    COUNTS,
    FURTHER,
    MOMENTS,
    begins_like,
    read_condition,
)
from handlers.reading.deadlines import possible_moments, read_deadline
from handlers.reading.found import Found
from handlers.reading.headed import COMMAS
from handlers.reading.items import Price, read_named, read_price_part
from handlers.reading.ladders import ladders
from handlers.reading.lexicon import lexicon
from handlers.reading.quotes import AROUND, QUOTES
from handlers.reading.setting import Setting, asked
from handlers.reading.shown import EVERYTHING, OPEN, known_line
from handlers.reading.text import plain, prepared
from handlers.reading.tokens import Way
from handlers.reading.write_terms import write_ladder

MOST_PARTS = 200
LONGEST_PART = 1500
MOST_JOINED = 3
MOST_PIECES = 16

_TIERLIKE = re.compile(r"^\D{0,12}[0-9][0-9.,]*\+?\s?[^\W\d_]{0,12}\s?:")
_CLOCK = re.compile(r"^\s*[0-9]{1,2}:[0-9]{2}\s*$")
_DIGIT = re.compile(r"[0-9]")
_ARROW = re.compile(r"→|[-=]+>")
_COLON_NUMBER = re.compile(r":\s*-?[0-9]|^[^0-9:]{0,3}[0-9][^:]{0,14}:")


class About(StrEnum):
    """What a part is about."""

    NAME = "name"
    PRICE = "price"
    LADDER = "ladder"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as typed, what it is about and, for a price or a condition, its value."""

    about: About
    typed: str
    value: Price | Found | None = None
    after_comma: bool = False
    literal: bool = False
    """The name stood in quotes: it is taken as it is."""


def classify(
    line: list[str], setting: Setting, *, opening: bool = False, closing: bool = False
) -> list[Part]:
    """Return the parts of one line with what each is about.

    `opening` says that it is the first of several lines, `closing` the last.
    """
    parts: list[Part] = []
    for index, typed in enumerate(line):
        first = index == 0 and (len(line) > 1 or opening)
        parts.extend(_quoted(typed, setting) or _one(typed, setting, first))
    if closing and len(line) == 1 and [part.about for part in parts] == [About.NAME]:
        parts = [_at_home(part, setting) for part in parts]
    clocklike = [part for part in parts if _CLOCK.match(plain(part.typed))]
    return [_doubted(part, setting) if [part] == clocklike else part for part in parts]


def unlike_a_name(name: str) -> bool:
    """Tell whether a name may be meant for something else: a tier, or a condition with a number."""
    flat = plain(name)
    if _ARROW.search(flat) or _COLON_NUMBER.search(flat):
        return True
    return bool(_DIGIT.search(flat)) and begins_like(name) is not None


def _at_home(part: Part, setting: Setting) -> Part:
    """Return a line alone that says in which group the buy stands as what it is.

    It is passed over: a buy stands where its line is sent, and the draft says where that is.
    """
    ways = read_named(part.typed, setting)
    priced = any(way.price or (way.tail and way.sure) for way in ways)
    if part.literal or priced or not is_home_line(part.typed):
        return part
    return Part(About.CONDITION, part.typed, Found(SAID, None))


def _doubted(part: Part, setting: Setting) -> Part:
    """Return a lone `20:35` as a question: it may be a tier or a time."""
    if part.about is not About.LADDER or not possible_moments(part.typed, setting):
        return part
    options = [
        write_ladder(read.ladder, setting.currency, setting.t)
        for read in ladders(part.typed, setting)
    ]
    asking = asked(Field.LADDER, part.typed, options)
    return Part(About.CONDITION, part.typed, Found(Field.LADDER, asking))


def _quoted(typed: str, setting: Setting) -> list[Part]:
    closing = QUOTES.get(typed[0])
    end = typed.find(closing, 1) if closing else -1
    if end <= 1 or not typed[1:end].strip():
        return []
    name = Part(About.NAME, typed[1:end].strip(), literal=True)
    rest = typed[end + 1 :].strip(AROUND)
    return [name, *(_one(rest, setting, first=False) if rest else [])]


def _one(typed: str, setting: Setting, first: bool) -> list[Part]:
    """Return what one part between semicolons is about; commas may cut it further.

    The first of several parts is a name unless it can be read as something else.
    """
    if len(typed) > LONGEST_PART:
        return [Part(About.NAME, typed)]
    if found := read_card_line(typed, setting):
        return [Part(About.CONDITION, typed, one) for one in found]
    if part := _known(typed, setting, first):
        return [part]
    if parts := _arrowed(typed, setting, first) or _unpriced(typed):
        return parts
    pieces = _pieces(typed)
    if 1 < len(pieces) <= MOST_PIECES:
        return _by_commas(pieces, setting, first)
    return [_unknown(typed, first)]


def _arrowed(typed: str, setting: Setting, first: bool) -> list[Part]:
    """Return the parts of `42 EUR → from 10: 38 → from 20: 35`: a price, then what it becomes."""
    arrow = _ARROW.search(plain(typed))
    if arrow is None:
        return []
    before, rest = typed[: arrow.start()].strip(AROUND), typed[arrow.end() :].strip()
    tiers = after_price(rest, setting) if rest else []
    if tiers and ladders(tiers[0].typed, setting):
        return [*(_one(before, setting, first) if before else []), *tiers]
    if before and any(way.price for way in read_named(before, setting)):
        asking = Found(Field.LADDER, Question(Field.LADDER, rest or typed))
        return [*_one(before, setting, first), Part(About.CONDITION, typed, asking)]
    return []


def _unpriced(typed: str) -> list[Part]:
    """Return the name in `Olive oil: price still open`."""
    name, colon, rest = plain(typed).rpartition(":")
    if not known_line(rest, OPEN):
        return []
    return [Part(About.NAME, typed[: len(name)].strip())] if colon else []


def _known(typed: str, setting: Setting, first: bool) -> Part | None:
    """Return the part if it is, as a whole, a condition, a price, a ladder or a moment."""
    if line := known_line(typed, EVERYTHING):
        return Part(About.LADDER, line.values["ladder"])
    zone = None if first else read_zone_line(typed)
    found = zone or read_condition(typed, setting)
    if found and not (first and _rather_a_name(found)):
        return Part(About.CONDITION, typed, found)
    numbers = bool(_DIGIT.search(prepared(typed)))
    if numbers and (price := read_price_part(typed, setting)):
        return Part(About.PRICE, typed, price)
    if numbers and ladders(typed, setting):
        return Part(About.LADDER, typed)
    if numbers or not first:
        read = read_deadline(typed, setting)
        if isinstance(read, datetime | Question):
            return Part(About.CONDITION, typed, Found(Field.DEADLINE, read))
    return None


def _rather_a_name(found: Found) -> bool:
    """Tell whether what stands first, and is not certain, names an item: "Area rug: 40 EUR"."""
    return isinstance(found.value, Question) and found.field in (Field.AREAS, Field.DELIVERY)


def after_price(rest: str, setting: Setting) -> list[Part]:
    """Return what follows a price without a semicolon, cut before each condition's word."""
    some = lexicon().tokens(plain(rest), Way(space_groups=False))
    words = {*MOMENTS, *COUNTS, *FURTHER}
    cuts = [
        token.start
        for at, token in enumerate(some)
        if at and any(roles & words for roles, _ in lexicon().all_at(some, at))
    ]
    if whole := _known(rest, setting, first=False):
        return [whole]
    starts = [0, *cuts]
    pieces = [rest[a:b].strip(" ,、，") for a, b in zip(starts, [*cuts, len(rest)], strict=True)]
    return _by_commas([piece for piece in pieces if piece], setting, first=False)


def _like(typed: str) -> Field | None:
    """Return the field that a part seems to be meant for, though it cannot be read."""
    return begins_like(typed) or (Field.LADDER if _TIERLIKE.match(plain(typed)) else None)


def _pieces(typed: str) -> list[str]:
    flat = plain(typed)
    ends = [match.start() for match in COMMAS.finditer(flat)]
    starts = [0, *(end + 1 for end in ends)]
    pieces = [typed[a:b].strip() for a, b in zip(starts, [*ends, len(typed)], strict=True)]
    return [piece for piece in pieces if piece]


def _by_commas(pieces: list[str], setting: Setting, first: bool) -> list[Part]:
    """Return the parts between commas; a date may have commas of its own, and a name too."""
    parts: list[Part] = []
    at = 0
    while at < len(pieces):
        part, used = _known(pieces[at], setting, first and at == 0), 1
        if part is None or part.about is About.CONDITION:
            for size in range(min(MOST_JOINED, len(pieces) - at), 1, -1):
                joined = ", ".join(pieces[at : at + size])
                found = read_condition(joined, setting) if begins_like(joined) else None
                if found is not None and not (_certain(part) and _asks(found)):
                    part, used = Part(About.CONDITION, joined, found), size
                    break
        part = part or _unknown(pieces[at], first and at == 0)
        parts.append(Part(part.about, part.typed, part.value, after_comma=at > 0))
        at += used
    return parts


def _certain(part: Part | None) -> bool:
    return part is not None and isinstance(part.value, Found) and not _asks(part.value)


def _asks(found: Found) -> bool:
    return isinstance(found.value, Question)


def _unknown(typed: str, first: bool) -> Part:
    field = None if first else _like(typed)
    if field is None:
        return Part(About.NAME, typed)
    if field is Field.LADDER:
        return Part(About.LADDER, typed)
    return Part(About.CONDITION, typed, Found(field, Question(field, typed)))
