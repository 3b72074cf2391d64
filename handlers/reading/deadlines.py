"""Deadlines, and other moments and spans that are typed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from babel.dates import format_datetime

from domain.draft import Field, Question
from handlers.reading.dates import spans_at
from handlers.reading.moment import Pending, moments
from handlers.reading.setting import MOST_OPTIONS, Setting, Unreadable, asked, cut, read_every_way
from handlers.reading.tokens import Token
from locales.formats import day_and_time

LONGEST_MOMENT = 80
"""Characters; nobody needs more to say when."""

FULL = {"zh_Hans": "y年M月d日 EEE HH:mm"}
"""Full date and time where the words do not stand in the order of "Fri 5 Jun 2026 18:00"."""

USUAL_TIMES = {
    "": (time(18), time(20), time(23, 59)),
    "am": (time(9), time(10), time(11)),
    "pm": (time(14), time(18), time(20)),
    "morning": (time(9), time(10), time(11)),
    "afternoon": (time(14), time(16), time(18)),
    "evening": (time(18), time(20), time(22)),
    "night": (time(21), time(22), time(23, 59)),
}
"""What is offered where a day was named without a time."""

LAST_TIME = time(23, 59)


def read_deadline(
    text: str, setting: Setting, field: Field = Field.DEADLINE
) -> datetime | Question | Unreadable:
    """Return the moment typed, in UTC, whether or not it has passed.

    A weekday or a time alone is the next one in the setting's zone. A day without a time, `5/6`,
    `Fri 6` and `next Friday` are questions; their options name the full date.
    """
    found = possible_moments(text, setting)
    if len(found) == 1 and isinstance(found[0], datetime):
        return found[0]
    if options := _options(found, setting):
        return asked(field, text, options)
    return Unreadable(cut(text), "reading-example-deadline")


def possible_moments(text: str, setting: Setting) -> list[datetime | Pending]:
    """Return everything that `text` may mean as a moment."""
    every = read_every_way(text, lambda some, _: moments(some, setting) or None, LONGEST_MOMENT)
    return list(dict.fromkeys(one for some in every for one in some))


def read_span(text: str) -> timedelta | Unreadable:
    """Return a span of time typed alone: `2 days`, `48 часов`, `一周`, `يومين`."""

    def reader(some: tuple[Token, ...], _: object) -> timedelta | None:
        return next((span for span, used in spans_at(some, 0) if used == len(some) and span), None)

    found = read_every_way(text, reader)
    return found[0] if len(found) == 1 else Unreadable(cut(text), "reading-example-span")


def _options(found: list[datetime | Pending], setting: Setting) -> list[str]:
    """Return the moments in full; a day without a time is offered at the usual ones."""
    today = setting.now.astimezone(setting.tz).date()
    exact = [write_full(one, setting) for one in found if isinstance(one, datetime)]
    pending = [one for one in found if isinstance(one, Pending)]
    days = [one for one in pending if one.day >= today] or pending
    each = MOST_OPTIONS // max(1, len(days) + len(exact))
    timed = [moment for one in days for moment in _usual(one, setting)[: max(1, each)]]
    return exact + [write_full(moment, setting) for moment in timed]


def _usual(one: Pending, setting: Setting) -> list[datetime]:
    moments_then = [
        datetime.combine(one.day, at, setting.tz)
        for at in USUAL_TIMES.get(one.part, USUAL_TIMES[""])
    ]
    ahead = [moment for moment in moments_then if moment > setting.now]
    last = datetime.combine(one.day, LAST_TIME, setting.tz)
    return [moment.astimezone(UTC) for moment in ahead or [last]]


def write_full(moment: datetime, setting: Setting) -> str:
    """Return a moment with its full date, which means the same whenever it is read."""
    local = moment.astimezone(setting.tz)
    pattern = FULL.get(setting.language, "EEE d MMM y HH:mm")
    shown = format_datetime(local, pattern, locale=setting.language)
    # Of an hour that comes twice the second is read: the first needs its offset.
    twice = local.utcoffset() != local.replace(fold=1).utcoffset()
    return f"{shown} {_offset(local)}" if twice else shown


def write_moment(moment: datetime, setting: Setting) -> str:
    """Return a moment as people say it, if that is read as the same moment; else in full."""
    said = day_and_time(moment, setting.now, setting.tz, setting.language)
    return said if possible_moments(said, setting) == [moment] else write_full(moment, setting)


def _offset(local: datetime) -> str:
    """Return the zone as an offset, for the hour that comes twice a year."""
    minutes = int((local.utcoffset() or timedelta(0)).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"
