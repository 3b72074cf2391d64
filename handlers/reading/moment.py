"""Moments: tokens of a date and a time, fitted together in every way that makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from handlers.reading.clock import Clock, clocks_at, part_at, placed
from handlers.reading.dates import Day, days_at, spans_at
from handlers.reading.setting import Setting, roles_of
from handlers.reading.tokens import Token

MOST_TOKENS = 18
MOST_STEPS = 1500
WEEK = 7
OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2}
SKIPPED = frozenset(",.、-()@")
FILLERS = frozenset({"fill", "until", "until_after", "opens", "at", "and"})
LARGEST_OFFSET = 14
MINUTE = timedelta(minutes=1)
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Parts:
    """What has been found so far; each part at most once."""

    day: Day | None = None
    weekday: int | None = None
    offset: int | None = None
    number: int | None = None
    """A day of the month by its number alone."""
    marked: bool = False
    """The number is marked as a day (`24th`), else it must agree with the weekday."""
    span: timedelta | None = None
    clock: Clock | None = None
    part: str | None = None
    special: str | None = None
    week: str | None = None
    within: bool = False
    utc: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A day whose time is still missing; `part` is the part of the day, if named."""

    day: date
    part: str = ""


def moments(some: tuple[Token, ...], setting: Setting) -> list[datetime | Pending]:
    """Return everything that the tokens may mean, as UTC or as a day without time."""
    found: list[datetime | Pending] = []
    if not 0 < len(some) <= MOST_TOKENS:
        return found
    steps = 0
    waiting = [(0, Parts())]
    while waiting and steps < MOST_STEPS:
        steps += 1
        at, parts = waiting.pop()
        if at >= len(some):
            found.extend(result for result in _possible(parts, setting) if result not in found)
            continue
        waiting.extend(
            reversed([(at + used, more) for more, used in _next(some, at, parts) if used])
        )
    return sorted(found, key=lambda f: (isinstance(f, Pending), str(f)))


def _possible(parts: Parts, setting: Setting) -> list[datetime | Pending]:
    """Return what `_resolve` yields, or nothing where the calendar ends."""
    try:
        return list(_resolve(parts, setting))
    except OverflowError:
        return []


def _next(some: tuple[Token, ...], at: int, parts: Parts) -> Iterator[tuple[Parts, int]]:
    """Yield how the tokens at `at` may be taken, and how many of them."""
    if parts.day is None:
        yield from ((replace(parts, day=day), used) for day, used in days_at(some, at))
    if parts.clock is None:
        yield from ((replace(parts, clock=clock), used) for clock, used in clocks_at(some, at))
    if parts.span is None:
        yield from ((replace(parts, span=span), used) for span, used in spans_at(some, at))
    if parts.number is None:
        yield from _day_number(some, at, parts)
    roles, used = roles_of(some, at)
    yield from ((taken, used) for taken in _by_role(roles, parts))
    if "utc" in roles and parts.utc is None:
        yield from _utc(some, at + used, parts, used)
    if some[at].text in SKIPPED:
        yield parts, 1


def _by_role(roles: frozenset[str], parts: Parts) -> Iterator[Parts]:
    for role in sorted(roles):
        if role.startswith("weekday:") and parts.weekday is None:
            yield replace(parts, weekday=int(role[8:]))
        elif role in OFFSETS and parts.offset is None:
            part = "evening" if role == "tonight" else parts.part
            yield replace(parts, offset=OFFSETS[role], part=part)
        elif role in ("tomorrow_evening", "tomorrow_morning") and parts.offset is None:
            yield replace(parts, offset=1, part=role.removeprefix("tomorrow_"))
        elif role in ("midnight", "end_of_day") and parts.special is None:
            yield replace(parts, special=role)
        elif role in ("next", "this", "next_week_of", "this_week_of") and parts.week is None:
            yield replace(parts, week=role)
        elif role in ("in", "after"):
            yield replace(parts, within=True)
    if (part := part_at(roles)) and parts.part in (None, "evening"):
        yield replace(parts, part=part)
    if roles & FILLERS:
        yield parts


def _day_number(some: tuple[Token, ...], at: int, parts: Parts) -> Iterator[tuple[Parts, int]]:
    text = some[at].text
    if not text.isdecimal() or not 1 <= len(text) <= 2 or not 1 <= int(text) <= 31:  # noqa: PLR2004
        return
    after = at + 2 if at + 1 < len(some) and some[at + 1].text == "-" else at + 1
    roles, used = roles_of(some, after)
    if roles & {"ordinal", "month_day"}:
        yield replace(parts, number=int(text), marked=True), after + used - at
    yield replace(parts, number=int(text)), 1


def _utc(some: tuple[Token, ...], at: int, parts: Parts, used: int) -> Iterator[tuple[Parts, int]]:
    sign = some[at].text if at < len(some) else ""
    hours = some[at + 1].text if at + 1 < len(some) else ""
    if sign in ("+", "-") and hours.isdecimal() and int(hours[:4]) <= LARGEST_OFFSET:
        offset, size = timedelta(hours=int(hours)), 2
        if (
            at + 3 < len(some)
            and some[at + 2].text == ":"
            and some[at + 3].text in ("30", "45", "00")
        ):
            offset, size = offset + timedelta(minutes=int(some[at + 3].text)), 4
        yield replace(parts, utc=offset if sign == "+" else -offset), used + size
    else:
        yield replace(parts, utc=timedelta(0)), used


def _resolve(parts: Parts, setting: Setting) -> Iterator[datetime | Pending]:
    """Yield the moments that the parts make together, if they do."""
    now = setting.now.astimezone(setting.tz)
    named = [parts.day, parts.offset, parts.span, parts.number]
    if sum(part is not None for part in named) > 1:
        return
    if parts.span is not None and parts.clock is None and not (parts.part or parts.special):
        if parts.weekday is None and parts.week is None:
            yield from _after(parts, now)
        return
    if parts.span is not None and (parts.span % timedelta(days=1) or parts.weekday is not None):
        return
    times = _times(parts)
    if times is None:
        if any(part is not None for part in (*named, parts.weekday)):
            yield from (Pending(day, parts.part or "") for day in _days(parts, now, None))
        return
    for wanted in times:
        for day in _days(parts, now, wanted):
            yield _at(day, wanted, parts, setting)


def _after(parts: Parts, now: datetime) -> Iterator[datetime]:
    """Yield now and the span, up to the next whole minute; days count by the wall clock."""
    span = parts.span or timedelta(0)
    if span < timedelta(days=1) and not parts.within:
        return
    start = now if span % timedelta(days=1) == timedelta(0) else now.astimezone(UTC)
    end = (start + span).astimezone(UTC)
    rest = timedelta(seconds=end.second, microseconds=end.microsecond)
    yield end - rest + (MINUTE if rest else timedelta(0))


def _times(parts: Parts) -> list[time | None] | None:
    """Return the times of day meant (None in it: the day's end), or None if none was named."""
    if parts.special == "end_of_day":
        return [LAST_MINUTE] if parts.clock is None else []
    if parts.special == "midnight":
        return [time(0), None] if parts.clock is None or parts.clock.hour % 12 == 0 else []
    if parts.clock is not None:
        return placed(parts.clock, parts.part or "")
    return [time(12)] if parts.part == "noon" else None


def _days(parts: Parts, now: datetime, wanted: time | None) -> Iterator[date]:
    """Yield the days meant: the next that the words fit, given the time wanted on it."""
    today = now.date()
    late = wanted is not None and wanted <= now.time()
    if parts.day is not None:
        if found := parts.day.near(today, parts.weekday):
            yield found
    elif parts.number is not None:
        yield from _numbered(parts, today, late)
    elif parts.offset is not None or parts.span is not None:
        day = today + (parts.span or timedelta(days=parts.offset or 0))
        if parts.weekday in (None, day.weekday()):
            yield day
    elif parts.weekday is not None:
        yield from _weekdays(parts, today, late)
    elif parts.week is None and not parts.within:
        yield today + timedelta(days=1 if late else 0)


def _numbered(parts: Parts, today: date, late: bool) -> Iterator[date]:
    timed = parts.clock is not None and parts.clock.sure
    if not (parts.marked or timed or parts.weekday is not None):
        return
    first = today + timedelta(days=1 if late else 0)
    coming = (first + timedelta(days=n) for n in range(62))
    day = next((d for d in coming if d.day == parts.number), None)
    if day and parts.weekday in (None, day.weekday()):
        yield day


def _weekdays(parts: Parts, today: date, late: bool) -> Iterator[date]:
    weekday = parts.weekday or 0
    monday = today - timedelta(days=today.weekday())
    if parts.week == "next_week_of":
        yield monday + timedelta(days=WEEK + weekday)
        return
    if parts.week == "this_week_of":
        yield monday + timedelta(days=weekday)
        return
    ahead = (weekday - today.weekday()) % WEEK
    coming = today + timedelta(days=ahead or (WEEK if late else 0))
    # "Next Friday" is the coming one to some and the one after to others.
    if parts.week != "next" or ahead:
        yield coming
    if parts.week == "next":
        yield today + timedelta(days=ahead + WEEK)


def _at(day: date, wanted: time | None, parts: Parts, setting: Setting) -> datetime:
    """Return the moment in UTC.

    An hour that clocks skip becomes the one after; of an hour that comes twice it is the second:
    both are the later moment, which gives buyers more time.
    """
    local = datetime.combine(day, wanted or time(0))
    local += timedelta(0 if wanted is not None else 1)
    if parts.utc is not None:
        return local.replace(tzinfo=timezone(parts.utc)).astimezone(UTC)
    return max(local.replace(tzinfo=setting.tz, fold=fold).astimezone(UTC) for fold in (0, 1))
