"""What an order line may come to: the stock, the limit per person, the people that fit."""

from __future__ import annotations

from domain import limits
from domain.buy import Item
from domain.decide.change import Change
from domain.errors import (
    AreaMissing,
    BuyIsFull,
    ConditionsDoNotGrow,
    LimitTooLarge,
    NoCases,
    NotEnoughLeft,
    OverPersonLimit,
    QuantityBelowZero,
    QuantityTooLarge,
)
from domain.order import Involvement, Line
from domain.world import World


def must_be_whole(item: Item, line: Line, have: int) -> None:
    """Refuse a line that is no order: out of bounds, or with limits or tolerance that mean nothing.

    Quantities ascend from above what is certain, as limits descend from below the list price.
    `have` units are on the line now.
    """
    if line.quantity < 0 or line.extra < 0:
        raise QuantityBelowZero(have=have)
    if line.most > limits.QUANTITY:
        raise QuantityTooLarge(limit=limits.QUANTITY, have=have)
    if len(line.conditions) > limits.CONDITIONS:
        raise LimitTooLarge("conditions", value=len(line.conditions), limit=limits.CONDITIONS)
    lowest, most = item.list_price, line.quantity
    for condition in line.conditions:
        if not 0 < condition.limit < lowest or condition.quantity <= most:
            raise ConditionsDoNotGrow
        lowest, most = condition.limit, condition.quantity
    if line.extra and item.case_size is None:
        raise NoCases


def must_fit(change: Change, item: Item, before: Line, line: Line) -> None:
    """Refuse more than the stock holds or one person may have, guests included.

    What is certain has to be left in the stock. The most that a line can come to has to fit the
    whole stock, since it is not known yet who else gets some, and the limit per person.
    """
    have, stock = before.quantity, item.stock
    if stock is not None and line.quantity > have:
        left = stock - change.totals.units.get(item.no, 0) + have
        if line.quantity > left:
            raise NotEnoughLeft(wanted=line.quantity, left=left, have=have)
    if line.most <= before.most:
        return
    if stock is not None and line.most > stock:
        raise NotEnoughLeft(wanted=line.most, left=stock, have=have)
    limit = change.buy.terms.per_person_limit
    if limit is not None:
        own = change.world.lines_of(before.buy, before.person)
        own = [one for one in own if one.item == item.no]
        wanted = sum(one.most for one in own if one.guest != line.guest) + line.most
        if wanted > limit:
            held = sum(one.quantity for one in own)
            raise OverPersonLimit(wanted=wanted, limit=limit, have=held)


def must_have_area(change: Change, involvement: Involvement) -> None:
    """Raise `AreaMissing` where a destination area is to be chosen and was not (GP-8)."""
    terms = change.buy.terms
    if terms.areas and terms.area(involvement.area) is None:
        raise AreaMissing


def must_fit_people(world: World, change: Change) -> None:
    """Refuse one more person, or guest who counts as one, than fit."""
    maximum = change.buy.terms.max_people
    joined = change.totals.people > world.totals_of(change.buy.id).people
    if maximum is not None and joined and change.totals.people > maximum:
        raise BuyIsFull(maximum=maximum)
