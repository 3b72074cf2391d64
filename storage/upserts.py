"""INSERT … ON CONFLICT for both databases, which spell it the same but not in one construct."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(table: Table, dialect: str) -> Insert:
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


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows by the table's primary key: whole, replacing what stood there."""
    if rows:
        connection.execute(_upsert(table, connection.dialect.name), rows)


def keep_first(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows unless their key is there already; what stands there stays."""
    if rows:
        connection.execute(_keep(table, connection.dialect.name), rows)
