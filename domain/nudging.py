"""Nudges: who may be urged to order, and when (UX-9). Judged again right before each is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.buy import GroupBuy, State
from domain.errors import UnknownZone
from domain.order import Involvement
from domain.people import Person, Reach
from domain.zones import zone_named

NUDGES_A_DAY = 2
"""Over all buys; the day is the person's own."""

QUIET_FROM = time(22)
QUIET_UNTIL = time(8)
"""In the person's zone."""

BEFORE_QUIET = timedelta(hours=1)
"""How long before the quiet hours a closing-soon nudge comes that would fall into them."""

LOOKING = timedelta(minutes=10)
"""Whoever just opened the buy is looking at it: a nudge waits so long after that.

A nudge so soon after another about the same buy would say the same again.
"""

CLOSING_SOON_BEFORE = timedelta(hours=3)
"""How long before the deadline those who have not ordered are told."""

CLOSING_SOON_PART = 4
"""A short buy tells them when one of so many parts of its time is left."""


class Why(StrEnum):
    """Why somebody is not nudged at all."""

    NOT_OPEN = "not_open"
    RUNS_IT = "runs_it"
    UNREACHABLE = "unreachable"
    ORDERED = "ordered"
    DECLINED = "declined"
    MUTED = "muted"
    JUST_NUDGED = "just_nudged"
    TOO_LATE = "too_late"
    """The buy closes before the person may be written to again."""


@dataclass(frozen=True, slots=True)
class Now:
    """The nudge may go out."""


@dataclass(frozen=True, slots=True)
class Later:
    """The nudge waits `until` then, and is judged again."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Never:
    """The nudge is dropped."""

    reason: Why


Verdict = Now | Later | Never


def may_nudge(  # noqa: PLR0913 - all that a nudge is judged by
    person: Person,
    involvement: Involvement,
    buy: GroupBuy,
    now: datetime,
    *,
    ordered: bool,
    sent_today: int,
    just_sent: int,
    zone: str,
) -> Verdict:
    """Judge whether `person` may be nudged about `buy` now.

    `sent_today` are the nudges of all buys sent since `day_began(now, zone)`, `just_sent` those of
    this buy within `LOOKING`; `zone` is the IANA zone of the person (their own, else the home's,
    else the deployment's).
    """
    reason = _never(person, involvement, buy, ordered)
    if reason is not None:
        return Never(reason)
    if just_sent:
        return Never(Why.JUST_NUDGED)
    until = now
    if sent_today >= NUDGES_A_DAY:
        until = _at(now, zone, QUIET_UNTIL, days=1)
    elif is_quiet(now, zone):
        until = quiet_ends(now, zone)
    elif involvement.opened_at is not None:
        until = max(now, involvement.opened_at + LOOKING)
    if until == now:
        return Now()
    closes = min(buy.closes_at or buy.terms.deadline, buy.terms.deadline)
    return Later(until) if until < closes else Never(Why.TOO_LATE)


def _never(person: Person, involvement: Involvement, buy: GroupBuy, ordered: bool) -> Why | None:
    checks = {
        Why.NOT_OPEN: buy.state is not State.OPEN,
        Why.RUNS_IT: person.id == buy.organiser,
        Why.UNREACHABLE: person.reach is not Reach.OPEN or person.erased,
        Why.ORDERED: ordered,
        Why.DECLINED: involvement.declined_at is not None,
        Why.MUTED: involvement.muted or person.muted,
    }
    return next((why for why, holds in checks.items() if holds), None)


def day_began(now: datetime, zone: str) -> datetime:
    """Return when the present day began in `zone` (UTC)."""
    return _at(now, zone, time())


def is_quiet(now: datetime, zone: str) -> bool:
    """Tell whether it is quiet hours in `zone`."""
    clock = now.astimezone(_zone(zone)).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def quiet_ends(now: datetime, zone: str) -> datetime:
    """Return when the quiet hours that it now is in `zone` end (UTC)."""
    return _at(now, zone, QUIET_UNTIL, days=_evening(now, zone))


def closing_soon_at(buy: GroupBuy) -> datetime:
    """Return when those who have not ordered are told that the buy closes soon (UTC).

    3 hours before the deadline, or when a quarter of the buy's time is left if that is later.
    What would fall into the quiet hours of the buy's zone moves to an hour before them.
    """
    terms = buy.terms
    began = terms.opens_at or buy.created_at
    lead = min(CLOSING_SOON_BEFORE, (terms.deadline - began) / CLOSING_SOON_PART)
    moment = terms.deadline - lead
    if not is_quiet(moment, terms.zone):
        return moment
    quiet = _at(moment, terms.zone, QUIET_FROM, days=_evening(moment, terms.zone) - 1)
    return quiet - BEFORE_QUIET


def _evening(now: datetime, zone: str) -> int:
    """Return 1 if the quiet hours that it now is began today, 0 if yesterday."""
    return int(now.astimezone(_zone(zone)).time() >= QUIET_FROM)


def _at(now: datetime, zone: str, clock: time, days: int = 0) -> datetime:
    """Return that time of the day in `zone`, so many days from its today (UTC)."""
    there = _zone(zone)
    day = now.astimezone(there).date() + timedelta(days=days)
    return datetime.combine(day, clock, there).astimezone(ZoneInfo("UTC"))


def _zone(name: str) -> ZoneInfo:
    """Return the zone; one that the machine does not know (any more) counts as UTC."""
    try:
        return zone_named(name)
    except UnknownZone:
        return ZoneInfo("UTC")
