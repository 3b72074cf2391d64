"""Statements made ready once: their text, the order of their values, what writes and reads those.

What is done with every order or tap goes this way, straight to the driver's cursor. SQLAlchemy
would find all of it again for each execution, make a dictionary of each row's parameters and
describe the result, which takes several times as long as SQLite does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.type_api import TypeEngine

Change = Callable[[Any], Any]


def rows(
    connection: Connection, statement: Select[Any], values: Mapping[str, Any]
) -> list[Sequence[Any]]:
    """Return the rows that a statement selects with these values of its parameters.

    What is made ready is kept: a statement is built once in the life of the process.
    """
    ready = _known(statement, (), connection.dialect)
    with _cursor(connection, ready.text) as cursor:
        cursor.execute(ready.text, ready.parameters([values])[0])
        return ready.read(cursor.fetchall())


def write(connection: Connection, statement: Insert, given: Sequence[Mapping[str, Any]]) -> None:
    """Run an INSERT once for each of the given rows, which have the same columns, in one go."""
    if given:
        ready = _known(statement, tuple(given[0]), connection.dialect)
        with _cursor(connection, ready.text) as cursor:
            cursor.executemany(ready.text, ready.parameters(given))


@contextmanager
def raised(connection: Connection, text: str) -> Iterator[None]:
    """Raise the driver's errors with a statement as SQLAlchemy raises them."""
    errors = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except errors as error:
        raise DBAPIError.instance(text, None, error, errors, dialect=connection.dialect) from error


@contextmanager
def _cursor(connection: Connection, text: str) -> Iterator[Any]:
    cursor = connection.connection.cursor()
    try:
        with raised(connection, text):
            yield cursor
    finally:
        cursor.close()


class _Ready:
    """A statement as one dialect's driver takes it; `columns` are those that an INSERT fills."""

    def __init__(
        self, statement: Select[Any] | Insert, columns: Sequence[str], dialect: Dialect
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self.text = str(compiled)
        self._names = compiled.positiontup or []
        self._constants = {
            name: value for name, value in compiled.params.items() if name not in columns
        }
        self._writes = _changes(
            compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            for name in self._names
        )
        read: Iterable[TypeEngine[Any]] = (
            [column.type for column in statement.selected_columns]
            if isinstance(statement, Select)
            else []
        )
        self._reads = _changes(
            kind.dialect_impl(dialect).result_processor(dialect, None) for kind in read
        )

    def parameters(self, given: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Return the parameters of the statement for each of the given."""
        if self._constants:
            given = [{**self._constants, **one} for one in given]
        picked = [[one[name] for name in self._names] for one in given]
        return [tuple(values) for values in _changed(picked, self._writes)]

    def read(self, found: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        """Return the rows that were found with their values as the columns' types say."""
        return _changed([list(row) for row in found], self._reads) if self._reads else list(found)


def _changes(each: Iterable[Change | None]) -> list[tuple[int, Change]]:
    return [(place, change) for place, change in enumerate(each) if change is not None]


def _changed(given: list[list[Any]], changes: list[tuple[int, Change]]) -> list[Sequence[Any]]:
    for place, change in changes:
        for values in given:
            values[place] = change(values[place])
    return list(given)


_all: dict[tuple[object, ...], _Ready] = {}


def _known(statement: Select[Any] | Insert, columns: tuple[str, ...], dialect: Dialect) -> _Ready:
    key = (statement, columns, dialect.name, dialect.driver)
    ready = _all.get(key)
    if ready is None:
        ready = _all[key] = _Ready(statement, columns, dialect)
    return ready
