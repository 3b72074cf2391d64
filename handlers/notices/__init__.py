"""Notices into words: from a kind and values to what is said now, in the reader's language.

Rendered from fresh state right before sending, so nothing is said that is no longer true.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from domain.notices import Notice, NoticeKind
from handlers.notices import (
    card,
    changing,
    charge_back,
    correcting,
    elsewhere,
    ending,
    goods,
    mention,
    money,
    nudge,
    paying,
    running,
    shipping,
    unsaid,
)
from handlers.notices.facts import Facts, gather
from handlers.notices.say import Drop, How, Later, Say, Verdict
from handlers.notices.scene import Scene
from handlers.notices.tier import tier

__all__ = ["Drop", "How", "Later", "Say", "Scene", "Verdict", "render"]

ABOUT_A_BUY: dict[NoticeKind, Callable[[Facts], Awaitable[Verdict]]] = {
    NoticeKind.CARD: card.card,
    NoticeKind.CARD_AGAIN: card.card_again,
    NoticeKind.TIER: tier,
    NoticeKind.MENTION: mention.mention,
    NoticeKind.CLOSES_EARLY: ending.closes_early,
    NoticeKind.GROUP_EXTENDED: ending.extended,
    NoticeKind.GROUP_SETTLED: ending.group_settled,
    NoticeKind.GROUP_CALLED_OFF: ending.called_off,
    NoticeKind.NUDGE: nudge.nudge,
    NoticeKind.CLOSING_SOON: nudge.nudge,
    NoticeKind.STATEMENT: paying.statement,
    NoticeKind.SUMMARY: running.summary,
    NoticeKind.CALLED_OFF: ending.called_off,
    NoticeKind.EXTENDED: ending.extended,
    NoticeKind.ITEM_REMOVED: changing.item_removed,
    NoticeKind.TERMS_CHANGED: changing.terms_changed,
    NoticeKind.UNPAID: paying.unpaid,
    NoticeKind.PAYMENT_CLAIMED: running.claimed,
    NoticeKind.PAYMENT_MARKED: paying.marked,
    NoticeKind.PAYMENT_DENIED: paying.denied,
    NoticeKind.STATEMENT_CORRECTED: correcting.corrected,
    NoticeKind.FELL_OUT: correcting.fell_out,
    NoticeKind.MONEY_BACK: correcting.money_back,
    NoticeKind.POINTS_GIVEN: correcting.points_given,
    NoticeKind.POINTS_EXPIRED: correcting.points_expired,
    NoticeKind.SHIPMENT: shipping.shipment,
    NoticeKind.PICK_UP: shipping.pick_up,
    NoticeKind.WHERE_TO: shipping.where_to,
    NoticeKind.CHARGE_BACK: charge_back.charge_back,
    NoticeKind.CHARGED: money.charged,
    NoticeKind.PAY_BACK: money.pay_back,
    NoticeKind.SHIPPING_REQUESTS: goods.shipping_requests,
    NoticeKind.SUPPLIER_REQUEST: goods.supplier_request,
    NoticeKind.UNREACHED: mention.unreached,
    NoticeKind.UNSAID: unsaid.unsaid,
    NoticeKind.TAKEN_OVER: running.taken_over,
    NoticeKind.BUY_OPENED: running.opened,
}

ELSEWHERE: dict[NoticeKind, Callable[[Notice, Scene], Awaitable[Verdict]]] = {
    NoticeKind.GROUP_REPLY: elsewhere.group_reply,
    NoticeKind.DRAFT_CARD: elsewhere.draft_card,
}


async def render(notice: Notice, scene: Scene) -> Verdict:
    """Return what to say now, when to ask again, or why nothing is said."""
    if notice.kind in ELSEWHERE:
        return await ELSEWHERE[notice.kind](notice, scene)
    facts = await gather(notice, scene)
    if isinstance(facts, Drop):
        return facts
    return await ABOUT_A_BUY[notice.kind](facts)
