"""Settling up: the shares of a closed buy against what was paid and spent before.

What was paid and is not needed goes back: first the points that pay in the buy, then a discount
as points where the buy says so, then whole payments in Stars, and all else by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.charges import Back, WhyBack
from domain.decide.books import Books
from domain.decide.change import Change
from domain.decide.collecting import restart_reminders
from domain.dues import settles_own
from domain.ids import PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.payment import Method, Rebate
from domain.points import AFTER_A_RETURN
from domain.settlement import Settlement
from domain.timers import PICK_UP_AFTER, TimerKind


def settled(change: Change, settlement: Settlement) -> None:
    """Enter what each owes, give back what is not needed, and set the reminders.

    The buy is closed already. The shares in the ledger add up to the settlement.
    """
    books = Books.of(change)
    for statement in settlement.statements:
        if statement.due:
            share = books.entry(statement.person, Reason.SHARE, statement.due)
            key = f"{Reason.SHARE}:{change.buy.id}:{statement.person}"
            books.enter(replace(share, key=key))
    discounts = {one.person: one.saved for one in settlement.statements}
    for person in list(books.entries):
        even_out(books, person, discounts.get(person, 0))
    see_to_the_rest(books, books.entries)
    if change.buy.terms.handed_out:
        change.set_timer(TimerKind.PICK_UP, change.now + PICK_UP_AFTER[0])


def called_off(change: Change) -> dict[PersonId, int]:
    """Give back everything that was paid or spent. The buy is called off already.

    Return how many points came back to whom, in minor units.
    """
    books = Books.of(change)
    points = {person: sum(lot.amount for lot in books.spent(person)) for person in books.entries}
    for person in list(books.entries):
        for charge in books.charges_of(person):
            if charge.back is Back.NOT:
                books.send_back(charge, WhyBack.CALLED_OFF)
        even_out(books, person)
    see_to_the_rest(books, books.entries)
    return points


def even_out(books: Books, person: PersonId, rebate: int = 0) -> None:
    """Give back what the person paid and does not owe, as far as it needs nobody's hand.

    Up to `rebate` minor units of it become points where the buy gives points: what the price
    fell by. Money paid for what somebody did not get never does.
    """
    buy = books.change.buy
    own, spent = settles_own(buy, person), books.spent(person)
    unneeded = sum(lot.amount for lot in spent) if own else max(0, -books.owed(person))
    books.give_back(person, spent, unneeded, AFTER_A_RETURN)
    if buy.terms.payment.rebate is Rebate.POINTS and not own:
        _give_points(books, person, min(rebate, -books.owed(person)))
    for charge in reversed(books.charges_of(person)):
        whole = charge.method is Method.STARS and charge.back is Back.NOT
        if whole and charge.amount <= -books.owed(person):
            books.send_back(charge, WhyBack.CLOSED)
    if own:
        _settle_own(books, person)


def _give_points(books: Books, person: PersonId, amount: int) -> None:
    if amount <= 0:
        return
    change = books.change
    last = change.buy.terms.payment.points_last
    until = None if last is None else change.now + last
    books.enter(replace(books.entry(person, Reason.POINTS_GIVEN, amount), until=until))
    values = {"amount": amount, "until": until and until.isoformat()}
    change.tell(person, NoticeKind.POINTS_GIVEN, change.cause.key, **values)


def _settle_own(books: Books, person: PersonId) -> None:
    """Count the organiser's own share as settled: they paid the supplier for all."""
    owed = books.owed(person)
    if owed:
        reason = Reason.PAYMENT if owed > 0 else Reason.PAID_BACK
        books.enter(books.entry(person, reason, abs(owed)))


def see_to_the_rest(books: Books, people: Iterable[PersonId]) -> None:
    """Tell the organiser whom of these to pay back by hand, and set the timers anew."""
    change = books.change
    by_hand = sorted(person for person in people if books.due_back(person))
    if by_hand:
        whom = {"people": by_hand, "payer": None, "charge": ""}
        change.tell(change.buy.organiser, NoticeKind.PAY_BACK, change.cause.key, **whom)
    if any(books.left(person) for person in books.entries):
        restart_reminders(change)
    books.set_expiry()
