"""Somebody's buys in one list, each with its button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from domain.buy import State
from domain.views import BuyLine, PointsHeld
from handlers.callbacks import Act, on_order
from handlers.links import Links
from handlers.organiser.presses import Verb
from handlers.organiser.presses import on as on_buy
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from locales.translator import Translator

SHOWN_AT_MOST = 15
LABEL = 40


def my_screen(
    lines: Sequence[BuyLine],
    t: Translator,
    now: datetime,
    links: Links,
    points: Sequence[PointsHeld] = (),
) -> Screen:
    """Return the list, the live ones first as they come, and points; without any, how to begin."""
    if not lines and not points:
        add = Button(t.plain("start-add-to-group"), url=links.add_to_group())
        begin = Button(t.plain("start-begin"), url=links.new_buy(0))
        return Screen(t("my-none"), ((begin, add),))
    rows = tuple((_button(t, line),) for line in lines[:SHOWN_AT_MOST])
    said = listed(lines, t, now) if lines else []
    said += [_points(t, held, now) for held in points]
    return Screen(Markup("\n").join(said), rows)


def listed(lines: Sequence[BuyLine], t: Translator, now: datetime) -> list[Markup]:
    """Return somebody's buys, a line each below a heading; of a long list the first."""
    shown = lines[:SHOWN_AT_MOST]
    said = [t("my-head"), *(_line(t, line, now) for line in shown)]
    if len(lines) > len(shown):
        said.append(t("my-more", count=len(lines) - len(shown)))
    return said


def _line(t: Translator, line: BuyLine, now: datetime) -> Markup:
    terms = line.buy.terms
    parts = [Markup("<b>{}</b>").format(title(terms.title, t)), _state(t, line, now)]
    if line.units:
        parts.append(t("my-yours", count=line.units))
    if line.owed > 0:
        parts.append(t("my-owed", owed=t.money(line.owed, terms.currency)))
    if line.due_back > 0:
        parts.append(t("my-due-back", amount=t.money(line.due_back, terms.currency)))
    if line.runs:
        parts.append(t("my-runs"))
    if line.to_collect > 0:
        parts.append(t("my-to-collect", amount=t.money(line.to_collect, terms.currency)))
    if line.to_give_back > 0:
        parts.append(t("my-to-give-back", amount=t.money(line.to_give_back, terms.currency)))
    return t("card-and").join(parts)


def _points(t: Translator, held: PointsHeld, now: datetime) -> Markup:
    """Return how many points there are with one organiser, and until when the first of them."""
    values: dict[str, Any] = {
        "amount": t.money(held.amount, held.currency),
        "organiser": person_name(held.organiser_name, t),
    }
    if held.next_expiry is None:
        return t("my-points", **values)
    return t("my-points-until", until=t.when(held.next_expiry, now), **values)


def _state(t: Translator, line: BuyLine, now: datetime) -> Markup:
    match line.buy.state:
        case State.SCHEDULED if line.buy.terms.opens_at:
            return t("my-opens", when=t.when_live(line.buy.terms.opens_at, now))
        case State.OPEN | State.SCHEDULED:
            return t("my-until", when=t.when_live(line.buy.terms.deadline, now))
        case State.CLOSED:
            return t("my-closed")
        case State.CALLED_OFF:
            return t("my-called-off")


def _button(t: Translator, line: BuyLine) -> Button:
    label = title(line.buy.terms.title, t, LABEL)
    if line.runs:
        return Button(label, on_buy(Verb.RUN, line.buy.id))
    return Button(label, on_order(line.buy.id, Act.SHOW))
