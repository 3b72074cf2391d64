"""What whoever starts a buy types and taps."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.conversation import Conversation, Expecting
from domain.draft import Draft
from domain.errors import DraftGone, OnlyAdministrators
from domain.ids import ANONYMOUS_ADMINISTRATOR
from handlers.answering import alert, note
from handlers.context import Context
from handlers.draft.people import DRAFT_REQUEST, chosen
from handlers.draft.presses import OnDraft, OnLineAgain
from handlers.draft.replying import InAnswerToDraft, corrected
from handlers.draft.saving import own_draft, save
from handlers.draft.setting import setting_for
from handlers.draft.start import start_new
from handlers.draft.steps import asked
from handlers.draft.tapping import tap
from handlers.draft.writing import (
    line_answered,
    take,
    typed_answer,
    write_anew,
    write_here,
    write_in_private,
)
from handlers.filters import Awaited, InPrivate, typed
from handlers.group_reply import Reply, link, press
from handlers.in_group import topic_of
from handlers.organiser.administrators import is_administrator
from handlers.organiser.saying import say

router = Router(name="draft")


@router.callback_query(OnDraft.filter())
async def tapped(
    callback: CallbackQuery, callback_data: OnDraft, context: Context, bot: Bot
) -> None:
    """A button of a draft."""
    await tap(callback, context, callback_data, bot)


@router.callback_query(OnLineAgain.filter())
async def confirmed(callback: CallbackQuery, context: Context, bot: Bot) -> None:
    """An anonymous administrator shows who acts: the buy is theirs from here on."""
    line, message = line_answered(callback), callback.message
    if context.home is None or line is None or not isinstance(message, Message):
        await alert(callback, context.t.plain("draft-send-again"))
        return
    if not await is_administrator(bot, context, context.home.id):
        raise OnlyAdministrators
    await write_here(message.reply_to_message or message, context, context.home, line, bot)
    await note(callback)


@router.message(Command("buy"))
async def buy(message: Message, command: CommandObject, context: Context, bot: Bot) -> None:
    """Start a buy: by one line, or step by step."""
    line = (command.args or "").strip()
    if context.home is None:
        if line:
            await write_in_private(message, context, line, bot)
        else:
            await start_new(message, context, None, bot)
    elif not line:
        button = link(
            "draft-step-by-step", context.links.new_buy(context.home.id, topic_of(message))
        )
        example = (context.home_t or context.t).plain("reading-example-buy")
        await say(message, context, Reply("draft-go-private", {"example": example}, ((button,),)))
    elif context.actor == ANONYMOUS_ADMINISTRATOR:
        confirm = press("draft-confirm", OnLineAgain().pack())
        await say(message, context, Reply("draft-who-acts", rows=((confirm,),)))
    else:
        await write_here(message, context, context.home, line, bot)


@router.edited_message(Command("buy"))
async def line_edited(message: Message, command: CommandObject, context: Context, bot: Bot) -> None:
    """A `/buy` line that its writer edited.

    Of all edited messages this is the only one that is read. Telegram tells of edits that
    changed nothing a person sees, and of edits made days later; taking an old `/order 2` for a
    new order would undo what its writer tapped since. A draft is another matter: nothing is
    ordered yet, and its card shows what was read.
    """
    if line := (command.args or "").strip():
        await write_anew(message, context, line, bot)


@router.message(InAnswerToDraft())
async def answered_here(message: Message, draft: Draft, context: Context, bot: Bot) -> None:
    """An answer to the draft card in the group."""
    if asked(draft, context.now) is None:
        setting = setting_for(context, draft.zone, draft.currency)
        after = corrected(draft, typed(message), setting)
    else:
        after = take(draft, typed(message), context)
    if after != draft:
        await save(context, after, bot, private=False)


@router.message(InPrivate(), F.users_shared.request_id == DRAFT_REQUEST)
async def people(message: Message, context: Context, bot: Bot) -> None:
    """People picked for a draft."""
    draft = await context.reader.latest_draft(context.actor)
    if draft is None:
        raise DraftGone
    await chosen(message, context, draft, bot)


@router.message(Awaited(Expecting.DRAFT))
async def text(message: Message, context: Context, conversation: Conversation, bot: Bot) -> None:
    """An answer to the wizard's question."""
    if conversation.buy is None:
        raise DraftGone
    draft = await own_draft(context, conversation.buy)
    await typed_answer(message, context, draft, typed(message), bot)
