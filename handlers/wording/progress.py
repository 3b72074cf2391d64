"""How far a group is, and what comes next: ▰▰▰▰▰▰▰▰▱▱ 8 of 10, 2 more and everyone saves 4.00."""

from __future__ import annotations

from domain.buy import Item, Terms
from domain.delivery import Area
from domain.ladder import Metric
from domain.offer import BUY_LADDER, Position, price_for
from handlers.wording.ladder import reward_said
from handlers.wording.prices import rounded, said
from locales.translator import Translator

BAR = 10


def bar(value: int, threshold: int) -> str:
    """Return the bar: full only when reached, not empty once anything came in."""
    filled = min(BAR, BAR * value // threshold)
    if value:
        filled = max(1, filled)
    return "▰" * filled + "▱" * (BAR - filled)


def so_far(t: Translator, position: Position, currency: str) -> str:
    """Return "8 of 10" towards the next tier, or towards the last one at the top."""
    tier = position.next_tier or position.ladder.tiers[-1]
    return measured(t, position.ladder.metric, position.value, tier.threshold, currency)


def measured(t: Translator, metric: Metric, value: int, threshold: int, currency: str) -> str:
    """Return how much of a threshold is there, with what is counted."""
    match metric:
        case Metric.PARTICIPANTS:
            return t.plain("card-of-people", count=threshold, value=t.number(value))
        case Metric.UNITS:
            return t.plain("card-of-units", count=threshold, value=t.number(value))
        case Metric.AMOUNT:
            return t.plain(
                "card-of-amount",
                value=t.amount(value, currency),
                amount=t.money(threshold, currency),
            )


def priced(terms: Terms, position: Position) -> Item | None:
    """Return the item whose price says what the ladder brings; None where a discount says more.

    That is an item with a ladder of its own, or the only one on offer.
    """
    alone = position.key != BUY_LADDER or len(terms.live_items) == 1
    return position.items[0] if alone else None


def what_next(t: Translator, terms: Terms, position: Position, area: Area | None = None) -> str:
    """Return the card's sentence: what is missing and what everyone gains by it.

    With an `area` the gain is that of those whose part goes there.
    """
    if position.next_tier is None:
        return t.plain("card-top")
    item = priced(terms, position)
    if position.reached or item is None:
        return becomes(t, terms, position, area)
    now, following = price_for(position.price(item), area), position.next_price(item)
    after = price_for(following, area) if following else now
    saving = rounded(t, now.exact - after.exact, terms.currency, about=after.about, named=False)
    match position.ladder.metric:
        case Metric.PARTICIPANTS:
            return t.plain("card-saves-people", count=position.missing, saving=saving)
        case Metric.UNITS:
            return t.plain("card-saves-units", count=position.missing, saving=saving)
        case Metric.AMOUNT:
            more = t.amount(position.missing, terms.currency)
            return t.plain("card-saves-amount", amount=more, saving=saving)


def becomes(t: Translator, terms: Terms, position: Position, area: Area | None = None) -> str:
    """Return what is missing and what the price becomes: "2 more and it is 38.00 for all".

    Empty at the top. With an `area` the price is that of those whose part goes there.
    """
    tier = position.next_tier
    if tier is None:
        return ""
    item = priced(terms, position)
    price = position.next_price(item) if item else None
    if price is None:
        reward = reward_said(t, tier.reward, terms.currency)
    else:
        reward = said(t, price_for(price, area), terms.currency, named=False)
    match position.ladder.metric:
        case Metric.PARTICIPANTS:
            return t.plain("card-becomes-people", count=position.missing, reward=reward)
        case Metric.UNITS:
            return t.plain("card-becomes-units", count=position.missing, reward=reward)
        case Metric.AMOUNT:
            more = t.amount(position.missing, terms.currency)
            return t.plain("card-becomes-amount", amount=more, reward=reward)
