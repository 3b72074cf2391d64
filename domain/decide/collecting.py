"""Collecting: when something can be paid, who still owes, and the reminders to them."""

from __future__ import annotations

from datetime import datetime

from domain.buy import GroupBuy, State
from domain.charges import Back
from domain.decide.change import Change
from domain.decide.rights import must_be_closed
from domain.ids import PersonId
from domain.ledger import owed
from domain.notices import NoticeKind
from domain.payment import Due
from domain.timers import UNPAID_AFTER, TimerKind
from domain.world import World


def must_be_payable(buy: GroupBuy) -> None:
    """Raise `BuyNotClosed` or `BuyCalledOff` unless there can be something to pay now."""
    if not (buy.live and buy.terms.payment.due is Due.AT_ORDER):
        must_be_closed(buy)


def debtors(world: World, buy: GroupBuy) -> list[PersonId]:
    """Return those of a closed buy loaded whole who owe, and have not said that they paid.

    Who tapped "I've paid" is left in peace until the organiser has answered.
    """
    going_back: dict[PersonId, int] = {}
    for charge in world.charges.values():
        if charge.buy == buy.id and charge.back is Back.DUE:
            going_back[charge.person] = going_back.get(charge.person, 0) + charge.amount
    return sorted(
        person
        for person, entries in world.entries.get(buy.id, {}).items()
        if owed(entries) + going_back.get(person, 0) > 0
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


def restart_reminders(change: Change) -> None:
    """Set the next reminder of a closed buy: the chain may have run out of people who owe."""
    if change.buy.state is State.CLOSED and not change.buy.reminders_stopped:
        change.set_timer(TimerKind.UNPAID, next_reminder(change.buy, change.now))
