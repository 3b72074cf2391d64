"""Leases: what only one process may do at a time, such as speaking to Telegram.

They are taken and looked at within the transaction of what they guard, so that whoever lost
theirs without noticing (a process that was stopped for a while) changes nothing any more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import Connection, delete, or_, select, update

from storage import tables
from storage.upserts import insert_into

SPARED = timedelta(seconds=1)
"""A lease that was kept so lately is not written again."""

column = tables.leases.c


class Hold(Enum):
    """How somebody stands to a lease."""

    KEPT = auto()
    """It was theirs, and is for longer now."""
    TAKEN = auto()
    """It was free, or had ended, and is theirs now."""
    ANOTHERS = auto()


def hold(connection: Connection, name: str, owner: str, now: datetime, span: timedelta) -> Hold:
    """Keep one's lease for `span` from now, or take one that is free or has ended.

    One's own that has ended, and that nobody took, is still one's own.
    """
    until = now + span
    query = select(column.owner, column.until).where(column.name == name)
    found = connection.execute(query).first()
    if found is not None and found.owner == owner:
        lately = found.until - now > span - SPARED
        if holds(connection, name, owner) if lately else _keep(connection, name, owner, until):
            return Hold.KEPT
    elif found is not None and found.until > now:
        return Hold.ANOTHERS
    statement = insert_into(tables.leases, connection.dialect.name).values(
        name=name, owner=owner, until=until
    )
    new = statement.excluded
    take = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": new.owner, "until": new.until},
        where=or_(column.until <= now, column.owner == new.owner),
    ).returning(column.name)
    return Hold.TAKEN if connection.execute(take).first() is not None else Hold.ANOTHERS


def _keep(connection: Connection, name: str, owner: str, until: datetime) -> bool:
    keep = update(tables.leases).where(column.name == name, column.owner == owner)
    return connection.execute(keep.values(until=until)).rowcount > 0


def holds(connection: Connection, name: str, owner: str) -> bool:
    """Tell whether the lease is the owner's; nobody can take it before this transaction ends."""
    query = select(column.name).where(column.name == name, column.owner == owner)
    return connection.execute(query.with_for_update(read=True)).first() is not None


def release(connection: Connection, name: str, owner: str) -> None:
    """Give one's lease back."""
    connection.execute(delete(tables.leases).where(column.name == name, column.owner == owner))
