"""Deadlines as people type them, on Wednesday 3 June 2026, 12:00 in Berlin."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.draft import Question
from handlers.reading import Setting, Unreadable, read_deadline, read_span
from tests.handlers.reading.worked import table

LANGUAGES = ("en", "ru", "es", "zh_Hans", "ar")


def _read(typed: str, setting: Setting) -> str:
    read = read_deadline(typed, setting)
    if isinstance(read, Question):
        return "ask"
    if isinstance(read, Unreadable):
        return "?"
    local = read.astimezone(setting.tz)
    return local.strftime("%m-%d %H:%M" if local.year == 2026 else "%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("_language", "typed", "expected"), table("deadlines"))
def test_a_clear_deadline_is_read(
    _language: str, typed: str, expected: str, setting: Setting
) -> None:
    """Without it a buy would close a day early, or never."""
    assert _read(typed, setting) == expected


ASKED = [
    ("5/6 18:00", ["Wed 6 May 2026 18:00", "Fri 5 Jun 2026 18:00"]),
    ("7/8/2026 18:00", ["Wed 8 Jul 2026 18:00", "Fri 7 Aug 2026 18:00"]),
    ("7.8 18:00", ["Wed 8 Jul 2026 18:00", "Fri 7 Aug 2026 18:00"]),
    (
        "7/8",
        [
            "Wed 8 Jul 2026 18:00",
            "Wed 8 Jul 2026 20:00",
            "Fri 7 Aug 2026 18:00",
            "Fri 7 Aug 2026 20:00",
        ],
    ),
    ("Fri", ["Fri 5 Jun 2026 18:00", "Fri 5 Jun 2026 20:00", "Fri 5 Jun 2026 23:59"]),
    ("tomorrow morning", ["Thu 4 Jun 2026 09:00", "Thu 4 Jun 2026 10:00", "Thu 4 Jun 2026 11:00"]),
    ("Fri 6", ["Fri 5 Jun 2026 06:00", "Fri 5 Jun 2026 18:00"]),
    ("周五6点", ["Fri 5 Jun 2026 06:00", "Fri 5 Jun 2026 18:00"]),
    ("next Friday 18:00", ["Fri 5 Jun 2026 18:00", "Fri 12 Jun 2026 18:00"]),
    ("الجمعة القادمة 18:00", ["Fri 5 Jun 2026 18:00", "Fri 12 Jun 2026 18:00"]),
    ("Fri midnight", ["Fri 5 Jun 2026 00:00", "Sat 6 Jun 2026 00:00"]),
    ("до 3 дня", ["Wed 3 Jun 2026 15:00", "Sat 6 Jun 2026 12:00"]),
]


@pytest.mark.parametrize(("typed", "options"), ASKED)
def test_an_ambiguous_deadline_is_asked(typed: str, options: list[str], setting: Setting) -> None:
    """Without it the fifth of June could quietly be the sixth of May."""
    read = read_deadline(typed, setting)
    assert isinstance(read, Question)
    assert sorted(read.options) == sorted(options)


@pytest.mark.parametrize("typed", [row[0] for row in ASKED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_read_back_at_once_and_weeks_later(
    typed: str, language: str, setting: Setting
) -> None:
    """Without it a tapped answer would be asked about again, or mean another day."""
    here = replace(setting, languages=(language,))
    read = read_deadline(typed, here)
    assert isinstance(read, Question)
    later = replace(here, now=here.now + timedelta(weeks=40))
    for option in read.options:
        moment = read_deadline(option, here)
        assert isinstance(moment, datetime)
        assert read_deadline(option, later) == moment


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "when all have paid",
        "30/2 18:00",
        "Fri 25:00",
        "Mon 5 June 18:00",
        "99/99",
        "Fri Sat 18:00",
        "Fri 18:00 19:00",
        "2026-13-40",
        "in days",
        "x" * 500,
        "18:00 " * 60,
    ],
)
def test_what_is_no_deadline_is_not_understood(typed: str, setting: Setting) -> None:
    """Without it an impossible date would become a possible one."""
    assert isinstance(read_deadline(typed, setting), Unreadable)


def test_a_moment_that_has_passed_is_still_a_value(setting: Setting) -> None:
    """Without it the refusal could not say which moment has passed."""
    assert read_deadline("2 June 18:00", setting) == datetime(2026, 6, 2, 16, tzinfo=UTC)


def test_in_december_january_is_next_year_s(setting: Setting) -> None:
    """Without it a deadline after New Year would have passed long ago."""
    december = replace(setting, now=datetime(2026, 12, 20, tzinfo=UTC))
    assert read_deadline("5 Jan 18:00", december) == datetime(2027, 1, 5, 17, tzinfo=UTC)


def test_an_hour_that_clocks_skip_becomes_the_one_after(setting: Setting) -> None:
    """Without it a deadline in the spring gap would lie an hour early, or raise."""
    assert read_deadline("28.3.2027 02:30", setting) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_it_is_the_second(setting: Setting) -> None:
    """Without it buyers would lose an hour when the clocks go back."""
    assert read_deadline("25.10.2026 02:30", setting) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_days_count_by_the_wall_clock(setting: Setting) -> None:
    """Without it "in 3 days" would shift by an hour over a change of the clocks."""
    eve = replace(setting, now=datetime(2026, 10, 24, 10, 0, tzinfo=UTC))
    read = read_deadline("in 3 days", eve)
    assert isinstance(read, datetime)
    assert read.astimezone(ZoneInfo("Europe/Berlin")).hour == 12


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2 days", timedelta(days=2)),
        ("48 hours", timedelta(hours=48)),
        ("1 week", timedelta(weeks=1)),
        ("2 дня", timedelta(days=2)),
        ("48 часов", timedelta(hours=48)),
        ("неделю", timedelta(weeks=1)),
        ("2 días", timedelta(days=2)),
        ("una semana", timedelta(weeks=1)),
        ("2天", timedelta(days=2)),
        ("24小时", timedelta(hours=24)),
        ("يومين", timedelta(days=2)),
        ("3 أيام", timedelta(days=3)),
        ("٢ يوم", timedelta(days=2)),
        ("一周", timedelta(weeks=1)),
    ],
)
def test_a_span_is_read(typed: str, span: timedelta) -> None:
    """Without it the organiser could not choose for how long a buy is extended."""
    assert read_span(typed) == span


@pytest.mark.parametrize("typed", ["", "0 days", "2", "days ago", "2 foo", "1.5 days"])
def test_what_is_no_span_is_not_understood(typed: str) -> None:
    """Without it a buy could be extended by nothing."""
    assert read_span(typed) == Unreadable(typed, "reading-example-span")
