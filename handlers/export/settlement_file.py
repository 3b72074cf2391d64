"""The file with all lines of a settlement, without names (NEW-3): sums, rules, one row a line."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from domain.buy import GroupBuy
from domain.delivery import SharedBy
from domain.ids import PersonId
from domain.settlement import Settlement
from domain.sheet.making import sheet_of
from domain.sheet.record import Sheet
from domain.sheet.text import fingerprint, write_sheet
from handlers.screen import File, Screen
from handlers.wording.names import title
from locales.formats import exponent
from locales.translator import Translator

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that the letters are UTF-8."""


def settlement_screen(
    buy: GroupBuy, settlement: Settlement, person: PersonId, t: Translator
) -> Screen:
    """Return the file, with its reader's number in it and its fingerprint."""
    sheet = sheet_of(buy.terms, settlement, exponent(buy.terms.currency))
    number = next(
        (n for n, one in enumerate(settlement.statements, start=1) if one.person == person), None
    )
    lines = [t("statement-file", title=title(buy.terms.title, t))]
    if number is not None:
        lines.append(t("statement-file-number", number=t.number(number)))
    lines.append(t("statement-file-same", fingerprint=fingerprint(sheet)))
    text = BYTE_ORDER_MARK + write_sheet(sheet, explained(buy, sheet, t))
    file = File(f"{buy.code}.csv", text.encode(), picture=False)
    return Screen(Markup("\n").join(lines), file=file)


def explained(buy: GroupBuy, sheet: Sheet, t: Translator) -> Iterator[str]:
    """Yield the rules by which the numbers follow from each other, in the reader's language."""
    yield t.plain("statement-file-head", title=title(buy.terms.title, t))
    yield t.plain("statement-file-rows", currency=sheet.currency)
    yield t.plain("statement-file-price")
    if sheet.bill is None:
        yield t.plain("statement-file-discount")
        yield t.plain("statement-file-shared")
    else:
        yield t.plain("statement-file-bill")
    if sheet.areas:
        yield t.plain("statement-file-fee")
    if sheet.delivery is not None:
        yield delivery_rule(t, sheet.delivery.shared_by)
    if sheet.sums.returned:
        yield t.plain("statement-file-returned")
    yield t.plain("statement-file-due")
    yield t.plain("statement-file-check")


def delivery_rule(t: Translator, shared_by: SharedBy) -> str:
    """Return by what the delivery is shared out."""
    match shared_by:
        case SharedBy.EQUALLY:
            return t.plain("statement-file-equally")
        case SharedBy.UNITS:
            return t.plain("statement-file-by-units")
        case SharedBy.AMOUNT:
            return t.plain("statement-file-by-amount")
