"""Fetching records by the values of a column, any number at a time, with statements built once.

The values go as one parameter, a JSON list, so that a statement's text is always the same: a
database plans it once, where a list of parameters is another statement for each length. SQLite,
given pairs as parameters, would look through everything that has the pair's first value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.ready import rows
from storage.records import ORDER_OF, columns_of, from_row

R = TypeVar("R")

CHUNK = 10_000
"""Values of one parameter each in a statement: PostgreSQL takes 32,767 of them in all."""

WANTED = "wanted"
"""The name of the parameter that holds the values: a collection of numbers or texts, or of tuples
of them where several columns are looked at together."""


class _Rows(TypeDecorator[Collection[Any]]):
    """Values as a JSON list of rows, of one value each where they are not tuples."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the values."""
        return json.dumps([one if isinstance(one, tuple) else (one,) for one in value or ()])


class _each(FunctionElement[Any]):  # noqa: N801 - named as the function it is
    """The elements of a JSON list, as rows with a column `value`."""

    inherit_cache = True
    name = "each"


@compiles(_each, "sqlite")
def _each_on_sqlite(element: _each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_each, "postgresql")
def _each_on_postgresql(element: _each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements(CAST({compiler.process(element.clauses, **options)} AS JSON))"


def one_of(*columns: Column[Any]) -> ColumnElement[bool]:
    """Return the condition that a column, or several together, is one of the values `WANTED`."""
    value = _each(bindparam(WANTED, type_=_Rows)).table_valued("value").c.value
    wanted = [
        cast(value.op("->>")(literal_column(str(place))), column.type)
        for place, column in enumerate(columns)
    ]
    key: ColumnElement[Any] = columns[0] if len(columns) == 1 else tuple_(*columns)
    return key.in_(select(*wanted))


_built: dict[tuple[object, ...], Select[Any]] = {}


def _query(record: type, *columns: Column[Any]) -> Select[Any]:
    built = _built.get((record, *columns))
    if built is None:
        built = select(*columns_of(record)).where(one_of(*columns)).order_by(ORDER_OF.get(record))
        _built[record, *columns] = built
    return built


def fetch(
    connection: Connection, record: type[R], values: Collection[Any], *columns: Column[Any]
) -> list[R]:
    """Return the records of which the column is one of `values`, or the columns one of tuples.

    Those that follow from one another come in the order they were made.
    """
    if not values:
        return []
    found = rows(connection, _query(record, *columns), {WANTED: values})
    return [from_row(record, row) for row in found]


def in_chunks(values: Collection[Any], query: Callable[[list[Any]], Iterable[R]]) -> list[R]:
    """Ask `query` for all values, so many at a time that every database takes them."""
    whole = list(values)
    found: list[R] = []
    for start in range(0, len(whole), CHUNK):
        found.extend(query(whole[start : start + CHUNK]))
    return found
