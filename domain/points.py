"""Credit points with an organiser (GP-7): one point is one minor unit of a currency.

Points belong to a person, with the organiser of the buy that gave them. They are told apart by
until when they can be spent: every entry names that, so that what is left of each lot is a sum.
Those that expire first are spent first; those that expire last come back first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.ids import PersonId
from domain.ledger import Entry, Reason

AFTER_A_RETURN = timedelta(days=30)
"""Points that a close or a call-off gives back can be spent at least so long."""

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lot:
    """`amount` points (minor units) that can be spent before `until` (UTC); None is ever."""

    organiser: PersonId
    until: datetime | None
    amount: int

    @property
    def last_day(self) -> datetime:
        """When it expires, for sorting: never is the latest."""
        return self.until or _NEVER

    def valid(self, at: datetime) -> bool:
        """Tell whether its points can be spent at this moment."""
        return at < self.last_day


def lots(entries: Iterable[Entry]) -> list[Lot]:
    """Return what is left of each lot, first-expiring first, from entries of one person.

    The entries are all that moved points with one organiser in one currency.
    """
    left: dict[tuple[PersonId, datetime | None], int] = {}
    for entry in entries:
        key = (entry.organiser, entry.until)
        left[key] = left.get(key, 0) + entry.points
    found = [Lot(*key, amount) for key, amount in left.items() if amount > 0]
    return sorted(found, key=lambda lot: lot.last_day)


def spendable(entries: Iterable[Entry], at: datetime) -> list[Lot]:
    """Return the lots that can be spent at this moment, first-expiring first."""
    return [lot for lot in lots(entries) if lot.valid(at)]


def expired(entries: Iterable[Entry], at: datetime) -> list[Lot]:
    """Return the lots that nobody can spend any more, though they are not taken off yet."""
    return [lot for lot in lots(entries) if not lot.valid(at)]


def held(entries: Iterable[Entry], at: datetime) -> int:
    """Return how many points can be spent at this moment, in minor units."""
    return sum(lot.amount for lot in spendable(entries, at))


def taken(offered: Iterable[Lot], amount: int) -> list[Lot]:
    """Return lots, in the order offered, that come to `amount`, or to all there is if that is less.

    The last one may be a part of what was offered.
    """
    found = []
    for lot in offered:
        part = min(lot.amount, amount)
        amount -= part
        if part:
            found.append(replace(lot, amount=part))
    return found


def spent(entries: Iterable[Entry]) -> list[Lot]:
    """Return the lots that pay in one buy, last-expiring first: so they come back.

    The entries are one person's in that buy, in the order they were made.
    """
    paying: dict[tuple[PersonId, datetime | None], int] = {}
    for entry in entries:
        if entry.reason is Reason.POINTS_SPENT:
            key = (entry.organiser, entry.until)
            paying[key] = paying.get(key, 0) + entry.amount
        elif entry.reason is Reason.POINTS_RETURNED:
            theirs = [lot for lot in _latest(paying) if lot.organiser == entry.organiser]
            for lot in taken(theirs, entry.amount):
                paying[lot.organiser, lot.until] -= lot.amount
    return _latest(paying)


def _latest(paying: dict[tuple[PersonId, datetime | None], int]) -> list[Lot]:
    found = [Lot(*key, amount) for key, amount in paying.items() if amount]
    return sorted(found, key=lambda lot: lot.last_day, reverse=True)
