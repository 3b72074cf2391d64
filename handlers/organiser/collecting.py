"""Collecting after the close: paid, partly paid, not received, taken back, reminded."""

from __future__ import annotations

from domain.commands.collecting import DenyPaid, MarkPaid, RemindUnpaid, StopReminders, UnmarkPaid
from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from domain.errors import NothingOwed
from domain.views import BoardRow
from handlers.organiser.acting import Act
from handlers.screen import Screen
from handlers.wording.names import person_name


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


async def ask_part(act: Act) -> Screen:
    """Ask how much was paid."""
    context = act.context
    row = await row_of(act)
    if row.owed <= 0:
        raise NothingOwed
    await context.desk.submit(
        Expect(
            context.cause.then("expect"),
            context.actor,
            Conversation(context.actor, Expecting.PAID_AMOUNT, buy=act.buy.id, person=act.person),
        )
    )
    owed = context.t.money(row.owed, act.buy.terms.currency)
    return Screen(context.t("board-how-much", name=person_name(row.name, context.t), owed=owed))


async def _name(act: Act) -> str:
    person = await act.context.reader.person(act.person)
    return person_name(person.name if person else "", act.context.t)
