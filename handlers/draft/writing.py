"""/buy, and what is typed in answer to a draft's question."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.draft import Draft, Field
from domain.people import Home
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.filling import READERS, fill, refusals_of, settle
from handlers.draft.people import typed_names
from handlers.draft.saving import home_for, new_draft, save, show_draft
from handlers.draft.setting import setting_for
from handlers.draft.steps import answered, asked
from handlers.screen import Screen


async def write_here(message: Message, context: Context, home: Home, line: str, bot: Bot) -> None:
    """Write a line down as a draft whose card is posted in the group."""
    draft = new_draft(context, home, in_group=True)
    topic = message.message_thread_id if message.is_topic_message else None
    await context.chats.use_thread(draft.id, topic)
    await _write(context, draft, line, bot, private=False, reply_to=message.message_id)


async def write_in_private(message: Message, context: Context, line: str, bot: Bot) -> None:
    """Write a line down and show it; where several groups are known, ask for which it is."""
    home = await home_for(context, None)
    draft = new_draft(context, home)
    if home is None and await context.reader.homes_of(context.actor):
        draft = replace(draft, step=Field.HOME)
    written = await _write(context, draft, line, bot, private=True)
    await show_draft(message, context, written)


async def _write(
    context: Context,
    empty: Draft,
    line: str,
    bot: Bot,
    *,
    private: bool,
    reply_to: int | None = None,
) -> Draft:
    """Keep what can be read; what is refused is said after the rest is safe."""
    setting = setting_for(context, empty.zone, empty.currency)
    draft, refusals = refusals_of(empty, line, setting)
    saved = await save(context, draft, bot, private=private, reply_to=reply_to)
    if refusals:
        raise refusals[0]
    return saved


def take(draft: Draft, text: str, context: Context) -> Draft:
    """Return the draft with an answer to its present question, at the next one."""
    field = asked(draft)
    if field is None or field not in READERS:
        return draft
    setting = setting_for(context, draft.zone, draft.currency)
    if draft.questions:
        return settle(draft, text, setting)
    after = fill(draft, field, text, setting)
    return after if after.questions else answered(draft, after)


async def typed_answer(
    message: Message, context: Context, draft: Draft, text: str, bot: Bot
) -> None:
    """Take an answer typed in private and show what comes next."""
    if text == context.t.plain("common-cancel"):
        await answer(message, Screen(context.t("wizard-as-it-was"), remove_keyboard=True))
        await show_draft(message, context, draft)
        return
    if asked(draft) is Field.PEOPLE:
        await typed_names(message, context, draft, text, bot)
        return
    after = take(draft, text, context)
    await show_draft(message, context, await save(context, after, bot, private=True))


def line_answered(callback: CallbackQuery) -> str | None:
    """Return the `/buy` line that the message tapped on answers, if it is still there."""
    message = callback.message
    if not isinstance(message, Message) or message.reply_to_message is None:
        return None
    _, _, line = (message.reply_to_message.text or "").partition(" ")
    return line.strip() or None
