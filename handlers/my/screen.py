"""Somebody's buys in one list, each with its button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from domain.buy import State
from domain.views import BuyLine
from handlers.callbacks import Act, on_order
from handlers.links import Links
from handlers.organiser.presses import Verb
from handlers.organiser.presses import on as on_buy
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator

SHOWN_AT_MOST = 15
LABEL = 40


def my_screen(lines: Sequence[BuyLine], t: Translator, now: datetime, links: Links) -> Screen:
    """Return the list, the live ones first as they come; without any, how to begin."""
    if not lines:
        add = Button(t.plain("start-add-to-group"), url=links.add_to_group())
        begin = Button(t.plain("start-begin"), url=links.new_buy(0))
        return Screen(t("my-none"), ((begin, add),))
    rows = tuple((_button(t, line),) for line in lines[:SHOWN_AT_MOST])
    return Screen(Markup("\n").join(listed(lines, t, now)), rows)


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
    if line.runs:
        parts.append(t("my-runs"))
    if line.to_collect > 0:
        parts.append(t("my-to-collect", amount=t.money(line.to_collect, terms.currency)))
    return t("card-and").join(parts)


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
