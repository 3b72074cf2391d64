"""Collecting: paid, partly paid, by somebody else, not received, given back, reminded."""

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
from domain.errors import MoreThanOwed, NothingOwed, UnknownBuy
from domain.ids import PersonId
from domain.views import BoardRow
from handlers.answering import answer
from handlers.base36 import decode, encode
from handlers.context import Context
from handlers.organiser.acting import Act, buy_of, check_runs
from handlers.organiser.asking import ask
from handlers.organiser.person import person_screen, who_paid_screen
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.typed_amount import typed_amount
from handlers.wording.names import person_name
from handlers.wording.standing import left_of


async def row_of(act: Act) -> BoardRow:
    """Return the board's row of the person the tap is about; `NothingOwed` if there is none."""
    rows = await act.context.reader.board(act.buy.id)
    for row in rows:
        if row.person == act.person:
            return row
    raise NothingOwed


async def paid(act: Act) -> str:
    """Record that all that is owed was paid."""
    context = act.context
    await context.desk.submit(MarkPaid(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-marked-paid", name=await _name(act))


async def unpaid(act: Act) -> str:
    """Take back the payments marked for somebody."""
    context = act.context
    await context.desk.submit(UnmarkPaid(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-unmarked", name=await _name(act))


async def deny(act: Act) -> str:
    """Say that a claimed payment was not received."""
    context = act.context
    await context.desk.submit(DenyPaid(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-denied", name=await _name(act))


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


async def show_person(act: Act) -> Screen:
    """Show one participant."""
    row = await row_of(act)
    return person_screen(act.buy, row, act.context.t, act.context.now, act.press.n)


async def ask_part(act: Act) -> Screen:
    """Ask how much was paid."""
    row = await row_of(act)
    left = left_of(act.buy, row)
    if not left:
        raise NothingOwed
    t = act.context.t
    asked = Conversation(
        act.context.actor, Expecting.PAID_AMOUNT, buy=act.buy.id, person=act.person
    )
    owed = t.money(left, act.buy.terms.currency)
    question = t("board-how-much", name=person_name(row.name, t), owed=owed)
    return await ask(act, asked, question, Verb.PERSON)


async def part_paid(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how much somebody paid; more than is left is asked about."""
    if conversation.buy is None or conversation.person is None:
        raise UnknownBuy
    buy, person = await buy_of(context, conversation.buy), conversation.person
    await check_runs(context, buy)
    amount = await typed_amount(message, context, buy.terms)
    if amount is None:
        return
    try:
        await context.desk.submit(MarkPaid(context.cause, context.actor, buy.id, person, amount))
    except MoreThanOwed as error:
        await answer(message, _over_screen(context, buy, person, amount, error.owed))
        return
    await settle_down(context)
    rows = await context.reader.board(buy.id)
    row = next((row for row in rows if row.person == person), None)
    if row is not None:
        await answer(message, person_screen(buy, row, context.t, context.now, 0))


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
    await settle_down(context)
    return context.t.plain("board-marked-part", name=await _name(act))


async def ask_who_paid(act: Act) -> Screen:
    """Ask who paid for somebody."""
    rows = await act.context.reader.board(act.buy.id)
    return who_paid_screen(act.buy, await row_of(act), rows, act.context.t, act.press.n)


async def paid_by(act: Act) -> str:
    """Record that somebody else paid all that is left."""
    context, payer = act.context, decode(act.press.arg)
    if payer is None:
        raise NothingOwed
    command = MarkPaid(context.cause, context.actor, act.buy.id, act.person, payer=PersonId(payer))
    await context.desk.submit(command)
    return context.t.plain("board-marked-paid", name=await _name(act))


async def paid_back(act: Act) -> str:
    """Record that the money due back was given back."""
    context = act.context
    await context.desk.submit(MarkPaidBack(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-ticked-back", name=await _name(act))


async def not_paid_back(act: Act) -> str:
    """Take that back."""
    context = act.context
    await context.desk.submit(UnmarkPaidBack(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("board-unticked", name=await _name(act))


async def _name(act: Act) -> str:
    person = await act.context.reader.person(act.person)
    return person_name(person.name if person else "", act.context.t)
