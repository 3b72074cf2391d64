"""Who may have the money go through Telegram: the bot's owner lists the organisers (BP-4)."""

from __future__ import annotations

from dataclasses import replace

from domain.draft import Draft
from domain.ladder import Metric
from domain.payment import STARS, Method
from handlers.context import Context
from handlers.reading.entry import in_money_of


def methods_for(context: Context) -> frozenset[Method]:
    """Return the ways in which the actor may let people pay."""
    found = {Method.BY_HAND}
    if context.takes_online:
        found.add(Method.STARS)
    if context.takes_online and context.provider_token:
        found.add(Method.ONLINE)
    return frozenset(found)


def as_allowed(draft: Draft, context: Context) -> Draft:
    """Return the draft without a way of paying that is not for the actor.

    What was to be paid online is paid by hand. A buy in Stars is paid in nothing else: its
    amounts, which mean nothing in another currency, are dropped so that they are asked for again.
    """
    method = draft.payment.method
    if method in methods_for(context):
        return draft
    if method is Method.ONLINE:
        return replace(draft, payment=replace(draft.payment, method=Method.BY_HAND))
    if draft.currency != STARS:
        return draft
    items = tuple(replace(item, list_price=0, ladder=None) for item in draft.items)
    by_amount = draft.minimum is not None and draft.minimum.metric is Metric.AMOUNT
    return replace(
        in_money_of(draft, context.default_currency),
        items=items,
        ladder=None,
        minimum=None if by_amount else draft.minimum,
        areas=(),
        delivery=None,
    )
