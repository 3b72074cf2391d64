"""INSERT … ON CONFLICT for both databases, which spell it the same but not in one construct.

Every order inserts four rows. SQLAlchemy would make a dictionary of parameters of each and look up
again how each value is written, which costs more than the database takes; so a statement's text,
the order of its values and what writes them are found once, and the rows go as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

UpsertInsert = postgresql.Insert | sqlite.Insert


def insert_into(table: Table, dialect: str) -> UpsertInsert:
    """Return the INSERT of a dialect that knows ON CONFLICT: "sqlite" or "postgresql"."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _upsert(table: Table, dialect: str) -> Insert:
    statement = insert_into(table, dialect)
    key = [column.name for column in table.primary_key]
    rest = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key
    }
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


@cache
def _keep(table: Table, dialect: str) -> Insert:
    return insert_into(table, dialect).on_conflict_do_nothing()


@cache
def _add(table: Table) -> Insert:
    return insert(table)


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows by the table's primary key: whole, replacing what stood there."""
    write(connection, _upsert(table, connection.dialect.name), rows)


def keep_first(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows unless their key is there already; what stands there stays."""
    write(connection, _keep(table, connection.dialect.name), rows)


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write new rows; a key that is there already raises `sqlalchemy.exc.IntegrityError`."""
    write(connection, _add(table), rows)


def write(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    """Run an INSERT once for each of the rows, which have the same columns, in one go."""
    if not rows:
        return
    dialect, columns = connection.dialect, tuple(rows[0])
    known = (statement, columns, dialect.name, dialect.driver)
    ready = _ready.get(known)
    if ready is None:
        ready = _ready[known] = _Ready(statement, dialect, columns)
    connection.exec_driver_sql(ready.text, ready.values(rows))


class _Ready:
    """An INSERT of some columns as one dialect's driver takes it."""

    def __init__(self, statement: Insert, dialect: Dialect, columns: Sequence[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns))
        names = compiled.positiontup or []
        self.text = str(compiled)
        self._constants = {
            name: value for name, value in compiled.params.items() if name not in columns
        }
        self._pick = itemgetter(*names)
        self._write: list[tuple[int, Callable[[Any], Any]]] = []
        for place, name in enumerate(names):
            writes = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            if writes is not None:
                self._write.append((place, writes))

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Return the parameters for each of the rows."""
        if self._constants:
            rows = [{**self._constants, **row} for row in rows]
        return [self._written(self._pick(row)) for row in rows]

    def _written(self, row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for place, writes in self._write:
            values[place] = writes(values[place])
        return tuple(values)


_ready: dict[tuple[object, ...], _Ready] = {}
