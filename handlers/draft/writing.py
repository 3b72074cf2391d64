"""/buy, and what is typed in answer to a draft's question."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.draft import Draft, Field
from domain.errors import MixedCurrencies, NotListed
from domain.ids import BuyId
from domain.people import Home
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.filling import READERS, fill, refusals_of, settle
from handlers.draft.people import typed_names
from handlers.draft.saving import homes_for, new_draft, only, own_draft, save, show_draft
from handlers.draft.setting import setting_for
from handlers.draft.steps import answered, asked
from handlers.fresh import buy_id
from handlers.in_group import topic_of
from handlers.screen import Screen


async def write_here(message: Message, context: Context, home: Home, line: str, bot: Bot) -> None:
    """Write a line down as a draft whose card is posted in the group."""
    number = await _number_of(message, context)
    draft = new_draft(context, home, in_group=True, number=number)
    await context.chats.use_thread(number, topic_of(message))
    await _write(context, draft, line, bot, private=False, reply_to=message.message_id)


async def write_in_private(message: Message, context: Context, line: str, bot: Bot) -> None:
    """Write a line down and show it; where several groups are known, ask for which it is."""
    homes = await homes_for(context, None)
    draft = new_draft(context, only(homes), number=await _number_of(message, context))
    if len(homes) > 1:
        draft = replace(draft, step=Field.HOME)
    await _write_and_show(message, context, draft, line, bot)


async def _write_and_show(
    message: Message, context: Context, empty: Draft, line: str, bot: Bot
) -> None:
    """Write a line down in private and show it, also where something in it is refused."""
    try:
        written = await _write(context, empty, line, bot, private=True)
    except (MixedCurrencies, NotListed):
        await show_draft(message, context, await own_draft(context, empty.id))
        raise
    await show_draft(message, context, written)


async def write_anew(message: Message, context: Context, line: str, bot: Bot) -> None:
    """Read an edited line again, for whoever wrote it and while its draft is not started.

    What the line says now is the draft, and nothing of what it said before. A zone, deadline,
    people or group chosen with buttons stay unless the line names others.
    """
    number = await context.chats.buy_at(message.chat.id, message.message_id)
    draft = await context.reader.draft(number) if number is not None else None
    if draft is None or draft.owner != context.actor:
        return
    home = await context.reader.home(draft.home) if draft.home is not None else None
    empty = replace(
        new_draft(context, home, in_group=draft.in_group, number=draft.id),
        created_at=draft.created_at,
        version=draft.version,
        zone=draft.zone,
        deadline=draft.deadline,
        named=draft.named,
        step=Field.HOME if draft.step is Field.HOME else None,
    )
    if draft.in_group:
        await _write(context, empty, line, bot, private=False, reply_to=message.message_id)
    else:
        await _write_and_show(message, context, empty, line, bot)


async def _number_of(message: Message, context: Context) -> BuyId:
    """Return the number of a line's draft: the one it was given when the line first came."""
    return await context.chats.written_in(message.chat.id, message.message_id, buy_id())


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
    field = asked(draft, context.now)
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
    if asked(draft, context.now) is Field.PEOPLE:
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
