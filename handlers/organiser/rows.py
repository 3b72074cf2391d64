"""One participant out of the board, and showing them again once something was typed about them."""

from __future__ import annotations

from collections import Counter

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.charges import Back
from domain.errors import NothingOrdered
from domain.ids import PersonId
from domain.payment import Method
from domain.views import BoardRow
from handlers.answering import answer
from handlers.context import Context
from handlers.organiser.acting import Act
from handlers.organiser.person import person_screen
from handlers.screen import Screen
from handlers.wording.names import person_name


async def row_of(act: Act) -> BoardRow:
    """Return the board's row of the person the tap is about; `NothingOrdered` if there is none."""
    return await _row(act.context, act.buy, act.person)


async def screen_of(context: Context, buy: GroupBuy, person: PersonId, page: int = 0) -> Screen:
    """Return the person as they stand now; raises as `row_of`."""
    row = await _row(context, buy, person)
    payers = await _payers(context, buy, person) if row.due_back else []
    return person_screen(buy, row, context.t, context.now, page, payers)


async def answer_person(
    message: Message, context: Context, buy: GroupBuy, person: PersonId
) -> None:
    """Answer with the person as they stand now."""
    await answer(message, await screen_of(context, buy, person))


async def name_of(act: Act) -> str:
    """Return what the person the tap is about is called."""
    person = await act.context.reader.person(act.person)
    return person_name(person.name if person else "", act.context.t)


async def _row(context: Context, buy: GroupBuy, person: PersonId) -> BoardRow:
    for row in await context.reader.board(buy.id):
        if row.person == person:
            return row
    raise NothingOrdered


async def _payers(context: Context, buy: GroupBuy, person: PersonId) -> list[tuple[str, int]]:
    """Return to whom a provider's money goes back that others paid for this person."""
    late: Counter[PersonId] = Counter()
    for one in await context.reader.charges(buy.id):
        by_another = one.person == person and one.payer != person
        if by_another and one.back is Back.DUE and one.method is not Method.STARS:
            late[one.payer] += one.amount
    known = await context.reader.people(list(late))
    return [(known[one].name if one in known else "", amount) for one, amount in late.items()]
