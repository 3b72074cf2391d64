"""Ordering: quantities, limits, guests, declining, and what the alert says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from domain.buy import Admission, Item
from domain.commands.base import Cause
from domain.commands.member import (
    AddGuest,
    CancelOrder,
    ChangeOrder,
    Decline,
    MuteBuy,
    OrderAnswer,
)
from domain.commands.organiser import CallOff, CloseBuy, RemoveItem
from domain.commands.people import NoteLeft
from domain.decide import answer, decide, needs
from domain.decide.counting import add_up, part_of
from domain.errors import (
    BuyCalledOff,
    BuyClosed,
    BuyIsFull,
    DomainError,
    GuestNameMissing,
    NotAMember,
    NotEnoughLeft,
    NothingToUndo,
    NotInvited,
    OverPersonLimit,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownBuy,
    UnknownItem,
)
from domain.ids import BuyId, GuestNo, ItemNo
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.notices import NoticeKind
from domain.world import Needs
from tests.domain.loading import loaded
from tests.domain.play import (
    ANNA,
    BORIS,
    BUY,
    CARLA,
    DEWI,
    FLAT,
    NOON,
    OIL,
    started,
)

GRAN = "Gran"


def test_a_tap_tells_the_quantity_and_the_price_now() -> None:
    """Lost otherwise: the alert "You have 2. 42.00 each now." has wrong numbers."""
    play = started()
    assert play.do(ChangeOrder, BORIS, BUY, OIL, delta=1) == OrderAnswer(
        quantity=1,
        own_units=1,
        price=Fraction(4200),
        list_price=4200,
        about=False,
        currency="EUR",
        most=1,
    )
    play.order(CARLA, 8)
    answer = play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)
    assert (answer.quantity, answer.price) == (2, 3800)
    assert (play.totals.participants, play.totals.all_units, play.totals.amount) == (2, 10, 42_000)


def test_a_percent_price_is_about() -> None:
    """Lost otherwise: a price that rounding may move by a cent is shown as exact."""
    play = started(ladder=Ladder(Metric.UNITS, (Tier(2, PercentOff(333)),)))
    assert not play.order(BORIS, 1).about
    answer = play.order(BORIS, 2)
    assert answer.about
    assert answer.price == Fraction(406014, 100)


REFUSED: list[tuple[dict[str, Any], dict[str, Any], DomainError]] = [
    ({}, {"quantity": -1}, QuantityBelowZero(have=2)),
    ({}, {"delta": -3}, QuantityBelowZero(have=2)),
    ({}, {"quantity": 10_000}, QuantityTooLarge(limit=9_999, have=2)),
    ({}, {"quantity": 1, "guest": GuestNo(4)}, GuestNameMissing()),
    (
        {"items": (Item(OIL, "Oil", 4200, stock=11),)},
        {"quantity": 12},
        NotEnoughLeft(wanted=12, left=9, have=2),
    ),
    ({"per_person_limit": 4}, {"quantity": 5}, OverPersonLimit(wanted=5, limit=4, have=2)),
    ({"per_person_limit": 4}, {"delta": 3}, OverPersonLimit(wanted=5, limit=4, have=2)),
]


@pytest.mark.parametrize(("terms", "wish", "refusal"), REFUSED)
def test_what_is_refused_leaves_the_order(
    terms: dict[str, Any], wish: dict[str, Any], refusal: DomainError
) -> None:
    """Lost otherwise: a refused quantity changes the order, or says wrong what is left."""
    play = started(**terms)
    play.order(BORIS, 2)
    play.order(CARLA, 2)
    before = play.totals
    with pytest.raises(type(refusal)) as refused:
        play.do(ChangeOrder, BORIS, BUY, OIL, **wish)
    assert refused.value == refusal
    assert play.totals == before


def test_minus_one_at_nothing() -> None:
    """Lost otherwise: -1 without an order counts below zero, or says nothing."""
    play = started()
    for wish in ({"delta": -1}, {"quantity": 0}):
        with pytest.raises(NothingToUndo):
            play.do(ChangeOrder, BORIS, BUY, OIL, **wish)
    with pytest.raises(NothingToUndo):
        play.do(CancelOrder, BORIS, BUY)


def test_an_unknown_item_or_buy() -> None:
    """Lost otherwise: forged button data orders what is not on offer."""
    play = started()
    with pytest.raises(UnknownItem):
        play.order(BORIS, 1, item=7)
    with pytest.raises(UnknownBuy):
        play.do(ChangeOrder, BORIS, BuyId(404), OIL, delta=1)


def test_a_removed_item_is_not_ordered() -> None:
    """Lost otherwise: a button on an old screen orders an item that is gone."""
    play = started(
        title="Shop", items=(Item(OIL, "Oil", 4200), Item(ItemNo(2), "Salt", 99)), ladder=None
    )
    play.do(RemoveItem, ANNA, BUY, ItemNo(2))
    with pytest.raises(UnknownItem):
        play.order(BORIS, 1, item=2)


@pytest.mark.parametrize(("ending", "refusal"), [(CloseBuy, BuyClosed), (CallOff, BuyCalledOff)])
def test_nothing_is_ordered_after_the_end(ending: Any, refusal: type[DomainError]) -> None:
    """Lost otherwise: an order that arrives after the close is counted or lost silently."""
    play = started()
    play.order(BORIS, 1)
    play.do(ending, ANNA, BUY)
    for kind, rest in (
        (ChangeOrder, (OIL, 1)),
        (CancelOrder, ()),
        (Decline, ()),
        (AddGuest, (GRAN,)),
    ):
        with pytest.raises(refusal):
            play.do(kind, BORIS, BUY, *rest)
    assert play.totals.all_units == 1


def test_a_full_buy_refuses_newcomers_and_stays_open_for_those_in_it() -> None:
    """Lost otherwise: the maximum of people is exceeded, or those in it cannot change any more."""
    play = started(max_people=2)
    play.order(BORIS, 1)
    play.order(CARLA, 1)
    with pytest.raises(BuyIsFull) as refused:
        play.order(DEWI, 1)
    assert refused.value.maximum == 2
    assert play.order(BORIS, 5).quantity == 5
    play.do(CancelOrder, CARLA, BUY)
    assert play.order(DEWI, 1).quantity == 1


def test_the_order_of_asking() -> None:
    """Lost otherwise: a line that was cancelled keeps its place before those who stayed."""
    play = started()
    play.order(BORIS, 1)
    play.order(CARLA, 1)
    play.order(BORIS, 3)
    assert [line.person for line in play.world.all_lines(BUY)] == [BORIS, CARLA]
    play.order(BORIS, 0)
    play.order(BORIS, 1)
    assert [line.person for line in play.world.all_lines(BUY)] == [CARLA, BORIS]


def test_admission() -> None:
    """Lost otherwise: a buy for named people, or for members of the chat, is open to anyone."""
    play = started(admission=Admission.NAMED, named=(BORIS,))
    play.order(BORIS, 1)
    play.order(ANNA, 1)
    with pytest.raises(NotInvited) as refused:
        play.order(CARLA, 1)
    assert refused.value.organiser == "Anna"

    play = started(admission=Admission.CHAT)
    play.order(BORIS, 1)
    play.do(NoteLeft, BORIS, FLAT, BORIS)
    assert play.order(BORIS, 2).quantity == 2
    play.do(NoteLeft, CARLA, FLAT, CARLA)
    with pytest.raises(NotAMember):
        play.order(CARLA, 1)
    with pytest.raises(NotAMember):
        play.order(99, 1)


def test_declining() -> None:
    """Lost otherwise: who said no keeps an order, or cannot change their mind."""
    play = started()
    play.order(BORIS, 2)
    play.do(Decline, BORIS, BUY)
    play.do(Decline, BORIS, BUY)
    assert play.totals.participants == 0
    assert play.world.involvement(BUY, BORIS).declined_at == play.now
    play.order(BORIS, 1)
    assert play.world.involvement(BUY, BORIS).declined_at is None
    with pytest.raises(NothingToUndo):
        play.do(Decline, BORIS, BUY, declined=False)
    play.do(Decline, BORIS, BUY)
    play.do(Decline, BORIS, BUY, declined=False)
    assert play.world.involvement(BUY, BORIS).declined_at is None


def test_muting() -> None:
    """Lost otherwise: "fewer messages" does nothing."""
    play = started()
    play.do(MuteBuy, BORIS, BUY)
    assert play.world.involvement(BUY, BORIS).muted
    play.do(MuteBuy, BORIS, BUY, muted=False)
    assert not play.world.involvement(BUY, BORIS).muted


def test_each_change_edits_the_one_card() -> None:
    """Lost otherwise: the card lags behind, or a look at the buy costs the group an edit."""
    play = started()
    assert play.told(NoticeKind.CARD) == [None]
    play.order(BORIS, 1)
    play.do(MuteBuy, BORIS, BUY)
    assert play.told(NoticeKind.CARD) == [None, None]
    card = play.last(NoticeKind.CARD)
    assert (card.key, card.again, card.home) == (f"card:{BUY}", True, FLAT)
    alone = started(home=None)
    alone.order(BORIS, 1)
    assert alone.told(NoticeKind.CARD) == []


def test_commands_of_one_batch_see_each_other() -> None:
    """Lost otherwise: of two orders written together for the last unit, both are taken."""
    play = started(items=(Item(OIL, "Oil", 4200, stock=12),))
    wishes = [(BORIS, 9), (CARLA, 5), (DEWI, 2), (BORIS, 4), (CARLA, 3)]
    batch = [
        ChangeOrder(Cause(f"batch{number}", NOON), person, BUY, OIL, delta=delta)
        for number, (person, delta) in enumerate(wishes)
    ]
    world = loaded(play.world, Needs.of_all(map(needs, batch)))
    answers: list[int] = []
    for command in batch:
        try:
            outcome = decide(world, command)
        except NotEnoughLeft as refusal:
            answers.append(-refusal.left)
        else:
            world.take(outcome.saves)
            answers.append(answer(world, command).quantity)
    assert answers == [9, -3, 2, -10, -1]
    parts = [part_of(world, BUY, person) for person in (BORIS, CARLA, DEWI)]
    totals = world.totals_of(BUY)
    assert totals == add_up(BUY, play.buy.terms, parts, totals.next_seq)
    assert (totals.all_units, totals.participants, world.buys[BUY].announced) == (11, 2, {0: 1})


def test_an_answer_needs_no_order() -> None:
    """Lost otherwise: a repeated tap after everything was cancelled has no answer."""
    play = started()
    play.order(BORIS, 1)
    answer = play.order(BORIS, 0)
    assert (answer.quantity, answer.own_units) == (0, 0)
