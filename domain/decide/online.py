"""Paying through Telegram: the invoice, the check before the money is taken, and the charge.

A charge is credited whole or goes back whole: what is left to pay is judged anew when it is asked
for, when Telegram is about to take it, and once more when it is there (Bot API, "Payments").
"""

from __future__ import annotations

from dataclasses import replace

from domain.buy import GroupBuy, State
from domain.charges import INVOICE_LASTS, Back, Charge, Invoice, WhyBack
from domain.commands.member import AskInvoice, CheckInvoice, RecordCharge, RecordChargeBack
from domain.decide.books import Books
from domain.decide.change import Change
from domain.decide.collecting import restart_reminders
from domain.decide.paying import answer_claim
from domain.decide.rule import rule
from domain.errors import (
    BuyCalledOff,
    LimitTooSmall,
    MoreThanOwed,
    NothingOwed,
    NotPaidOnline,
    UnknownInvoice,
)
from domain.ids import PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome
from domain.payment import Method
from domain.world import Needs, World


def _must_be_left(change: Change, person: PersonId, amount: int | None) -> int:
    """Return the amount if the person has so much to pay, or all that is left for None."""
    buy = change.buy
    if buy.state is State.CALLED_OFF:
        raise BuyCalledOff(title=buy.terms.title)
    left = Books.of(change).left(person)
    if not left:
        raise NothingOwed
    if amount is not None and amount < 1:
        raise LimitTooSmall(term="amount", value=amount)
    if amount is not None and amount > left:
        raise MoreThanOwed(owed=left, currency=buy.terms.currency)
    return amount or left


def _needs_ask(command: AskInvoice) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.person)}), invoices=frozenset({command.id}))


def _ask(world: World, command: AskInvoice) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    terms = change.buy.terms
    if not terms.payment.by_telegram:
        raise NotPaidOnline
    invoice = Invoice(
        id=command.id,
        buy=command.buy,
        person=command.person,
        payer=command.actor,
        amount=_must_be_left(change, command.person, command.amount),
        currency=terms.currency,
        method=terms.payment.method,
        asked_at=change.now,
    )
    return Outcome((invoice,))


def _asked(world: World, command: AskInvoice) -> Invoice:
    """Return the invoice; `UnknownInvoice` for a repeated command that brings another id."""
    return _invoice(world, command.id)


def _invoice(world: World, invoice: str) -> Invoice:
    found = world.invoices.get(invoice)
    if found is None:
        raise UnknownInvoice
    return found


def _needs_check(command: CheckInvoice) -> Needs:
    return Needs(invoices=frozenset({command.invoice}))


def _check(world: World, command: CheckInvoice) -> Outcome:
    invoice = _invoice(world, command.invoice)
    change = Change.of(world, command.cause, invoice.buy)
    too_old = change.now - invoice.asked_at > INVOICE_LASTS
    if too_old or (command.amount, command.currency) != (invoice.amount, invoice.currency):
        raise UnknownInvoice
    _must_be_left(change, invoice.person, invoice.amount)
    return NOTHING


def _needs_record(command: RecordCharge) -> Needs:
    return Needs(invoices=frozenset({command.invoice}), charges=frozenset({command.charge}))


def _record(world: World, command: RecordCharge) -> Outcome:
    """Credit the charge, or have it go back; the same charge delivered again is one charge."""
    invoice = _invoice(world, command.invoice)
    if command.charge in world.charges:
        return NOTHING
    change = Change.of(world, command.cause, invoice.buy)
    if command.currency != change.buy.terms.currency:
        raise UnknownInvoice
    books = Books.of(change)
    left = books.left(invoice.person)
    charge = Charge(
        id=command.charge,
        invoice=invoice.id,
        buy=invoice.buy,
        person=invoice.person,
        payer=command.actor,
        amount=command.amount,
        currency=command.currency,
        method=invoice.method,
        provider_charge=command.provider_charge,
        at=change.now,
    )
    books.keep(charge)
    entry = books.entry(charge.person, Reason.CHARGE, charge.amount, command.actor)
    key = f"{Reason.CHARGE}:{charge.id}"
    books.enter(replace(entry, key=key, payer=_payer(charge), charge=charge.id))
    if charge.amount <= left:
        _credited(change, charge, left - charge.amount)
    else:
        _goes_back(books, charge)
    return change.outcome()


def _payer(charge: Charge) -> PersonId | None:
    return charge.payer if charge.payer != charge.person else None


def _credited(change: Change, charge: Charge, left: int) -> None:
    """Tell the organiser, and whoever was paid for by somebody else."""
    change.tell(change.buy.organiser, NoticeKind.CHARGED, charge.id, charge=charge.id)
    if charge.payer != charge.person:
        values = {"amount": charge.amount, "left": left, "payer": charge.payer}
        change.tell(charge.person, NoticeKind.PAYMENT_MARKED, charge.id, **values)
    if not left and change.world.involvement(charge.buy, charge.person).claimed_paid_at:
        answer_claim(change, charge.person)


def _goes_back(books: Books, charge: Charge) -> None:
    """Tell the payer; a provider's money is the organiser's to give back."""
    change = books.change
    gone = not _has_part(change.world, change.buy, charge.person)
    books.send_back(charge, WhyBack.CLOSED if gone else WhyBack.TWICE)
    if charge.method is not Method.STARS:
        whom = {"people": [charge.person], "payer": charge.payer, "charge": charge.id}
        change.tell(change.buy.organiser, NoticeKind.PAY_BACK, charge.id, **whom)


def _has_part(world: World, buy: GroupBuy, person: PersonId) -> bool:
    """Tell whether the person has anything in the buy that could be paid for."""
    if buy.live:
        return bool(world.lines_of(buy.id, person))
    settlement = world.settlements.get(buy.id)
    return settlement is not None and settlement.statement_of(person) is not None


def _recorded(world: World, command: RecordCharge) -> Charge:
    found = world.charges.get(command.charge)
    if found is None:
        raise UnknownInvoice
    return found


def _needs_back(command: RecordChargeBack) -> Needs:
    return Needs(charges=frozenset({command.charge}))


def _back(world: World, command: RecordChargeBack) -> Outcome:
    """Enter that a payment went back to whoever made it, whoever had Telegram do that.

    One that should have stayed is owed again.
    """
    charge = world.charges.get(command.charge)
    if charge is None or charge.back is Back.DONE:
        return NOTHING
    change = Change.of(world, command.cause, charge.buy)
    books = Books.of(change)
    entry = books.entry(charge.person, Reason.CHARGE_BACK, charge.amount, command.actor)
    key = f"{Reason.CHARGE_BACK}:{charge.id}"
    books.enter(replace(entry, key=key, payer=_payer(charge), charge=charge.id))
    books.keep(replace(charge, back=Back.DONE))
    if charge.back is Back.NOT:
        restart_reminders(change)
    return change.outcome()


RULES = (
    rule(AskInvoice, _needs_ask, _ask, _asked),
    rule(CheckInvoice, _needs_check, _check),
    rule(RecordCharge, _needs_record, _record, _recorded),
    rule(RecordChargeBack, _needs_back, _back),
)
