"""Fetching records by the values of a column, many at a time, with statements built once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, bindparam, select, tuple_

from storage.records import columns_of, from_row

R = TypeVar("R")

CHUNK = 10_000
"""Values, or pairs of them, in one IN: PostgreSQL takes 32,767 parameters in all."""

WANTED = "wanted"
"""The name of the parameter that holds the values."""


def one_of(*columns: Column[Any]) -> ColumnElement[bool]:
    """Return the condition that a column, or several together, is one of the values `WANTED`."""
    key: ColumnElement[Any] = columns[0] if len(columns) == 1 else tuple_(*columns)
    return key.in_(bindparam(WANTED, expanding=True))


_built: dict[tuple[object, ...], Select[Any]] = {}


def _query(record: type, *columns: Column[Any]) -> Select[Any]:
    built = _built.get((record, *columns))
    if built is None:
        built = _built[record, *columns] = select(*columns_of(record)).where(one_of(*columns))
    return built


def fetch(
    connection: Connection, record: type[R], values: Collection[Any], *columns: Column[Any]
) -> list[R]:
    """Return the records of which the column is one of `values`, or the columns one of tuples."""
    query = _query(record, *columns)
    return in_chunks(
        values,
        lambda some: [from_row(record, row) for row in connection.execute(query, {WANTED: some})],
    )


def in_chunks(values: Collection[Any], query: Callable[[list[Any]], Iterable[R]]) -> list[R]:
    """Ask `query` for all values, so many at a time that every database takes them."""
    whole = list(values)
    found: list[R] = []
    for start in range(0, len(whole), CHUNK):
        found.extend(query(whole[start : start + CHUNK]))
    return found
