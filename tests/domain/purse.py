"""Buys with money in them, played out: paid ahead, through Telegram, with points, and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.charges import Back, Charge, Invoice
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.member import (
    AskInvoice,
    ChangeOrder,
    CheckInvoice,
    RecordCharge,
    RecordChargeBack,
    UsePoints,
)
from domain.commands.organiser import CloseBuy
from domain.dues import due_back
from domain.ids import BuyId, PersonId
from domain.ledger import Account, Entry, balance
from domain.payment import Due, Method, Payment, Rebate
from domain.points import held
from tests.domain.play import ANNA, BORIS, BUY, CARLA, OIL, Play, olive_oil, start_in

NEXT = BuyId(6)
"""Another buy of Anna's, for what the first one leaves."""
THIRD = BuyId(7)

AHEAD = Payment(due=Due.AT_ORDER)
ONLINE = Payment(Method.ONLINE)
ONLINE_AHEAD = Payment(Method.ONLINE, Due.AT_ORDER)
STARS_AHEAD = Payment(Method.STARS, Due.AT_ORDER)
POINTS_AHEAD = Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS)

MONTH = timedelta(days=30)


@dataclass
class Purse(Play):
    """A play that pays through Telegram, and counts what is in the ledger."""

    ids: int = 0
    known: list[Entry] = field(default_factory=list)
    """All entries as they were when they were last counted."""

    def invoice(
        self, payer: int, amount: int | None = None, person: int | None = None, buy: BuyId = BUY
    ) -> Invoice:
        """Have somebody ask for an invoice, over their own part unless another's is named."""
        self.ids += 1
        of = PersonId(person or payer)
        answered = self.do(AskInvoice, payer, buy, of, f"invoice-{self.ids}", amount)
        assert isinstance(answered, Invoice)
        return answered

    def charge(self, payer: int, invoice: Invoice) -> Charge:
        """Let Telegram take the money of an invoice, whether or not it was checked before."""
        self.ids += 1
        number, amount, currency = f"charge-{self.ids}", invoice.amount, invoice.currency
        answered = self.do(RecordCharge, payer, invoice.id, number, "p-1", amount, currency)
        assert isinstance(answered, Charge)
        return answered

    def pays(
        self, payer: int, amount: int | None = None, person: int | None = None, buy: BuyId = BUY
    ) -> Charge:
        """Have somebody pay by invoice, as Telegram goes about it."""
        invoice = self.invoice(payer, amount, person, buy)
        self.do(CheckInvoice, payer, invoice.id, invoice.amount, invoice.currency)
        return self.charge(payer, invoice)

    def refund(self) -> list[Charge]:
        """Let the bot pay back all Stars that are due; return what those charges were."""
        due = [one for one in self.world.charges.values() if one.back is Back.DUE]
        due = [one for one in due if one.method is Method.STARS]
        for charge in due:
            self.do(RecordChargeBack, charge.payer, charge.id)
        return due

    def next_buy(self, buy: BuyId = NEXT, days: int = 100, **terms: Any) -> None:
        """Let Anna start another buy, which is open for so long."""
        deadline = self.now + timedelta(days=days)
        self.do(SaveDraft, ANNA, olive_oil(id=buy, deadline=deadline, **terms))
        self.do(StartBuy, ANNA, buy, f"CODE{buy}", (), may_take_online=True)

    def order_next(self, actor: int, quantity: int, buy: BuyId = NEXT) -> None:
        """Have somebody order in another buy."""
        self.do(ChangeOrder, actor, buy, OIL, quantity=quantity)

    def spend(self, actor: int, amount: int | None = None, buy: BuyId = NEXT) -> int:
        """Have somebody spend points; return what points pay."""
        answered = self.do(UsePoints, actor, buy, amount)
        assert isinstance(answered, int)
        return answered

    def close(self, buy: BuyId = BUY) -> None:
        """Let the organiser close a buy."""
        self.do(CloseBuy, self.world.buy(buy).organiser, buy)

    def points(self, person: int, organiser: int = ANNA) -> int:
        """Return the points that somebody can spend."""
        account = (PersonId(organiser), PersonId(person), "EUR")
        return held(self.world.point_entries.get(account, []), self.now)

    def by_hand(self, person: int, buy: BuyId = BUY) -> int:
        """Return what the organiser has to give back to somebody."""
        entries = self.world.entries.get(buy, {}).get(PersonId(person), [])
        charges = [one for one in self.world.charges.values() if one.buy == buy]
        theirs = (one for one in charges if one.person == person)
        return due_back(self.world.buy(buy), entries, list(theirs))

    def count(self) -> None:
        """Check what must always hold of the ledger."""
        whole = [e for of in self.world.entries.values() for es in of.values() for e in es]
        assert len({entry.key for entry in whole}) == len(whole), "a key was used twice"
        assert all(entry in whole for entry in self.known), "an entry was edited or lost"
        self.known = whole
        for buy, of in self.world.entries.items():
            entries = [entry for theirs in of.values() for entry in theirs]
            assert sum(balance(entries, account) for account in Account) == 0, buy
        for account in self.world.point_entries.values():
            lots: dict[Any, int] = {}
            for entry in account:
                lots[entry.until] = lots.get(entry.until, 0) + entry.points
                assert lots[entry.until] >= 0, "more points were spent than there were"


def opened(**terms: Any) -> Purse:
    """Return a play in which Anna has started the olive oil buy, with further terms."""
    return start_in(Purse(), **terms)


def ordered_online(payment: Payment = ONLINE_AHEAD) -> Purse:
    """Return an open buy in which Boris wants 2 at 42.00 and Carla 1."""
    currency = "XTR" if payment.method is Method.STARS else "EUR"
    purse = opened(payment=payment, currency=currency)
    for person, quantity in ((BORIS, 2), (CARLA, 1)):
        purse.order(person, quantity)
    return purse
