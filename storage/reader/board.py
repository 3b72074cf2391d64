"""Reading the organiser's board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, func, select

from domain.buy import GroupBuy
from domain.goods import Shipment
from domain.ids import BuyId, PersonId
from domain.notices import NUDGES, Fate
from domain.order import Invitation, Involvement, Line
from domain.people import Person, Reach
from domain.settlement import FallOut, Statement
from domain.views import BoardRow
from storage import tables
from storage.fetch import fetch
from storage.reader import buys as reading
from storage.reader.standing import NOTHING_YET, Standing, of_buys
from storage.reader.unsaid import in_doubt
from storage.records import columns_of, from_row
from storage.settled import load_fallen

S = TypeVar("S", Line, FallOut)
"""Of which there may be several for one person."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the tables have on one buy, by person."""

    buy: GroupBuy
    people: dict[PersonId, Person]
    lines: dict[PersonId, list[Line]]
    involvements: dict[PersonId, Involvement]
    invitations: dict[PersonId, Invitation]
    statements: dict[PersonId, Statement]
    fallen: dict[PersonId, list[FallOut]]
    shipments: dict[PersonId, Shipment]
    standings: dict[PersonId, Standing]
    nudges: dict[PersonId, int]
    doubtful: set[PersonId]

    def row(self, one: PersonId) -> BoardRow:
        """Return one person's row."""
        buy, lines = self.buy, sorted(self.lines.get(one, ()), key=lambda line: line.seq)
        person = self.people.get(one) or Person(one, "")
        involvement = self.involvements.get(one) or Involvement(buy.id, one)
        invitation, statement = self.invitations.get(one), self.statements.get(one)
        stands = self.standings.get(one, NOTHING_YET)
        prices = {item.no: item.list_price for item in buy.terms.items}
        return BoardRow(
            person=one,
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
            in_doubt=one in self.doubtful,
            nudges=self.nudges.get(one, 0),
            due=statement.due if statement else 0,
            owed=stands.owed,
            due_back=stands.due_back(buy),
            marked_paid=stands.marked,
            marked_back=stands.given_back,
            paid_online=stands.paid_online,
            points_spent=stands.points_spent,
            shipment=self.shipments.get(one),
            fallen=tuple(self.fallen.get(one, ())),
            area=involvement.area,
            statement=statement,
        )


def board(connection: Connection, of: BuyId) -> list[BoardRow]:
    """Return a row for everyone named, in, or who opened it, those in first (BP-8, UX-7).

    So has whoever paid or owes something. Those in stand in the order of asking, after them who
    waits for a lower price, then the others by name, then the personal links that nobody opened.
    """
    buy = reading.buy(connection, of)
    if buy is None:
        return []
    standing = [
        one
        for one in fetch(connection, Invitation, [of], tables.invitations.c.buy)
        if not one.revoked
    ]
    lines = (line for line in fetch(connection, Line, [of], tables.lines.c.buy) if line.live)
    involvements = fetch(connection, Involvement, [of], tables.involvements.c.buy)
    shipments = fetch(connection, Shipment, [of], tables.shipments.c.buy)
    found = _Found(
        buy,
        people={},
        lines=_by_person(lines),
        involvements={one.person: one for one in involvements},
        invitations={one.person: one for one in standing if one.person is not None},
        statements={one.person: one for one in _statements(connection, of)},
        fallen=_by_person(load_fallen(connection, of)),
        shipments={one.person: one for one in shipments},
        standings={person: one for (_, person), one in of_buys(connection, [of]).items()},
        nudges=_nudges(connection, of),
        doubtful=in_doubt(connection, of, live=buy.live),
    )
    everybody = {
        *found.lines,
        *found.involvements,
        *found.invitations,
        *found.statements,
        *found.standings,
    }
    people = fetch(connection, Person, everybody, tables.people.c.id)
    found.people.update((one.id, one) for one in people)
    rows = sorted(map(found.row, everybody), key=_place)
    return rows + [_open_link(buy, one) for one in standing if one.person is None]


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


def _place(row: BoardRow) -> tuple[bool, bool, int, str]:
    first = row.lines[0].seq if row.lines else 0
    return (not (row.units or row.due), not row.lines, first, row.name.casefold())


def _by_person(records: Iterable[S]) -> dict[PersonId, list[S]]:
    found: dict[PersonId, list[S]] = {}
    for one in records:
        found.setdefault(one.person, []).append(one)
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
