"""Terms written so that they can be typed back in: money, ladders, spans."""

from __future__ import annotations

from datetime import timedelta

from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Reward, UnitPrice
from locales.formats import money, sign
from locales.translator import Translator

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def write_ladder(ladder: Ladder, currency: str, t: Translator) -> str:
    """Return the ladder as one line: `10: 38.00; 20: 35.00`."""
    return "; ".join(
        f"{write_count(ladder.metric, tier.threshold, currency, t)}: "
        f"{_reward(tier.reward, currency, t)}"
        for tier in ladder.tiers
    )


def write_count(metric: Metric, value: int, currency: str, t: Translator) -> str:
    """Return a threshold: `10` units, `10 people`, `500.00 EUR`."""
    match metric:
        case Metric.UNITS:
            return t.number(value)
        case Metric.PARTICIPANTS:
            return t.plain("reading-people", count=value)
        case Metric.AMOUNT:
            return write_money(value, currency, t)


def write_money(amount: int, currency: str, t: Translator) -> str:
    """Return an amount with its currency, such that it can only be read in one way."""
    return f"{write_amount(amount, currency, t)} {sign(currency)}".strip()


def write_amount(amount: int, currency: str, t: Translator) -> str:
    """Return an amount without its currency."""
    return money(amount, currency, t.language)


def write_percent(basis_points: int, t: Translator) -> str:
    """Return hundredths of a percent as people write them: `5%`, `7.5%`."""
    shown = money(basis_points, "EUR", t.language)
    return f"{shown.rstrip('0').rstrip('.,')}%"


def write_span(span: timedelta, t: Translator) -> str:
    """Return a span in the largest unit that fits it whole: `2 days`, `36 hours`."""
    if span % DAY == timedelta(0):
        return t.plain("reading-days", count=span // DAY)
    if span % HOUR == timedelta(0):
        return t.plain("reading-hours", count=span // HOUR)
    return t.plain("reading-minutes", count=span // MINUTE)


def _reward(reward: Reward, currency: str, t: Translator) -> str:
    match reward:
        case PercentOff(basis_points):
            return write_percent(basis_points, t)
        case AmountOff(amount):
            return write_amount(-amount, currency, t)
        case UnitPrice(amount):
            return write_amount(amount, currency, t)
