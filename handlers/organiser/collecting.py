"""Collecting: paid, partly paid, too much, not received, given back, reminded."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.collecting import (
    DenyPaid,
    MarkPaid,
    MarkPaidBack,
    RemindUnpaid,
    StopReminders,
    UnmarkPaid,
    UnmarkPaidBack,
)
from domain.conversation import Conversation, Expecting
from domain.errors import DomainError, MoreThanOwed, NothingOwed, UnknownBuy
from domain.ids import PersonId
from handlers.answering import answer
from handlers.base36 import decode, encode
from handlers.context import Context
from handlers.organiser.acting import Act
from handlers.organiser.asking import ask, asked_about
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.rows import answer_person, name_of, row_of, screen_of
from handlers.screen import Button, Screen
from handlers.typed_amount import typed_amount
from handlers.wording.names import person_name
from handlers.wording.standing import left_of


async def show_person(act: Act) -> Screen:
    """Show one participant."""
    return await screen_of(act.context, act.buy, act.person, act.press.n)


async def paid(act: Act) -> str:
    """Record that all that is owed was paid."""
    context = act.context
    await context.desk.submit(MarkPaid(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-marked-paid", name=await name_of(act))


async def unpaid(act: Act) -> str:
    """Take back the payments marked for somebody, and say what they owe again."""
    context = act.context
    await context.desk.submit(UnmarkPaid(context.cause, context.actor, act.buy.id, act.person))
    t, row = context.t, await row_of(act)
    name, left = person_name(row.name, t), left_of(act.buy, row)
    if not left:
        return t.plain("board-unticked", name=name)
    return t.plain("board-unmarked", name=name, owed=t.money(left, act.buy.terms.currency))


async def deny(act: Act) -> str:
    """Say that a claimed payment was not received."""
    context = act.context
    await context.desk.submit(DenyPaid(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-denied", name=await name_of(act))


async def remind(act: Act) -> str:
    """Remind everyone who owes."""
    context = act.context
    count = await context.desk.submit(RemindUnpaid(context.cause, context.actor, act.buy.id))
    return context.t.plain("board-reminded", count=count)


async def reminders(act: Act) -> str:
    """Stop the reminders (`n` is 1), or start them again."""
    context = act.context
    stop = bool(act.press.n)
    await context.desk.submit(StopReminders(context.cause, context.actor, act.buy.id, stopped=stop))
    return context.t.plain("board-reminders-stopped" if stop else "board-reminders-go-on")


async def ask_part(act: Act) -> Screen:
    """Ask how much was paid."""
    row = await row_of(act)
    left = left_of(act.buy, row)
    if not left:
        raise NothingOwed
    t, actor = act.context.t, act.context.actor
    asked = Conversation(actor, Expecting.PAID_AMOUNT, buy=act.buy.id, person=act.person)
    owed = t.money(left, act.buy.terms.currency)
    question = t("board-how-much", name=person_name(row.name, t), owed=owed)
    return await ask(act, asked, question, Verb.PERSON)


async def part_paid(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how much somebody paid; more than is left is asked about."""
    buy, person = await asked_about(context, conversation), conversation.person
    if person is None:
        raise UnknownBuy
    amount = await typed_amount(message, context, buy.terms)
    if amount is None:
        return
    try:
        await context.desk.submit(MarkPaid(context.cause, context.actor, buy.id, person, amount))
    except MoreThanOwed as error:
        await answer(message, _over_screen(context, buy, person, amount, error.owed))
        return
    except DomainError:
        await settle_down(context)
        raise
    await settle_down(context)
    await answer_person(message, context, buy, person)


def _over_screen(
    context: Context, buy: GroupBuy, person: PersonId, amount: int, owed: int
) -> Screen:
    t, currency = context.t, buy.terms.currency
    text = t(
        "board-more-than-owed",
        amount=t.money(amount, currency),
        owed=t.amount(owed, currency),
        over=t.amount(amount - owed, currency),
    )
    press = on(Verb.OVERPAID, buy.id, person=person, arg=encode(amount))
    back = on(Verb.PERSON, buy.id, person=person)
    rows = (
        (Button(t.plain("board-it-is-so", amount=t.amount(amount, currency)), press),),
        (Button(t.plain("common-back"), back),),
    )
    return Screen(text, rows)


async def overpaid(act: Act) -> str:
    """Record more than was left: the rest is due back."""
    context, amount = act.context, decode(act.press.arg)
    if amount is None:
        raise NothingOwed
    command = MarkPaid(context.cause, context.actor, act.buy.id, act.person, amount, over=True)
    await context.desk.submit(command)
    return context.t.plain("board-marked-part", name=await name_of(act))


async def paid_back(act: Act) -> str:
    """Record that the money due back was given back."""
    context = act.context
    await context.desk.submit(MarkPaidBack(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-ticked-back", name=await name_of(act))


async def not_paid_back(act: Act) -> str:
    """Take that back."""
    context = act.context
    await context.desk.submit(UnmarkPaidBack(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-unticked", name=await name_of(act))
