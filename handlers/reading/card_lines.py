"""What a line of the draft card or of the card states, typed back in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.buy import Admission
from domain.delivery import SharedBy
from domain.draft import Field, Question
from domain.payment import Due
from handlers.reading.conditions import read_condition
from handlers.reading.deadlines import read_deadline, read_span
from handlers.reading.delivery import read_delivery
from handlers.reading.found import Found
from handlers.reading.numbers import whole
from handlers.reading.paying import Paying
from handlers.reading.setting import Setting, asked
from handlers.reading.shown import COUNT, HOME, LINES, ZONE, Line, known_line
from handlers.reading.text import plain
from handlers.reading.tokens import Way
from handlers.reading.zones import read_zone

SAID = "said"
"""A line that states nothing of the buy, such as its head: it is passed over."""

STATED: dict[str, tuple[Field, object]] = {
    "draft-for-named": (Field.ADMISSION, Admission.NAMED),
    "draft-for-chat": (Field.ADMISSION, Admission.CHAT),
    "draft-guests-count": (Field.GUESTS, True),
    "draft-closes-early": (Field.EARLY_CLOSE, True),
    "draft-stays-open": (Field.EARLY_CLOSE, False),
    "card-pay-at-order": (Field.PAYMENT, Paying(due=Due.AT_ORDER)),
}

DELIVERY = {
    "card-delivery-equally": SharedBy.EQUALLY,
    "card-delivery-units": SharedBy.UNITS,
    "card-delivery-amount": SharedBy.AMOUNT,
}

ASKED = {
    "draft-named": Field.PEOPLE,
    "draft-more-items": Field.ITEMS,
    "draft-more-terms": Field.PICK_UP,
    "card-more-items": Field.ITEMS,
    "card-areas": Field.AREAS,
    "card-minimum": Field.MINIMUM,
    "card-full": Field.MAX_PEOPLE,
    "card-room": Field.MAX_PEOPLE,
    "card-left": Field.STOCK,
}
"""Lines that tell too little: who is meant by a first name, how many there were at first."""

BAR = ("▰", "▱")
MOST_ZONE_WORDS = 5
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OfItem:
    """A number that a line states of the item called `name`."""

    value: int
    name: str


def is_card_line(typed: str) -> bool:
    """Tell whether `typed` is a whole line of a card that can be taken as it is."""
    return typed.startswith(BAR) or known_line(typed, LINES) is not None


def read_card_line(typed: str, setting: Setting) -> list[Found]:
    """Return what a line of a card states; nothing if it is none."""
    if typed.startswith(BAR):
        return [Found(SAID, None)]
    if line := known_line(typed, LINES):
        return list(_stated(line, typed, setting))
    said, city = _with_zone(typed)
    found = read_condition(said, setting) if city else None
    if found is None or found.field not in (Field.DEADLINE, Field.OPENS_AT):
        return []
    return [_zone(city, typed), found]


def _with_zone(typed: str) -> tuple[str, str]:
    """Return a moment and the city whose time it is in (`until Fri 18:00 Berlin time`), or ""."""
    words = _SPACE.split(typed)
    for at in range(len(words) - 1, max(0, len(words) - 1 - MOST_ZONE_WORDS), -1):
        line = known_line(" ".join(words[at:]), ZONE)
        if line and read_zone(line.values["city"]):
            return " ".join(words[:at]), line.values["city"]
    return typed, ""


def read_zone_line(typed: str) -> Found | None:
    """Return the zone that `typed` says by itself (`Berlin time`), or None."""
    line = known_line(typed, ZONE)
    return _zone(line.values["city"], typed) if line and read_zone(line.values["city"]) else None


def is_home_line(typed: str) -> bool:
    """Tell whether `typed` may say in which group a buy stands."""
    return known_line(typed, HOME) is not None


def stated_zone(typed: str, first: bool) -> str | None:
    """Return the zone that a part names without doubt, in which all times are meant.

    The first part is a name, and "Lima time" too.
    """
    line = known_line(typed, LINES) or (None if first else known_line(typed, ZONE))
    zones = read_zone(line.values["city"]) if line and "city" in line.values else []
    zones = zones or read_zone(_with_zone(typed)[1])
    return zones[0] if len(zones) == 1 else None


def _stated(line: Line, typed: str, setting: Setting) -> Iterator[Found]:
    values = line.values
    if line.key in STATED:
        yield Found(*STATED[line.key])
    elif line.key in ASKED:
        field = ASKED[line.key]
        yield Found(field, asked(field, typed, ()))
    elif line.key in DELIVERY:
        read = read_delivery(values["cost"], setting, bare=True, rule=DELIVERY[line.key])
        yield Found(Field.DELIVERY, read or asked(Field.DELIVERY, typed, ()))
    elif "when" in values:
        field = Field.OPENS_AT if line.key == "draft-opens" else Field.DEADLINE
        if "city" in values:
            yield _zone(values["city"], typed)
        moment = read_deadline(values["when"], setting, field)
        yield Found(
            field, moment if isinstance(moment, datetime | Question) else Question(field, typed)
        )
    elif "needed" in values:
        yield from _minimum(values, typed, setting)
    elif line.key == "draft-max-people":
        yield _number(Field.MAX_PEOPLE, values[COUNT], typed)
    elif line.key == "draft-person-limit":
        yield _number(Field.PERSON_LIMIT, values[COUNT], typed)
    elif "name" in values:
        yield _of_item(line, typed)
    else:
        yield Found(SAID, None)


def _minimum(values: Mapping[str, str], typed: str, setting: Setting) -> Iterator[Found]:
    needed = setting.t.plain("reading-minimum", value=values["needed"])
    found = read_condition(needed, setting)
    known = found is not None and found.field is Field.MINIMUM
    yield found if found and known else Found(Field.MINIMUM, Question(Field.MINIMUM, typed))
    if "span" in values:
        span = read_span(values["span"])
        read = span if isinstance(span, timedelta) else Question(Field.IF_MISSED, typed)
        yield Found(Field.IF_MISSED, read)


def _of_item(line: Line, typed: str) -> Found:
    about = Field.STOCK if line.key == "draft-stock" else Field.CASE
    number = _whole(line.values.get(COUNT) or line.values["size"])
    if number is None:
        return Found(Field.STOCK, Question(Field.STOCK, typed))
    return Found(about, OfItem(number, line.values["name"]))


def _number(field: Field, count: str, typed: str) -> Found:
    number = _whole(count)
    return Found(field, Question(field, typed) if number is None else number)


def _whole(typed: str) -> int | None:
    return whole(plain(typed), Way())


def _zone(city: str, typed: str) -> Found:
    zones = read_zone(city)
    if len(zones) == 1:
        return Found(Field.ZONE, zones[0])
    return Found(Field.ZONE, asked(Field.ZONE, typed, zones))
