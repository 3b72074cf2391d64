"""What the organiser's lists are made of: one buy, as one reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.buy import GroupBuy
from domain.ids import ItemNo, PersonId
from domain.ledger import Entry
from domain.settlement import Settlement
from domain.views import BoardRow
from handlers.export.sheets import Cell, Column, Kind, Sheet, units
from locales.translator import Translator

R = TypeVar("R")

Filled = tuple[str, Kind, Callable[[R], Cell]]
"""A column: the key of its heading, what stands under it, and how a row fills it."""

Columns = Sequence[Filled[R]]


@dataclass(frozen=True)
class Book:
    """One buy in one reader's language and zone; `names` are of everybody in its ledger."""

    buy: GroupBuy
    rows: list[BoardRow]
    settlement: Settlement | None
    entries: list[Entry]
    names: dict[PersonId, str]
    t: Translator

    def sheet(self, key: str, columns: Columns[R], rows: Iterable[R]) -> Sheet:
        """Return a sheet with a row for each of `rows`."""
        return Sheet.of(
            self.t.plain(key),
            (Column(self.t.plain(heading), kind) for heading, kind, _ in columns),
            (tuple(cell(row) for _, _, cell in columns) for row in rows),
            self.buy.terms.currency,
            right_to_left=self.t.right_to_left,
        )

    def amount(self, amount: int | None) -> Decimal | None:
        """Return minor units of the buy's currency as a number of units; None stays nothing."""
        return None if amount is None else units(amount, self.buy.terms.currency)

    def moment(self, moment: datetime | None) -> datetime | None:
        """Return a moment in the reader's zone."""
        return moment.astimezone(ZoneInfo(self.t.zone)) if moment else None

    def name(self, person: PersonId | None) -> str:
        """Return what somebody is called; "" for nobody, and whoever had their data deleted."""
        return self.names.get(person, "") if person is not None else ""

    def item(self, number: ItemNo) -> str:
        """Return what an item is called, removed or not."""
        item = self.buy.terms.item(number)
        return item.name if item else ""
