"""Reading what the organiser sees: the board, and whom a nudge may go to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, func, select

from domain.buy import GroupBuy
from domain.ids import BuyId, PersonId
from domain.notices import NUDGES, Fate
from domain.order import Invitation, Involvement, Line
from domain.people import Person, Reach
from domain.settlement import Statement
from domain.views import AudienceMember, BoardRow
from storage import tables
from storage.fetch import fetch
from storage.reader import buys as reading
from storage.reader.unsaid import in_doubt
from storage.records import columns_of, from_row

R = TypeVar("R")


def board(connection: Connection, of: BuyId) -> list[BoardRow]:
    """Return a row for everyone named, in, or who opened it, those in first (BP-8, UX-7).

    Those in stand in the order of asking, then the others by name, then the personal links that
    nobody opened yet.
    """
    buy = reading.buy(connection, of)
    if buy is None:
        return []
    lines = _by_person(
        line for line in fetch(connection, Line, [of], tables.lines.c.buy) if line.live
    )
    involvements = {
        one.person: one for one in fetch(connection, Involvement, [of], tables.involvements.c.buy)
    }
    standing = [
        one
        for one in fetch(connection, Invitation, [of], tables.invitations.c.buy)
        if not one.revoked
    ]
    named = {one.person: one for one in standing if one.person is not None}
    statements = {one.person: one for one in _statements(connection, of)}
    everybody = {*lines, *involvements, *named, *statements}
    people = {one.id: one for one in fetch(connection, Person, everybody, tables.people.c.id)}
    nudges, owed = _nudges(connection, of), reading.owed(connection, of)
    doubtful = in_doubt(connection, of, live=buy.live)
    rows = [
        _row(
            buy,
            people.get(person) or Person(person, ""),
            sorted(lines.get(person, ()), key=lambda line: line.seq),
            involvements.get(person) or Involvement(of, person),
            named.get(person),
            nudges=nudges.get(person, 0),
            due=statements[person].due if person in statements else 0,
            owed=owed.get(person, 0),
            in_doubt=person in doubtful,
        )
        for person in everybody
    ]
    rows.sort(key=_place)
    return rows + [_open_link(buy, one) for one in standing if one.person is None]


def _row(
    buy: GroupBuy,
    person: Person,
    lines: list[Line],
    involvement: Involvement,
    invitation: Invitation | None,
    *,
    in_doubt: bool,
    nudges: int,
    due: int,
    owed: int,
) -> BoardRow:
    prices = {item.no: item.list_price for item in buy.terms.items}
    return BoardRow(
        person=person.id,
        name=person.name or (invitation.label if invitation else ""),
        username=person.username,
        named=invitation is not None,
        reach=person.reach.value,
        opened_at=involvement.opened_at,
        declined_at=involvement.declined_at,
        ordered_at=involvement.ordered_at,
        units=sum(line.quantity for line in lines),
        list_amount=sum(line.quantity * prices[line.item] for line in lines),
        lines=tuple(lines),
        claimed_paid_at=involvement.claimed_paid_at,
        token=invitation.token if invitation else None,
        expires_at=buy.code_expires_at if invitation else None,
        in_doubt=in_doubt,
        nudges=nudges,
        due=due,
        owed=owed,
    )


def _open_link(buy: GroupBuy, invitation: Invitation) -> BoardRow:
    return BoardRow(
        person=None,
        name=invitation.label,
        username=None,
        named=True,
        reach=Reach.NEVER_STARTED.value,
        nudges=0,
        opened_at=None,
        declined_at=None,
        ordered_at=None,
        units=0,
        list_amount=0,
        lines=(),
        due=0,
        owed=0,
        claimed_paid_at=None,
        token=invitation.token,
        expires_at=buy.code_expires_at,
    )


def _place(row: BoardRow) -> tuple[bool, int, str]:
    first = row.lines[0].seq if row.lines else 0
    return (not row.lines, first, row.name.casefold())


def _by_person(lines: Iterable[Line]) -> dict[PersonId, list[Line]]:
    found: dict[PersonId, list[Line]] = {}
    for line in lines:
        found.setdefault(line.person, []).append(line)
    return found


def _statements(connection: Connection, of: BuyId) -> list[Statement]:
    column = tables.statements.c
    query = select(*columns_of(Statement)).where(column.buy == of)
    return [from_row(Statement, row) for row in connection.execute(query)]


def _nudges(connection: Connection, of: BuyId) -> dict[PersonId, int]:
    """Return how many nudges of this buy went to each: those sent, not those meant."""
    column = tables.notices.c
    query = (
        select(column.person, func.count())
        .where(column.buy == of, column.kind.in_(NUDGES), column.fate == Fate.SENT)
        .group_by(column.person)
    )
    return {PersonId(person): count for person, count in connection.execute(query)}


def audience(connection: Connection, of: BuyId) -> list[AudienceMember]:
    """Return everyone a nudge of this buy may go to, ordered or not, but for the organiser.

    They are those named, and those of the home who asked to be told about buys there.
    """
    buy = reading.buy(connection, of)
    if buy is None:
        return []
    invited, member, line = tables.invitations.c, tables.memberships.c, tables.lines.c
    named = _ids(
        connection.scalars(
            select(invited.person).where(
                invited.buy == of, invited.person.is_not(None), ~invited.revoked
            )
        )
    )
    told = _ids(
        connection.scalars(
            select(member.person).where(
                member.home == buy.home, member.tell_me, member.gone_at.is_(None)
            )
        )
    )
    ordered = _ids(
        connection.scalars(select(line.person).where(line.buy == of, line.quantity > 0).distinct())
    )
    everybody = sorted((named | told) - {buy.organiser})
    people = {one.id: one for one in fetch(connection, Person, everybody, tables.people.c.id)}
    involvements = {
        one.person: one for one in fetch(connection, Involvement, [of], tables.involvements.c.buy)
    }
    return [
        AudienceMember(
            person=people.get(person) or Person(person, ""),
            named=person in named,
            involvement=involvements.get(person) or Involvement(of, person),
            ordered=person in ordered,
        )
        for person in everybody
    ]


def _ids(found: Iterable[int | None]) -> set[PersonId]:
    return {PersonId(person) for person in found if person is not None}
