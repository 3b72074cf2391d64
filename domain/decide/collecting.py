"""Collecting: who still owes, and the reminders to them."""

from __future__ import annotations

from datetime import datetime

from domain.buy import GroupBuy
from domain.decide.change import Change
from domain.ids import PersonId
from domain.ledger import owed
from domain.notices import NoticeKind
from domain.timers import UNPAID_AFTER, TimerKind
from domain.world import World


def owes(world: World, buy: GroupBuy, person: PersonId) -> int:
    """Return what the person still owes in the buy, in minor units."""
    return owed(world.entries.get(buy.id, {}).get(person, ()))


def debtors(world: World, buy: GroupBuy) -> list[PersonId]:
    """Return those of a buy loaded whole who owe, and have not said that they paid.

    Who tapped "I've paid" is left in peace until the organiser has answered.
    """
    return sorted(
        person
        for person in world.entries.get(buy.id, {})
        if owes(world, buy, person) > 0
        and world.involvement(buy.id, person).claimed_paid_at is None
    )


def remind(change: Change) -> None:
    """Remind everyone who owes; each person once a day (UTC) at most, whoever asks for it."""
    for person in debtors(change.world, change.buy):
        change.tell(person, NoticeKind.UNPAID, change.now.date().isoformat())


def next_reminder(buy: GroupBuy, now: datetime) -> datetime | None:
    """Return when those who owe are reminded next; None after the last time."""
    if buy.closed_at is None:
        return None
    moments = (buy.closed_at + span for span in UNPAID_AFTER)
    return next((moment for moment in moments if moment > now), None)


def remind_and_go_on(change: Change) -> None:
    """Remind everyone who owes, and set the timer for the next time."""
    remind(change)
    change.set_timer(TimerKind.UNPAID, next_reminder(change.buy, change.now))
