"""What screens say of a buy at this moment."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from domain.buy import Item, Minimum, Terms, Totals
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, PercentOff, Tier, UnitPrice
from domain.offer import (
    full,
    minimum_met,
    minimum_missing,
    places_left,
    positions,
    price_now,
    tier_reached,
    units_left,
)
from tests.domain.play import BUY, OIL, started

TERMS = started().buy.terms
SALT = ItemNo(2)


def holding(units: int, people: int = 1, salt: int = 0) -> Totals:
    """Return totals of so many units of oil."""
    both = {OIL: units, SALT: salt}
    counted = {no: held for no, held in both.items() if held}
    return Totals(BUY, participants=people, people=people, amount=units * 4200, units=counted)


@pytest.mark.parametrize(
    ("units", "reached", "missing", "price", "next_price"),
    [
        (0, 0, 10, 4200, 3800),
        (8, 0, 2, 4200, 3800),
        (10, 1, 10, 3800, 3500),
        (20, 2, 0, 3500, None),
        (99, 2, 0, 3500, None),
    ],
)
def test_the_position_on_the_ladder(
    units: int, reached: int, missing: int, price: int, next_price: int | None
) -> None:
    """Lost otherwise: "2 more and everyone saves 4.00 each" has wrong numbers."""
    (position,) = positions(TERMS, holding(units))
    (item,) = position.items
    assert (position.key, position.reached, position.missing) == (0, reached, missing)
    assert position.price(item).exact == price_now(TERMS, holding(units), item).exact == price
    following = position.next_price(item)
    assert (following.exact if following else None) == next_price
    assert (following is None) == (position.next_tier is None)


def with_salt(ladder: Ladder | None) -> Terms:
    """Return the terms with salt at 9.99 as a second item."""
    return replace(TERMS, items=(*TERMS.items, Item(SALT, "Salt", 999, ladder=ladder)))


def test_each_ladder_has_its_position() -> None:
    """Lost otherwise: the card shows one ladder for all, or an item on two."""
    terms = with_salt(Ladder(Metric.UNITS, (Tier(4, PercentOff(333)),)))
    whole, own = positions(terms, holding(3, salt=4))
    assert [item.no for item in whole.items] == [OIL]
    assert (whole.value, own.value, own.key) == (7, 4, SALT)
    price = own.price(own.items[0])
    assert (price.exact, price.about) == (Fraction(999 * 9667, 10_000), True)
    assert not whole.price(whole.items[0]).about


def test_a_buy_without_ladders() -> None:
    """Lost otherwise: a plain buy breaks the card."""
    terms = replace(TERMS, ladder=None)
    item = terms.items[0]
    assert positions(terms, holding(5)) == ()
    assert tier_reached(terms, holding(5), item) == 0
    assert price_now(terms, holding(5), item).saved == 0


def test_a_ladder_that_prices_nothing_is_not_shown() -> None:
    """Lost otherwise: tiers are announced that make nothing cheaper."""
    own = Ladder(Metric.UNITS, (Tier(2, UnitPrice(4000)),))
    terms = replace(TERMS, items=(replace(TERMS.items[0], ladder=own),))
    assert [position.key for position in positions(terms, holding(5))] == [OIL]


def test_what_is_left() -> None:
    """Lost otherwise: people are sent to order what is gone."""
    item = replace(TERMS.items[0], stock=12)
    terms = replace(TERMS, items=(item,), max_people=3)
    assert units_left(holding(3), item) == 9
    assert units_left(holding(3), TERMS.items[0]) is None
    assert places_left(terms, holding(3)) == 2
    assert places_left(TERMS, holding(3)) is None
    assert not full(terms, holding(3))
    assert full(terms, holding(12))
    assert full(terms, holding(3, people=3))
    assert not full(TERMS, holding(99, people=99))


def test_the_minimum() -> None:
    """Lost otherwise: "3 more and it goes ahead" has wrong numbers."""
    terms = replace(TERMS, minimum=Minimum(Metric.UNITS, 5))
    assert minimum_missing(terms, holding(2)) == 3
    assert not minimum_met(terms, holding(2))
    assert minimum_met(terms, holding(5))
    assert minimum_missing(TERMS, holding(0)) == 0
    assert not minimum_met(TERMS, holding(0, people=0))
    amount = replace(TERMS, minimum=Minimum(Metric.AMOUNT, 10_000))
    assert minimum_missing(amount, holding(2)) == 1_600
