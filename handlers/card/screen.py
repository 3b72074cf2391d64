"""The card as it stands in the group while the buy is live; ended ones are in `ended`."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from domain.buy import GroupBuy, State, Terms
from domain.payment import Due
from domain.views import CardView
from handlers import callbacks
from handlers.callbacks import Step
from handlers.card.ended import ended_card
from handlers.links import Links
from handlers.screen import Button, Screen
from handlers.wording.areas import areas_line, delivery_line
from handlers.wording.names import person_name, title
from handlers.wording.state import head, state_lines, when_line
from handlers.wording.waiting import waiting_line
from locales.translator import Translator

NAMES_AT_MOST = 10


def card_screen(view: CardView, t: Translator, now: datetime, links: Links) -> Screen:
    """Return the card of a buy in any state, in the group's language."""
    if not view.buy.live:
        return ended_card(view, t, links)
    lines = [head(t, view.buy, view.organiser_name), *state_lines(t, view.buy, view.totals)]
    waiting = waiting_line(t, view.buy.terms, view.totals, view.waiting, view.waiting_areas)
    lines += [*([waiting] if waiting else []), *_on_top(t, view.buy.terms)]
    if view.latest:
        lines.append(_names(t, view))
    lines.append(_last_line(t, view, now))
    return Screen(Markup("\n").join(lines), _buttons(t, view.buy, links))


def retired_card(view: CardView, t: Translator) -> Screen:
    """Return what an old card becomes when a new one stands further down."""
    return Screen(t("card-retired", title=title(view.buy.terms.title, t)))


def _on_top(t: Translator, terms: Terms) -> list[Markup]:
    """Return what is to be known of areas, delivery and paying before one taps."""
    lines = [areas_line(t, terms)] if terms.areas else []
    if terms.delivery is not None:
        lines.append(delivery_line(t, terms.delivery, terms.currency))
    if terms.payment.due is Due.AT_ORDER:
        lines.append(t("card-pay-at-order"))
    return lines


def _last_line(t: Translator, view: CardView, now: datetime) -> Markup:
    return t("card-and").join([when_line(t, view.buy, now), t("card-code", code=view.buy.code)])


def _names(t: Translator, view: CardView) -> Markup:
    latest = view.latest[:NAMES_AT_MOST]
    names = t.plain("card-comma").join(
        t.plain("card-name", name=person_name(one.name, t), units=t.number(one.units))
        for one in latest
    )
    more = view.totals.participants - len(latest)
    if more > 0:
        return t("card-in-more", names=names, count=more)
    return t("card-in", names=names)


def _buttons(t: Translator, buy: GroupBuy, links: Links) -> tuple[tuple[Button, ...], ...]:
    own = Button(t.plain("card-my-order"), url=links.order(buy.id))
    first: tuple[Button, ...] = (own,)
    live = buy.terms.live_items
    if buy.state is State.OPEN and len(live) == 1:
        item = live[0].no
        first = (
            Button(t.plain("card-less"), callbacks.tap(buy.id, item, Step.LESS)),
            Button(t.plain("card-more"), callbacks.tap(buy.id, item, Step.MORE)),
            own,
        )
    second = [Button(t.plain("card-share"), url=links.hand_on(buy.id))]
    if buy.home is not None:
        second.append(Button(t.plain("card-tell-me"), callbacks.tell_me(buy.home)))
    return first, tuple(second)
