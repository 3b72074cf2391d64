"""Nudges: who is left in peace, caps a day, quiet hours, and when a buy closes soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.buy import GroupBuy, State
from domain.nudging import (
    Later,
    Never,
    Now,
    Verdict,
    Why,
    closing_soon_at,
    day_began,
    is_quiet,
    may_nudge,
    quiet_ends,
)
from domain.order import Involvement
from domain.people import Person, Reach
from tests.domain.play import BORIS, BUY, NOON, started

BUY_NOW = started().buy
BERLIN = "Europe/Berlin"


def at(day: int, hour: int, minute: int = 0, zone: str = BERLIN) -> datetime:
    """Return a time in March 2026 on the clock of a zone."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def judged(
    now: datetime = NOON,
    *,
    person: dict[str, Any] | None = None,
    involvement: dict[str, Any] | None = None,
    buy: GroupBuy = BUY_NOW,
    ordered: bool = False,
    sent_today: int = 0,
    just_sent: int = 0,
    zone: str = BERLIN,
) -> Verdict:
    """Judge a nudge to Boris, who may be nudged unless something is said."""
    return may_nudge(
        replace(Person(BORIS, "Boris", reach=Reach.OPEN), **(person or {})),
        replace(Involvement(BUY, BORIS), **(involvement or {})),
        buy,
        now,
        ordered=ordered,
        sent_today=sent_today,
        just_sent=just_sent,
        zone=zone,
    )


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ({"buy": replace(BUY_NOW, state=State.CLOSED)}, Why.NOT_OPEN),
        ({"buy": replace(BUY_NOW, state=State.CALLED_OFF)}, Why.NOT_OPEN),
        ({"buy": replace(BUY_NOW, state=State.SCHEDULED)}, Why.NOT_OPEN),
        ({"buy": replace(BUY_NOW, organiser=BORIS)}, Why.RUNS_IT),
        ({"person": {"reach": Reach.NEVER_STARTED}}, Why.UNREACHABLE),
        ({"person": {"reach": Reach.BLOCKED}}, Why.UNREACHABLE),
        ({"person": {"erased": True}}, Why.UNREACHABLE),
        ({"ordered": True}, Why.ORDERED),
        ({"involvement": {"declined_at": NOON}}, Why.DECLINED),
        ({"involvement": {"muted": True}}, Why.MUTED),
        ({"person": {"muted": True}}, Why.MUTED),
    ],
)
def test_who_is_never_nudged(case: dict[str, Any], why: Why) -> None:
    """Lost otherwise: UX-9; people are pestered, or after the close."""
    assert judged(**case) == Never(why)


@pytest.mark.parametrize(
    ("now", "sent", "verdict"),
    [
        (at(2, 8), 0, Now()),
        (at(2, 21, 59), 1, Now()),
        (at(2, 22), 0, Later(at(3, 8))),
        (at(3, 7, 59), 0, Later(at(3, 8))),
        (at(3, 0), 0, Later(at(3, 8))),
        (at(2, 12), 2, Later(at(3, 8))),
        (at(2, 23), 2, Later(at(3, 8))),
        (at(3, 7), 2, Later(at(4, 8))),
        (at(6, 12), 2, Never(Why.TOO_LATE)),
        (at(5, 23), 0, Later(at(6, 8))),
        (at(6, 23), 0, Never(Why.TOO_LATE)),
    ],
)
def test_caps_and_quiet_hours(now: datetime, sent: int, verdict: Verdict) -> None:
    """Lost otherwise: a third nudge a day, one at night, or one after the close (Friday 13:00)."""
    assert judged(now, sent_today=sent) == verdict


def test_whoever_just_opened_the_buy_is_left_to_look() -> None:
    """Lost: someone who followed the link reads the nudge right below the buy it leads to."""
    opened = {"opened_at": NOON - timedelta(minutes=2)}
    assert judged(involvement=opened) == Later(NOON + timedelta(minutes=8))
    assert judged(involvement={"opened_at": NOON - timedelta(minutes=10)}) == Now()


def test_two_nudges_that_waited_for_the_same_moment_are_one() -> None:
    """Lost otherwise: the organiser's nudge and the first one are read one below the other."""
    assert judged(just_sent=1) == Never(Why.JUST_NUDGED)
    assert judged(just_sent=1, sent_today=2) == Never(Why.JUST_NUDGED)


def test_the_early_close_counts() -> None:
    """Lost otherwise: a nudge waits for a morning at which the buy is closed."""
    buy = replace(BUY_NOW, closes_at=at(2, 23, 15))
    assert judged(at(2, 23), buy=buy) == Never(Why.TOO_LATE)


def test_the_zone_is_the_persons() -> None:
    """Lost otherwise: it is evening here and night there, and the phone rings."""
    assert judged(at(2, 12), zone="Asia/Tokyo") == Now()
    assert judged(at(2, 15), zone="Asia/Tokyo") == Later(at(3, 8, zone="Asia/Tokyo"))
    assert judged(at(2, 15), zone="Gone/Zone") == Now()


def test_the_day_is_the_persons() -> None:
    """Lost otherwise: the count of nudges begins anew in the middle of someone's day."""
    assert day_began(at(2, 13), BERLIN) == at(2, 0)
    assert day_began(at(2, 13), "Pacific/Auckland") == at(3, 0, zone="Pacific/Auckland")


def test_the_night_the_clocks_change() -> None:
    """Lost otherwise: once a year nudges come at seven or at nine."""
    summer = quiet_ends(at(28, 23), BERLIN)
    assert summer == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert not is_quiet(summer, BERLIN)


ZONES = st.sampled_from([BERLIN, "Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "UTC"])
TIMES = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))


@given(TIMES, ZONES, st.integers(0, 4))
def test_whatever_the_hour(now: datetime, zone: str, sent: int) -> None:
    """Lost otherwise: at some hour of some zone a nudge goes out at night or waits for ever."""
    buy = replace(BUY_NOW, terms=replace(BUY_NOW.terms, deadline=now + timedelta(days=3)))
    verdict = judged(now, buy=buy, sent_today=sent, zone=zone)
    if isinstance(verdict, Now):
        assert sent < 2
        assert not is_quiet(now, zone)
    else:
        assert isinstance(verdict, Later)
        assert now < verdict.until <= now + timedelta(hours=33)
        assert not is_quiet(verdict.until, zone)


@pytest.mark.parametrize(
    ("began", "deadline", "soon"),
    [
        (at(2, 13), at(6, 18), at(6, 15)),
        (at(2, 13), at(2, 17), at(2, 16)),
        (at(2, 13), at(6, 11), at(6, 8)),
        (at(2, 13), at(6, 9), at(5, 21)),
        (at(2, 13), at(6, 1), at(5, 21)),
        (at(2, 13), at(6, 2), at(5, 21)),
        (at(2, 13), at(6, 0), at(5, 21)),
        (at(2, 13), at(6, 0, 59), at(5, 21, 59)),
    ],
)
def test_when_a_buy_closes_soon(began: datetime, deadline: datetime, soon: datetime) -> None:
    """Lost otherwise: those who forgot are told at night, or too late to order."""
    terms = replace(BUY_NOW.terms, deadline=deadline)
    assert closing_soon_at(replace(BUY_NOW, terms=terms, created_at=began)) == soon


@given(TIMES, st.integers(1, 600), ZONES)
def test_closing_soon_is_never_in_quiet_hours(now: datetime, hours: int, zone: str) -> None:
    """Lost otherwise: the reminder moves out of the quiet hours into others."""
    terms = replace(BUY_NOW.terms, deadline=now + timedelta(hours=hours), zone=zone)
    soon = closing_soon_at(replace(BUY_NOW, terms=terms, created_at=now))
    assert soon < terms.deadline
    assert not is_quiet(soon, zone)
