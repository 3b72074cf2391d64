"""Times of day: `18:00`, `6 pm`, `6 вечера`, `a las 18`, `晚上6点半`, `الساعة 6 مساء`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from handlers.reading.setting import roles_of
from handlers.reading.tokens import Token

PARTS = ("am", "pm", "morning", "afternoon", "evening", "night", "noon")
HALF_DAY = 12
NIGHT_FROM = 6
MIDNIGHT_PARTS = ("evening", "night")
SHIFTS = {
    "am": (0, 12, 0),
    "pm": (1, 12, 12),
    "morning": (1, 11, 0),
    "afternoon": (1, 12, 12),
    "evening": (4, 11, 12),
    "night": (NIGHT_FROM, 11, 12),
    "noon": (1, 3, 12),
}
"""For each part of the day its first and last hour on a 12-hour clock, and the hours added."""
HOURS = 24
MINUTES = 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as typed: the hour may still want a part of the day."""

    hour: int
    minute: int = 0
    sure: bool = True
    """Written as on a 24-hour clock; else `6` may be morning or evening."""


def clocks_at(some: tuple[Token, ...], at: int) -> Iterator[tuple[Clock, int]]:
    """Yield the times that may stand at `at`, each with the number of tokens it takes."""
    if at >= len(some) or some[at].kind != "num":
        return
    raw = some[at].text
    if _colon(some, at) and raw.isdecimal() and (found := _clock(raw, some[at + 2].text)):
        yield found, _seconds(some, at + 3) - at
        return
    hour, dot, minute = raw.partition(".")
    if dot and len(minute) == 2 and (found := _clock(hour, minute)):  # noqa: PLR2004 - 18.00
        yield found, 1
    if raw.isdecimal() and int(raw) <= HOURS and len(raw) <= 2:  # noqa: PLR2004 - an hour
        yield from _hour_word(some, at, int(raw))


def _hour_word(some: tuple[Token, ...], at: int, hour: int) -> Iterator[tuple[Clock, int]]:
    """Yield `18h30`, `6点半`, `18 ч` and the bare hour."""
    roles, size = roles_of(some, at + 1)
    if "clock" not in roles:
        yield Clock(hour, sure=hour > HALF_DAY), 1
        return
    after = at + 1 + size
    latin_h = some[at + 1].text == "h"
    sure = hour > HALF_DAY or latin_h
    next_roles, _ = roles_of(some, after)
    if "half" in next_roles:
        yield Clock(hour, 30, sure), size + 2
    elif after < len(some) and some[after].text.isdecimal() and len(some[after].text) == 2:  # noqa: PLR2004
        if found := _clock(str(hour), some[after].text):
            more, extra = roles_of(some, after + 1)
            used = size + 2 + (extra if "clock_minute" in more or "minute" in more else 0)
            yield Clock(found.hour, found.minute, sure), used
    else:
        yield Clock(hour, 0, sure), size + 1


def placed(clock: Clock, part: str) -> list[time | None]:
    """Return the times of day meant: one, two where it may be morning or evening, or none.

    None within the list is the end of the day (24:00).
    """
    hour = clock.hour
    if not part:
        twice = not clock.sure and hour <= HALF_DAY
        hours = sorted({hour % HALF_DAY, hour % HALF_DAY + HALF_DAY}) if twice else [hour]
    elif hour > HALF_DAY:
        hours = [hour] if part not in ("am", "morning") else []
    elif part in MIDNIGHT_PARTS and hour == HALF_DAY:
        hours = [0, HOURS]
    elif part == "noon" and hour >= HALF_DAY - 1:
        hours = [hour]
    else:
        first, last, shift = SHIFTS[part]
        hours = [hour % HALF_DAY + shift] if hour in range(first, last + 1) else []
        if part == "night" and 0 < hour < NIGHT_FROM:
            hours = [hour]
    return [None if h == HOURS else time(h, clock.minute) for h in hours]


def part_at(roles: frozenset[str]) -> str | None:
    """Return the part of the day among `roles`."""
    return next((part for part in PARTS if part in roles), None)


def _colon(some: tuple[Token, ...], at: int) -> bool:
    """Tell whether two digits follow after a colon, without spaces."""
    if at + 2 >= len(some) or some[at + 1].text != ":" or len(some[at + 2].text) != 2:  # noqa: PLR2004
        return False
    return some[at].end == some[at + 1].start and some[at + 1].end == some[at + 2].start


def _seconds(some: tuple[Token, ...], at: int) -> int:
    """Step over `:00`, the seconds that some write."""
    zeros = at + 1 < len(some) and some[at].text == ":" and some[at + 1].text == "00"
    return at + 2 if zeros else at


def _clock(hour: str, minute: str) -> Clock | None:
    if not (hour.isdecimal() and minute.isdecimal() and len(hour) <= 2):  # noqa: PLR2004
        return None
    found = Clock(int(hour), int(minute))
    inside = found.hour < HOURS and found.minute < MINUTES
    return found if inside or (found.hour == HOURS and found.minute == 0) else None
