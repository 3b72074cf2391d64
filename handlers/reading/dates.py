"""Dates: `24.12.`, `2026-12-24`, `5 июня`, `6月5日`, `Fri`, `tomorrow`, `in 3 days`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from handlers.reading.setting import roles_of
from handlers.reading.tokens import Token

CENTURY = 2000
LAST_YEAR = 2100
YEAR_DIGITS = 4
MONTHS = 12
DAYS = 31
HALF_YEAR = timedelta(days=182)
SPANS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
TWICE = {"two_hours": "hour", "two_days": "day", "two_weeks": "week"}
LONGEST_COUNT = 3
"""Digits of the count in a span: nobody waits 1000 days."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date as typed; the year may be missing."""

    day: int
    month: int
    year: int | None = None

    def near(self, today: date, weekday: int | None) -> date | None:
        """Return the date meant; None if there is none, or if it is on another weekday.

        Without a year: this year's, or next year's once this year's lies half a year back. With
        a weekday, whichever of the two falls on it.
        """
        years = [self.year] if self.year else [today.year, today.year + 1]
        possible = [found for year in years if (found := _date(year, self.month, self.day))]
        if weekday is not None:
            possible = [found for found in possible if found.weekday() == weekday]
        if not possible:
            return None
        if possible[0] < today - HALF_YEAR and len(possible) > 1:
            return possible[1]
        return possible[0]


def days_at(some: tuple[Token, ...], at: int) -> Iterator[tuple[Day, int]]:
    """Yield the dates that may stand at `at`, each with the number of tokens it takes."""
    if at < len(some) and some[at].kind == "num":
        yield from _dotted(some, at)
        yield from _joined(some, at)
        yield from _chinese(some, at)
    yield from _with_month(some, at)


def _dotted(some: tuple[Token, ...], at: int) -> Iterator[tuple[Day, int]]:
    """Yield `24.12`, `24.12.`, `24.12.2026` and `2026.12.24`."""
    numbers = some[at].text.split(".")
    if not 2 <= len(numbers) <= 3 or not all(n.isdecimal() for n in numbers):  # noqa: PLR2004
        return
    dot = at + 1 < len(some) and some[at + 1].text == "." and some[at + 1].start == some[at].end
    # "5.6." and "5.6.2026" put the day first wherever they are written; "5.6" alone does not.
    fixed = len(numbers) == 3 or dot  # noqa: PLR2004
    for day in _orders(numbers, day_first=fixed):
        yield day, 2 if dot else 1


def _joined(some: tuple[Token, ...], at: int) -> Iterator[tuple[Day, int]]:
    """Yield `24/12`, `24/12/2026`, `24-12-2026` and `2026-12-24`."""
    sign = some[at + 1].text if at + 1 < len(some) else ""
    if sign not in ("/", "-"):
        return
    end = at + 1
    while end + 1 < len(some) and some[end].text == sign and some[end + 1].text.isdecimal():
        end += 2
    chosen = some[at:end]
    tight = all(a.end == b.start for a, b in pairwise(chosen))
    numbers = [token.text for token in chosen[::2]]
    if tight and 2 <= len(numbers) <= 3 and all(n.isdecimal() for n in numbers):  # noqa: PLR2004
        for day in _orders(numbers, day_first=False):
            yield day, len(chosen)


def _orders(numbers: list[str], day_first: bool) -> Iterator[Day]:
    """Yield the dates that two or three numbers may mean, by the order of day and month."""
    if len(numbers) == 3 and len(numbers[0]) == YEAR_DIGITS:  # noqa: PLR2004
        iso_year, month, day = map(_int, numbers)
        if _possible(day, month):
            yield Day(day, month, iso_year)
        return
    year = _year(numbers[2]) if len(numbers) == 3 else None  # noqa: PLR2004
    if (len(numbers) == 3 and year is None) or max(map(len, numbers[:2])) > 2:  # noqa: PLR2004
        return
    first, second = _int(numbers[0]), _int(numbers[1])
    if _possible(first, second):
        yield Day(first, second, year)
    if not day_first and first != second and _possible(second, first):
        yield Day(second, first, year)


def _chinese(some: tuple[Token, ...], at: int) -> Iterator[tuple[Day, int]]:
    """Yield `6月5日` and `2026年6月5日`."""
    words = [(some[i].text, roles_of(some, i + 1)) for i in range(at, min(at + 6, len(some)), 2)]
    year = _year(words[0][0]) if words and "year" in words[0][1][0] else None
    used = 2 if year else 0
    words = words[1:] if year else words
    if len(words) < 2 or "month" not in words[0][1][0]:  # noqa: PLR2004
        return
    month, day = words[0][0], words[1][0]
    if month.isdecimal() and day.isdecimal() and _possible(_int(day), _int(month)):
        marked = "month_day" in words[1][1][0]
        yield Day(_int(day), _int(month), year), used + (4 if marked else 3)


def _with_month(some: tuple[Token, ...], at: int) -> Iterator[tuple[Day, int]]:
    """Yield `5 June`, `5th of June 2026`, `June 5, 2026`, `5 de junio de 2026`."""
    month, end = _month(some, at)
    if month:
        day, end = _number(some, end)
    else:
        day, end = _number(some, at)
        end = _skip(some, end)
        month, end = _month(some, end) if day else (0, end)
    if not (day and month and _possible(day, month)):
        return
    yield Day(day, month), end - at
    after = _skip(some, end)
    if after < len(some) and (year := _year(some[after].text, full=True)):
        yield Day(day, month, year), after + 1 - at


def _month(some: tuple[Token, ...], at: int) -> tuple[int, int]:
    roles, size = roles_of(some, at)
    month = next((int(role[6:]) for role in roles if role.startswith("month:")), 0)
    return month, at + size


def _number(some: tuple[Token, ...], at: int) -> tuple[int, int]:
    """Return the day number at `at` (`5`, `5th`, `5-го`) or 0, and where it ends."""
    if at >= len(some) or not some[at].text.isdecimal() or len(some[at].text) > 2:  # noqa: PLR2004
        return 0, at
    end = at + 1
    if end < len(some) and some[end].text == "-" and "ordinal" in roles_of(some, end + 1)[0]:
        return int(some[at].text), end + 2
    return int(some[at].text), end + ("ordinal" in roles_of(some, end)[0])


def _skip(some: tuple[Token, ...], at: int) -> int:
    """Step over `of`, `de` and commas."""
    while at < len(some):
        roles, size = roles_of(some, at)
        if "fill" not in roles and some[at].text not in (",", "、", ".", "-"):
            break
        at += size or 1
    return at


def spans_at(some: tuple[Token, ...], at: int) -> Iterator[tuple[timedelta, int]]:
    """Yield the span at `at`: `3 days`, `неделю`, `يومين`."""
    roles, size = roles_of(some, at)
    for role, unit in TWICE.items():
        if role in roles:
            yield 2 * SPANS[unit], size
    count, used = 1, 0
    if at < len(some) and some[at].text.isdecimal() and len(some[at].text) <= LONGEST_COUNT:
        count, used = int(some[at].text), 1
    elif "one" in roles:
        used = size
    elif "single" not in roles or (at and some[at - 1].kind == "num"):
        return
    roles, size = roles_of(some, at + used)
    for unit, span in SPANS.items():
        if unit in roles:
            yield count * span, used + size


def _possible(day: int, month: int) -> bool:
    return 1 <= day <= DAYS and 1 <= month <= MONTHS


def _year(text: str, full: bool = False) -> int | None:
    """Return the year of `2026`, and of `26` unless it must be written in full."""
    if not text.isdecimal() or len(text) not in ((4,) if full else (2, 4)):
        return None
    year = int(text) + (CENTURY if len(text) == 2 else 0)  # noqa: PLR2004
    return year if CENTURY <= year <= LAST_YEAR else None


def _int(digits: str) -> int:
    """Return the number, or one that no date has if it is longer than any date's."""
    return int(digits) if len(digits) <= YEAR_DIGITS else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
