"""The words and numbers on the picture of a ladder."""

from __future__ import annotations

from fractions import Fraction

from domain.ladder import Metric
from domain.offer import Position, price_at
from handlers.notices.facts import Facts
from handlers.pictures import LadderPicture, Step
from handlers.wording.ladder import reward_said
from handlers.wording.names import NAME_LIMIT, TITLE_LIMIT
from handlers.wording.prices import said
from handlers.wording.progress import becomes, priced, so_far
from locales.translator import Translator


def ladder_picture(facts: Facts, at: Position, announced: int) -> LadderPicture:
    """Return the ladder at which the group stands, the tier `announced` (from 1) marked."""
    terms, t = facts.terms, facts.t
    single = priced(terms, at)
    steps = tuple(
        Step(
            threshold=_threshold(t, at.ladder.metric, tier.threshold, terms.currency),
            price=(
                said(t, price_at(single, at.ladder, number), terms.currency, named=False)
                if single
                else reward_said(t, tier.reward, terms.currency)
            ),
            reached=number <= at.reached,
            just_reached=number == announced,
        )
        for number, tier in enumerate(at.ladder.tiers, start=1)
    )
    start = said(t, price_at(single, None, 0), terms.currency) if single else ""
    return LadderPicture(
        title=terms.title[:TITLE_LIMIT],
        subtitle=facts.view.organiser_name[:NAME_LIMIT],
        steps=steps,
        toward_next=float(_toward(at)),
        current=so_far(t, at, terms.currency),
        upcoming=becomes(t, terms, at),
        start_price=start,
        rtl=t.right_to_left,
    )


def _threshold(t: Translator, metric: Metric, threshold: int, currency: str) -> str:
    if metric is Metric.AMOUNT:
        return t.amount(threshold, currency)
    return t.number(threshold)


def _toward(at: Position) -> Fraction:
    """Return how far from the last tier reached to the next, 0 to 1."""
    below = at.ladder.tiers[at.reached - 1].threshold if at.reached else 0
    if at.next_tier is None:
        return Fraction(0)
    return Fraction(at.value - below, at.next_tier.threshold - below)
