"""Destination areas: chosen before ordering, priced, and changed only in favour of who chose."""

from __future__ import annotations

from typing import Any

import pytest

from domain.buy import Admission, State
from domain.commands.member import ChooseArea, SetLine
from domain.commands.organiser import CloseBuy, EditBuy, NewTerms
from domain.delivery import NO_AREA, Area, AreaNo
from domain.errors import AreaMissing, BuyClosed, NotInvited, UnknownArea, WorseForBuyers
from domain.notices import NoticeKind
from domain.order import Condition
from tests.domain.play import ANNA, BORIS, BUY, CARLA, OIL, Play, started

NORTH, SOUTH = Area(AreaNo(1), "North", fee=500), Area(AreaNo(2), "South", basis_points=1000)


def wait_for(play: Play, actor: int, quantity: int, limit: int) -> Any:
    """Let somebody wait for a price."""
    return play.do(SetLine, actor, BUY, OIL, 0, (Condition(limit, quantity),))


def test_an_area_is_chosen_before_ordering() -> None:
    """Lost otherwise: GP-8; somebody's part goes nowhere, at nobody's price."""
    play = started(areas=(NORTH, SOUTH))
    for order in (lambda: play.order(BORIS, 1), lambda: wait_for(play, BORIS, 1, 3800)):
        with pytest.raises(AreaMissing):
            order()
    with pytest.raises(UnknownArea):
        play.do(ChooseArea, BORIS, BUY, AreaNo(3))
    play.do(ChooseArea, BORIS, BUY, AreaNo(2))
    answer = play.order(BORIS, 1)
    assert answer.price == 3780
    assert (answer.list_price, answer.about) == (4200, True)
    play.do(ChooseArea, BORIS, BUY, AreaNo(1))
    assert play.order(BORIS, 2).price == 4200


def test_the_card_follows_the_area_of_who_waits() -> None:
    """Lost otherwise: the card's prospect is that of another area's price."""
    play = started(areas=(NORTH, SOUTH))
    play.do(ChooseArea, BORIS, BUY, AreaNo(1))
    wait_for(play, BORIS, 9, 3500)
    cards = len(play.told(NoticeKind.CARD))
    play.do(ChooseArea, BORIS, BUY, AreaNo(2))
    assert len(play.told(NoticeKind.CARD)) == cards + 1


def test_an_area_is_chosen_by_who_may_order_while_it_is_open() -> None:
    """Lost otherwise: strangers leave their mark, or a part moves after it was settled."""
    play = started(areas=(NORTH, SOUTH), admission=Admission.NAMED, named=(BORIS,))
    with pytest.raises(NotInvited):
        play.do(ChooseArea, CARLA, BUY, AreaNo(1))
    play.do(ChooseArea, BORIS, BUY, AreaNo(1))
    play.order(BORIS, 1)
    play.do(CloseBuy, ANNA, BUY)
    assert play.buy.state is State.CLOSED
    with pytest.raises(BuyClosed):
        play.do(ChooseArea, BORIS, BUY, AreaNo(2))


@pytest.mark.parametrize(
    ("areas", "worse"),
    [
        ((NORTH, Area(AreaNo(2), "South", basis_points=1100)), False),
        ((SOUTH, Area(AreaNo(7), "West", fee=900)), False),
        (
            (Area(AreaNo(1), "North", fee=900), Area(AreaNo(2), "The South", basis_points=1000)),
            False,
        ),
        ((NORTH, Area(AreaNo(2), "South", basis_points=900)), True),
        ((NORTH, Area(AreaNo(2), "South", fee=1, basis_points=1000)), True),
        ((NORTH,), True),
        ((), True),
    ],
)
def test_an_area_that_somebody_ordered_for(areas: tuple[Area, ...], worse: bool) -> None:
    """Lost otherwise: who ordered for an area pays more than they agreed to, or has none left."""
    play = started(areas=(NORTH, SOUTH))
    play.do(ChooseArea, BORIS, BUY, AreaNo(2))
    wait_for(play, BORIS, 3, 3500)
    if worse:
        with pytest.raises(WorseForBuyers) as refused:
            play.do(EditBuy, ANNA, BUY, NewTerms(areas=areas))
        assert refused.value.term == "areas"
    else:
        play.do(EditBuy, ANNA, BUY, NewTerms(areas=areas))
        assert play.buy.terms.areas == areas


def test_areas_where_there_were_none() -> None:
    """Lost otherwise: who ordered already is in without an area, and cannot change their order."""
    play = started()
    play.order(BORIS, 1)
    with pytest.raises(WorseForBuyers):
        play.do(EditBuy, ANNA, BUY, NewTerms(areas=(SOUTH,)))
    play.order(BORIS, 0)
    play.do(EditBuy, ANNA, BUY, NewTerms(areas=(SOUTH,)))


def test_an_area_that_is_gone_is_chosen_anew() -> None:
    """Lost otherwise: a new area of the same number is taken for the one that was chosen."""
    play = started(areas=(NORTH, SOUTH))
    play.do(ChooseArea, BORIS, BUY, AreaNo(2))
    play.do(ChooseArea, CARLA, BUY, AreaNo(1))
    play.order(CARLA, 1)
    play.do(EditBuy, ANNA, BUY, NewTerms(areas=(NORTH,)))
    assert play.world.involvement(BUY, BORIS).area == NO_AREA
    assert play.world.involvement(BUY, CARLA).area == AreaNo(1)
    with pytest.raises(AreaMissing):
        play.order(BORIS, 1)
