"""Naming people while a buy is written down: Telegram's picker, or @names."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message

from domain.draft import Draft, Field
from domain.ids import PersonId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.saving import save, show_draft
from handlers.draft.steps import answered
from handlers.organiser.inviting import by_names, meet
from handlers.organiser.picked import people_in
from handlers.screen import PickPeople, Screen
from handlers.wording.names import person_name
from locales.translator import Translator

DRAFT_REQUEST = 1
"""Telegram's user picker answers with this number when a draft's people are to be named."""


def pick_screen(t: Translator) -> Screen:
    """Open Telegram's own user picker."""
    pick = PickPeople(t.plain("wizard-pick"), DRAFT_REQUEST, t.plain("common-cancel"))
    return Screen(t("wizard-pick-or-type"), pick=pick)


def naming(draft: Draft, people: list[PersonId]) -> Draft:
    """Return the draft with further people named, each once and never its owner.

    Whom a line named by first names alone is asked no more.
    """
    named = dict.fromkeys((*draft.named, *people))
    return replace(
        draft,
        named=tuple(one for one in named if one != draft.owner),
        questions=tuple(one for one in draft.questions if one.field is not Field.PEOPLE),
    )


async def chosen(message: Message, context: Context, draft: Draft, bot: Bot) -> None:
    """Name the people picked."""
    people = people_in(message)
    await meet(context, people)
    await name_them(message, context, draft, [one.id for one in people], [], bot)


async def typed_names(
    message: Message, context: Context, draft: Draft, text: str, bot: Bot
) -> None:
    """Name the people whose @names were typed; say which nobody here bears."""
    known, unknown = await by_names(context, text)
    if known:
        await name_them(message, context, draft, known, unknown, bot)
    else:
        await _say_unknown(message, context, unknown or [person_name(text, context.t)])


async def name_them(
    message: Message,
    context: Context,
    draft: Draft,
    people: list[PersonId],
    unknown: list[str],
    bot: Bot,
) -> None:
    """Save the draft with these people named and go on.

    All is written before anything is said: what is answered counts as done and is not retried.
    """
    met = await context.reader.people(people)
    after = naming(draft, people)
    if draft.step is Field.PEOPLE:
        after = answered(draft, after)
    saved = await save(context, after, bot, private=True)
    if unknown:
        await _say_unknown(message, context, unknown)
    names = context.t.names([person_name(met[one].name, context.t) for one in people if one in met])
    await answer(message, Screen(context.t("wizard-picked", names=names), remove_keyboard=True))
    await show_draft(message, context, saved)


async def _say_unknown(message: Message, context: Context, names: list[str]) -> None:
    said = context.t("wizard-unknown-people", names=context.t.names(names))
    await answer(message, Screen(said))
