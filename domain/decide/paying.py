"""Paying by hand: claimed, marked, partial, taken back, denied; and the reminders."""

from __future__ import annotations

from dataclasses import replace

from domain.commands.collecting import DenyPaid, MarkPaid, RemindUnpaid, StopReminders, UnmarkPaid
from domain.commands.member import ClaimPaid
from domain.decide.change import Change
from domain.decide.collecting import debtors, next_reminder, owes, remind
from domain.decide.rights import must_be_closed, must_run
from domain.decide.rule import rule
from domain.errors import LimitTooSmall, MoreThanOwed, NothingOwed, NothingToUndo
from domain.ids import PersonId
from domain.ledger import Entry, Reason
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome, Withdrawal
from domain.timers import TimerKind
from domain.world import Needs, World

OfOne = MarkPaid | UnmarkPaid | DenyPaid
OfAll = StopReminders | RemindUnpaid


def _needs_own(command: ClaimPaid) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.actor)}))


def _claim(world: World, command: ClaimPaid) -> Outcome:
    """Ask the organiser once; a second tap before the answer does nothing."""
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    if owes(world, change.buy, command.actor) <= 0:
        raise NothingOwed
    involvement = world.involvement(command.buy, command.actor)
    if involvement.claimed_paid_at is not None:
        return NOTHING
    change.person(command.actor, involvement=replace(involvement, claimed_paid_at=change.now))
    organiser, occasion = change.buy.organiser, command.cause.key
    change.tell(organiser, NoticeKind.PAYMENT_CLAIMED, occasion, payer=command.actor)
    return change.outcome()


def _needs_one(command: OfOne) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.person)}))


def _begin(world: World, command: OfOne | OfAll) -> Change:
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    return change


def _mark(world: World, command: MarkPaid) -> Outcome:
    change = _begin(world, command)
    owed = owes(world, change.buy, command.person)
    if owed <= 0:
        raise NothingOwed
    amount = owed if command.amount is None else command.amount
    if amount < 1:
        raise LimitTooSmall(term="amount", value=amount)
    if amount > owed:
        raise MoreThanOwed(owed=owed, currency=change.buy.terms.currency)
    _enter(change, command, amount, Reason.PAYMENT)
    _answer_claim(change, command.person)
    occasion, left = command.cause.key, owed - amount
    change.tell(command.person, NoticeKind.PAYMENT_MARKED, occasion, amount=amount, left=left)
    return change.outcome()


def _unmark(world: World, command: UnmarkPaid) -> Outcome:
    """Reverse what was marked; the organiser's own share stays settled (`NothingToUndo`)."""
    change = _begin(world, command)
    entries = world.entries.get(command.buy, {}).get(command.person, ())
    paid = -sum(entry.effect for entry in entries if entry.reason is not Reason.SHARE)
    if paid <= 0 or command.person == change.buy.organiser:
        raise NothingToUndo
    _enter(change, command, paid, Reason.PAYMENT_REVERSED)
    marked = (NoticeKind.PAYMENT_MARKED,)
    change.saves.append(Withdrawal(command.buy, command.person, marked))
    change.tell(command.person, NoticeKind.PAYMENT_DENIED, command.cause.key, reversed=True)
    _restart_reminders(change)
    return change.outcome()


def _deny(world: World, command: DenyPaid) -> Outcome:
    change = _begin(world, command)
    if world.involvement(command.buy, command.person).claimed_paid_at is None:
        raise NothingToUndo
    _answer_claim(change, command.person)
    change.tell(command.person, NoticeKind.PAYMENT_DENIED, command.cause.key)
    _restart_reminders(change)
    return change.outcome()


def _enter(change: Change, command: MarkPaid | UnmarkPaid, amount: int, reason: Reason) -> None:
    change.saves.append(
        Entry(
            key=f"{reason}:{command.cause.key}",
            buy=command.buy,
            person=command.person,
            organiser=change.buy.organiser,
            amount=amount,
            currency=change.buy.terms.currency,
            reason=reason,
            actor=command.actor,
            at=change.now,
        )
    )


def _answer_claim(change: Change, person: PersonId) -> None:
    involvement = change.world.involvement(change.buy.id, person)
    change.person(person, involvement=replace(involvement, claimed_paid_at=None))


def _restart_reminders(change: Change) -> None:
    """Set the next reminder: the chain may have run out of people who owe."""
    if not change.buy.reminders_stopped:
        change.set_timer(TimerKind.UNPAID, next_reminder(change.buy, change.now))


def _needs_buy(command: StopReminders) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _stop(world: World, command: StopReminders) -> Outcome:
    change = _begin(world, command)
    change.update(reminders_stopped=command.stopped)
    due_at = None if command.stopped else next_reminder(change.buy, change.now)
    change.set_timer(TimerKind.UNPAID, due_at)
    return change.outcome()


def _needs_all(command: RemindUnpaid) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _remind(world: World, command: RemindUnpaid) -> Outcome:
    change = _begin(world, command)
    remind(change)
    return change.outcome()


def _count_reminded(world: World, command: RemindUnpaid) -> int:
    return len(debtors(world, world.buy(command.buy)))


RULES = (
    rule(ClaimPaid, _needs_own, _claim),
    rule(MarkPaid, _needs_one, _mark),
    rule(UnmarkPaid, _needs_one, _unmark),
    rule(DenyPaid, _needs_one, _deny),
    rule(StopReminders, _needs_buy, _stop),
    rule(RemindUnpaid, _needs_all, _remind, _count_reminded),
)
