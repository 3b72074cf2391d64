"""Any sequence of events that move money: no cent is made or lost, and nothing is edited."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from domain.buy import State
from domain.charges import Back, Invoice
from domain.commands.base import Command
from domain.commands.collecting import MarkPaid, MarkPaidBack, UnmarkPaid, UnmarkPaidBack
from domain.commands.goods import EnterArrival, EnterBill, ReturnUnits
from domain.commands.member import CancelOrder, ChangeOrder, ClaimPaid, UsePoints
from domain.commands.organiser import CallOff, CloseBuy, TakeOver
from domain.commands.people import DeleteMe, Meet
from domain.delivery import Delivery, SharedBy
from domain.dues import settles_own, still_owed
from domain.errors import DomainError
from domain.ids import BuyId, PersonId
from domain.ledger import Entry, Reason, owed
from domain.notices import NoticeKind
from domain.payment import Collects, Due, Method, Payment, Rebate
from domain.points import spent
from tests.domain.play import BUY, NAMES, OIL
from tests.domain.purse import NEXT, POINTS_AHEAD, Purse, opened

PEOPLE = st.integers(1, 4).map(PersonId)
BUYS = st.sampled_from([BUY, BUY, NEXT])
EARLIER = BuyId(4)
"""A buy that has given everybody but Anna some points."""
MONTH = timedelta(days=30)
METHODS = st.sampled_from(Method)
PAYMENTS = st.builds(
    Payment,
    due=st.sampled_from(Due),
    collects=st.sampled_from([Collects.ORGANISER, Collects.ORGANISER, Collects.EACH]),
    rebate=st.sampled_from(Rebate),
    points_last=st.sampled_from([None, MONTH, MONTH, timedelta(days=50)]),
)
DELIVERIES = st.none() | st.builds(Delivery, st.integers(1, 5000), st.sampled_from(SharedBy))
OWED_LESS_BY = (Reason.PAYMENT, Reason.CHARGE, Reason.POINTS_SPENT)
OWED_MORE_BY = (
    Reason.PAYMENT_REVERSED,
    Reason.CHARGE_BACK,
    Reason.PAID_BACK,
    Reason.POINTS_GIVEN,
    Reason.POINTS_RETURNED,
)
SHARES = {Reason.SHARE: 1, Reason.SHARE_CORRECTED: 1, Reason.RETURNED: -1}


class Money(RuleBasedStateMachine):
    """People order, pay by every way there is, spend points; buys close, or do not."""

    def __init__(self) -> None:
        super().__init__()
        self.purse = Purse()
        self.invoices: list[Invoice] = []
        self.said = 0

    @initialize(method=METHODS, first=PAYMENTS, second=PAYMENTS, delivery=DELIVERIES)
    def start(
        self, method: Method, first: Payment, second: Payment, delivery: Delivery | None
    ) -> None:
        """Start two buys of one organiser, in one currency."""
        currency = "XTR" if method is Method.STARS else "EUR"
        terms: dict[str, Any] = {"currency": currency, "delivery": delivery}
        self.purse = opened(payment=with_method(first, method), **terms)
        self.purse.next_buy(days=60, payment=with_method(second, method), **terms)
        earned = with_method(replace(POINTS_AHEAD, points_last=first.points_last), method)
        self.purse.next_buy(EARLIER, currency=currency, payment=earned)
        for person in (1, 2, 3, 4):
            self.purse.order_next(person, 5, EARLIER)
            self.tried(MarkPaid, 1, EARLIER, PersonId(person))
        self.purse.close(EARLIER)

    def tried(self, kind: type[Command[Any]], actor: int, *args: Any, **kwargs: Any) -> Any:
        """Have a command given, whether or not it is refused."""
        with suppress(DomainError):
            return self.purse.do(kind, actor, *args, **kwargs)
        return None

    def organiser(self, buy: BuyId) -> PersonId:
        """Return who runs a buy."""
        return self.purse.world.buy(buy).organiser

    @rule(person=PEOPLE, buy=BUYS, quantity=st.integers(0, 12))
    def order(self, person: PersonId, buy: BuyId, quantity: int) -> None:
        """Someone orders exactly so many."""
        self.tried(ChangeOrder, person, buy, OIL, quantity=quantity)

    @rule(person=PEOPLE, buy=BUYS, quantity=st.integers(1, 9), points=st.sampled_from([None, 700]))
    def order_with_points(
        self, person: PersonId, buy: BuyId, quantity: int, points: int | None
    ) -> None:
        """Someone orders, and points pay what they can."""
        self.tried(ChangeOrder, person, buy, OIL, quantity=quantity)
        self.tried(UsePoints, person, buy, points)

    @rule(person=PEOPLE, buy=BUYS, quantity=st.integers(1, 9))
    def order_and_pay(self, person: PersonId, buy: BuyId, quantity: int) -> None:
        """Someone orders and pays at once, as it is asked of them."""
        self.tried(ChangeOrder, person, buy, OIL, quantity=quantity)
        with suppress(DomainError):
            self.purse.pays(person, None, person, buy)
        self.tried(MarkPaid, self.organiser(buy), buy, person)

    @rule(person=PEOPLE, buy=BUYS)
    def cancel(self, person: PersonId, buy: BuyId) -> None:
        """Someone cancels, or says that they paid."""
        self.tried(ClaimPaid, person, buy)
        self.tried(CancelOrder, person, buy)

    @rule(payer=PEOPLE, person=PEOPLE, buy=BUYS, amount=st.sampled_from([None, None, 700]))
    def ask(self, payer: PersonId, person: PersonId, buy: BuyId, amount: int | None) -> None:
        """Someone asks for an invoice."""
        with suppress(DomainError):
            self.invoices.append(self.purse.invoice(payer, amount, person, buy))

    @precondition(lambda self: self.invoices)
    @rule(payer=PEOPLE, which=st.integers(0, 9), times=st.sampled_from([1, 1, 2]))
    def pay(self, payer: PersonId, which: int, times: int) -> None:
        """Someone pays an invoice, perhaps an old one, perhaps twice."""
        for _ in range(times):
            self.purse.charge(payer, self.invoices[which % len(self.invoices)])

    @rule()
    def refund(self) -> None:
        """The bot pays back the Stars that are due."""
        self.purse.refund()

    @rule(
        person=PEOPLE,
        buy=BUYS,
        amount=st.sampled_from([None, None, 1000, 9000]),
        over=st.booleans(),
    )
    def pay_by_hand(self, person: PersonId, buy: BuyId, amount: int | None, over: bool) -> None:
        """The organiser marks a payment."""
        self.tried(MarkPaid, self.organiser(buy), buy, person, amount, over=over)

    @rule(
        person=PEOPLE,
        buy=BUYS,
        kind=st.sampled_from([UnmarkPaid, MarkPaidBack, MarkPaidBack, UnmarkPaidBack]),
    )
    def take_back(self, person: PersonId, buy: BuyId, kind: type[Command[Any]]) -> None:
        """The organiser gives back, or takes a mark back."""
        self.tried(kind, self.organiser(buy), buy, person)

    @rule(person=PEOPLE, buy=BUYS, amount=st.sampled_from([None, None, 0, 300]))
    def use_points(self, person: PersonId, buy: BuyId, amount: int | None) -> None:
        """Someone spends points, or takes them back."""
        self.tried(UsePoints, person, buy, amount)

    @rule(buy=BUYS, kind=st.sampled_from([CloseBuy, CloseBuy, CloseBuy, CallOff]))
    def end(self, buy: BuyId, kind: type[Command[Any]]) -> None:
        """The organiser closes a buy that several are in, or calls it off."""
        if self.purse.world.totals_of(buy).participants > 1:
            self.tried(kind, self.organiser(buy), buy)

    @rule(buy=BUYS, units=st.integers(0, 40))
    def arrive(self, buy: BuyId, units: int) -> None:
        """So many arrived."""
        self.tried(EnterArrival, self.organiser(buy), buy, OIL, units)

    @rule(buy=BUYS, bill=st.sampled_from([None, 1, 60_001, 99_999]))
    def bill(self, buy: BuyId, bill: int | None) -> None:
        """The supplier's bill comes."""
        self.tried(EnterBill, self.organiser(buy), buy, bill)

    @rule(person=PEOPLE, buy=BUYS, units=st.sampled_from([1, 2, -1]))
    def give_back(self, person: PersonId, buy: BuyId, units: int) -> None:
        """Someone gives goods back, or did not after all."""
        self.tried(ReturnUnits, self.organiser(buy), buy, person, OIL, units)

    @rule(days=st.sampled_from([1, 1, 1, 20, 35]))
    def wait(self, days: int) -> None:
        """Time passes: reminders, deadlines, points that expire."""
        self.purse.wait(timedelta(days=days))

    @rule(person=PEOPLE, buy=BUYS)
    def take_over(self, person: PersonId, buy: BuyId) -> None:
        """Another becomes organiser."""
        self.tried(TakeOver, person, buy, by_administrator=True, organiser_left=True)

    @rule(person=PEOPLE)
    def be_forgotten(self, person: PersonId) -> None:
        """Someone has their data deleted and comes back."""
        self.tried(DeleteMe, person)
        self.tried(Meet, person, NAMES[person - 1], "", None, None, private=True)

    @invariant()
    def the_books_are_in_order(self) -> None:
        """Lost otherwise: a cent is made or lost, points are spent twice, an entry is edited."""
        self.purse.count()

    @invariant()
    def shares_are_the_settlement(self) -> None:
        """Lost otherwise: what people owe is not what the group pays."""
        for buy, settlement in self.purse.world.settlements.items():
            dues = {one.person: one.due for one in settlement.statements}
            for person, entries in self.purse.world.entries.get(buy, {}).items():
                share = sum(SHARES.get(entry.reason, 0) * entry.amount for entry in entries)
                assert share == dues.get(person, 0)
            assert sum(dues.values()) == settlement.due

    @invariant()
    def what_is_owed_is_the_share_less_what_was_paid(self) -> None:
        """Lost otherwise: an account whose entries go the wrong way is balanced all the same."""
        for _, _, entries in self.parts():
            sums = dict.fromkeys(Reason, 0)
            for entry in entries:
                sums[entry.reason] += entry.amount
            share = sum(sign * sums[reason] for reason, sign in SHARES.items())
            paid = sum(sums[reason] for reason in OWED_LESS_BY)
            back = sum(sums[reason] for reason in OWED_MORE_BY) - sums[Reason.PAID_BACK_REVERSED]
            assert owed(entries) == share - paid + back

    @invariant()
    def nobody_has_money_and_points_to_get_back(self) -> None:
        """Lost otherwise: points go on paying for what was called off, or is paid in money."""
        for buy, person, entries in self.parts():
            if self.purse.world.buy(buy).state is State.CALLED_OFF:
                assert spent(entries) == []
            if settles_own(self.purse.world.buy(buy), person) and not self.live(buy):
                assert self.owed(buy, person) == 0

    @invariant()
    def each_charge_is_entered_once(self) -> None:
        """Lost otherwise: a payment through Telegram counts twice, or goes back twice."""
        entries = [entry for _, _, theirs in self.parts() for entry in theirs]
        for charge in self.purse.world.charges.values():
            of_it = [entry.reason for entry in entries if entry.charge == charge.id]
            assert of_it.count(Reason.CHARGE) == 1
            stars = charge.method is Method.STARS
            gone = of_it.count(Reason.CHARGE_BACK)
            assert gone == (stars and charge.back is Back.DONE)

    @invariant()
    def only_those_who_owe_are_reminded(self) -> None:
        """Lost otherwise: somebody to whom money is due is urged to pay."""
        for notice in self.purse.said[self.said :]:
            if notice.kind is NoticeKind.UNPAID:
                assert notice.buy is not None
                assert notice.person is not None
                assert self.owed(notice.buy, notice.person) > 0
        self.said = len(self.purse.said)

    def teardown(self) -> None:
        """In the end everybody can be quits: all is paid, or given back."""
        purse = self.purse
        if EARLIER not in purse.world.buys:
            return
        for buy in (BUY, NEXT, EARLIER):
            self.tried(CloseBuy, self.organiser(buy), buy)
            self.tried(CallOff, self.organiser(buy), buy)
            purse.refund()
            for person in list(purse.world.entries.get(buy, {})):
                self.tried(MarkPaidBack, self.organiser(buy), buy, person)
                self.tried(MarkPaid, self.organiser(buy), buy, person)
                assert owed(purse.world.entries[buy][person]) == 0
        purse.count()

    def live(self, buy: BuyId) -> bool:
        """Tell whether a buy still takes orders."""
        return self.purse.world.buy(buy).live

    def parts(self) -> list[tuple[BuyId, PersonId, list[Entry]]]:
        """Return everybody's entries in every buy."""
        ledger = self.purse.world.entries.items()
        return [(buy, person, entries) for buy, of in ledger for person, entries in of.items()]

    def owed(self, buy: BuyId, person: PersonId) -> int:
        """Return what somebody owes once what goes back has gone."""
        of_buy = (one for one in self.purse.world.charges.values() if one.buy == buy)
        theirs = (one for one in of_buy if one.person == person)
        return still_owed(self.purse.world.entries[buy][person], list(theirs))


def with_method(payment: Payment, method: Method) -> Payment:
    """Return conditions of paying by a method."""
    return Payment(method, payment.due, payment.collects, payment.rebate, payment.points_last)


TestMoney = Money.TestCase
TestMoney.__doc__ = """Lost otherwise: a sequence nobody thought of makes or loses a cent."""
