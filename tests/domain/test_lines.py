"""Lines with price limits and tolerance: how they are set, changed and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.member import (
    AddGuest,
    CancelOrder,
    ChangeOrder,
    Decline,
    SetLine,
)
from domain.commands.organiser import EditBuy, NewTerms, RemoveItem
from domain.decide import needs
from domain.errors import (
    BelowOrders,
    BuyIsFull,
    ConditionsDoNotGrow,
    DomainError,
    LimitTooLarge,
    NoCases,
    NotEnoughLeft,
    NothingToUndo,
    OverPersonLimit,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownItem,
)
from domain.ids import HOST, GuestNo, ItemNo
from domain.notices import NoticeKind
from domain.order import Condition, Line
from domain.world import Needs
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, NOON, OIL, Play, started

IN_SIXES = {"items": (Item(OIL, "Olive oil 5 l", 4200, case_size=6),)}
SALT = Item(ItemNo(2), "Salt", 900)


def limits(*conditions: tuple[int, int]) -> tuple[Condition, ...]:
    """Return price limits with their quantities."""
    return tuple(Condition(limit, quantity) for limit, quantity in conditions)


def set_line(
    play: Play, actor: int, quantity: int, *conditions: tuple[int, int], **more: Any
) -> Any:
    """Set somebody's line of oil whole."""
    return play.do(SetLine, actor, BUY, OIL, quantity, limits(*conditions), **more)


def line_of(play: Play, person: int, guest: int = HOST) -> Line:
    """Return somebody's line of oil, live or not."""
    return play.world.lines[BUY][person][guest, OIL]  # type: ignore[index]  # a PersonId is an int


def test_a_line_with_limits_and_tolerance() -> None:
    """Lost otherwise: NEW-1 and NEW-2; what was said is not what is kept."""
    play = started(**IN_SIXES)
    answer = set_line(play, BORIS, 1, (3800, 3), (3500, 5), extra=2)
    assert (answer.quantity, answer.own_units, answer.price) == (1, 1, 4200)
    line = line_of(play, BORIS)
    assert (line.quantity, line.conditions) == (1, limits((3800, 3), (3500, 5)))
    assert (line.extra, line.asked, line.most) == (2, 5, 7)
    assert (play.totals.participants, play.totals.all_units, play.totals.amount) == (1, 1, 4200)


def test_who_only_waits_has_answered_and_is_no_participant() -> None:
    """Lost otherwise: limits unlock a tier before the close, or who set them is nudged for ever."""
    play = started(named=(BORIS, CARLA), max_people=1)
    play.order(DEWI, 9)
    set_line(play, BORIS, 0, (3800, 3))
    totals = play.totals
    assert (totals.participants, totals.people, totals.units) == (1, 1, {OIL: 9})
    assert (totals.named, totals.unanswered) == (2, 1)
    assert play.told(NoticeKind.TIER) == []
    with pytest.raises(BuyIsFull):
        play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)
    play.do(CancelOrder, BORIS, BUY)
    assert play.totals.unanswered == 2
    with pytest.raises(NothingToUndo):
        play.do(CancelOrder, BORIS, BUY)


def test_a_guest_who_only_waits_is_nobody_yet() -> None:
    """Lost otherwise: a guest's limits take a place that somebody else could have."""
    play = started(guests_count=True)
    gran = play.do(AddGuest, BORIS, BUY, "Gran")
    play.order(BORIS, 1)
    set_line(play, BORIS, 0, (3800, 2), guest=gran)
    assert play.totals.people == 1
    play.do(ChangeOrder, BORIS, BUY, OIL, delta=1, guest=gran)
    assert play.totals.people == 2
    assert line_of(play, BORIS, gran).guest_name == "Gran"


WHOLE: list[tuple[dict[str, Any], tuple[Any, ...], DomainError]] = [
    ({}, (-1,), QuantityBelowZero(have=2)),
    ({}, (10_000,), QuantityTooLarge(limit=9_999, have=2)),
    ({}, (1, (3800, 10_000)), QuantityTooLarge(limit=9_999, have=2)),
    ({}, (3, (3800, 3)), ConditionsDoNotGrow()),
    ({}, (1, (3800, 3), (3500, 3)), ConditionsDoNotGrow()),
    ({}, (1, (3500, 3), (3800, 5)), ConditionsDoNotGrow()),
    ({}, (1, (3800, 3), (3800, 5)), ConditionsDoNotGrow()),
    ({}, (1, (4200, 3)), ConditionsDoNotGrow()),
    ({}, (1, (0, 3)), ConditionsDoNotGrow()),
    ({}, (0, *((3800 - n, n + 1) for n in range(11))), LimitTooLarge("conditions", 11, 10)),
    ({"stock": 8}, (7,), NotEnoughLeft(wanted=7, left=6, have=2)),
    ({"stock": 8}, (2, (3800, 9)), NotEnoughLeft(wanted=9, left=8, have=2)),
    ({"limit": 4}, (2, (3800, 5)), OverPersonLimit(wanted=5, limit=4, have=2)),
]


@pytest.mark.parametrize(("terms", "wish", "refusal"), WHOLE)
def test_a_line_that_is_none_leaves_the_order(
    terms: dict[str, Any], wish: tuple[Any, ...], refusal: DomainError
) -> None:
    """Lost otherwise: limits that mean nothing are kept, or more than there is is promised."""
    item = Item(OIL, "Olive oil 5 l", 4200, stock=terms.get("stock"))
    play = started(items=(item,), per_person_limit=terms.get("limit"))
    play.order(BORIS, 2)
    play.order(CARLA, 2)
    before = play.totals
    with pytest.raises(type(refusal)) as refused:
        set_line(play, BORIS, *wish)
    assert refused.value == refusal
    assert play.totals == before
    assert line_of(play, BORIS).quantity == 2


def test_tolerance_needs_cases_and_counts_for_the_limit_per_person() -> None:
    """Lost otherwise: tolerance that can never be used, or more than one person may have."""
    play = started()
    with pytest.raises(NoCases):
        set_line(play, BORIS, 4, extra=2)
    with pytest.raises(QuantityBelowZero):
        set_line(play, BORIS, 4, extra=-1)
    play = started(**IN_SIXES, per_person_limit=6)
    gran = play.do(AddGuest, BORIS, BUY, "Gran")
    set_line(play, BORIS, 2, extra=1)
    with pytest.raises(OverPersonLimit) as refused:
        set_line(play, BORIS, 2, extra=2, guest=gran)
    assert refused.value == OverPersonLimit(wanted=7, limit=6, have=2)
    set_line(play, BORIS, 1, (3800, 2), extra=1, guest=gran)
    with pytest.raises(BelowOrders) as below:
        play.do(EditBuy, ANNA, BUY, NewTerms(per_person_limit=5))
    assert below.value.ordered == 6


STEPS: list[tuple[dict[str, int], tuple[int, tuple[tuple[int, int], ...], int]]] = [
    ({"delta": 1}, (2, ((3800, 3), (3500, 5)), 1)),
    ({"delta": 2}, (3, ((3500, 5),), 1)),
    ({"delta": 4}, (5, (), 1)),
    ({"delta": -1}, (0, ((3800, 3), (3500, 5)), 1)),
    ({"quantity": 4}, (4, ((3500, 5),), 1)),
    ({"quantity": 0}, (0, (), 0)),
]


@pytest.mark.parametrize(("step", "after"), STEPS)
def test_what_a_button_does_to_limits(
    step: dict[str, int], after: tuple[int, tuple[tuple[int, int], ...], int]
) -> None:
    """Lost otherwise: +1 leaves limits that ask for less than is certain, or 0 leaves some."""
    play = started(**IN_SIXES)
    set_line(play, BORIS, 1, (3800, 3), (3500, 5), extra=1)
    play.do(ChangeOrder, BORIS, BUY, OIL, **step)
    line, (quantity, conditions, extra) = line_of(play, BORIS), after
    assert (line.quantity, line.conditions, line.extra) == (quantity, limits(*conditions), extra)
    assert line.seq == 1


def test_minus_one_where_nothing_is_certain() -> None:
    """Lost otherwise: -1 on the card silently throws limits away, or counts below zero."""
    play = started()
    set_line(play, BORIS, 0, (3800, 3))
    with pytest.raises(NothingToUndo):
        play.do(ChangeOrder, BORIS, BUY, OIL, delta=-1)
    play.do(ChangeOrder, BORIS, BUY, OIL, quantity=0)
    assert not line_of(play, BORIS).live
    with pytest.raises(NothingToUndo):
        play.do(ChangeOrder, BORIS, BUY, OIL, quantity=0)


def test_tolerance_goes_with_the_last_unit() -> None:
    """Lost otherwise: a cancelled line comes back with a tolerance nobody asked for."""
    play = started(**IN_SIXES)
    set_line(play, BORIS, 1, extra=2)
    play.do(ChangeOrder, BORIS, BUY, OIL, delta=-1)
    assert line_of(play, BORIS).extra == 0
    play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)
    assert (line_of(play, BORIS).most, line_of(play, BORIS).seq) == (1, 2)
    with pytest.raises(QuantityTooLarge):
        set_line(play, BORIS, 9_999, extra=1)
    set_line(play, BORIS, 9_998, extra=1)
    with pytest.raises(QuantityTooLarge):
        play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)


def test_setting_a_line_anew_keeps_its_place_and_to_nothing_cancels_it() -> None:
    """Lost otherwise: who thinks again loses the place in the order of asking."""
    play = started(**IN_SIXES)
    set_line(play, BORIS, 1)
    play.order(CARLA, 1)
    set_line(play, BORIS, 2, (3800, 3))
    assert line_of(play, BORIS).seq == 1
    set_line(play, BORIS, 0, extra=3)
    assert (line_of(play, BORIS).live, line_of(play, BORIS).extra) == (False, 0)
    with pytest.raises(NothingToUndo):
        set_line(play, BORIS, 0)
    set_line(play, BORIS, 0, (3800, 3))
    assert line_of(play, BORIS).seq == 3


def test_declining_and_removing_take_limits_along() -> None:
    """Lost otherwise: units come for somebody who declined, or of what is not on offer."""
    play = started(items=(Item(OIL, "Oil", 4200), SALT), ladder=None, title="Shop")
    set_line(play, BORIS, 0, (3800, 3))
    play.do(Decline, BORIS, BUY)
    assert not line_of(play, BORIS).live
    set_line(play, CARLA, 1, (3800, 3))
    play.do(RemoveItem, ANNA, BUY, OIL)
    assert not line_of(play, CARLA).live
    assert play.last(NoticeKind.ITEM_REMOVED).values == {"item": OIL, "quantity": 3}
    with pytest.raises(UnknownItem):
        set_line(play, CARLA, 1)


def test_the_card_follows_what_waits() -> None:
    """Lost otherwise: the card goes on telling what waits no more."""
    play = started()
    play.order(DEWI, 1)

    def redrawn(quantity: int, *conditions: tuple[int, int]) -> bool:
        before = len(play.told(NoticeKind.CARD))
        set_line(play, BORIS, quantity, *conditions)
        return len(play.told(NoticeKind.CARD)) > before

    assert redrawn(0, (3800, 3))
    assert redrawn(0, (3700, 3))
    assert redrawn(0)


def test_setting_a_line_looks_at_what_an_order_does() -> None:
    """Lost otherwise: an order with limits costs more the more orders there are."""
    command = SetLine(Cause("u1", NOON), BORIS, BUY, OIL, 1)
    assert needs(command) == Needs(orders=frozenset({(BUY, BORIS)}))
    of_guest = replace(command, guest=GuestNo(1))
    assert needs(of_guest) == Needs(parts=frozenset({(BUY, BORIS)}))
