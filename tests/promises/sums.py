"""Any sequence of commands on a real database: the kept totals, the rows and what is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from domain.buy import Item
from domain.commands.member import ChangeOrder
from domain.commands.organiser import CloseBuy
from domain.ids import ItemNo, PersonId
from tests.domain.anything import OIL_OR_SALT, OTHERS, PEOPLE, SALT, TERMS
from tests.domain.play import BUY, NAMES, NOON, OIL, start_in
from tests.domain.test_machine import Anything, live
from tests.promises.adding_up import check_totals
from tests.promises.stored import Ground, StoredPlay


class Stored(Anything):
    """The same people and rules, with everything written down and read again after each step."""

    play: StoredPlay
    ground: ClassVar[Ground]
    """Where it happens; a subclass says."""

    @initialize(terms=TERMS)
    def start(self, terms: dict[str, Any]) -> None:
        """Start a buy of two items under any terms, in an empty database."""
        self.forgotten = False
        play = StoredPlay(self.ground)
        self.play = start_in(play, title="Shop", items=(Item(OIL, "Oil", 4200), SALT), **terms)

    @precondition(live)
    @rule(
        wishes=st.lists(st.tuples(PEOPLE, OIL_OR_SALT, st.integers(-2, 3)), min_size=2, max_size=6)
    )
    def all_at_once(self, wishes: list[tuple[int, ItemNo, int]]) -> None:
        """Several people tap at the same time."""
        self.play.at_once(
            [
                self.play.order_of(ChangeOrder, person, BUY, item, delta=delta)
                for person, item, delta in wishes
            ]
        )
        self.see()

    @precondition(lambda self: self.play.totals.participants > 2)
    @rule(person=PEOPLE, quantity=st.integers(1, 5))
    def order_and_close_at_once(self, person: int, quantity: int) -> None:
        """Someone orders while the organiser closes."""
        order = self.play.order_of(ChangeOrder, person, BUY, OIL, quantity=quantity)
        self.play.at_once([order, self.play.order_of(CloseBuy, self.play.buy.organiser, BUY)])
        self.see()

    @precondition(lambda self: self.play.taken)
    @rule(which=st.integers(0, 200), times=st.integers(1, 3))
    def again(self, which: int, times: int) -> None:
        """What was taken before comes again, also to another process at the same time."""
        before = self.play.world
        self.play.at_once([self.play.taken[-1 - which % len(self.play.taken)]] * times)
        assert self.play.world == before

    @rule(person=OTHERS)
    def be_forgotten(self, person: int) -> None:
        """Someone has their data deleted and comes back: a settled share stays without a name."""
        self.forgotten = True
        super().be_forgotten(person)

    def see(self) -> None:
        """Take note of the end, if this was it."""
        if self.frozen is None and not self.play.buy.live:
            self.frozen = self.lines()

    @invariant()
    def the_totals_are_what_the_rows_add_up_to(self) -> None:
        """Lost otherwise: what people are shown is not what they ordered."""
        self.play.run(self.play.storage.readers.run(check_totals))

    @invariant()
    def every_view_tells_the_same(self) -> None:
        """Lost otherwise: the card, the board and one's own order contradict each other."""
        self.play.run(self.compare())

    async def compare(self) -> None:
        """Read every view, and compare it with the totals."""
        reader, totals = self.play.storage.reader, self.play.totals
        card, board = await reader.card(BUY), await reader.board(BUY)
        assert card is not None
        assert card.totals == totals
        for one in card.latest:
            theirs = self.play.world.lines_of(BUY, one.person)
            assert one.units == sum(line.quantity for line in theirs)
        unnamed = totals.participants - len(card.latest)
        assert unnamed == 0 or (unnamed > 0 and self.forgotten)
        assert sum(row.units for row in board) == totals.all_units
        assert sum(row.list_amount for row in board) == totals.amount
        assert sum(bool(row.units) for row in board) == totals.participants
        assert sum(row.named for row in board) == totals.named
        owed = 0
        for number in range(1, len(NAMES) + 1):
            mine = await reader.mine(BUY, PersonId(number))
            assert mine is not None
            row = next((one for one in board if one.person == number), None)
            assert mine.totals == totals
            assert list(mine.lines) == self.play.world.lines_of(BUY, PersonId(number))
            assert sum(line.quantity for line in mine.lines) == (row.units if row else 0)
            assert mine.owed == self.play.owes(number) == (row.owed if row else 0)
            owed += mine.owed
            if mine.statement is not None:
                settled = {(one.item, one.guest, one.quantity) for one in mine.statement.lines}
                assert settled == {(one.item, one.guest, one.quantity) for one in mine.lines}
        runs = await reader.my_buys(self.play.buy.organiser, NOON)
        assert [one.to_collect for one in runs if one.buy.id == BUY] == [owed]
        if card.settlement is not None:
            assert card.settlement.list_amount == totals.amount
            assert sum(row.due for row in board) == card.settlement.due
