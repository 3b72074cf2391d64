"""INSERT … ON CONFLICT for both databases, which spell it the same but not in one construct."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from storage.ready import write

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
