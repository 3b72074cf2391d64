"""Whether changed terms leave those who ordered at least as well off (the Rule of live changes)."""

from __future__ import annotations

from fractions import Fraction

from domain.buy import Item, Terms
from domain.draft import Field
from domain.errors import WorseForBuyers
from domain.ladder import Ladder, Metric
from domain.offer import price_at


def must_not_be_worse(old: Terms, new: Terms) -> None:
    """Raise `WorseForBuyers` for what those who ordered under `old` would lose under `new`.

    That is an earlier deadline, a dearer list price, a price that is higher at any value the
    ladder's metric can take, a minimum that is harder to meet, or guests that count no more where
    people decide the price or whether the buy goes ahead.
    """
    if new.deadline < old.deadline:
        raise WorseForBuyers(term=Field.DEADLINE)
    for before in old.live_items:
        after = new.item(before.no)
        if after is None or after.list_price > before.list_price:
            raise WorseForBuyers(term=Field.PRICE)
        if _dearer_somewhere(old, new, before, after):
            raise WorseForBuyers(term=Field.LADDER)
    if _harder(old, new):
        raise WorseForBuyers(term=Field.MINIMUM)
    if old.guests_count and not new.guests_count and _people_matter(new):
        raise WorseForBuyers(term=Field.GUESTS)


def _dearer_somewhere(old: Terms, new: Terms, before: Item, after: Item) -> bool:
    """Tell whether the item's price is higher under `new` for any orders that there can be."""
    ladder, changed = old.ladder_of(before), new.ladder_of(after)
    if ladder is None or not ladder.tiers:
        return False
    people = ladder.metric is Metric.PARTICIPANTS
    alone = len(old.live_items) == 1  # the buy's ladder and its own then count the same
    comparable = people or alone or (before.ladder is None) == (after.ladder is None)
    if changed is None or changed.metric is not ladder.metric or not comparable:
        return _can_be_dearer(ladder, changed, before, after)
    shrunk = _shrinkage(old, new, before) if ladder.metric is Metric.AMOUNT else Fraction(1)
    # A price only falls as the value grows: where the old one falls, the new one must have too.
    values = (0, *(tier.threshold for tier in ladder.tiers))
    return any(
        price_at(after, changed, changed.reached(int(value * shrunk))).exact
        > price_at(before, ladder, ladder.reached(value)).exact
        for value in values
    )


def _can_be_dearer(ladder: Ladder, changed: Ladder | None, before: Item, after: Item) -> bool:
    """Tell whether the item can cost more, where the two ladders count different things.

    Nothing is known then of the one's value at a value of the other's: the new list price must
    not be above the old best price.
    """
    best = price_at(before, ladder, len(ladder.tiers)).exact
    return price_at(after, changed, 0).exact > best


def _shrinkage(old: Terms, new: Terms, item: Item) -> Fraction:
    """Return to what part, at worst, the same orders' amount at list price shrinks.

    Cheaper list prices make an amount smaller, and with it what it reaches. An item's own ladder
    sees that item alone, the buy's all of them.
    """
    counted = (item,) if item.ladder else old.live_items
    return min(
        Fraction(changed.list_price, before.list_price)
        for before in counted
        if (changed := new.item(before.no)) is not None
    )


def _harder(old: Terms, new: Terms) -> bool:
    """Tell whether the buy is less likely to go ahead."""
    if new.minimum is None:
        return False
    if old.minimum is None or old.minimum.metric is not new.minimum.metric:
        return True
    if new.minimum.metric is not Metric.AMOUNT:
        return new.minimum.value > old.minimum.value
    shrunk = min(
        Fraction(changed.list_price, before.list_price)
        for before in old.live_items
        if (changed := new.item(before.no)) is not None
    )
    return new.minimum.value > old.minimum.value * shrunk


def _people_matter(terms: Terms) -> bool:
    """Tell whether the number of people decides a price or whether the buy goes ahead."""
    ladders = (terms.ladder_of(item) for item in terms.live_items)
    metrics = {ladder.metric for ladder in ladders if ladder}
    if terms.minimum:
        metrics.add(terms.minimum.metric)
    return Metric.PARTICIPANTS in metrics
