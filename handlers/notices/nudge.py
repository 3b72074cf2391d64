"""Nudges: judged right before they are sent, with the buttons to order at once (UX-9)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from domain import nudging
from domain.notices import NoticeKind
from domain.offer import positions, price_for, price_now
from domain.views import MemberView
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Later, Verdict
from handlers.order.areas import area_missing
from handlers.order.buttons import quantity_buttons
from handlers.order.lines import own_area
from handlers.screen import Button, Screen
from handlers.wording.names import title
from handlers.wording.prices import said
from handlers.wording.progress import becomes
from handlers.wording.state import state_lines
from locales.translator import Translator


async def nudge(facts: Facts) -> Verdict:
    """Urge somebody to order, if that is still wanted now; else later or never."""
    view = await facts.mine()
    if view is None or facts.person is None:
        return Drop("no such person")
    day = nudging.day_began(facts.now, facts.zone)
    reader, just = facts.scene.reader, facts.now - nudging.LOOKING
    verdict = nudging.may_nudge(
        facts.person,
        view.involvement,
        facts.buy,
        facts.now,
        ordered=bool(view.lines),
        sent_today=await reader.nudges_sent(facts.person.id, day),
        just_sent=await reader.nudges_sent(facts.person.id, just, facts.buy.id),
        zone=facts.zone,
    )
    match verdict:
        case nudging.Never(reason):
            return Drop(reason)
        case nudging.Later(until):
            return Later(until)
        case _:
            return facts.post(nudge_screen(facts, view))


def nudge_screen(facts: Facts, view: MemberView) -> Screen:
    """Return who buys what with whom, the price now and next, and the buttons to answer."""
    t = facts.t
    lines = [_opening(facts, view), *_prices(t, view)]
    closes = facts.buy.closes_at or facts.terms.deadline
    lines.append(t("notice-until", when=t.when_live(closes, facts.now)))
    live = facts.terms.live_items
    if len(live) == 1 and not area_missing(view):
        first = quantity_buttons(t, view, live[0])
    else:
        first = (Button(t.plain("card-my-order"), on_order(facts.buy.id, Act.SHOW)),)
    second = (
        Button(t.plain("order-not-this-time"), on_order(facts.buy.id, Act.DECLINE)),
        Button(t.plain("order-fewer-messages"), on_order(facts.buy.id, Act.MUTE)),
    )
    return Screen(Markup("\n").join(lines), (first, second))


def _opening(facts: Facts, view: MemberView) -> Markup:
    t, home = facts.t, facts.view.home
    values: dict[str, Any] = {"organiser": facts.organiser, "title": facts.title}
    if facts.notice.kind is NoticeKind.CLOSING_SOON:
        return t("notice-closing-soon", title=facts.title)
    if view.invitation is None and home is not None:
        return t("notice-nudge-in", home=title(home.title, t), **values)
    if home is not None:
        return t("notice-nudge-named-with", home=title(home.title, t), **values)
    return t("notice-nudge-named", **values)


def _prices(t: Translator, view: MemberView) -> list[Markup]:
    terms, totals = view.buy.terms, view.totals
    if len(terms.live_items) != 1:
        return state_lines(t, view.buy, totals, own_area(view))
    area = own_area(view)
    now = price_for(price_now(terms, totals, terms.live_items[0]), area)
    price = said(t, now, terms.currency)
    ladders = positions(terms, totals)
    following = becomes(t, terms, ladders[0], area) if ladders else ""
    if following:
        return [t("notice-price-next", price=price, following=following)]
    return [escape(t("notice-price", price=price))]
