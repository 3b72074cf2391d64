"""One participant out of the board, and showing them again once something was typed about them."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.errors import NothingOrdered
from domain.ids import PersonId
from domain.views import BoardRow
from handlers.answering import answer
from handlers.context import Context
from handlers.organiser.acting import Act
from handlers.organiser.person import person_screen
from handlers.wording.names import person_name


async def row_of(act: Act) -> BoardRow:
    """Return the board's row of the person the tap is about; `NothingOrdered` if there is none."""
    return await _row(act.context, act.buy, act.person)


async def answer_person(
    message: Message, context: Context, buy: GroupBuy, person: PersonId
) -> None:
    """Answer with the person as they stand now."""
    row = await _row(context, buy, person)
    await answer(message, person_screen(buy, row, context.t, context.now, 0))


async def name_of(act: Act) -> str:
    """Return what the person the tap is about is called."""
    person = await act.context.reader.person(act.person)
    return person_name(person.name if person else "", act.context.t)


async def _row(context: Context, buy: GroupBuy, person: PersonId) -> BoardRow:
    for row in await context.reader.board(buy.id):
        if row.person == person:
            return row
    raise NothingOrdered
