"""Any sequence once more, with price limits, tolerance, cases, areas and a delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from domain.buy import Item
from domain.commands.member import ChooseArea, SetLine
from domain.commands.organiser import CloseBuy, EditBuy, NewTerms
from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.ids import ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.order import Condition, Line
from domain.settlement import Settlement
from tests.domain.anything import OIL_OR_SALT, PEOPLE, SALT, TERMS
from tests.domain.play import BUY, NAMES, OIL, started
from tests.domain.test_machine import Anything, live

AREAS = (Area(AreaNo(1), "North", fee=250), Area(AreaNo(2), "South", basis_points=750))
CHANGES = [
    NewTerms(takes_rest=True),
    NewTerms(delivery=Delivery(300)),
    NewTerms(areas=AREAS[:1]),
    NewTerms(areas=(AREAS[0], replace(AREAS[1], basis_points=900))),
    NewTerms(item=Item(OIL, "Oil", 4000, case_size=3)),
]
Wish = tuple[int, ItemNo, int, int, list[tuple[int, int]]]
LIMITS = st.lists(
    st.tuples(st.sampled_from([3400, 3800, 4100, 450, 500]), st.integers(1, 3)),
    max_size=2,
    unique_by=lambda one: one[0],
)
WISHES = st.tuples(PEOPLE, OIL_OR_SALT, st.integers(0, 3), st.sampled_from([0, 0, 0, 1, 2]), LIMITS)


class AnythingWithLimits(Anything):
    """Lines have limits and tolerance besides, items come in cases, parts go to areas."""

    @initialize(
        terms=TERMS,
        case=st.sampled_from([None, 3, 4]),
        areas=st.sampled_from([(), AREAS]),
        delivery=st.none() | st.builds(Delivery, st.just(700), st.sampled_from(SharedBy)),
        rest=st.booleans(),
    )
    def start(
        self,
        terms: dict[str, Any],
        case: int | None,
        areas: tuple[Area, ...],
        delivery: Delivery | None,
        rest: bool,
    ) -> None:
        """Start a buy of two items, the first in cases, with a ladder that limits can wait for."""
        ladder = Ladder(Metric.UNITS, (Tier(5, UnitPrice(3800)), Tier(9, UnitPrice(3400))))
        oil = Item(OIL, "Oil", 4200, case_size=case, ladder=ladder)
        given = {**terms, "areas": areas, "delivery": delivery, "takes_rest": rest}
        self.play = started(title="Shop", items=(oil, SALT), **given)
        for person in range(1, len(NAMES)):
            self.tried(ChooseArea, person, BUY, AreaNo(1 + person % 2))

    @precondition(live)
    @rule(wishes=st.lists(WISHES, min_size=1, max_size=5))
    def set_lines(self, wishes: list[Wish]) -> None:
        """People say what they want at which price, and what they would take besides."""
        for person, item, quantity, extra, steps in wishes:
            conditions, asked = [], quantity
            for limit, more in sorted(steps, reverse=True):
                asked += more
                conditions.append(Condition(limit, asked))
            self.tried(SetLine, person, BUY, item, quantity, tuple(conditions), extra)

    @precondition(lambda self: sum(bool(one.conditions) for one in self.waiting()) > 1)
    @rule()
    def close_on_those_who_wait(self) -> None:
        """The organiser closes while several wait for another price."""
        self.tried(CloseBuy, self.play.buy.organiser, BUY)

    def waiting(self) -> list[Line]:
        """Return the live lines of a buy that is open."""
        return self.play.world.all_lines(BUY) if self.play.buy.live else []

    @precondition(live)
    @rule(person=PEOPLE, area=st.integers(0, 3))
    def choose_area(self, person: int, area: int) -> None:
        """Somebody says where their part goes."""
        self.tried(ChooseArea, person, BUY, AreaNo(area))

    @precondition(live)
    @rule(terms=st.sampled_from(CHANGES))
    def edit_further(self, terms: NewTerms) -> None:
        """The organiser changes what limits, areas and cases stand on."""
        self.tried(EditBuy, self.play.buy.organiser, BUY, terms)

    def served(self, settlement: Settlement) -> int:
        """Return what a settlement has to come to at list price: all that is on its lines."""
        prices = {item.no: item.list_price for item in self.play.buy.terms.items}
        lines = [line for one in settlement.statements for line in one.lines]
        return sum(line.quantity * prices[line.item] for line in lines)

    @invariant()
    def who_has_ordered_has_an_area(self) -> None:
        """Lost otherwise: a part whose fee and price nobody knows."""
        world = self.play.world
        if BUY in world.buys and self.play.buy.terms.areas:
            for line in world.all_lines(BUY):
                area = world.involvement(BUY, line.person).area
                assert self.play.buy.terms.area(area) is not None

    @invariant()
    def everybody_is_told_how_it_ended(self) -> None:
        """Lost otherwise: somebody who ordered hears neither what they owe nor why they do not."""
        settlement = self.play.world.settlements.get(BUY)
        if settlement is None:
            return
        told = {*self.play.told(NoticeKind.STATEMENT), *self.play.told(NoticeKind.FELL_OUT)}
        told |= {*self.play.told(NoticeKind.SUMMARY)}
        assert {PersonId(person) for person, _, _ in self.lines()} <= told


TestAnythingWithLimits = AnythingWithLimits.TestCase
TestAnythingWithLimits.__doc__ = """Lost otherwise: a sequence of limits, areas and edits that
breaks a sum, a limit or a promise."""
