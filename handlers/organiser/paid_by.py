"""Somebody paid for somebody else: who it was."""

from __future__ import annotations

from domain.buy import GroupBuy
from domain.commands.collecting import MarkPaid
from domain.errors import NothingOwed
from domain.ids import PersonId
from domain.views import BoardRow
from handlers.base36 import decode, encode
from handlers.organiser.acting import Act
from handlers.organiser.paging import page_of, paging
from handlers.organiser.presses import Verb, on
from handlers.organiser.rows import name_of, row_of
from handlers.screen import Button, Screen
from handlers.wording.names import person_name
from handlers.wording.standing import left_of
from locales.translator import Translator


async def ask_who_paid(act: Act) -> Screen:
    """Ask who paid for somebody."""
    rows = await act.context.reader.board(act.buy.id)
    return who_paid_screen(act.buy, await row_of(act), rows, act.context.t, act.press.n)


def who_paid_screen(
    buy: GroupBuy, row: BoardRow, rows: list[BoardRow], t: Translator, page: int
) -> Screen:
    """Return everybody the board knows, for one to be chosen who paid all that `row` has left."""
    people = [
        (one.person, one.name)
        for one in rows
        if one.person is not None and one.person != row.person
    ]
    shown, page, pages = page_of(people, page)
    buttons = tuple(
        (
            Button(
                person_name(name, t),
                on(Verb.PAID_BY, buy.id, person=row.person, arg=encode(person)),
            ),
        )
        for person, name in shown
    )
    turning = paging(buy, Verb.WHO_PAID, t, page, pages, person=row.person)
    back = Button(t.plain("common-back"), on(Verb.PERSON, buy.id, person=row.person))
    left = t.money(left_of(buy, row), buy.terms.currency)
    text = t("board-who-paid", name=person_name(row.name, t), left=left)
    return Screen(text, (*buttons, *turning, (back,)))


async def paid_by(act: Act) -> str:
    """Record that somebody else paid all that is left."""
    context, payer = act.context, decode(act.press.arg)
    if payer is None:
        raise NothingOwed
    command = MarkPaid(context.cause, context.actor, act.buy.id, act.person, payer=PersonId(payer))
    await context.desk.submit(command)
    return context.t.plain("board-marked-paid", name=await name_of(act))
