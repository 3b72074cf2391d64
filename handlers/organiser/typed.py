"""What organisers type in answer to a question about a live buy."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.organiser import EditBuy, MarkPaid
from domain.conversation import Conversation
from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from domain.ids import ItemNo, PersonId
from domain.money import Money
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.filling import fill, fill_line
from handlers.draft.questions import live_question
from handlers.draft.setting import setting_for
from handlers.filters import typed
from handlers.organiser.acting import Act, bare, buy_of, check_runs
from handlers.organiser.board import person_screen
from handlers.organiser.edit import as_draft, changed_terms, edit_screen, with_new_item
from handlers.organiser.helpers import PURPOSE, helpers_screen, name_helper
from handlers.organiser.invited import handed_screen, named_screen
from handlers.organiser.inviting import by_names, hand_out, invite, out_of_reach
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb
from handlers.reading.answers import read_payment_amount
from handlers.screen import Screen


async def edited(message: Message, context: Context, conversation: Conversation) -> None:
    """Take a new value for a term; what is unclear is asked again with what it may mean."""
    if conversation.buy is None:
        return
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    field = Field(conversation.field)
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    before = as_draft(buy)
    if field is Field.ITEMS:
        read = fill_line(replace(before, title="", items=()), typed(message), setting)
        after = with_new_item(before, read.items[0]) if read.items else before
        questions = read.questions
    else:
        after = fill(before, field, typed(message), setting, conversation.item)
        questions = after.questions
    if questions:
        await answer(message, live_question(questions[0], context.t))
        return
    terms = changed_terms(after, field, ItemNo(conversation.item or 0))
    await context.desk.submit(EditBuy(context.cause, context.actor, buy.id, terms))
    await settle_down(context)
    fresh = await buy_of(context, buy.id)
    await answer(message, edit_screen(fresh, context.t, context.now))


async def part_paid(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how much somebody paid."""
    if conversation.buy is None or conversation.person is None:
        return
    buy = await buy_of(context, conversation.buy)
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    read = read_payment_amount(typed(message), setting)
    if not isinstance(read, Money):
        question = read if isinstance(read, Question) else Question(Field.PRICE, read.quoted)
        await answer(message, live_question(question, context.t))
        return
    if read.currency != buy.terms.currency:
        raise MixedCurrencies(first=buy.terms.currency, second=read.currency)
    await context.desk.submit(
        MarkPaid(context.cause, context.actor, buy.id, conversation.person, read.amount)
    )
    await settle_down(context)
    await _show_person(message, context, buy, conversation)


async def _show_person(
    message: Message, context: Context, buy: GroupBuy, conversation: Conversation
) -> None:
    rows = await context.reader.board(buy.id)
    row = next((row for row in rows if row.person == conversation.person), None)
    if row is not None:
        await answer(message, person_screen(buy, row, context.t, context.now, 0))


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
