"""Shipping requests (GP-5): whose part goes where, as a list to read and as JSON for programs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from domain.buy import GroupBuy
from domain.goods import Destination
from domain.ids import HOST, PersonId
from domain.settlement import LineShare, Settlement, Statement
from domain.views import BoardRow
from handlers.export.sheets import Column, Kind, Sheet
from handlers.wording.destination import point_name, where_written
from locales.translator import Translator


class ShippingRequests:
    """The parts of some people of a closed buy, one request each."""

    def __init__(
        self,
        buy: GroupBuy,
        rows: list[BoardRow],
        settlement: Settlement,
        people: Collection[PersonId],
        t: Translator,
    ) -> None:
        self._buy = buy
        self._rows = {row.person: row for row in rows}
        self._t = t
        self._items = {item.no: item for item in buy.terms.items}
        wanted = set(people)
        self._statements = [
            one for one in settlement.statements if one.person in wanted and one.kept
        ]

    def __len__(self) -> int:
        return len(self._statements)

    def sheet(self) -> Sheet:
        """Return a row for each line, with the reference by which the part is known."""
        keys = ("reference", "name", "item", "unit")
        columns = (
            *(Column(self._t.plain(f"export-{key}")) for key in keys),
            Column(self._t.plain("export-units"), Kind.WHOLE),
            Column(self._t.plain("export-where")),
        )
        rows = [
            (
                statement.reference,
                self._for_whom(statement, line),
                self._items[line.item].name,
                self._items[line.item].unit,
                line.quantity - line.returned,
                self._where(statement),
            )
            for statement in self._statements
            for line in _to_send(statement)
        ]
        return Sheet.of(
            self._t.plain("export-shipping"),
            columns,
            rows,
            self._buy.terms.currency,
            right_to_left=self._t.right_to_left,
        )

    def text(self) -> str:
        """Return the same as plain text."""
        parts = []
        for statement in self._statements:
            lines = [
                self._t.plain(
                    "goods-request-line",
                    units=self._t.number(line.quantity - line.returned),
                    name=self._items[line.item].name,
                )
                for line in _to_send(statement)
            ]
            head = f"{statement.reference} {self._name(statement)}"
            parts.append("\n".join([head, *lines, self._where(statement)]).rstrip())
        return "\n\n".join(parts)

    def body(self) -> dict[str, Any]:
        """Return the same for a program: fixed names of fields, whole numbers of units.

        Either `address` is filled, or `point` and perhaps `slot`, or nothing is known.
        """
        return {
            "code": self._buy.code,
            "title": self._buy.terms.title,
            "requests": [
                {
                    "reference": statement.reference,
                    "name": self._name(statement),
                    **self._destination(statement),
                    "lines": [
                        {
                            "item": self._items[line.item].name,
                            "unit": self._items[line.item].unit,
                            "quantity": line.quantity - line.returned,
                            "guest": line.guest_name if line.guest != HOST else "",
                        }
                        for line in _to_send(statement)
                    ],
                }
                for statement in self._statements
            ],
        }

    def _name(self, statement: Statement) -> str:
        row = self._rows.get(statement.person)
        return row.name if row else ""

    def _for_whom(self, statement: Statement, line: LineShare) -> str:
        if line.guest == HOST:
            return self._name(statement)
        host = self._name(statement)
        return self._t.plain("export-for-guest", guest=line.guest_name, host=host)

    def _where(self, statement: Statement) -> str:
        return where_written(self._buy.terms, self._said(statement), self._t)

    def _destination(self, statement: Statement) -> dict[str, str]:
        said = self._said(statement) or Destination()
        point = point_name(self._buy.terms, said)
        return {"address": said.address, "point": point, "slot": said.slot}

    def _said(self, statement: Statement) -> Destination | None:
        row = self._rows.get(statement.person)
        return row.shipment.destination if row and row.shipment else None


def _to_send(statement: Statement) -> list[LineShare]:
    return [line for line in statement.lines if line.quantity > line.returned]
