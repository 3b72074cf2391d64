"""Rows that have served: without this the database would grow with every tap, for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Table,
    and_,
    delete,
    exists,
    or_,
    select,
    tuple_,
)

from domain.buy import State
from domain.charges import INVOICE_LASTS
from domain.notices import Fate, NoticeKind
from domain.ports import Clock
from storage import tables
from storage.sweeps import release_started
from storage.writer import Writer

CAUSES_KEPT = timedelta(hours=48)
"""How long a cause is known again; Telegram keeps undelivered updates for a day."""

MESSAGES_KEPT = timedelta(days=30)
"""How long an answer to a message about a buy that is over still finds that buy."""

DRAFTS_KEPT = timedelta(days=30)
"""How long a draft that nobody touches can still be taken up and started."""

INVOICES_KEPT = INVOICE_LASTS + timedelta(days=2)
"""How long an invoice that nobody paid is known: Telegram may take the money in the last moment
and tell of it a day later."""

NOTICES_KEPT = timedelta(days=90)
"""How long after the end of a buy it is known what was said about it, and whether it arrived."""

TOGETHER = 2_000
"""Rows of one table in one transaction at most, so that orders need not wait for the rest."""

LIVE = (State.SCHEDULED, State.OPEN)


class Tidying:
    """Takes away what nobody will ask for any more. What people did and owe stays."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock

    async def tidy(self) -> int:
        """Take it away, and return how many rows that were.

        Causes, attempts with unknown codes and answers given in groups go after `CAUSES_KEPT`;
        drafts that were never started after `DRAFTS_KEPT`; invoices that nobody paid after
        `INVOICES_KEPT`; where messages stand after `MESSAGES_KEPT`, unless their buy is live or
        written down, or they are its present card; what was said about a buy `NOTICES_KEPT` after
        its end, but for what somebody's first Start is still to bring them.

        Lets go, besides, of what was put out for somebody in the very moment in which another
        replica noted their first Start: it was held after what is held had been released.
        """
        now = self._clock.now()
        await self._writer.run(lambda writing: release_started(writing, now))
        return sum([await self._all(statement) for statement in served(now)])

    async def _all(self, statement: Delete) -> int:
        gone = 0

        def some(writing: Connection) -> int:
            return writing.execute(statement).rowcount

        while True:
            rows = await self._writer.run(some)
            gone += rows
            if rows < TOGETHER:
                return gone


def served(now: datetime) -> Iterator[Delete]:
    """Return what takes away up to `TOGETHER` rows of each table that have served by `now`."""
    before, long_ago = now - CAUSES_KEPT, now - NOTICES_KEPT
    for table in (tables.causes, tables.code_guesses):
        yield _some(table, table.c.at < before)
    yield _some(tables.drafts, tables.drafts.c.noted_at < now - DRAFTS_KEPT)
    invoice = tables.invoices.c
    paid = exists().where(tables.charges.c.invoice == invoice.id)
    yield _some(tables.invoices, and_(invoice.asked_at < now - INVOICES_KEPT, ~paid))
    said, message = tables.notices.c, tables.messages.c
    over = and_(said.fate.not_in((Fate.WAITING, Fate.HELD)), said.due_at < before)
    yield _some(tables.notices, and_(said.kind == NoticeKind.GROUP_REPLY, over))
    undrafted = and_(said.kind == NoticeKind.DRAFT_CARD, said.due_at < now - DRAFTS_KEPT)
    yield _some(tables.notices, and_(undrafted, over))
    ended = exists().where(tables.buys.c.id == said.buy, tables.buys.c.closed_at < long_ago)
    yield _some(tables.notices, and_(said.due_at < long_ago, ended, over))
    live = exists().where(tables.buys.c.id == message.buy, tables.buys.c.state.in_(LIVE))
    written = exists().where(tables.drafts.c.id == message.buy)
    card = and_(message.kind == NoticeKind.CARD, message.present)
    old = message.noted_at < now - MESSAGES_KEPT
    yield _some(tables.messages, and_(old, ~or_(live, written, card)))


def _some(table: Table, which: ColumnElement[bool]) -> Delete:
    key = table.primary_key.columns
    return delete(table).where(tuple_(*key).in_(select(*key).where(which).limit(TOGETHER)))
