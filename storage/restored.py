"""What has to be done to a database that comes from a backup before the bot goes on with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from domain.buy import State
from domain.notices import Fate, NoticeKind
from storage import tables

BEFORE = "before the backup was put back"
"""Who sent what was due, as far as anybody knows."""

EDITED = (NoticeKind.CARD, NoticeKind.DRAFT_CARD)
"""The kinds that are edited where they stand, so that saying them again does no harm."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many notices may have been said, and how many cards are brought up to date."""

    notices: int
    cards: int


def doubt(connection: Connection, now: datetime) -> Doubt:
    """Let nothing be said twice after a backup was put back, and let the cards show it.

    A notice that was due when it was made was probably said soon after, which the backup cannot
    know. It is marked as one that was being sent when its speaker died: the next speaker hands it
    over as unknown, and whoever should know is told so.

    The cards of open buys are edited anew, and whoever held a lease is gone.
    """
    column = tables.notices.c
    waits = (column.fate == Fate.WAITING, column.due_at <= now, column.kind.not_in(EDITED))
    doubted = connection.execute(
        update(tables.notices).where(*waits).values(sending=column.version, claimed_by=BEFORE)
    )
    open_buys = select(tables.buys.c.id).where(tables.buys.c.state == State.OPEN)
    renewed = connection.execute(
        update(tables.notices)
        .where(column.kind == NoticeKind.CARD, column.buy.in_(open_buys))
        .values(
            fate=Fate.WAITING,
            due_at=now,
            version=column.version + 1,
            attempts=0,
            claimed_by=None,
            sending=None,
        )
    )
    connection.execute(delete(tables.leases))
    return Doubt(doubted.rowcount, renewed.rowcount)
