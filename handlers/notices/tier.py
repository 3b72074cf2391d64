"""A tier was reached: said once, with a picture of the ladder (UX-3)."""

from __future__ import annotations

import logging

from markupsafe import Markup, escape

from domain.ladder import Metric
from domain.offer import Position, positions, price_at
from handlers.notices.facts import Facts
from handlers.notices.picture import ladder_picture
from handlers.notices.say import Drop, How, Verdict
from handlers.pictures import ladder_svg, render_png_apart
from handlers.screen import File, Screen
from handlers.wording.ladder import reward_said
from handlers.wording.prices import said
from handlers.wording.progress import becomes, priced
from handlers.wording.state import item_name
from locales.translator import Translator

logger = logging.getLogger(__name__)

LADDERS_AT_MOST = 8


async def tier(facts: Facts) -> Verdict:
    """Announce the tiers that are reached, several at once in one message."""
    announced = {int(key): int(number) for key, number in facts.notice.values["tiers"].items()}
    reached = [
        (at, announced[at.key])
        for at in positions(facts.terms, facts.view.totals)
        if at.key in announced and at.reached >= announced[at.key]
    ]
    if not reached or not facts.buy.live:
        return Drop("not reached any more")
    lines = [_line(facts, at, number) for at, number in reached[:LADDERS_AT_MOST]]
    screen = Screen(Markup("\n").join(lines), file=await _picture(facts, *reached[0]))
    return facts.post(screen, How.REPLY_TO_CARD)


def _line(facts: Facts, at: Position, number: int) -> Markup:
    t, terms = facts.t, facts.terms
    text, following = _reached(facts, at, number), _following(facts, at)
    if following:
        text = t("notice-two-sentences", first=text, second=following)
    if at.key and len(terms.live_items) > 1:
        name = item_name(t, terms, at.items[0])
        return t("card-item", name=name, prices=text)
    return text


def _reached(facts: Facts, at: Position, number: int) -> Markup:
    t, terms = facts.t, facts.terms
    passed = at.ladder.tiers[number - 1]
    threshold = threshold_said(t, at.ladder.metric, passed.threshold, terms.currency)
    item = priced(terms, at)
    if item is None:
        reward = reward_said(t, passed.reward, terms.currency)
        return t("notice-tier-reward", threshold=threshold, reward=reward)
    price = said(t, price_at(item, at.ladder, number), terms.currency)
    before = said(t, price_at(item, None, 0), terms.currency, named=False)
    return t("notice-tier", threshold=threshold, price=price, before=before)


def _following(facts: Facts, at: Position) -> Markup:
    words = becomes(facts.t, facts.terms, at)
    return facts.t("notice-sentence", words=words) if words else escape("")


def threshold_said(t: Translator, metric: Metric, threshold: int, currency: str) -> str:
    """Return a threshold by itself: "10", "10 people", "500.00 EUR"; some languages name units."""
    match metric:
        case Metric.PARTICIPANTS:
            return t.plain("common-people", count=threshold)
        case Metric.UNITS:
            return t.plain("notice-units", count=threshold)
        case Metric.AMOUNT:
            return t.money(threshold, currency)


async def _picture(facts: Facts, at: Position, number: int) -> File | None:
    """Return the ladder drawn; the news goes out without it if it cannot be drawn."""
    try:
        png = await render_png_apart(ladder_svg(ladder_picture(facts, at, number)))
    except (ValueError, OSError) as error:
        logger.warning("a ladder was not drawn", exc_info=error)
        return None
    return File("ladder.png", png)
