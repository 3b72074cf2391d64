"""Numbers, money and times as people of one language write them (data: Unicode's CLDR)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_decimal, get_currency_precision, get_decimal_symbol
from markupsafe import escape

GROUP = "\u202f"
"""Digits are grouped by a narrow space: typed back in, it can be taken for nothing else."""

GROUPED_FROM = 5
"""Digits from which on a number is grouped."""

WEEK = timedelta(days=6)

DATES = {"zh_Hans": ("M月d日", "y年M月d日")}
"""Dates of this and of another year where the day does not stand first (CLDR's MMMd, yMMMd)."""


def exponent(currency: str) -> int:
    """Return how many decimals a currency has. Stars (XTR) have none; Babel says two."""
    return 0 if currency == "XTR" else get_currency_precision(currency)


def sign(currency: str) -> str:
    """Return what names a currency beside an amount: its code, and of Stars the sign that
    Telegram shows and whose code nobody knows."""
    return "⭐" if currency == "XTR" else currency


@lru_cache(maxsize=4096)
def money(amount: int, currency: str, language: str) -> str:
    """Return minor units with all decimals of the currency, without its name."""
    decimals = exponent(currency)
    value = Decimal(amount).scaleb(-decimals)
    whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
    mark = get_decimal_symbol(Locale.parse(language), numbering_system="latn")
    sign = "\u2212" if amount < 0 else ""
    return sign + _grouped(whole) + (mark + rest if rest else "")


def number(value: int) -> str:
    """Return a whole number, grouped from five digits on; every language of ours reads 0-9."""
    return ("\u2212" if value < 0 else "") + _grouped(str(abs(value)))


def percent(basis_points: int, language: str) -> str:
    """Return hundredths of a percent as people write them, without zeros at the end: 12.5%."""
    value = Decimal(basis_points).scaleb(-2)
    return format_decimal(value, "0.##", locale=language, numbering_system="latn") + "%"


def _grouped(digits: str) -> str:
    if len(digits) < GROUPED_FROM:
        return digits
    return f"{int(digits):,}".replace(",", GROUP)


def day_and_time(moment: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """Return weekday and time within a week from `now`, else day, month (year) and time."""
    local = moment.astimezone(zone)
    this_year, other_year = DATES.get(language, ("d MMM", "d MMM y"))
    if within_a_week(moment, now, zone):
        day = "EEE"
    else:
        day = this_year if local.year == now.astimezone(zone).year else other_year
    date = _shown(local.replace(tzinfo=None), day, language)
    return f"{date} {clock_time(moment, zone, language)}"


def clock_time(moment: datetime, zone: tzinfo, language: str) -> str:
    """Return the time of day on a 24-hour clock."""
    return _shown(moment.astimezone(zone).replace(tzinfo=None), "HH:mm", language)


@lru_cache(maxsize=4096)
def _shown(local: datetime, pattern: str, language: str) -> str:
    """Return a moment by a pattern of CLDR's; the deadline of a buy is told to thousands.

    `local` is naive: the same moment in two zones would count as one.
    """
    return format_datetime(local, pattern, locale=language)


def within_a_week(moment: datetime, now: datetime, zone: tzinfo) -> bool:
    """Tell whether a coming moment's weekday alone says which day is meant."""
    days = moment.astimezone(zone).date() - now.astimezone(zone).date()
    return now <= moment and days <= WEEK


def tg_time(moment: datetime, now: datetime, shown: str) -> str:
    """Return Telegram's date-time entity: clients show it in the reader's own zone.

    `shown` is what clients without it show. A moment that comes is told by its weekday where that
    alone says which day is meant in every zone, else with its long date; one that is past, by
    its short date. Bot API, "Date-time entity formatting": w is the weekday, d the short and D
    the long date, t the time.
    """
    unix = int(moment.astimezone(UTC).timestamp())
    form = "dt" if moment < now else "wt" if moment <= now + WEEK else "wDt"
    return f'<tg-time unix="{unix}" format="{form}">{escape(shown)}</tg-time>'
