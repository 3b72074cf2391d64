"""A live buy in lines: prices, progress, what is needed and left; for the card and the order."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup, escape

from domain.buy import GroupBuy, Item, State, Terms, Totals
from domain.delivery import Area
from domain.offer import BUY_LADDER, Position, minimum_missing, places_left, positions, units_left
from handlers.wording.ladder import item_rungs, shared_rungs
from handlers.wording.names import person_name, title
from handlers.wording.progress import bar, measured, so_far, what_next
from locales.translator import Translator

ITEMS_AT_MOST = 10


def head(t: Translator, buy: GroupBuy, organiser: str) -> Markup:
    """Return the first line: what is bought, and who buys it for the group."""
    return t("card-head", title=title(buy.terms.title, t), organiser=person_name(organiser, t))


def state_lines(
    t: Translator, buy: GroupBuy, totals: Totals, area: Area | None = None
) -> list[Markup]:
    """Return prices, progress, minimum and room, one line a thought.

    With an `area` the prices are those of people whose part goes there.
    """
    terms = buy.terms
    live = terms.live_items
    ladders = positions(terms, totals)
    if len(live) == 1:
        lines = [_one_item(t, terms, totals, ladders, area)]
        main = ladders[0] if ladders else None
    else:
        lines = _items(t, terms, totals, ladders, area)
        main = next((at for at in ladders if at.key == BUY_LADDER), None)
        if main:
            lines.append(escape(shared_rungs(t, main.ladder, terms.currency, main.reached)))
    if main:
        tier = main.next_tier or main.ladder.tiers[-1]
        drawn = bar(main.value, tier.threshold)
        lines.append(t("card-progress", bar=drawn, progress=so_far(t, main, terms.currency)))
        lines.append(escape(what_next(t, terms, main, area)))
    elif totals.all_units:
        lines.append(t("card-ordered", count=totals.all_units))
    return [*lines, *_limits(t, terms, totals)]


def when_line(t: Translator, buy: GroupBuy, now: datetime) -> Markup:
    """Return until when the buy is open, as Telegram shows it in each reader's own zone."""
    until = t.when_live(buy.terms.deadline, now)
    if buy.state is State.SCHEDULED and buy.terms.opens_at:
        return t("card-opens", when=t.when_live(buy.terms.opens_at, now), until=until)
    if buy.closes_at:
        return t("card-closes", when=t.when_live(buy.closes_at, now))
    return t("card-until", when=until)


def item_name(t: Translator, terms: Terms, item: Item) -> str:
    """Return what an item is called in a sentence."""
    return title(item.name or terms.title, t)


def _one_item(
    t: Translator,
    terms: Terms,
    totals: Totals,
    ladders: tuple[Position, ...],
    area: Area | None,
) -> Markup:
    (item,) = terms.live_items
    at = ladders[0] if ladders else None
    ladder, reached = (at.ladder, at.reached) if at else (None, 0)
    rungs = item_rungs(t, item, ladder, terms.currency, reached, area)
    prices = t.plain("card-and").join([rungs, *_left(t, totals, item)])
    if item_name(t, terms, item) == title(terms.title, t):
        return escape(prices)
    return t("card-item", name=item_name(t, terms, item), prices=prices)


def _items(
    t: Translator,
    terms: Terms,
    totals: Totals,
    ladders: tuple[Position, ...],
    area: Area | None,
) -> list[Markup]:
    own = {at.key: at for at in ladders}
    live = terms.live_items
    lines = []
    for item in live[:ITEMS_AT_MOST]:
        at = own.get(item.no)
        parts = [
            item_rungs(t, item, item.ladder, terms.currency, at.reached if at else 0, area),
            *([so_far(t, at, terms.currency)] if at else []),
            *_left(t, totals, item),
        ]
        prices = t.plain("card-and").join(parts)
        lines.append(t("card-item", name=item_name(t, terms, item), prices=prices))
    if len(live) > ITEMS_AT_MOST:
        lines.append(t("card-more-items", count=len(live) - ITEMS_AT_MOST))
    return lines


def _left(t: Translator, totals: Totals, item: Item) -> list[str]:
    left = units_left(totals, item)
    if left is None:
        return []
    return [t.plain("card-left", count=left) if left else t.plain("card-none-left")]


def _limits(t: Translator, terms: Terms, totals: Totals) -> list[Markup]:
    lines = []
    if terms.minimum and minimum_missing(terms, totals):
        value = totals.measure(terms.minimum.metric)
        goal = terms.minimum.value
        progress = measured(t, terms.minimum.metric, value, goal, terms.currency)
        lines.append(t("card-minimum", progress=progress))
    room = places_left(terms, totals)
    if room is not None and terms.max_people is not None:
        full = t("card-full", count=terms.max_people)
        lines.append(t("card-room", count=room) if room else full)
    return lines
