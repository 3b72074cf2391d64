"""Dates as people of each language write them."""

from datetime import UTC, datetime, timedelta

import pytest

from locales.formats import day_and_time
from locales.translator import Translator

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "language", "shown"),
    [
        (datetime(2026, 12, 11, 18, tzinfo=UTC), "en", "11 Dec 18:00"),
        (datetime(2026, 12, 11, 18, tzinfo=UTC), "zh_Hans", "12月11日 18:00"),
        (datetime(2027, 1, 20, 18, tzinfo=UTC), "en", "20 Jan 2027 18:00"),
        (datetime(2027, 1, 20, 18, tzinfo=UTC), "zh_Hans", "2027年1月20日 18:00"),
        (datetime(2026, 11, 24, 18, tzinfo=UTC), "zh_Hans", "周二 18:00"),
    ],
)
def test_a_date_stands_in_the_languages_own_order(
    moment: datetime, language: str, shown: str
) -> None:
    """Else Chinese readers get "11 12月", which nobody writes."""
    assert day_and_time(moment, NOW, UTC, language) == shown


@pytest.mark.parametrize(("days", "hours", "form"), [(6, 0, "wt"), (6, 1, "wDt"), (0, -1, "dt")])
def test_a_weekday_alone_is_told_only_where_it_is_clear_in_every_zone(
    days: int, hours: int, form: str
) -> None:
    """Else "until Saturday" is read on a Saturday, far east of whoever set the deadline."""
    now = datetime(2026, 11, 21, 8, tzinfo=UTC)
    moment = now + timedelta(days=days, hours=hours)
    assert f'format="{form}"' in Translator("en", "Europe/Berlin").when_live(moment, now)
