"""What organisers type in answer to a question about a live buy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.organiser import NewTerms
from domain.conversation import Conversation
from domain.decide.rights import must_live
from domain.draft import Draft, Field, Question
from domain.ids import ItemNo, PersonId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.filling import fill, fill_line
from handlers.draft.questions import live_question
from handlers.draft.setting import setting_for
from handlers.filters import typed
from handlers.organiser.acting import Act, bare, buy_of, check_runs
from handlers.organiser.edit import as_draft, changed_terms, edit_screen, with_new_item
from handlers.organiser.editing import edit
from handlers.organiser.helpers import PURPOSE, helpers_screen, name_helper
from handlers.organiser.invited import handed_screen, named_screen
from handlers.organiser.inviting import by_names, hand_out, invite, out_of_reach
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb
from handlers.reading.setting import Setting, cut
from handlers.reading.write_goods import Writing, write_area
from handlers.screen import Screen

LONGEST_COPIED = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""


async def edited(message: Message, context: Context, conversation: Conversation) -> None:
    """Take a new value for a term; what is unclear is asked again with what it may mean."""
    if conversation.buy is None:
        return
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    if not buy.live:
        await settle_down(context)
    must_live(buy)
    field = Field(conversation.field)
    if field is Field.ITEMS:
        read = _added(context, buy, typed(message))
    else:
        read = _changed(context, buy, field, typed(message), conversation.item)
    if isinstance(read, Question):
        await answer(message, live_question(read, context.t))
        return
    await edit(context, buy, read)
    await settle_down(context)
    fresh = await buy_of(context, buy.id)
    await answer(message, edit_screen(fresh, context.t, context.now))


def _changed(
    context: Context, buy: GroupBuy, field: Field, text: str, item: int | None
) -> list[NewTerms] | Question:
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    before = as_draft(buy)
    after = fill(before, field, text, setting, item)
    if after.questions:
        return _about_all(after, after.questions, setting)
    return changed_terms(before, after, field, ItemNo(item or 0))


def _about_all(after: Draft, questions: Sequence[Question], setting: Setting) -> Question:
    """Return the first question; one about an area offers all of them, since they are set anew."""
    first = questions[0]
    if first.field is not Field.AREAS or not after.areas:
        return first
    others = [write_area(area, Writing(setting.t, setting.currency)) for area in after.areas]
    whole = ["; ".join([*others, option]) for option in first.options if len(questions) == 1]
    return replace(first, options=tuple(one for one in whole if len(one) <= LONGEST_COPIED))


def _added(context: Context, buy: GroupBuy, text: str) -> list[NewTerms] | Question:
    """Return the items typed, each as one more of the buy; all of them, one a line."""
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    draft = as_draft(buy)
    read = fill_line(replace(draft, title="", items=()), text, setting)
    if read.questions:
        return read.questions[0]
    if not read.items or not all(item.list_price for item in read.items):
        return Question(Field.ITEMS, cut(text))
    added = []
    for item in read.items:
        draft = with_new_item(draft, item)
        added.append(NewTerms(item=draft.items[-1]))
    return added


async def labelled(
    message: Message, context: Context, conversation: Conversation, bot: Bot
) -> None:
    """Invite the @names typed, or make a personal link for the name; or name helpers."""
    if conversation.buy is None:
        return
    text = typed(message)
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    if text == context.t.plain("common-cancel"):
        await settle_down(context)
        await answer(message, Screen(context.t("help-stopped"), remove_keyboard=True))
        return
    known, unknown = await by_names(context, text)
    if conversation.field == PURPOSE:
        screen = await _helpers(context, buy, known, bot)
    elif known or unknown:
        invited = await invite(context, buy, known) if known else 0
        beyond = await out_of_reach(context, known) + unknown
        screen = named_screen(buy, invited, beyond, context.t)
    else:
        token = await hand_out(context, buy, text)
        screen = handed_screen(buy, text, token, context.t, context.links)
    await settle_down(context)
    await answer(message, screen)


async def _helpers(context: Context, buy: GroupBuy, known: list[PersonId], bot: Bot) -> Screen:
    act = Act(context, buy, bare(Verb.HELPERS, buy), bot, in_group=False)
    for one in known:
        await name_helper(act, one, wanted=True)
    fresh = Act(context, await buy_of(context, buy.id), act.press, bot, in_group=False)
    return await helpers_screen(fresh)
