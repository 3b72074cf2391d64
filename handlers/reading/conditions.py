"""Conditions of a buy: `until …`, `opens …`, `min 10 people`, `max 30 people`, `stock 40`, …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.buy import Admission, Minimum
from domain.draft import Field, Question
from domain.ladder import Metric
from handlers.reading.dates import spans_at
from handlers.reading.deadlines import read_deadline
from handlers.reading.found import TAKES_REST, Found, field_of
from handlers.reading.further import read_further
from handlers.reading.headed import after_head
from handlers.reading.items import read_named
from handlers.reading.lexicon import lexicon
from handlers.reading.money import sum_at
from handlers.reading.numbers import whole
from handlers.reading.setting import Setting, asked, read_every_way, roles_of
from handlers.reading.text import plain, prepared
from handlers.reading.tokens import Token, Way
from handlers.reading.worded import worded_at
from handlers.reading.write_paying import like_paying, own_words, write_how_to_pay, write_paying
from handlers.reading.write_terms import write_count

_DIGIT = re.compile(r"[0-9]")

FLAGS: dict[str, tuple[Field | str, object]] = {
    "named": (Field.ADMISSION, Admission.NAMED),
    "members": (Field.ADMISSION, Admission.CHAT),
    "guests": (Field.GUESTS, True),
    "early": (Field.EARLY_CLOSE, True),
    "not_early": (Field.EARLY_CLOSE, False),
    "call_off": (Field.IF_MISSED, None),
    "takes_rest": (TAKES_REST, True),
    "ships": (Field.SHIPS, True),
}
MOMENTS = {"until": Field.DEADLINE, "opens": Field.OPENS_AT}
COUNTS = {
    "minimum": Field.MINIMUM,
    "maximum": Field.MAX_PEOPLE,
    "limit": Field.PERSON_LIMIT,
    "stock": Field.STOCK,
    "case": Field.CASE,
    "extend": Field.IF_MISSED,
}
FURTHER = {
    "area": Field.AREAS,
    "delivery": Field.DELIVERY,
    "pick_up": Field.PICK_UP,
    "supplier": Field.SUPPLIER,
    "pay": Field.PAYMENT,
}
AFTER = {"minimum_after": "minimum", "maximum_after": "maximum", "stock": "stock", "limit": "limit"}
"""Words that may follow their number: 10人成团, "40 in stock", "3 limit"."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number as typed with a condition, and what it counts, where that was said."""

    metric: Metric | None
    value: int
    each: bool = False


def read_condition(typed: str, setting: Setting) -> Found | None:
    """Return the condition that `typed` states, or None if it states none that can be read."""
    if is_pay(typed):
        return _pay(typed, setting)
    if further := read_further(typed, setting, partial(doubted, setting=setting)):
        return further
    found = read_every_way(typed, lambda some, way: _worded(some, way, setting))
    if len(found) == 1:
        return _settled(found[0], typed, setting)
    if found:
        options = [_rewritten(one, typed, setting) for one in found]
        return Found(field_of(found[0]), asked(field_of(found[0]), typed, options))
    return _moment(typed, setting)


def begins_like(typed: str) -> Field | None:
    """Return the field of the condition whose word `typed` begins with."""
    some = lexicon().tokens(prepared(typed), Way())
    for roles, _ in lexicon().all_at(some, 0):
        for role, field in {**MOMENTS, **COUNTS, **FURTHER}.items():
            if role in roles:
                return field
    return None


def doubted(piece: str, setting: Setting) -> bool:
    """Tell whether a place or a time to pick up may be meant for something else.

    That is a condition, what begins like one and has a number, or something with its price.
    """
    if bool(_DIGIT.search(plain(piece))) and begins_like(piece) is not None:
        return True
    priced = any(way.price for way in read_named(piece, setting))
    return priced or read_condition(piece, setting) is not None


def is_pay(typed: str) -> bool:
    """Tell whether `typed` says how to pay."""
    return after_head(typed, "pay") is not None


def _pay(typed: str, setting: Setting) -> Found:
    """Return the organiser's own words after `pay:`, unless they look like terms of paying.

    `pay: when ordering` may be either, and is asked; in quotes it is the organiser's own words.
    """
    how = after_head(typed, "pay") or ""
    paying = like_paying(how)
    if paying is None:
        return Found(Field.HOW_TO_PAY, own_words(how))
    options = ["; ".join(write_paying(paying, setting.t)), write_how_to_pay(how, setting.t)]
    return Found(Field.PAYMENT, asked(Field.PAYMENT, typed, options))


def _worded(some: tuple[Token, ...], way: Way, setting: Setting) -> Found | None:
    """Return the flag or count that the tokens state, whole."""
    for roles, size in lexicon().all_at(some, 0):
        for role in sorted(roles):
            if role in FLAGS and size == len(some):
                return Found(*FLAGS[role])
            if role in COUNTS:
                rest = _after_separator(some[size - 1], some[size:])
                if (found := _counted(role, rest, way, setting)) is not None:
                    return found
    for start in range(1, len(some)):
        roles, size = roles_of(some, start)
        for role, same in AFTER.items():
            if role in roles and start + size == len(some):
                return _counted(same, some[:start], way, setting)
    return _flag_with_comma(some)


def _after_separator(word: Token, rest: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return what follows `limit:` or `limit -`; a dash that stands at its number is a minus."""
    if not rest or rest[0].text not in (":", "-", "="):
        return rest
    apart, at_number = word.end < rest[0].start, rest[1:] and rest[0].end == rest[1].start
    return rest if rest[0].text == "-" and apart and at_number else rest[1:]


def _flag_with_comma(some: tuple[Token, ...]) -> Found | None:
    """Return the flag of a phrase in which a comma stands, as in "закрыть, когда …"."""
    bare = tuple(token for token in some if token.text != ",")
    if len(bare) == len(some):
        return None
    roles, size = roles_of(bare, 0)
    flag = next((FLAGS[role] for role in sorted(roles) if role in FLAGS), None)
    return Found(*flag) if flag and size == len(bare) else None


def _counted(role: str, some: tuple[Token, ...], way: Way, setting: Setting) -> Found | None:
    if role == "extend":
        spans = [span for span, used in spans_at(some, 0) if used == len(some) and span]
        return Found(Field.IF_MISSED, spans[0]) if spans else None
    count = _count(some, way, setting)
    if count is None:
        return None
    if role == "limit" or (role == "maximum" and count.each):
        wrong = count.metric in (Metric.PARTICIPANTS, Metric.AMOUNT) and not count.each
        return None if wrong else Found(Field.PERSON_LIMIT, count.value)
    if role == "minimum":
        return Found(Field.MINIMUM, count)
    if role == "maximum":
        if count.metric is Metric.UNITS:
            return Found(Field.STOCK, count.value)
        return None if count.metric is Metric.AMOUNT else Found(Field.MAX_PEOPLE, count)
    if count.metric in (Metric.PARTICIPANTS, Metric.AMOUNT):
        return None
    return Found(Field.CASE if role == "case" else Field.STOCK, count.value)


def _count(some: tuple[Token, ...], way: Way, setting: Setting) -> Count | None:
    """Read `10`, `10 people`, `40 pcs`, `3 each`, `500 EUR`, whole; `each` may come first."""
    if (worded := worded_at(some, 0)) and worded[2] == len(some):
        return Count(worded[0], worded[1])
    each, at = _each(some, 0)
    found = sum_at(some, at)
    if found is None:
        return None
    total, used = found
    at += used
    late, at = _each(some, at)
    roles, size = roles_of(some, at)
    metric: Metric | None = None
    if total.codes:
        amount = None if total.foreign(setting) else total.amount(way, setting)
        return Count(Metric.AMOUNT, amount) if amount and at == len(some) else None
    if "people" in roles and not late:
        metric, at = Metric.PARTICIPANTS, at + size
    elif "units" in roles:
        metric, at = Metric.UNITS, at + size
    later, at = _each(some, at)
    value = whole(total.raw, way)
    if value is None or at != len(some):
        return None
    return Count(metric, value, each or late or later)


def _each(some: tuple[Token, ...], at: int) -> tuple[bool, int]:
    roles, size = roles_of(some, at)
    slash = at < len(some) and some[at].text == "/" and "people" in roles_of(some, at + 1)[0]
    if slash:
        return True, at + 1 + roles_of(some, at + 1)[1]
    return ("each" in roles), at + (size if "each" in roles else 0)


def _settled(found: Found, typed: str, setting: Setting) -> Found:
    """Return the condition with its domain value, or a question where the metric is missing."""
    count = found.value
    if not isinstance(count, Count):
        return found
    if found.field == Field.MAX_PEOPLE:
        if count.metric is Metric.PARTICIPANTS:
            return Found(Field.MAX_PEOPLE, count.value)
        option = write_count(Metric.PARTICIPANTS, count.value, setting.currency, setting.t)
        return Found(Field.MAX_PEOPLE, asked(Field.MAX_PEOPLE, typed, [option]))
    if count.metric is not None:
        return Found(Field.MINIMUM, Minimum(count.metric, count.value))
    return Found(Field.MINIMUM, asked(Field.MINIMUM, typed, list(_minimums(count.value, setting))))


def _minimums(value: int, setting: Setting) -> Iterator[str]:
    yield write_count(Metric.PARTICIPANTS, value, setting.currency, setting.t)
    yield setting.t.plain("reading-units", count=value)


def _rewritten(found: Found, typed: str, setting: Setting) -> str:
    """Return one reading of a condition as an answer that can be read in one way only."""
    count = found.value
    if isinstance(count, Count):
        metric = count.metric or Metric.PARTICIPANTS
        if metric is Metric.UNITS:
            return setting.t.plain("reading-units", count=count.value)
        return write_count(metric, count.value, setting.currency, setting.t)
    return str(count) if isinstance(count, int) else typed


def _moment(typed: str, setting: Setting) -> Found | None:
    """Return a deadline or opening with its word before or after it."""
    some = lexicon().tokens(prepared(typed), Way())
    if not some:
        return None
    first = {role for roles, _ in lexicon().all_at(some, 0) for role in roles}
    last = roles_of(some, len(some) - 1)[0] if len(some) else frozenset()
    before_last = roles_of(some, len(some) - 2)[0] if len(some) > 1 else frozenset()
    closing = "until_after" in last | before_last
    for role, field in MOMENTS.items():
        if role in first or (closing and role == "until"):
            read = read_deadline(typed, setting, field)
            if isinstance(read, datetime | Question):
                return Found(field, read)
    return None
