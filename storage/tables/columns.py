"""The kinds of columns, and the naming of constraints, that all tables share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""All tables. Constraints have names so that migrations can change them on both databases."""

E = TypeVar("E", bound=StrEnum)

WORD_LENGTH = 32


class NaiveDatetime(TypeError):
    """A datetime without a zone was about to be written."""


class Utc(TypeDecorator[datetime]):
    """An aware datetime in UTC; a naive one is refused (SQLite would keep it without a word).

    Every order writes and reads several, so its functions are given to SQLAlchemy directly in
    place of a chain of three.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Return what brings an aware datetime to UTC, and raises `NaiveDatetime` for another."""
        return _utc_text if dialect.name == "sqlite" else _utc

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> Callable[[Any], datetime | None] | None:
        """Return what makes the datetime aware; asyncpg's are, in UTC."""
        return _moment_in if dialect.name == "sqlite" else None


WITHOUT_ZONE = len("2026-03-06 12:00:00.000000")


def _utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise NaiveDatetime(f"{value!r} has no zone")
    return value.astimezone(UTC)


def _utc_text(value: datetime | None) -> str | None:
    """Write a moment as SQLAlchemy's own type does on SQLite: without the zone, always as long."""
    moment = _utc(value)
    return None if moment is None else moment.isoformat(" ", "microseconds")[:WITHOUT_ZONE]


def _moment_in(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


class Json(TypeDecorator[Any]):
    """A nested value of a domain record, as JSON text that pydantic writes and checks.

    Text and not the databases' own JSON types: nothing is queried inside these values, and
    both databases then hold the very same characters.
    """

    impl = Text
    cache_ok = True  # statements are told apart by `of`

    def __init__(self, of: Any) -> None:
        super().__init__()
        self.of = of
        self.adapter: TypeAdapter[Any] = TypeAdapter(of)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the value as JSON; None stays NULL."""
        return None if value is None else self.adapter.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Build the value again, frozen dataclasses and all."""
        return None if value is None else self.adapter.validate_json(value)


class Sparse(Json):
    """A nested value that is mostly `empty`, which is kept as NULL and costs no reading."""

    cache_ok = True

    def __init__(self, of: Any, empty: Any = ()) -> None:
        super().__init__(of)
        self.empty = empty

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the value as JSON; the empty one is NULL."""
        return super().process_bind_param(value or None, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Build the value again."""
        return self.empty if value is None else super().process_result_value(value, dialect)


def word(of: type[E]) -> Enum:
    """Return a text column type for one of the words of an enumeration."""
    return Enum(
        of,
        native_enum=False,
        create_constraint=False,
        length=WORD_LENGTH,
        values_callable=lambda words: [member.value for member in words],
    )


def number(name: str, *rest: Any, **options: Any) -> Column[int]:
    """Return a 64-bit column (Telegram's ids do not fit 32 bits) that is always set."""
    options.setdefault("nullable", False)
    return Column(name, BigInteger, *rest, **options)


def counted(name: str = "id") -> Column[int]:
    """Return a primary key that the database counts up."""
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column(name, kind, primary_key=True, autoincrement=True)


def moment(name: str, *, nullable: bool = True) -> Column[datetime]:
    """Return a column for a point in time (UTC)."""
    return Column(name, Utc, nullable=nullable)
