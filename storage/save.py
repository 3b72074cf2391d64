"""Writing what a batch of decisions changed, each record once, in its last version."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete

from domain.buy import GroupBuy
from domain.ids import BuyId, PersonId
from domain.notices import Notice
from domain.outcome import (
    CodeGuess,
    DraftEnd,
    Erasure,
    Outcome,
    Release,
    Repetition,
    Withdrawal,
)
from domain.settlement import Settlement
from domain.timers import Timer, TimerKind
from storage import tables
from storage.codes import claim
from storage.erasing import erase_in_buys
from storage.notices import put_out
from storage.records import FIRST_STAYS, KEY_OF, ORDER_OF, TABLE_OF, statement_rows, to_row
from storage.sweeps import sweep
from storage.upserts import keep_first, upsert

Sweep = DraftEnd | Erasure | Release | Repetition | Withdrawal


class Changes:
    """What is to be written in the present transaction, gathered in order of deciding.

    Records and notices are collected and written in bulk. A sweeping change acts on what is in
    the tables, so what was gathered before it is written first.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._records: dict[type, dict[Any, Any]] = {}
        self._guesses: list[dict[str, Any]] = []
        self._notices: dict[str, Notice] = {}
        self._timers: dict[tuple[BuyId, TimerKind], Timer] = {}
        self._erased: set[PersonId] = set()

    def add(self, outcome: Outcome, at: datetime) -> None:
        """Take in one outcome; `at` is when its command was received."""
        for save in outcome.saves:
            match save:
                case Erasure():
                    self.write()
                    sweep(self._connection, save, self._now)
                    self._erased.add(save.person)
                case DraftEnd() | Release() | Repetition() | Withdrawal():
                    self.write()
                    sweep(self._connection, save, self._now)
                case CodeGuess():
                    self._guesses.append({"key": save.key, "person": save.person, "at": at})
                case _:
                    self._gather(save)
        for notice in outcome.notices:
            if notice.again or notice.key not in self._notices:
                self._notices[notice.key] = notice
        for timer in outcome.timers:
            self._timers[timer.buy, timer.kind] = timer

    def _gather(self, record: Any) -> None:
        kind = type(record)
        known, key = self._records.setdefault(kind, {}), KEY_OF[kind](record)
        if kind not in FIRST_STAYS or key not in known:
            known[key] = record

    def write(self) -> None:
        """Write all that was gathered, those records first to which others refer."""
        for kind, table in TABLE_OF.items():
            by_key = self._records.get(kind)
            if not by_key:
                continue
            if kind in ORDER_OF:
                records = list(by_key.values())
            else:  # in one order, so that no two transactions wait for each other's new rows
                records = [record for _, record in sorted(by_key.items())]
            rows = [to_row(record, self._now) for record in records]
            if kind is GroupBuy:
                claim(self._connection, records)
            if kind in FIRST_STAYS:
                keep_first(self._connection, table, rows)
            else:
                upsert(self._connection, table, rows)
            if kind is GroupBuy:
                self._write_helpers(records)
            if kind is Settlement:
                self._write_statements(records)
        self._records.clear()
        for person in self._erased:  # what was decided since had read the names before
            erase_in_buys(self._connection, person)
        keep_first(self._connection, tables.code_guesses, self._guesses)
        self._guesses.clear()
        put_out(self._connection, list(self._notices.values()))
        self._notices.clear()
        self._write_timers()

    def _write_helpers(self, buys: Iterable[GroupBuy]) -> None:
        rows = [{"buy": buy.id, "person": helper} for buy in buys for helper in buy.helpers]
        keep_first(self._connection, tables.helpers, rows)

    def _write_statements(self, settlements: Collection[Settlement]) -> None:
        corrected = {settlement.buy for settlement in settlements if settlement.revision > 1}
        if corrected:  # somebody may have none any more
            gone = tables.statements.c.buy.in_(corrected)
            self._connection.execute(delete(tables.statements).where(gone))
        rows = [row for settlement in settlements for row in statement_rows(settlement)]
        upsert(self._connection, tables.statements, rows)

    def _write_timers(self) -> None:
        column = tables.timers.c
        rows = []
        for timer in self._timers.values():
            if timer.due_at is None:
                theirs = (column.buy == timer.buy) & (column.kind == timer.kind)
                self._connection.execute(delete(tables.timers).where(theirs))
            else:
                rows.append(
                    {
                        "buy": timer.buy,
                        "kind": timer.kind,
                        "due_at": timer.due_at,
                        "lease_until": None,
                    }
                )
        upsert(self._connection, tables.timers, rows)
        self._timers.clear()
