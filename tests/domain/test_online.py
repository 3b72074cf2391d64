"""Paying through Telegram: checked anew each time, credited whole or going back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.charges import INVOICE_LASTS, Back
from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.member import (
    AskInvoice,
    CancelOrder,
    CheckInvoice,
    ClaimPaid,
    RecordCharge,
)
from domain.commands.organiser import CallOff
from domain.decide import answer
from domain.errors import (
    BuyCalledOff,
    LimitTooSmall,
    MoreThanOwed,
    NothingOwed,
    NotPaidOnline,
    UnknownInvoice,
)
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.payment import Method
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, NOON
from tests.domain.purse import ONLINE, opened, ordered_online


def test_paid_after_the_close() -> None:
    """Lost otherwise: a payment is not credited, or counted before the price is known."""
    purse = ordered_online(ONLINE)
    with pytest.raises(NothingOwed):
        purse.invoice(BORIS)
    purse.close()
    invoice = purse.invoice(BORIS)
    assert (invoice.amount, invoice.currency, invoice.method) == (8400, "EUR", Method.ONLINE)
    purse.do(CheckInvoice, BORIS, invoice.id, 8400, "EUR")
    charge = purse.charge(BORIS, invoice)
    assert (charge.back, charge.payer, purse.owes(BORIS)) == (Back.NOT, BORIS, 0)
    told = purse.last(NoticeKind.CHARGED)
    assert (told.person, told.values) == (ANNA, {"charge": charge.id})
    assert purse.told(NoticeKind.PAYMENT_MARKED) == []
    entry = purse.entries(BORIS)[-1]
    assert (entry.reason, entry.key, entry.charge) == (
        Reason.CHARGE,
        f"charge:{charge.id}",
        charge.id,
    )
    purse.wait(timedelta(days=1))
    assert purse.told(NoticeKind.UNPAID) == [CARLA]
    purse.count()


def test_paid_in_parts() -> None:
    """Lost otherwise: a part counts as all of it, or nobody can pay in parts."""
    purse = ordered_online()
    purse.pays(BORIS, 5000)
    for amount, error in ((3401, MoreThanOwed), (0, LimitTooSmall)):
        with pytest.raises(error):
            purse.invoice(BORIS, amount)
    assert purse.pays(BORIS).amount == 3400
    with pytest.raises(NothingOwed):
        purse.invoice(BORIS)
    purse.count()


def test_paid_by_somebody_else() -> None:
    """Lost otherwise: nobody can treat a friend, or the friend never hears of it."""
    purse = ordered_online()
    charge = purse.pays(DEWI, 5000, person=BORIS)
    assert (charge.person, charge.payer) == (BORIS, DEWI)
    assert purse.entries(BORIS)[-1].payer == DEWI
    told = purse.last(NoticeKind.PAYMENT_MARKED)
    assert (told.person, told.values) == (BORIS, {"amount": 5000, "left": 3400, "payer": DEWI})
    invoice = purse.invoice(BORIS)
    assert purse.charge(CARLA, invoice).payer == CARLA
    assert purse.owes(BORIS) == -8400


def test_cash_in_an_online_buy() -> None:
    """Lost otherwise: somebody who brings cash cannot be ticked off."""
    purse = ordered_online()
    purse.do(ClaimPaid, CARLA, BUY)
    purse.do(MarkPaid, ANNA, BUY, CARLA)
    with pytest.raises(NothingOwed):
        purse.invoice(CARLA)


def test_paying_answers_a_claim() -> None:
    """Lost otherwise: who claimed and then paid by card still waits for the organiser."""
    purse = ordered_online()
    purse.do(ClaimPaid, BORIS, BUY)
    purse.pays(BORIS, 5000)
    assert purse.world.involvement(BUY, BORIS).claimed_paid_at is not None
    purse.pays(BORIS)
    assert purse.world.involvement(BUY, BORIS).claimed_paid_at is None


def test_a_buy_that_is_paid_by_hand_makes_no_invoices() -> None:
    """Lost otherwise: money goes to the bot's owner where nobody agreed to that."""
    purse = opened()
    purse.order(BORIS, 1)
    purse.close()
    with pytest.raises(NotPaidOnline):
        purse.invoice(BORIS)


def test_what_is_checked_before_the_money_is_taken() -> None:
    """Lost otherwise: Telegram takes money for what changed since the invoice was made."""
    purse = ordered_online()
    invoice = purse.invoice(BORIS)
    for forged in (("made-up", 8400, "EUR"), (invoice.id, 8399, "EUR"), (invoice.id, 8400, "USD")):
        with pytest.raises(UnknownInvoice):
            purse.do(CheckInvoice, BORIS, *forged)
    check = (CheckInvoice, BORIS, invoice.id, 8400, "EUR")
    purse.order(BORIS, 1)
    with pytest.raises(MoreThanOwed) as refused:
        purse.do(*check)
    assert (refused.value.owed, refused.value.currency) == (4200, "EUR")
    purse.do(CancelOrder, BORIS, BUY)
    with pytest.raises(NothingOwed):
        purse.do(*check)
    purse.order(BORIS, 3)
    purse.do(*check)
    assert purse.outcome.saves == ()
    purse.do(CallOff, ANNA, BUY)
    with pytest.raises(BuyCalledOff):
        purse.do(*check)
    with pytest.raises(BuyCalledOff):
        purse.invoice(BORIS)


def test_an_invoice_that_is_too_old() -> None:
    """Lost otherwise: money comes for an invoice that is forgotten by then."""
    purse = ordered_online(ONLINE)
    purse.close()
    invoice = purse.invoice(BORIS)
    purse.wait(INVOICE_LASTS)
    purse.do(CheckInvoice, BORIS, invoice.id, 8400, "EUR")
    purse.wait(timedelta(seconds=1))
    with pytest.raises(UnknownInvoice):
        purse.do(CheckInvoice, BORIS, invoice.id, 8400, "EUR")


def test_the_same_charge_delivered_again_is_one_charge() -> None:
    """Lost otherwise: a message that Telegram delivers twice pays twice."""
    purse = ordered_online()
    invoice = purse.invoice(BORIS)
    charge = purse.charge(BORIS, invoice)
    again = purse.do(RecordCharge, BORIS, invoice.id, charge.id, "p-1", 8400, "EUR")
    assert again == charge
    assert purse.outcome.saves == ()
    assert purse.owes(BORIS) == -8400
    assert purse.told(NoticeKind.CHARGED) == [ANNA]


def test_a_charge_of_no_invoice_is_refused() -> None:
    """Lost otherwise: a forged payload credits money that nobody paid."""
    purse = ordered_online()
    invoice = purse.invoice(BORIS)
    for forged in (("made-up", "c", "p", 8400, "EUR"), (invoice.id, "c", "p", 8400, "USD")):
        with pytest.raises(UnknownInvoice):
            purse.do(RecordCharge, BORIS, *forged)


def test_an_invoice_that_was_asked_for_twice_is_asked_for_anew() -> None:
    """Lost otherwise: a tap that Telegram delivers again breaks the desk."""
    purse = ordered_online()
    command = AskInvoice(Cause("u1:again", NOON), BORIS, BUY, BORIS, "never-kept")
    with pytest.raises(UnknownInvoice):
        answer(purse.world, command)
    receipt = RecordCharge(Cause("u2:again", NOON), BORIS, "i", "never-made", "p", 1, "EUR")
    with pytest.raises(UnknownInvoice):
        answer(purse.world, receipt)
