"""Putting notices into the outbox, within the transaction of what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, case, select

from domain.ids import PersonId
from domain.notices import Fate, Notice, NoticeKind
from domain.people import Reach
from storage import tables
from storage.ready import write
from storage.upserts import UpsertInsert, insert_into

FIRST = 1
"""The version of a notice that never became due again."""


def put_out(connection: Connection, notices: Sequence[Notice]) -> None:
    """Write notices, at most one of each key.

    A key that is there already is left alone, unless the notice is to be said `again`: then the
    one row becomes due once more under a new version, so that an edit asked for while the one
    before is being sent is sent after it. Notices to people who never opened the bot are held;
    what goes to a supplier in somebody's name is not.
    """
    if not notices:
        return
    reached = _reached(connection, {n.person for n in notices if n.person is not None})

    def fate(one: Notice) -> Fate:
        can_be_told = one.person in reached or one.kind is NoticeKind.SUPPLIER_REQUEST
        return Fate.WAITING if one.home or can_be_told else Fate.HELD

    rows = [_row(one, fate(one)) for one in notices]
    write(connection, _put(connection.dialect.name), rows)


def _reached(connection: Connection, people: set[PersonId]) -> set[PersonId]:
    """Return whom the bot may have written to: those who ever opened it."""
    if not people:
        return set()
    column = tables.people.c
    query = select(column.id).where(column.id.in_(people), column.reach != Reach.NEVER_STARTED)
    return {PersonId(person) for person in connection.scalars(query)}


def _row(notice: Notice, fate: Fate) -> dict[str, Any]:
    return {
        "key": notice.key,
        "kind": notice.kind,
        "due_at": notice.due_at,
        "buy": notice.buy,
        "person": notice.person,
        "home": notice.home,
        "values": notice.values,
        "again": notice.again,
        "fate": fate,
        "reason": "",
        "version": FIRST,
        "attempts": 0,
    }


@cache
def _put(dialect: str) -> UpsertInsert:
    statement = insert_into(tables.notices, dialect)
    new, old = statement.excluded, tables.notices.c
    # One that waits already keeps its place in the queue: a busy card must not starve.
    waits_longer = and_(old.fate == Fate.WAITING, old.due_at < new.due_at)
    return statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "due_at": case((waits_longer, old.due_at), else_=new.due_at),
            "home": new.home,
            "values": new["values"],
            "again": new.again,
            "fate": new.fate,
            "reason": new.reason,
            "version": old.version + 1,
            "attempts": 0,
        },
        where=new.again.is_(True),
    )
