"""Any sequence of commands: what must hold after each of them, whatever people do."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.buy import Item, State
from domain.commands.base import Command
from domain.commands.collecting import DenyPaid, MarkPaid, UnmarkPaid
from domain.commands.member import (
    AddGuest,
    CancelOrder,
    ChangeOrder,
    ClaimPaid,
    Decline,
    MuteBuy,
    Open,
)
from domain.commands.organiser import (
    CallOff,
    CloseBuy,
    EditBuy,
    Invite,
    InviteOpen,
    KeepOpen,
    NewTerms,
    RemoveItem,
    RevokeInvitation,
    TakeOver,
)
from domain.commands.people import DeleteMe, Meet
from domain.decide.counting import Part, add_up, part_of
from domain.errors import DomainError
from domain.ids import HOST, ItemNo, PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.offer import minimum_met
from domain.settlement import Settlement
from tests.domain.anything import CHANGES, OIL_OR_SALT, OTHERS, PEOPLE, SALT, TERMS
from tests.domain.play import BUY, NAMES, OIL, Play, started


def live(self: Anything) -> bool:
    """Tell whether the buy takes orders, so that fewer steps are spent on refusals."""
    return self.play.buy.live


def closed(self: Anything) -> bool:
    """Tell whether there is something to pay."""
    return self.play.buy.state is State.CLOSED


class Anything(RuleBasedStateMachine):
    """People order, leave, name guests; the organiser edits, closes, collects; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.frozen: Any = None
        self.tokens = 0

    @initialize(terms=TERMS)
    def start(self, terms: dict[str, Any]) -> None:
        """Start a buy of two items under any terms."""
        self.play = started(title="Shop", items=(Item(OIL, "Oil", 4200), SALT), **terms)

    def tried(self, kind: type[Command[Any]], actor: int, *args: Any, **kwargs: Any) -> None:
        """Have a command given, whether or not it is refused."""
        with suppress(DomainError):
            self.play.do(kind, actor, *args, **kwargs)
        if self.frozen is None and not self.play.buy.live:
            self.frozen = self.lines()

    def lines(self) -> dict[Any, tuple[int, int]]:
        """Return what is certain of each live line, and the most of it; the end freezes them."""
        return {
            (line.person, line.guest, line.item): (line.quantity, line.most)
            for line in self.play.world.all_lines(BUY)
        }

    @precondition(live)
    @rule(quantities=st.lists(st.integers(0, 4), min_size=2, max_size=6), item=OIL_OR_SALT)
    def order_around(self, quantities: list[int], item: ItemNo) -> None:
        """Several people order one after the other."""
        for person, quantity in enumerate(quantities, start=1):
            self.tried(ChangeOrder, person, BUY, item, quantity=quantity)

    @rule(person=PEOPLE, item=OIL_OR_SALT, quantity=st.integers(-1, 8))
    def order(self, person: int, item: ItemNo, quantity: int) -> None:
        """Someone orders exactly so many."""
        self.tried(ChangeOrder, person, BUY, item, quantity=quantity)

    @rule(person=PEOPLE, item=OIL_OR_SALT, delta=st.sampled_from([-1, 1]))
    def tap(self, person: int, item: ItemNo, delta: int) -> None:
        """Someone taps +1 or -1."""
        self.tried(ChangeOrder, person, BUY, item, delta=delta)

    @rule(person=PEOPLE, name=st.sampled_from(["Gran", "Lodger"]), quantity=st.integers(0, 4))
    def order_for_guest(self, person: int, name: str, quantity: int) -> None:
        """Someone names a guest and orders for them, or for themselves after the close."""
        self.tried(AddGuest, person, BUY, name)
        hosted = self.play.world.guests.get(BUY, {}).get(PersonId(person), {})
        guest = max(hosted, default=HOST)
        self.tried(ChangeOrder, person, BUY, OIL, quantity=quantity, guest=guest)

    @rule(person=PEOPLE, kind=st.sampled_from([CancelOrder, Decline, MuteBuy, Open]))
    def leave_or_look(self, person: int, kind: type[Command[Any]]) -> None:
        """Someone cancels, declines, mutes or just looks."""
        self.tried(kind, person, BUY)

    @precondition(live)
    @rule(person=PEOPLE)
    def undecline(self, person: int) -> None:
        """Someone takes a decline back."""
        self.tried(Decline, person, BUY, declined=False)

    @precondition(live)
    @rule(person=OTHERS)
    def invite(self, person: int) -> None:
        """The organiser names someone, perhaps once more."""
        self.tokens += 1
        self.tried(
            Invite, self.play.buy.organiser, BUY, (PersonId(person),), (f"made-{self.tokens}",)
        )

    @precondition(live)
    @rule()
    def hand_out_link(self) -> None:
        """The organiser makes an open personal link."""
        self.tokens += 1
        self.tried(InviteOpen, self.play.buy.organiser, BUY, f"open-{self.tokens}", "Dad")

    @precondition(lambda self: self.play.world.invitations)
    @rule(person=PEOPLE, which=st.integers(0, 20))
    def follow_link(self, person: int, which: int) -> None:
        """Someone opens a personal link, perhaps not their own."""
        self.tried(Open, person, BUY, token=self.token(which))

    @precondition(lambda self: self.play.world.invitations)
    @rule(which=st.integers(0, 20))
    def revoke(self, which: int) -> None:
        """The organiser takes an invitation back."""
        self.tried(RevokeInvitation, self.play.buy.organiser, BUY, self.token(which))

    def token(self, which: int) -> str:
        """Return one of the tokens there are."""
        tokens = sorted(self.play.world.invitations)
        return tokens[which % len(tokens)]

    @rule(terms=st.sampled_from(CHANGES))
    def edit(self, terms: NewTerms) -> None:
        """The organiser changes the live buy."""
        self.tried(EditBuy, self.play.buy.organiser, BUY, terms)

    @precondition(live)
    @rule(item=OIL_OR_SALT)
    def remove(self, item: ItemNo) -> None:
        """The organiser takes an item off."""
        self.tried(RemoveItem, self.play.buy.organiser, BUY, item)

    @rule(days=st.integers(1, 3))
    def extend(self, days: int) -> None:
        """The organiser moves the deadline."""
        deadline = self.play.buy.terms.deadline + timedelta(days=days)
        self.tried(EditBuy, self.play.buy.organiser, BUY, NewTerms(deadline=deadline))

    @rule(minutes=st.sampled_from([1, 20, 60 * 8]))
    def wait(self, minutes: int) -> None:
        """Time passes, and timers go off."""
        self.play.wait(timedelta(minutes=minutes))
        if self.frozen is None and not self.play.buy.live:
            self.frozen = self.lines()

    @precondition(lambda self: self.play.totals.participants > 1)
    @rule(kind=st.sampled_from([CloseBuy, KeepOpen]))
    def close(self, kind: type[Command[Any]]) -> None:
        """The organiser closes the buy, or keeps it open."""
        self.tried(kind, self.play.buy.organiser, BUY)

    @precondition(lambda self: self.tokens > 2)
    @rule(person=OTHERS, all_off=st.sampled_from([False, False, True]))
    def take_over(self, person: int, all_off: bool) -> None:
        """An administrator becomes organiser, and may call all off."""
        self.tried(TakeOver, person, BUY, by_administrator=True, organiser_left=True)
        if all_off:
            self.tried(CallOff, person, BUY)

    @precondition(closed)
    @rule(person=PEOPLE, amount=st.sampled_from([None, 1, 1000]))
    def pay(self, person: int, amount: int | None) -> None:
        """Someone says they paid, and the organiser marks it."""
        self.tried(ClaimPaid, person, BUY)
        self.tried(MarkPaid, self.play.buy.organiser, BUY, PersonId(person), amount)

    @precondition(closed)
    @rule(person=PEOPLE, kind=st.sampled_from([UnmarkPaid, DenyPaid]))
    def take_back(self, person: int, kind: type[Command[Any]]) -> None:
        """The organiser takes a payment back, or has not seen it."""
        self.tried(kind, self.play.buy.organiser, BUY, PersonId(person))

    @rule(person=OTHERS)
    def be_forgotten(self, person: int) -> None:
        """Someone has their data deleted and comes back."""
        self.tried(DeleteMe, person)
        self.tried(Meet, person, NAMES[person - 1], "", None, None, private=True)

    @invariant()
    def totals_are_the_sum_of_the_rows(self) -> None:
        """Lost otherwise: counters kept by difference drift from the orders."""
        world = self.play.world
        if BUY not in world.buys:
            return
        people = {*world.lines.get(BUY, {}), *world.named.get(BUY, {})}
        parts = [part_of(world, BUY, person) for person in people]
        links = world.invitations.values()
        parts += [Part(named=True) for one in links if one.person is None and not one.revoked]
        totals = self.play.totals
        assert totals == add_up(BUY, self.play.buy.terms, parts, totals.next_seq)

    @invariant()
    def limits_hold(self) -> None:
        """Lost otherwise: more is ordered than there is, or than fits."""
        if BUY not in self.play.world.buys:
            return
        terms, totals = self.play.buy.terms, self.play.totals
        for item in terms.live_items:
            assert item.stock is None or totals.units.get(item.no, 0) <= item.stock
        assert terms.max_people is None or totals.people <= terms.max_people
        held: Counter[Any] = Counter()
        for (person, _guest, item), (_certain, most_of_it) in self.lines().items():
            held[person, item] += most_of_it
        most = max(held.values(), default=0)
        assert terms.per_person_limit is None or most <= terms.per_person_limit

    @invariant()
    def each_tier_is_announced_once(self) -> None:
        """Lost otherwise: a group reads the same tier twice."""
        tiers = [notice for notice in self.play.said if notice.kind is NoticeKind.TIER]
        shouted = Counter(pair for notice in tiers for pair in notice.values["tiers"].items())
        assert all(times == 1 for times in shouted.values())

    @invariant()
    def it_closes_early_only_when_all_have_answered(self) -> None:
        """Lost otherwise: a buy closes on someone who is still deciding."""
        if BUY in self.play.world.buys and self.play.buy.closes_at is not None:
            buy, totals = self.play.buy, self.play.totals
            assert buy.state is State.OPEN
            assert totals.named
            assert not totals.unanswered
            assert minimum_met(buy.terms, totals)
            assert not buy.kept_open

    @invariant()
    def nothing_changes_after_the_end(self) -> None:
        """Lost otherwise: an order changes after it was settled."""
        if self.frozen is not None:
            assert not self.play.buy.live
            assert self.lines() == self.frozen

    def served(self, settlement: Settlement) -> int:
        """Return what a settlement has to come to at list price: all that was ordered."""
        return self.play.totals.amount

    @invariant()
    def the_ledger_is_the_settlement(self) -> None:
        """Lost otherwise: what people owe is not what the group pays."""
        settlement = self.play.world.settlements.get(BUY)
        if settlement is None:
            return
        assert sum(one.due for one in settlement.statements) == settlement.due
        assert sum(one.saved for one in settlement.statements) == settlement.discount
        assert settlement.list_amount == self.served(settlement)
        entries = [e for theirs in self.play.world.entries[BUY].values() for e in theirs]
        shares = sum(e.amount for e in entries if e.reason is Reason.SHARE)
        assert shares == settlement.due
        assert self.play.owes(self.play.buy.organiser) == 0
        assert all(0 <= self.play.owes(one.person) <= one.due for one in settlement.statements)


TestAnything = Anything.TestCase
TestAnything.__doc__ = """Lost otherwise: a sequence nobody thought of breaks a sum or a limit."""
