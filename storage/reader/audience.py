"""Reading whom a nudge may go to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from domain.ids import BuyId, PersonId
from domain.order import Involvement
from domain.people import Person
from domain.views import AudienceMember
from storage import tables
from storage.fetch import fetch
from storage.reader import buys as reading
from storage.tables.orders import IS_LIVE


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
        connection.scalars(select(line.person).where(line.buy == of, IS_LIVE).distinct())
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
