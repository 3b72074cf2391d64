"""Announcing tiers: once per tier and buy, ever, several at once in one notice."""

from __future__ import annotations

from domain.buy import Item
from domain.commands.organiser import EditBuy, NewTerms
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, FLAT, OIL, Play, started


def tiers(play: Play) -> list[dict[str, int]]:
    """Return what was announced, notice by notice."""
    return [notice.values["tiers"] for notice in play.said if notice.kind is NoticeKind.TIER]


def test_a_tier_is_announced_when_it_is_reached() -> None:
    """Lost otherwise: the group does not learn that everyone saves now."""
    play = started()
    play.order(BORIS, 9)
    assert tiers(play) == []
    play.order(CARLA, 1)
    assert tiers(play) == [{"0": 1}]
    assert play.last(NoticeKind.TIER).home == FLAT


def test_a_tier_lost_and_reached_again_is_not_shouted() -> None:
    """Lost otherwise: one person tapping +1 and -1 fills the group."""
    play = started()
    for quantity in (10, 9, 10, 9, 12):
        play.order(BORIS, quantity)
    assert tiers(play) == [{"0": 1}]
    assert play.buy.announced == {0: 1}


def test_several_tiers_at_once_are_one_notice() -> None:
    """Lost otherwise: one large order makes two messages."""
    own = Ladder(Metric.UNITS, (Tier(2, UnitPrice(500)),))
    salt = Item(ItemNo(2), "Salt", 999, ladder=own)
    play = started(title="Shop", items=(Item(OIL, "Oil", 4200), salt))
    play.order(BORIS, 25)
    assert tiers(play) == [{"0": 2}]
    play.order(BORIS, 2, item=2)
    assert tiers(play) == [{"0": 2}, {"2": 1}]


def test_an_item_alone_does_not_move_another_items_own_ladder() -> None:
    """Lost otherwise: an item with its own ladder is priced by the others' units."""
    own = Ladder(Metric.UNITS, (Tier(5, UnitPrice(500)),))
    items = (Item(OIL, "Oil", 4200), Item(ItemNo(2), "Salt", 999, ladder=own))
    play = started(title="Shop", items=items, ladder=None)
    play.order(BORIS, 50)
    assert tiers(play) == []
    assert play.order(BORIS, 4, item=2).price == 999
    assert play.order(BORIS, 5, item=2).price == 500


def test_without_a_home_the_organiser_is_told() -> None:
    """Lost otherwise: a buy by link alone never tells anyone of a tier."""
    play = started(home=None)
    play.order(BORIS, 10)
    assert play.told(NoticeKind.TIER) == [ANNA]


def test_a_better_ladder_is_announced_where_it_reaches_a_new_tier() -> None:
    """Lost otherwise: a correction unlocks a tier in silence."""
    play = started()
    play.order(BORIS, 8)
    better = Ladder(Metric.UNITS, (Tier(8, AmountOff(500)), Tier(20, AmountOff(900))))
    play.do(EditBuy, ANNA, BUY, NewTerms(ladder=better))
    assert tiers(play) == [{"0": 1}]


def test_people_and_amounts_unlock_too() -> None:
    """Lost otherwise: only units count."""
    people = Ladder(Metric.PARTICIPANTS, (Tier(2, AmountOff(100)),))
    play = started(ladder=people)
    play.order(BORIS, 9)
    assert tiers(play) == []
    play.order(CARLA, 1)
    assert tiers(play) == [{"0": 1}]
    amount = Ladder(Metric.AMOUNT, (Tier(8_400, AmountOff(100)),))
    play = started(ladder=amount)
    play.order(BORIS, 1)
    assert tiers(play) == []
    play.order(BORIS, 2)
    assert tiers(play) == [{"0": 1}]
