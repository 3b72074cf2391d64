"""What the organiser takes away of a buy: who is in, their lines, what to order, the money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.buy import GroupBuy
from domain.ids import HOST
from domain.ledger import Account, Entry
from domain.settlement import Settlement
from domain.views import BoardRow
from handlers.export.sheets import Cell, Column, Kind, Sheet, units
from handlers.wording.destination import where_said
from handlers.wording.how_far import how_far
from handlers.wording.standing import goods_said, left_of, money_said
from locales.translator import Translator


class Lists:
    """The lists of one buy in one reader's language and zone."""

    def __init__(
        self,
        buy: GroupBuy,
        rows: list[BoardRow],
        settlement: Settlement | None,
        entries: list[Entry],
        t: Translator,
    ) -> None:
        self._buy = buy
        self._rows = rows
        self._settlement = settlement
        self._entries = entries
        self._t = t
        self._zone = ZoneInfo(t.zone)
        self._names = {row.person: row.name for row in rows if row.person is not None}
        self._items = {item.no: item.name for item in buy.terms.items}

    def all(self) -> tuple[Sheet, ...]:
        """Return every list, the people first."""
        return self.people(), self.lines(), self.supplier(), self.money()

    def people(self) -> Sheet:
        """Return everyone named, in, or who opened it: how far they are, and what they owe."""
        return self._sheet(
            "export-people",
            (
                self._column("export-name"),
                self._column("export-username"),
                self._column("export-invited"),
                self._column("export-ordered-at", Kind.MOMENT),
                self._column("export-units", Kind.WHOLE),
                self._column("export-list-amount", Kind.MONEY),
                self._column("export-due", Kind.MONEY),
                self._column("export-left", Kind.MONEY),
                self._column("export-paid"),
                self._column("export-goods"),
                self._column("export-area"),
                self._column("export-where"),
                self._column("export-tracking"),
            ),
            map(self._person, self._rows),
        )

    def _person(self, row: BoardRow) -> tuple[Cell, ...]:
        area = self._buy.terms.area(row.area)
        where = row.shipment.destination if row.shipment else None
        return (
            row.name,
            f"@{row.username}" if row.username else "",
            self._t.plain(f"invite-state-{how_far(row)}") if row.named else "",
            self._moment(row.ordered_at),
            row.units,
            self._amount(row.list_amount),
            self._amount(row.due),
            self._amount(left_of(self._buy, row)),
            money_said(self._buy, row, self._t),
            goods_said(self._buy, row, self._t),
            area.name if area else "",
            where_said(self._buy.terms, where, self._t) if where else "",
            row.shipment.tracking if row.shipment else "",
        )

    def lines(self) -> Sheet:
        """Return every line: as ordered while the buy is open, as settled afterwards."""
        return self._sheet(
            "export-lines",
            (
                self._column("export-name"),
                self._column("export-guest"),
                self._column("export-item"),
                self._column("export-units", Kind.WHOLE),
                self._column("export-list-amount", Kind.MONEY),
                self._column("export-discount", Kind.MONEY),
                self._column("export-due", Kind.MONEY),
            ),
            self._settled() if self._settlement else self._ordered(),
        )

    def _ordered(self) -> Iterable[tuple[Cell, ...]]:
        prices = {item.no: item.list_price for item in self._buy.terms.items}
        for row in self._rows:
            for line in row.lines:
                if line.counts:
                    amount = self._amount(line.quantity * prices[line.item])
                    guest = line.guest_name if line.guest != HOST else ""
                    item = self._items[line.item]
                    yield row.name, guest, item, line.quantity, amount, None, None

    def _settled(self) -> Iterable[tuple[Cell, ...]]:
        for statement in self._settlement.statements if self._settlement else ():
            for line in statement.lines:
                yield (
                    self._names.get(line.person, ""),
                    line.guest_name if line.guest != HOST else "",
                    self._items[line.item],
                    line.quantity - line.returned,
                    self._amount(line.list_amount),
                    self._amount(line.discount),
                    self._amount(line.due),
                )

    def supplier(self) -> Sheet:
        """Return how many of each item are to be ordered."""
        totals: dict[int, int] = {}
        if self._settlement is not None:
            for statement in self._settlement.statements:
                for share in statement.lines:
                    totals[share.item] = totals.get(share.item, 0) + share.quantity
        else:
            for row in self._rows:
                for line in row.lines:
                    totals[line.item] = totals.get(line.item, 0) + line.quantity
        return self._sheet(
            "export-supplier",
            (
                self._column("export-item"),
                self._column("export-unit"),
                self._column("export-units", Kind.WHOLE),
                self._column("export-list-price", Kind.MONEY),
            ),
            (
                (item.name, item.unit, totals[item.no], self._amount(item.list_price))
                for item in self._buy.terms.items
                if totals.get(item.no)
            ),
        )

    def money(self) -> Sheet:
        """Return the ledger, each entry as what it added to what the person owes."""
        return self._sheet(
            "export-money",
            (
                self._column("export-when", Kind.MOMENT),
                self._column("export-name"),
                self._column("export-why"),
                self._column("export-change", Kind.MONEY),
                self._column("export-payer"),
                self._column("export-charge"),
            ),
            (
                (
                    self._moment(entry.at),
                    self._names.get(entry.person, ""),
                    self._t.plain(f"export-reason-{entry.reason}"),
                    self._amount(entry.on(Account.PARTICIPANT)),
                    self._names.get(entry.payer, "") if entry.payer else "",
                    entry.charge,
                )
                for entry in self._entries
            ),
        )

    def _sheet(
        self, key: str, columns: Iterable[Column], rows: Iterable[tuple[Cell, ...]]
    ) -> Sheet:
        return Sheet.of(
            self._t.plain(key),
            columns,
            rows,
            self._buy.terms.currency,
            right_to_left=self._t.right_to_left,
        )

    def _column(self, key: str, kind: Kind = Kind.TEXT) -> Column:
        return Column(self._t.plain(key), kind)

    def _amount(self, amount: int) -> Decimal:
        return units(amount, self._buy.terms.currency)

    def _moment(self, moment: datetime | None) -> datetime | None:
        return moment.astimezone(self._zone) if moment else None
