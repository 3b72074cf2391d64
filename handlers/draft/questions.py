"""A question about something typed for a live buy: typed again, one of what it may mean."""

from __future__ import annotations

from markupsafe import Markup

from domain.draft import Draft, Field, Question
from domain.payment import Method
from handlers.draft.known import Known
from handlers.draft.wording import cut
from handlers.draft.zones import zone_city
from handlers.screen import Button, Screen
from locales.translator import Translator

QUOTED = 120


def unread(t: Translator, question: Question) -> list[Markup]:
    """Return what was not understood, with one example that works."""
    quoted = cut(question.quoted, QUOTED)
    if question.options:
        return [t("draft-which", quoted=quoted)]
    return [t("draft-unread", quoted=quoted), example(t, question.field)]


EXAMPLES = {
    Field.TITLE: "reading-example-items",
    Field.ITEMS: "reading-example-items",
    Field.PRICE: "reading-example-price",
    Field.CURRENCY: "reading-example-price",
    Field.LADDER: "reading-example-ladder",
    Field.DEADLINE: "reading-example-deadline",
    Field.OPENS_AT: "reading-example-deadline",
    Field.ZONE: "reading-example-zone",
    Field.MINIMUM: "reading-example-minimum",
    Field.IF_MISSED: "reading-example-span",
    Field.PEOPLE: "reading-example-people",
    Field.PAYMENT: "reading-example-payment",
    Field.AREAS: "reading-example-area",
    Field.DELIVERY: "reading-example-delivery",
    Field.PICK_UP: "reading-example-pick-up",
    Field.SUPPLIER: "reading-example-supplier",
}
"""One entry that works, by field; the others are whole numbers."""


def example(t: Translator, field: Field) -> Markup:
    """Return one answer that works."""
    return t("draft-example", example=_answer(t, field))


def asking_for(t: Translator, field: Field, draft: Draft) -> Markup:
    """Return the question for a field, with one answer that works where it shows one."""
    return t(
        f"wizard-ask-{field}",
        currency=draft.currency,
        city=zone_city(draft.zone, t.language),
        example=_answer(t, field),
    )


def said_first(t: Translator, field: Field, draft: Draft, known: Known) -> list[Markup]:
    """Return what has to be known before an answer is tapped."""
    if field is Field.CURRENCY and Method.STARS in known.methods:
        return [t("wizard-stars-digital")]
    online = field is Field.PAYMENT and Method.ONLINE in known.methods
    return [t("draft-money-lands")] if online and not draft.payment.by_telegram else []


def _answer(t: Translator, field: Field) -> str:
    return t.plain(EXAMPLES.get(field, "reading-example-quantity"))


def live_question(question: Question, t: Translator) -> Screen:
    """Ask again; what it may mean can be copied by a tap and sent."""
    options = tuple((Button(cut(one, 60), copy=one),) for one in question.options)
    lines = unread(t, question)
    if options:
        lines.append(t("edit-type-one"))
    return Screen(Markup("\n").join(lines), options)
