"""Paying by hand: claimed, marked, in part, too much, taken back, denied."""

from __future__ import annotations

from dataclasses import replace

from domain import limits
from domain.buy import State
from domain.commands.collecting import DenyPaid, MarkPaid, UnmarkPaid
from domain.commands.member import ClaimPaid
from domain.decide.books import Books
from domain.decide.change import Change
from domain.decide.collecting import must_be_payable, restart_reminders
from domain.decide.rights import must_run
from domain.decide.rule import rule
from domain.dues import settles_own
from domain.errors import (
    LimitTooLarge,
    LimitTooSmall,
    MoreThanOwed,
    NothingOwed,
    NothingToUndo,
)
from domain.ids import PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome, Withdrawal
from domain.world import Needs, World


def _needs_own(command: ClaimPaid) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.actor)}))


def _claim(world: World, command: ClaimPaid) -> Outcome:
    """Ask the organiser once; a second tap before the answer does nothing."""
    change = Change.of(world, command.cause, command.buy)
    must_be_payable(change.buy)
    if not Books.of(change).left(command.actor):
        raise NothingOwed
    involvement = world.involvement(command.buy, command.actor)
    if involvement.claimed_paid_at is not None:
        return NOTHING
    change.person(command.actor, involvement=replace(involvement, claimed_paid_at=change.now))
    organiser, occasion = change.buy.organiser, command.cause.key
    change.tell(organiser, NoticeKind.PAYMENT_CLAIMED, occasion, payer=command.actor)
    return change.outcome()


def _needs_one(command: MarkPaid | UnmarkPaid | DenyPaid) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.person)}))


def _mark(world: World, command: MarkPaid) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_payable(change.buy)
    must_run(world, change.buy, command.actor)
    books = Books.of(change)
    left = books.left(command.person)
    amount = _amount(command, change, books, left)
    entry = books.entry(command.person, Reason.PAYMENT, amount, command.actor)
    payer = command.payer if command.payer != command.person else None
    books.enter(replace(entry, payer=payer))
    answer_claim(change, command.person)
    values = {"amount": amount, "left": left - amount} | ({"payer": payer} if payer else {})
    change.tell(command.person, NoticeKind.PAYMENT_MARKED, command.cause.key, **values)
    return change.outcome()


def _amount(command: MarkPaid, change: Change, books: Books, left: int) -> int:
    """Return the amount to mark; more than is left only for somebody who has a part in the buy."""
    amount = left if command.amount is None else command.amount
    in_it = books.entries_of(command.person) or change.world.lines_of(command.buy, command.person)
    meant = command.over and bool(in_it) and not settles_own(change.buy, command.person)
    if not left and not (meant and command.amount is not None):
        raise NothingOwed
    if amount < 1:
        raise LimitTooSmall(term="amount", value=amount)
    if amount > left and not meant:
        raise MoreThanOwed(owed=left, currency=change.buy.terms.currency)
    if amount > limits.AMOUNT:
        raise LimitTooLarge(term="amount", value=amount, limit=limits.AMOUNT)
    return amount


def _unmark(world: World, command: UnmarkPaid) -> Outcome:
    """Reverse what was marked; the organiser's own share stays settled (`NothingToUndo`).

    In a buy that was called off what was paid back already stays: it would be owed otherwise.
    """
    change = Change.of(world, command.cause, command.buy)
    must_run(world, change.buy, command.actor)
    books = Books.of(change)
    marked = books.standing(command.person, Reason.PAYMENT, Reason.PAYMENT_REVERSED)
    most = sum(marked.values())
    if change.buy.state is State.CALLED_OFF:
        most = min(most, books.due_back(command.person))
    if most <= 0 or settles_own(change.buy, command.person):
        raise NothingToUndo
    for organiser, amount in marked.items():
        part = min(amount, most)
        most -= part
        if part:
            entry = books.entry(command.person, Reason.PAYMENT_REVERSED, part, command.actor)
            books.enter(replace(entry, organiser=organiser))
    told = (NoticeKind.PAYMENT_MARKED,)
    change.saves.append(Withdrawal(command.buy, command.person, told))
    change.tell(command.person, NoticeKind.PAYMENT_DENIED, command.cause.key, reversed=True)
    restart_reminders(change)
    return change.outcome()


def _deny(world: World, command: DenyPaid) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_payable(change.buy)
    must_run(world, change.buy, command.actor)
    if world.involvement(command.buy, command.person).claimed_paid_at is None:
        raise NothingToUndo
    answer_claim(change, command.person)
    change.tell(command.person, NoticeKind.PAYMENT_DENIED, command.cause.key)
    restart_reminders(change)
    return change.outcome()


def answer_claim(change: Change, person: PersonId) -> None:
    """The person's "I've paid", if any, waits for no answer any more."""
    involvement = change.world.involvement(change.buy.id, person)
    change.person(person, involvement=replace(involvement, claimed_paid_at=None))


RULES = (
    rule(ClaimPaid, _needs_own, _claim),
    rule(MarkPaid, _needs_one, _mark),
    rule(UnmarkPaid, _needs_one, _unmark),
    rule(DenyPaid, _needs_one, _deny),
)
