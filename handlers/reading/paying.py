"""How a buy is paid: `pay online when ordering`, `each pays the supplier`, `discount as points`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.payment import STARS, Collects, Due, Method, Payment, Rebate
from handlers.reading.dates import LONGEST_COUNT, spans_at
from handlers.reading.setting import read_every_way, roles_of
from handlers.reading.tokens import Token

MONTH = timedelta(days=31)
YEAR = timedelta(days=366)
"""The longest there are: points never end before the calendar says they may."""

LONGER = {"month_span": MONTH, "year_span": YEAR}
TWICE_LONGER = {"two_months": MONTH, "two_years": YEAR}


@dataclass(frozen=True, slots=True)
class Paying:
    """What was said of how a buy is paid; None is what was not said.

    `points_last` goes with `rebate`: where points were named without it, they last for ever.
    """

    method: Method | None = None
    due: Due | None = None
    collects: Collects | None = None
    rebate: Rebate | None = None
    points_last: timedelta | None = None

    def __bool__(self) -> bool:
        """Tell whether anything was said."""
        return self != UNSAID

    def over(self, payment: Payment) -> Payment:
        """Return the conditions with what was said; all else stays.

        But money that goes online reaches the bot's owner and never a supplier: of paying online
        and paying the supplier, what was said last holds.
        """
        method, collects = self.method or payment.method, self.collects or payment.collects
        if method is Method.ONLINE and collects is Collects.EACH:
            method = self.method or Method.BY_HAND
            collects = self.collects or Collects.ORGANISER
        said = self.rebate is not None
        return Payment(
            method=method,
            due=self.due or payment.due,
            collects=collects,
            rebate=self.rebate or payment.rebate,
            points_last=self.points_last if said else payment.points_last,
        )

    def joined(self, other: Paying) -> Paying | None:
        """Return what both say together; None where one contradicts the other."""
        pairs = (
            (self.method, other.method),
            (self.due, other.due),
            (self.collects, other.collects),
            (self._comes_back(), other._comes_back()),
        )
        if any(ours and theirs and ours != theirs for ours, theirs in pairs):
            return None
        back = other if other.rebate is not None else self
        both = Paying(
            method=self.method or other.method,
            due=self.due or other.due,
            collects=self.collects or other.collects,
            rebate=back.rebate,
            points_last=back.points_last,
        )
        by_telegram = both.method in (Method.ONLINE, Method.STARS)
        return None if by_telegram and both.collects is Collects.EACH else both

    def _comes_back(self) -> tuple[Rebate, timedelta | None] | None:
        return None if self.rebate is None else (self.rebate, self.points_last)


UNSAID = Paying()

WORDS = {
    "by_hand": Paying(method=Method.BY_HAND),
    "online": Paying(method=Method.ONLINE),
    "stars": Paying(method=Method.STARS),
    "at_order": Paying(due=Due.AT_ORDER),
    "after_close": Paying(due=Due.AFTER_CLOSE),
    "to_supplier": Paying(collects=Collects.EACH),
}
"""What may be said after `pay`."""

PHRASES = {
    "each_pays": Paying(collects=Collects.EACH),
    "organiser_collects": Paying(collects=Collects.ORGANISER),
    "as_points": Paying(rebate=Rebate.POINTS),
    "as_money": Paying(rebate=Rebate.MONEY),
}
"""What says that it speaks of paying by itself."""

SAID_BY = {**WORDS, **PHRASES}


def read_paying(typed: str, *, bare: bool = False) -> Paying | None:
    """Return what `typed` says of paying, if it says nothing else.

    `bare` says that paying was asked about: `online` then needs no `pay` beside it.
    """
    found = read_every_way(typed, lambda some, _: _read(some, bare=bare))
    return found[0] if len(found) == 1 else None


def _read(some: tuple[Token, ...], *, bare: bool) -> Paying | None:
    at, said, about_paying = 0, UNSAID, bare
    while at < len(some):
        roles, size = roles_of(some, at)
        if some[at].text in (",", "、") or "and" in roles:
            at += max(size, 1)
            continue
        if "pay" in roles:
            about_paying, at = True, at + size
            continue
        part = next((SAID_BY[role] for role in sorted(roles) if role in SAID_BY), None)
        if part is None:
            return None
        about_paying = about_paying or bool(roles & set(PHRASES))
        at += size
        if part.rebate is Rebate.POINTS:
            span, used = _lasting(some, at)
            part, at = replace(part, points_last=span), at + used
        joined = said.joined(part)
        if joined is None:
            return None
        said = joined
    return said if about_paying and said else None


def _lasting(some: tuple[Token, ...], at: int) -> tuple[timedelta | None, int]:
    """Return how long points last (`for 6 months`, `，6个月有效`), and how many tokens say so."""
    start = _skipped(some, at)
    span, used = _span(some, start)
    if span is None:
        return None, 0
    end = start + used
    roles, size = roles_of(some, end)
    return span, end + (size if roles & {"lasting", "after"} else 0) - at


def _skipped(some: tuple[Token, ...], at: int) -> int:
    while at < len(some):
        roles, size = roles_of(some, at)
        if some[at].text in (",", "、", ":"):
            at += 1
        elif roles & {"lasting", "in"}:
            at += size
        else:
            break
    return at


def _span(some: tuple[Token, ...], at: int) -> tuple[timedelta | None, int]:
    """Return a span in days, weeks, months or years; a month counts 31 days, a year 366."""
    roles, size = roles_of(some, at)
    for role, unit in TWICE_LONGER.items():
        if role in roles:
            return 2 * unit, size
    count, used = 1, 0
    if at < len(some) and some[at].text.isdecimal() and len(some[at].text) <= LONGEST_COUNT:
        count, used = int(some[at].text), 1
    elif "one" in roles:
        used = size
    unit_roles, unit_size = roles_of(some, at + used)
    for role, unit in LONGER.items():
        if role in unit_roles and (used or "single" in roles) and count:
            return count * unit, used + unit_size
    return next(((span, size) for span, size in spans_at(some, at) if span), (None, 0))


def of_currency(payment: Payment, currency: str) -> Payment:
    """Return how a buy in that currency is paid: Stars with Stars, and nothing else with them."""
    if currency == STARS:
        return replace(payment, method=Method.STARS)
    if payment.method is Method.STARS:
        return replace(payment, method=Method.BY_HAND)
    return payment
