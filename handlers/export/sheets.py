"""Lists as a spreadsheet shows them: a name, columns of one kind each, rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from locales.formats import exponent

Cell = str | int | Decimal | datetime | None


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    WHOLE = "whole"
    MONEY = "money"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, in the reader's language, and what stands under it."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list. Money is in whole units of `currency` (42.00), times are aware."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    currency: str
    right_to_left: bool = False

    @classmethod
    def of(
        cls,
        name: str,
        columns: Iterable[Column],
        rows: Iterable[tuple[Cell, ...]],
        currency: str,
        *,
        right_to_left: bool = False,
    ) -> Sheet:
        """Return a sheet; each row has a cell for each column."""
        return cls(name, tuple(columns), tuple(rows), currency, right_to_left)


def units(amount: int, currency: str) -> Decimal:
    """Return minor units as units of the currency, exactly."""
    return Decimal(amount).scaleb(-exponent(currency))
