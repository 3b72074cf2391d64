"""Correcting a live buy: what is good applies at once, what is worse for buyers is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.buy import Item, Minimum
from domain.commands.member import AddGuest
from domain.commands.organiser import EditBuy, NewTerms, RemoveItem
from domain.draft import Field
from domain.errors import (
    AlreadyExtended,
    BelowOrders,
    DeadlinePassed,
    MissingTerm,
    NotTheOrganiser,
    UnknownItem,
    WorseForBuyers,
)
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, NOON, OIL, Play, started

DAYS = timedelta(days=1)
SALT = ItemNo(2)


def units(*tiers: tuple[int, int]) -> Ladder:
    """Return a ladder of unit prices on units."""
    return Ladder(Metric.UNITS, tuple(Tier(at, UnitPrice(price)) for at, price in tiers))


def oil(price: int = 4200, **fields: Any) -> Item:
    """Return olive oil at another price, or with further fields."""
    return Item(OIL, "Olive oil 5 l", price, **fields)


def without(*fields: Field) -> NewTerms:
    """Return the change that takes terms away."""
    return NewTerms(without=frozenset(fields))


FIVE_PERCENT_FROM_500 = Ladder(Metric.AMOUNT, (Tier(50_000, PercentOff(500)),))
FROM_3_PEOPLE = Ladder(Metric.PARTICIPANTS, (Tier(3, AmountOff(100)),))

CHANGES: list[tuple[dict[str, Any], NewTerms, str | None]] = [
    ({}, NewTerms(title="Oil"), None),
    ({}, NewTerms(how_to_pay="IBAN"), None),
    ({}, NewTerms(deadline=NOON + 5 * DAYS), None),
    ({}, NewTerms(deadline=NOON + 3 * DAYS), "deadline"),
    ({}, NewTerms(item=oil(4300)), "price"),
    ({}, NewTerms(item=oil(4100)), None),
    ({}, NewTerms(ladder=units((9, 3800), (20, 3400))), None),
    ({}, NewTerms(ladder=units((5, 4000), (10, 3800), (20, 3500))), None),
    ({}, NewTerms(ladder=units((10, 3500))), None),
    ({}, NewTerms(ladder=units((10, 3800))), "ladder"),
    ({}, NewTerms(ladder=units((11, 3800), (20, 3500))), "ladder"),
    ({}, NewTerms(ladder=units((10, 3801), (20, 3500))), "ladder"),
    ({}, NewTerms(ladder=units((10, 3800), (21, 3000))), "ladder"),
    ({}, NewTerms(ladder=FROM_3_PEOPLE), "ladder"),
    ({}, NewTerms(ladder=Ladder(Metric.UNITS, ())), "ladder"),
    ({"ladder": None}, NewTerms(ladder=FROM_3_PEOPLE), None),
    ({"ladder": FROM_3_PEOPLE}, NewTerms(item=oil(ladder=FROM_3_PEOPLE)), None),
    ({}, NewTerms(item=oil(ladder=units((10, 3000)))), None),
    ({}, NewTerms(item=oil(ladder=units((11, 3000)))), "ladder"),
    ({"ladder": FIVE_PERCENT_FROM_500}, NewTerms(item=oil(4000)), "ladder"),
    ({"ladder": FIVE_PERCENT_FROM_500}, NewTerms(item=oil(3900)), None),
    ({}, NewTerms(minimum=Minimum(Metric.UNITS, 1)), "minimum"),
    ({"minimum": Minimum(Metric.UNITS, 5)}, NewTerms(minimum=Minimum(Metric.UNITS, 4)), None),
    ({"minimum": Minimum(Metric.UNITS, 5)}, NewTerms(minimum=Minimum(Metric.UNITS, 6)), "minimum"),
    (
        {"minimum": Minimum(Metric.UNITS, 5)},
        NewTerms(minimum=Minimum(Metric.PARTICIPANTS, 1)),
        "minimum",
    ),
    ({"minimum": Minimum(Metric.AMOUNT, 9000)}, NewTerms(item=oil(4000)), "minimum"),
    ({"guests_count": True}, NewTerms(guests_count=False), None),
    ({"guests_count": True, "ladder": FROM_3_PEOPLE}, NewTerms(guests_count=False), "guests"),
    (
        {"guests_count": True, "minimum": Minimum(Metric.PARTICIPANTS, 2)},
        NewTerms(guests_count=False),
        "guests",
    ),
    ({"max_people": 5}, without(Field.MAX_PEOPLE), None),
    ({"per_person_limit": 5}, without(Field.PERSON_LIMIT), None),
    ({"minimum": Minimum(Metric.UNITS, 5)}, without(Field.MINIMUM), None),
    ({"extend_by": DAYS}, without(Field.IF_MISSED), None),
    ({"items": (oil(stock=5),)}, NewTerms(item=oil()), None),
    ({}, without(Field.LADDER), "ladder"),
    ({"items": (oil(ladder=FROM_3_PEOPLE),), "ladder": None}, NewTerms(item=oil()), "ladder"),
    ({"items": (oil(ladder=FROM_3_PEOPLE),)}, NewTerms(item=oil()), "ladder"),
    (
        {"items": (oil(ladder=FROM_3_PEOPLE),), "ladder": FROM_3_PEOPLE},
        NewTerms(item=oil()),
        None,
    ),
    ({"items": (oil(ladder=FROM_3_PEOPLE),)}, without(Field.LADDER), None),
]


@pytest.mark.parametrize(("terms", "change", "worse"), CHANGES)
def test_once_anyone_has_ordered(
    terms: dict[str, Any], change: NewTerms, worse: str | None
) -> None:
    """Lost otherwise: those who ordered end up with a price they did not agree to."""
    play = started(**terms)
    play.order(BORIS, 2)
    before = play.buy
    if worse is None:
        play.do(EditBuy, ANNA, BUY, change)
        assert play.buy.terms != before.terms
        assert play.buy.version == before.version + 1
    else:
        with pytest.raises(WorseForBuyers) as refused:
            play.do(EditBuy, ANNA, BUY, change)
        assert refused.value.term == worse
        assert play.buy == before


@pytest.mark.parametrize(
    "change",
    [
        NewTerms(deadline=NOON + DAYS),
        NewTerms(item=oil(4300)),
        NewTerms(ladder=units((50, 4000))),
        NewTerms(minimum=Minimum(Metric.UNITS, 100)),
        without(Field.LADDER),
    ],
)
def test_before_anyone_has_ordered(change: NewTerms) -> None:
    """Lost otherwise: an organiser cannot mend a mistake made a minute ago."""
    play = started()
    play.order(BORIS, 1)
    play.order(BORIS, 0)
    play.do(EditBuy, ANNA, BUY, change)
    assert play.buy.version > 1


def test_a_new_deadline_moves_the_code_and_the_timers() -> None:
    """Lost otherwise: the code expires, or the buy closes, at the old deadline."""
    play = started()
    play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 5 * DAYS))
    assert play.buy.code_expires_at == play.timers[TimerKind.DEADLINE] == NOON + 5 * DAYS
    assert play.timers[TimerKind.CLOSING_SOON] == NOON + 5 * DAYS - timedelta(hours=3)
    with pytest.raises(AlreadyExtended):
        play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 5 * DAYS))
    with pytest.raises(DeadlinePassed):
        play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON))


def test_a_cheaper_list_price_moves_the_amount() -> None:
    """Lost otherwise: the running amount keeps the old price of what was ordered before."""
    play = started()
    play.order(BORIS, 2)
    play.do(EditBuy, ANNA, BUY, NewTerms(item=oil(4000)))
    assert play.totals.amount == 8000
    play.order(BORIS, 0)
    assert play.totals.amount == 0


BELOW: list[tuple[NewTerms, BelowOrders]] = [
    (NewTerms(item=oil(stock=3)), BelowOrders("stock", 3, 4)),
    (NewTerms(max_people=1), BelowOrders("max_people", 1, 2)),
    (NewTerms(per_person_limit=2), BelowOrders("per_person_limit", 2, 3)),
    (NewTerms(max_people=2, guests_count=True), BelowOrders("max_people", 2, 3)),
]


@pytest.mark.parametrize(("change", "refusal"), BELOW)
def test_no_limit_below_what_is_ordered(change: NewTerms, refusal: BelowOrders) -> None:
    """Lost otherwise: somebody's order does not fit any more and nobody says so."""
    play = started()
    gran = play.do(AddGuest, BORIS, BUY, "Gran")
    play.order(BORIS, 2)
    play.order(BORIS, 1, guest=gran)
    play.order(CARLA, 1)
    with pytest.raises(BelowOrders) as refused:
        play.do(EditBuy, ANNA, BUY, change)
    assert refused.value == refusal


def test_counting_guests_recounts_the_people() -> None:
    """Lost otherwise: guests named before the change never count."""
    play = started()
    gran = play.do(AddGuest, BORIS, BUY, "Gran")
    play.order(BORIS, 1, guest=gran)
    assert play.totals.people == 1
    play.do(EditBuy, ANNA, BUY, NewTerms(guests_count=True))
    assert play.totals.people == 2


def test_adding_items() -> None:
    """Lost otherwise: GP-2, or a new item takes the number of one that was removed."""
    play = started(ladder=Ladder(Metric.UNITS, (Tier(10, AmountOff(400)),)))
    play.do(EditBuy, ANNA, BUY, NewTerms(item=Item(ItemNo(0), "Salt", 999)))
    play.order(BORIS, 3, item=SALT)
    play.do(RemoveItem, ANNA, BUY, SALT)
    play.do(EditBuy, ANNA, BUY, NewTerms(item=Item(ItemNo(0), "Bread", 500)))
    assert [(item.no, item.name) for item in play.buy.terms.live_items] == [
        (1, "Olive oil 5 l"),
        (3, "Bread"),
    ]
    with pytest.raises(UnknownItem):
        play.do(EditBuy, ANNA, BUY, NewTerms(item=Item(SALT, "Salt again", 999)))


def test_a_second_item_leaves_a_ladder_of_unit_prices_to_the_first() -> None:
    """Lost otherwise: bread costs 38.00 from the tenth unit on, or cannot be added at all."""
    play = started()
    play.order(BORIS, 10)
    play.do(EditBuy, ANNA, BUY, NewTerms(item=Item(ItemNo(0), "Bread", 5000)))
    ladder, (first, bread) = play.buy.terms.ladder, play.buy.terms.live_items
    assert (ladder, bread.ladder) == (None, None)
    assert first.ladder == units((10, 3800), (20, 3500))
    assert play.order(CARLA, 10, item=SALT).price == 5000
    assert play.order(BORIS, 20).price == 3500
    assert play.buy.announced == {OIL: 2}
    own = Item(ItemNo(0), "Salt", 5000, ladder=units((2, 4000)))
    play.do(EditBuy, ANNA, BUY, NewTerms(item=own))


def test_removing_an_item() -> None:
    """Lost otherwise: someone waits for what is not coming, or pays for it."""
    play = started(title="Shop", items=(oil(), Item(SALT, "Salt", 999)), ladder=None)
    gran = play.do(AddGuest, BORIS, BUY, "Gran")
    play.order(BORIS, 2, item=SALT)
    play.order(BORIS, 1, item=SALT, guest=gran)
    play.order(CARLA, 1)
    play.order(ANNA, 1, item=SALT)
    with pytest.raises(NotTheOrganiser):
        play.do(RemoveItem, BORIS, BUY, SALT)
    play.do(RemoveItem, ANNA, BUY, SALT)
    assert play.told(NoticeKind.ITEM_REMOVED) == [BORIS]
    assert play.last(NoticeKind.ITEM_REMOVED).values == {"item": SALT, "quantity": 3}
    assert (play.totals.participants, play.totals.units) == (1, {OIL: 1})
    with pytest.raises(UnknownItem):
        play.do(RemoveItem, ANNA, BUY, SALT)
    with pytest.raises(MissingTerm):
        play.do(RemoveItem, ANNA, BUY, OIL)


def test_participants_without_a_card_are_told() -> None:
    """Lost otherwise: those of a buy by link alone never hear of a new deadline."""
    play = started(home=None)
    play.order(BORIS, 1)
    play.order(ANNA, 1)
    play.do(EditBuy, ANNA, BUY, NewTerms(deadline=NOON + 5 * DAYS))
    changed = play.last(NoticeKind.TERMS_CHANGED)
    assert (changed.person, changed.values) == (BORIS, {"changes": ["deadline"]})


def test_who_edits_and_what_is_no_change() -> None:
    """Lost otherwise: anyone edits, or every tap on Save costs the group an edit of the card."""
    play: Play = started()
    with pytest.raises(NotTheOrganiser):
        play.do(EditBuy, BORIS, BUY, NewTerms(title="Mine"))
    play.do(EditBuy, ANNA, BUY, NewTerms(title=play.buy.terms.title))
    assert play.outcome.saves == ()


def test_several_terms_are_taken_away_together_and_nothing_else() -> None:
    """Lost otherwise: "no limit" is taken for "leave it", or takes more away than was asked."""
    play = started(max_people=5, per_person_limit=3, minimum=Minimum(Metric.UNITS, 2))
    before = play.buy.terms
    play.do(EditBuy, ANNA, BUY, without(Field.MAX_PEOPLE, Field.PERSON_LIMIT))
    assert play.buy.terms == replace(before, max_people=None, per_person_limit=None)
    play.do(EditBuy, ANNA, BUY, without(Field.MAX_PEOPLE))
    assert play.outcome.saves == ()
