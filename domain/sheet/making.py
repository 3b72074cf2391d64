"""From a settlement to its table."""

from __future__ import annotations

from collections.abc import Iterator

from domain.buy import Terms
from domain.delivery import NO_AREA
from domain.ids import ItemNo
from domain.settlement import LineShare, Settlement, Statement
from domain.sharing.settling import settled_price
from domain.sheet.record import Row, Sheet, SoldItem, Sums, Zone


def sheet_of(terms: Terms, settlement: Settlement, decimals: int) -> Sheet:
    """Return the table of a settlement in a currency of so many decimals."""
    rows = tuple(row for _, row in sorted(_rows(terms, settlement), key=lambda one: one[0]))
    got, chosen = {row.item for row in rows}, {row.area for row in rows}
    prices = {
        item.no: settled_price(terms, settlement.tiers, item, NO_AREA).exact for item in terms.items
    }
    return Sheet(
        currency=terms.currency,
        decimals=decimals,
        revision=settlement.revision,
        items={
            item.no: SoldItem(item.name or terms.title, item.list_price, prices[item.no])
            for item in terms.items
            if item.no in got
        },
        areas={
            area.no: Zone(area.name, area.fee, area.basis_points)
            for area in terms.areas
            if area.no in chosen
        },
        delivery=terms.delivery,
        bill=settlement.bill,
        sums=Sums(
            settlement.list_amount,
            settlement.discount,
            settlement.returned,
            settlement.fees,
            settlement.delivery,
            settlement.due,
            len({row.participant for row in rows}),
        ),
        rows=rows,
    )


def _rows(terms: Terms, settlement: Settlement) -> Iterator[tuple[int, Row]]:
    """Yield each line's row with its place in the order of asking."""
    for number, statement in enumerate(settlement.statements, start=1):
        lines = sorted(statement.lines, key=lambda line: line.seq)
        for place, line in enumerate(lines):
            yield line.seq, _row(terms, settlement, number, statement, line, first=place == 0)


def _row(
    terms: Terms,
    settlement: Settlement,
    number: int,
    statement: Statement,
    line: LineShare,
    *,
    first: bool,
) -> Row:
    item = terms.item(ItemNo(line.item))
    if item is None:
        raise LookupError(line.item)
    fee, delivery = (statement.fee, statement.delivery) if first else (0, 0)
    return Row(
        participant=number,
        item=line.item,
        name=item.name or terms.title,
        quantity=line.quantity,
        list_price=item.list_price,
        area=statement.area,
        own_price=settled_price(terms, settlement.tiers, item, statement.area).exact,
        list_amount=line.list_amount,
        discount=line.discount,
        returned=line.returned,
        returned_amount=line.returned_amount,
        fee=fee,
        delivery=delivery,
        due=line.due + fee + delivery,
        participant_due=statement.due,
    )
