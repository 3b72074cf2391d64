"""What a tap on a draft does."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.commands.drafts import DropDraft
from domain.commands.people import ChooseZone, Expect
from domain.conversation import Conversation
from domain.draft import Draft, Field
from domain.errors import DraftGone
from domain.ids import BuyId, HomeId
from handlers.answering import note, send, show
from handlers.context import Context
from handlers.draft.begin import begin
from handlers.draft.card import change_screen
from handlers.draft.choices import choose
from handlers.draft.filling import settle
from handlers.draft.known import NO
from handlers.draft.people import pick_screen
from handlers.draft.presses import OnDraft, Press
from handlers.draft.saving import own_draft, save, show_draft
from handlers.draft.setting import setting_for
from handlers.draft.steps import agree, answered, back, skipped
from handlers.in_group import in_group
from handlers.organiser.administrators import is_member
from handlers.screen import Screen


async def tap(callback: CallbackQuery, context: Context, press: OnDraft, bot: Bot) -> None:
    """Do what the owner of a draft asks with a button."""
    draft = await own_draft(context, BuyId(press.draft))
    match press.press:
        case Press.START:
            await begin(callback, context, draft, bot)
        case Press.CHANGE:
            await show(callback, change_screen(draft, context.t, context.now, press.value))
        case Press.CANCEL:
            await drop(context, draft)
            await _dropped(callback, context)
        case Press.PICK:
            await note(callback)
            await send(bot, callback.from_user.id, pick_screen(context.t))
        case _:
            after = await _after(context, draft, press, bot)
            saved = await save(context, after, bot, private=not in_group(callback))
            await show_draft(callback, context, saved)


async def _after(context: Context, draft: Draft, press: OnDraft, bot: Bot) -> Draft:
    """Return the draft as the tap leaves it; a forged tap leaves it at the preview."""
    match press.press:
        case Press.BACK:
            return back(draft)
        case Press.SKIP:
            return skipped(draft)
        case Press.ASK:
            return replace(draft, step=press.field)
        case Press.SET:
            return answered(draft, await _set(context, draft, press, bot))
        case Press.OPTION:
            return option(draft, press.value, context)
        case _:
            return replace(draft, step=None)


async def drop(context: Context, draft: Draft) -> None:
    """Forget a draft, and what was asked about it."""
    await context.desk.submit(DropDraft(context.cause.then("drop"), context.actor, draft.id))
    conversation = await context.reader.conversation(context.actor)
    if conversation.buy == draft.id:
        await context.desk.submit(
            Expect(context.cause.then("asked"), context.actor, Conversation(context.actor))
        )


def option(draft: Draft, value: str, context: Context) -> Draft:
    """Return the draft with its first question answered by one of its options."""
    if not draft.questions or not value.isdecimal():
        raise DraftGone
    question = draft.questions[0]
    if int(value) >= len(question.options):
        raise DraftGone
    setting = setting_for(context, draft.zone, draft.currency)
    return settle(draft, question.options[int(value)], setting)


async def _set(context: Context, draft: Draft, press: OnDraft, bot: Bot) -> Draft:
    if press.field is None:
        raise DraftGone
    try:
        after = choose(draft, press.field, press.value)
    except ValueError:
        raise DraftGone from None
    agree(draft, after, context.now)
    if press.field is Field.HOME and press.value != NO:
        home = HomeId(int(press.value))
        if not await is_member(bot, context, home):
            raise DraftGone
    if press.field is Field.HOME and after.home != draft.home:
        await context.chats.use_thread(draft.id, None)
    if press.field is Field.ZONE:
        await context.desk.submit(
            ChooseZone(context.cause.then("zone"), context.actor, press.value)
        )
    return after


async def _dropped(callback: CallbackQuery, context: Context) -> None:
    """The card in the group is changed by its notice."""
    if in_group(callback):
        await note(callback, context.t.plain("draft-dropped"))
    else:
        await show(callback, Screen(context.t("draft-dropped")))
