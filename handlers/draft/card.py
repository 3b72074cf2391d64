"""The draft as it is shown: "I read: …" in the group, questions, and the preview in private."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup, escape

from domain.draft import Draft, Field, Question
from domain.ports import Reader
from handlers.draft.choices import choices
from handlers.draft.known import Known
from handlers.draft.presses import Press, on
from handlers.draft.questions import asking_for, said_first, unread
from handlers.draft.steps import (
    CHANGEABLE,
    GROUPS,
    PANELS,
    WIZARD,
    Group,
    asked,
    back,
    missing,
    refused,
)
from handlers.draft.wording import conditions, cut, heading, people_line
from handlers.draft.zones import zone_city
from handlers.links import Links
from handlers.refusals import refusal_text
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator

Rows = tuple[tuple[Button, ...], ...]
LABEL = 60
WIDE = 12
"""Longest label, in characters, of buttons that stand three in a row."""


async def known_around(draft: Draft, reader: Reader, default_zone: str) -> Known:
    """Read what a draft's screen offers and shows beside the draft itself."""
    owner = await reader.person(draft.owner)
    home = await reader.home(draft.home) if draft.home is not None else None
    people = await reader.people(draft.named)
    homes = await reader.homes_of(draft.owner)
    if home and all(other.id != home.id for other in homes):
        homes = [home, *homes]
    zones = (draft.zone, owner.zone if owner else None, home.zone if home else None, default_zone)
    names = tuple(people[one].name for one in draft.named if one in people)
    return Known(zones, tuple(homes), names)


def draft_screen(
    draft: Draft, t: Translator, now: datetime, known: Known, links: Links, *, in_group: bool
) -> Screen:
    """Show a draft where it stands: its open question, or all of it with Start and Change.

    `t` speaks the reader's language; times are told in the draft's own zone, which is named.
    """
    t = replace(t, zone=draft.zone)
    if draft.questions:
        return _question_screen(draft, draft.questions[0], t, now, links, in_group=in_group)
    field = asked(draft, now)
    if field is not None:
        return _ask_screen(draft, field, t, now, known, links, in_group=in_group)
    return _preview(draft, t, now, known, links, in_group=in_group)


def change_screen(draft: Draft, t: Translator, now: datetime, group: str = "") -> Screen:
    """Show everything that can be changed, or all of one group, a button each."""
    t = replace(t, zone=draft.zone)
    text = _lines([*heading(t, draft, now), *conditions(t, draft, now), t("wizard-change-what")])
    within = Group(group) if group in set(Group) else None
    buttons = [
        Button(t.plain(f"wizard-field-{field}"), data=on(draft, Press.ASK, field))
        for field in (GROUPS[within] if within else CHANGEABLE)
        if not (field is Field.HOME and draft.in_group)
    ]
    if within is None:
        buttons += [
            Button(t.plain(f"wizard-group-{one}"), on(draft, Press.CHANGE, value=one))
            for one in Group
        ]
    back = on(draft, Press.CHANGE if within else Press.PREVIEW)
    return Screen(text, (*_grid(buttons, 2), (Button(t.plain("common-back"), back),)))


def summary(draft: Draft, t: Translator, now: datetime, known: Known) -> Markup:
    """Return the whole draft as text."""
    home = next((home for home in known.homes if home.id == draft.home), None)
    lines = [*heading(t, draft, now), *conditions(t, draft, now)]
    if people := people_line(t, list(known.names)):
        lines.append(people)
    if not draft.in_group:
        lines.append(t("draft-in-home", home=title(home.title, t)) if home else t("draft-by-link"))
    return _lines(lines)


def _preview(
    draft: Draft, t: Translator, now: datetime, known: Known, links: Links, *, in_group: bool
) -> Screen:
    text = _lines([t("draft-read"), summary(draft, t, now, known)])
    zone = _zone_button(draft, t)
    start = Button(t.plain("draft-start"), on(draft, Press.START))
    if in_group:
        change = Button(t.plain("draft-change"), url=links.draft(draft.id))
    else:
        change = Button(t.plain("draft-change"), on(draft, Press.CHANGE))
    cancel = Button(t.plain("common-cancel"), on(draft, Press.CANCEL))
    return Screen(text, ((start, change), (zone, cancel)))


def _question_screen(
    draft: Draft, question: Question, t: Translator, now: datetime, links: Links, *, in_group: bool
) -> Screen:
    parts = [t("draft-read"), *heading(t, draft, now), *conditions(t, draft, now), Markup("")]
    parts += unread(t, question)
    if in_group and not question.options:
        parts.append(t("draft-reply-here"))
    options = [
        Button(cut(option, LABEL), on(draft, Press.OPTION, value=str(number)))
        for number, option in enumerate(question.options)
    ]
    if question.field is Field.PEOPLE and not in_group:
        options.append(Button(t.plain("wizard-pick"), on(draft, Press.PICK)))
    skip = Button(t.plain("wizard-leave-out"), on(draft, Press.SKIP))
    cancel = Button(t.plain("common-cancel"), on(draft, Press.CANCEL))
    rows = (
        *_grid(options, _width(options)),
        *_elsewhere(draft, t, links, in_group),
        (skip, cancel),
    )
    return Screen(_lines(parts), rows)


def _ask_screen(
    draft: Draft,
    field: Field,
    t: Translator,
    now: datetime,
    known: Known,
    links: Links,
    *,
    in_group: bool,
) -> Screen:
    parts = []
    why = refused(draft, now) if draft.step is None and missing(draft) is None else None
    if draft.title:
        parts = [*([t("draft-read")] if in_group or why else []), *heading(t, draft, now)]
        parts += [*conditions(t, draft, now), Markup("")]
    if why:
        parts.append(escape(refusal_text(why.error, t, now)))
    parts.append(_question(t, field, draft, in_group))
    parts += said_first(t, field, draft, known)
    offered = [
        Button(choice.label, on(draft, Press.SET, field, choice.value))
        for choice in choices(field, draft, t, now, known)
        if not (in_group and field is Field.HOME)
    ]
    if field in (Field.DEADLINE, Field.OPENS_AT):
        offered.append(_zone_button(draft, t))
    if field is Field.PEOPLE and not in_group:
        offered.insert(0, Button(t.plain("wizard-pick"), on(draft, Press.PICK)))
    change = Button(t.plain("draft-change"), on(draft, Press.CHANGE))
    rows = (
        *_grid(offered, 2 if field in PANELS else _width(offered)),
        *_beside(draft, field, t),
        *_elsewhere(draft, t, links, in_group),
        *(((change,),) if why and not in_group else ()),
        _steering(draft, field, t),
    )
    return Screen(_lines(parts), rows)


def _question(t: Translator, field: Field, draft: Draft, in_group: bool) -> Markup:
    question = asking_for(t, field, draft)
    return _lines([question, t("draft-reply-here")]) if in_group else question


def _beside(draft: Draft, field: Field, t: Translator) -> Rows:
    """What is said of paying in the organiser's own words stands beside the terms of paying."""
    if field is not Field.PAYMENT or draft.step is None:
        return ()
    own = Field.HOW_TO_PAY
    return ((Button(t.plain(f"wizard-field-{own}"), on(draft, Press.ASK, own)),),)


def _steering(draft: Draft, field: Field, t: Translator) -> tuple[Button, ...]:
    """Back, Skip, Cancel, as far as each leads anywhere from here."""
    buttons = []
    first = draft.step is WIZARD[0] and back(draft).step is draft.step
    if draft.step is not None and not first:
        buttons.append(Button(t.plain("common-back"), on(draft, Press.BACK)))
    if draft.step is not None and draft.items and field not in PANELS:
        buttons.append(Button(t.plain("wizard-skip"), on(draft, Press.SKIP, field)))
    buttons.append(Button(t.plain("common-cancel"), on(draft, Press.CANCEL)))
    return tuple(buttons)


def _elsewhere(draft: Draft, t: Translator, links: Links, in_group: bool) -> Rows:
    if not in_group:
        return ()
    return ((Button(t.plain("draft-answer-in-private"), url=links.draft(draft.id)),),)


def _zone_button(draft: Draft, t: Translator) -> Button:
    """The zone in which times are read and told, one tap from being changed."""
    city = zone_city(draft.zone, t.language)
    return Button(t.plain("draft-zone", city=city), on(draft, Press.ASK, Field.ZONE))


def _width(buttons: list[Button]) -> int:
    return 3 if all(len(button.text) <= WIDE for button in buttons) else 2


def _grid(buttons: list[Button], width: int) -> Rows:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def _lines(parts: list[Markup]) -> Markup:
    return Markup("\n").join(parts)
