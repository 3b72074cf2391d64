"""The card of a buy that is over: what came of it, for the group."""

from __future__ import annotations

from markupsafe import Markup

from domain.buy import CallOffReason, GroupBuy, State
from domain.delivery import NO_AREA
from domain.settlement import Settlement
from domain.sharing.settling import settled_price
from domain.views import CardView
from handlers.links import Links
from handlers.screen import Button, Screen
from handlers.statement.worked_out import units_sold
from handlers.wording.names import person_name, title
from handlers.wording.prices import said
from handlers.wording.progress import measured
from handlers.wording.state import item_name
from locales.translator import Translator

ITEMS_AT_MOST = 10


def ended_card(view: CardView, t: Translator, links: Links) -> Screen:
    """Return the card of a closed or called-off buy."""
    if view.buy.state is State.CALLED_OFF:
        return Screen(_called_off(t, view))
    lines = [t("card-closed", title=title(view.buy.terms.title, t))]
    if view.settlement is None or not view.settlement.statements:
        lines.append(t("card-closed-empty"))
        return Screen(Markup("\n").join(lines))
    lines += result_lines(t, view.buy, view.settlement)
    own = Button(t.plain("card-my-statement"), url=links.order(view.buy.id))
    return Screen(Markup("\n").join(lines), ((own,),))


def result_lines(t: Translator, buy: GroupBuy, settlement: Settlement) -> list[Markup]:
    """Return what the group bought at which price, and what it saved."""
    currency = buy.terms.currency
    lines = []
    got = units_sold(settlement)
    bought = [item for item in buy.terms.items if got[item.no]]
    for item in bought[:ITEMS_AT_MOST]:
        price = said(t, settled_price(buy.terms, settlement.tiers, item, NO_AREA), currency)
        name = item_name(t, buy.terms, item)
        units = t.number(got[item.no])
        lines.append(t("card-result", units=units, name=name, price=price))
    if len(bought) > ITEMS_AT_MOST:
        lines.append(t("card-more-items", count=len(bought) - ITEMS_AT_MOST))
    people = sum(any(line.quantity for line in one.lines) for one in settlement.statements)
    total = t.money(settlement.due, currency)
    if settlement.discount > 0:
        saved = t.amount(settlement.discount, currency)
        lines.append(t("card-total-saved", count=people, total=total, saved=saved))
    else:
        lines.append(t("card-total", count=people, total=total))
    return lines


def why_called_off(t: Translator, view: CardView) -> Markup:
    """Return who or what called the buy off, and that nothing is owed."""
    match view.buy.call_off_reason:
        case CallOffReason.MINIMUM_MISSED:
            return _minimum_missed(t, view)
        case CallOffReason.ADMINISTRATOR:
            return t("card-off-administrator")
        case _:
            return t("card-off-organiser", organiser=person_name(view.organiser_name, t))


def _minimum_missed(t: Translator, view: CardView) -> Markup:
    terms = view.buy.terms
    if terms.minimum is None:
        return t("card-closed-empty")
    value = view.totals.measure(terms.minimum.metric)
    goal = terms.minimum.value
    if value >= goal:
        return t("card-off-fell-out")
    progress = measured(t, terms.minimum.metric, value, goal, terms.currency)
    return t("card-off-minimum", progress=progress)


def _called_off(t: Translator, view: CardView) -> Markup:
    first = t("card-called-off", title=title(view.buy.terms.title, t))
    return Markup("\n").join([first, why_called_off(t, view)])
