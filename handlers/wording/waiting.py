"""What those who wait for a lower price would bring (NEW-1), in one line for card and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from domain.buy import Terms, Totals
from domain.delivery import Area, AreaNo
from domain.ids import PersonId
from domain.ladder import Metric
from domain.offer import price_at, price_for
from domain.order import Line
from domain.sharing.prospect import Outlook, prospect
from handlers.wording.ladder import reward_said
from handlers.wording.prices import said
from locales.translator import Translator


def waiting_line(
    t: Translator,
    terms: Terms,
    totals: Totals,
    waiting: Sequence[Line],
    areas: Mapping[PersonId, AreaNo],
    area: Area | None = None,
) -> Markup | None:
    """Return what the waiting units bring, or still need; None while nobody waits.

    With an `area` the price is that of those whose part goes there.
    """
    more = sum(line.most - line.extra - line.quantity for line in waiting)
    if not more:
        return None
    for outlook in prospect(terms, totals, waiting, areas).outlooks:
        bring = _units(terms, outlook, outlook.would_be, waiting, areas)
        if outlook.unlocks and bring:
            reward = _reward(t, terms, outlook, outlook.would_be, area)
            return t("card-waiting-bring", count=bring, reward=reward)
        if not outlook.missing:
            continue
        if wait := _units(terms, outlook, outlook.would_be + 1, waiting, areas):
            reward = _reward(t, terms, outlook, outlook.would_be + 1, area)
            missing = _missing(t, terms, outlook)
            return t("card-waiting-need", count=wait, reward=reward, missing=missing)
    return t("card-waiting", count=more)


def _units(
    terms: Terms,
    outlook: Outlook,
    tier: int,
    waiting: Sequence[Line],
    areas: Mapping[PersonId, AreaNo],
) -> int:
    """Return how many units more are wanted at a tier than in any case."""
    prices = {item.no: price_at(item, outlook.ladder, tier) for item in outlook.items}
    units = 0
    for line in waiting:
        if line.item in prices:
            area = terms.area(areas.get(line.person, AreaNo(0)))
            own = price_for(prices[line.item], area)
            units += line.wanted_at(own.exact) - line.quantity
    return units


def _reward(t: Translator, terms: Terms, outlook: Outlook, tier: int, area: Area | None) -> str:
    """Return a tier's price where one item says it, else its discount."""
    if len(outlook.items) == 1 and (outlook.key or len(terms.live_items) == 1):
        price = price_for(price_at(outlook.items[0], outlook.ladder, tier), area)
        return said(t, price, terms.currency, named=False)
    return reward_said(t, outlook.ladder.tiers[tier - 1].reward, terms.currency)


def _missing(t: Translator, terms: Terms, outlook: Outlook) -> str:
    match outlook.ladder.metric:
        case Metric.PARTICIPANTS:
            return t.plain("card-missing-people", count=outlook.missing)
        case Metric.UNITS:
            return t.plain("card-missing-units", count=outlook.missing)
        case Metric.AMOUNT:
            amount = t.money(outlook.missing, terms.currency)
            return t.plain("card-missing-amount", amount=amount)
