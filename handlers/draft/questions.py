"""A question about something typed for a live buy: typed again, one of what it may mean."""

from __future__ import annotations

from markupsafe import Markup

from domain.draft import Field, Question
from handlers.draft.wording import cut
from handlers.screen import Button, Screen
from locales.translator import Translator

QUOTED = 120


def unread(t: Translator, question: Question) -> list[Markup]:
    """Return what was not understood, with one example that works."""
    quoted = cut(question.quoted, QUOTED)
    if question.options:
        return [t("draft-which", quoted=quoted)]
    return [t("draft-unread", quoted=quoted), example(t, question.field)]


def example(t: Translator, field: Field) -> Markup:
    """Return one answer that works."""
    return t(f"wizard-example-{field}")


def live_question(question: Question, t: Translator) -> Screen:
    """Ask again; what it may mean can be copied by a tap and sent."""
    options = tuple((Button(cut(one, 60), copy=one),) for one in question.options)
    lines = unread(t, question)
    if options:
        lines.append(t("edit-type-one"))
    return Screen(Markup("\n").join(lines), options)
