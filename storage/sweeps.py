"""Changes that reach further than one record: a draft's end, forgetting, releasing, withdrawing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, delete, exists, select, update

from domain.ids import PersonId
from domain.notices import Fate
from domain.outcome import DraftEnd, Erasure, Release, Repetition, Withdrawal
from domain.people import Reach
from storage import tables
from storage.erasing import OPEN_FATES, erase

LANDING = timedelta(seconds=3)
"""From a first Start to what had waited for it: where the link leads comes first, and opening a
buy withdraws the nudges for it."""


def sweep(
    connection: Connection,
    change: DraftEnd | Erasure | Release | Repetition | Withdrawal,
    now: datetime,
) -> None:
    """Carry out one sweeping change on what is in the tables."""
    match change:
        case DraftEnd():
            connection.execute(delete(tables.drafts).where(tables.drafts.c.id == change.draft))
        case Release():
            _release(connection, change.person, now)
        case Withdrawal():
            _withdraw(connection, change)
        case Repetition():
            _repeat(connection, change, now)
        case Erasure():
            erase(connection, change.person, now)


def release_started(connection: Connection, now: datetime) -> None:
    """Let go of all that is held for people who have started the bot."""
    people = tables.people.c
    started = exists().where(people.id == tables.notices.c.person, people.reach == Reach.OPEN)
    _let_go(connection, started, now)


def _release(connection: Connection, person: PersonId, now: datetime) -> None:
    _let_go(connection, tables.notices.c.person == person, now)


def _let_go(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    column, landed = tables.notices.c, now + LANDING
    connection.execute(
        update(tables.notices)
        .where(which, column.fate == Fate.HELD)
        .values(
            fate=Fate.WAITING,
            due_at=case((column.due_at < landed, landed), else_=column.due_at),
        )
    )


def _repeat(connection: Connection, change: Repetition, now: datetime) -> None:
    column, buys = tables.notices.c, tables.buys.c
    organiser = select(buys.organiser).where(buys.id == change.buy).scalar_subquery()
    connection.execute(
        update(tables.notices)
        .where(
            column.buy == change.buy,
            column.fate == Fate.UNKNOWN,
            column.person.is_not(None),
            column.person != organiser,
        )
        .values(
            fate=Fate.WAITING,
            reason="",
            due_at=now,
            version=column.version + 1,
            attempts=0,
            sent_at=None,
        )
    )


def _withdraw(connection: Connection, change: Withdrawal) -> None:
    column = tables.notices.c
    statement = update(tables.notices).where(column.buy == change.buy, column.fate.in_(OPEN_FATES))
    if change.person is not None:
        statement = statement.where(column.person == change.person)
    if change.kinds:
        statement = statement.where(column.kind.in_(change.kinds))
    connection.execute(statement.values(fate=Fate.DROPPED, reason="withdrawn"))
