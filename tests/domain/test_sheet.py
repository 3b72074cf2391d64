"""The table of a settlement: whoever has it can work it out, and finds what was changed."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.buy import Totals
from domain.correcting import corrected
from domain.delivery import Delivery, SharedBy
from domain.ids import BuyId
from domain.settlement import Settlement
from domain.sharing.settling import settle
from domain.sharing.solver import solve
from domain.sheet.checking import Mismatch, check
from domain.sheet.making import sheet_of
from domain.sheet.numbers import amount_of, amount_text, exact_of, exact_text
from domain.sheet.reading import NotReadable, read_sheet
from domain.sheet.record import COLUMNS, Row, Sheet, SoldItem, Sums, Zone
from domain.sheet.text import fingerprint, write_sheet
from tests.domain.play import started
from tests.domain.sharing.small import buys

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
EXPLAINED = ("How it was settled.", "=HYPERLINK(1)")


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Tables of settlements with limits, cases, areas, delivery, a bill, and things given back."""
    asked = draw(buys())
    rule = st.builds(Delivery, st.integers(0, 999), st.sampled_from(SharedBy))
    terms = replace(asked.terms, delivery=draw(st.none() | rule))
    buy = replace(started().buy, terms=terms)
    solution = solve(terms, asked.organiser, asked.lines, asked.areas, Totals(BuyId(1)))
    settlement = settle(buy, solution, asked.areas, NOON)
    if draw(st.booleans()) and settlement.statements:
        settlement = corrected(buy, draw(facts(settlement)), asked.lines)
    return sheet_of(terms, settlement, 2)


@st.composite
def facts(draw: st.DrawFn, settlement: Settlement) -> Settlement:
    """The settlement with what became known since: arrivals, a bill, units given back."""
    got = sorted({line.item for one in settlement.statements for line in one.lines})
    some = st.sampled_from([0, 0, 0, 1, 2, 5])
    statements = (
        replace(one, lines=tuple(replace(line, returned=draw(some)) for line in one.lines))
        for one in settlement.statements
    )
    return replace(
        settlement,
        statements=tuple(statements),
        bill=draw(st.none() | st.integers(1, 2_000)),
        arrived=draw(st.dictionaries(st.sampled_from(got), st.integers(0, 12), max_size=2)),
    )


def parsed(text: str) -> list[list[str]]:
    """The cells of a file."""
    return list(csv.reader(StringIO(text)))


def found(text: str) -> Mismatch | NotReadable | None:
    """What checking a file finds."""
    try:
        return check(read_sheet(text))
    except NotReadable as error:
        return error


@given(sheets())
def test_every_settlement_s_file_checks(sheet: Sheet) -> None:
    """Without it a true settlement would be called false, or nobody could read the file."""
    assert found(write_sheet(sheet, EXPLAINED)) is None


def numbers(cells: list[list[str]]) -> list[tuple[int, int]]:
    """Where in a file a number stands that it is about."""
    places = []
    for row, line in enumerate(cells):
        if line[0].startswith("# ") or line[0] == COLUMNS[0] or line[0] == "#fingerprint":
            continue
        for column, cell in enumerate(line):
            if cell and set(cell) <= set("-0123456789."):
                places.append((row, column))
    return places


@given(sheets(), st.data())
def test_any_altered_number_is_found(sheet: Sheet, data: st.DataObject) -> None:
    """Without it one could change a share, and the file would still be said to agree."""
    cells = parsed(write_sheet(sheet, EXPLAINED))
    row, column = data.draw(st.sampled_from(numbers(cells)))
    before = Fraction(cells[row][column])
    after = data.draw(st.integers(-3, 3) | st.integers(-(10**9), 10**9)) * Fraction(1, 100)
    assume(after != 0)
    cells[row][column] = exact_text((before + after) * 100, 2)
    out = StringIO()
    csv.writer(out).writerows(cells)
    assert found(out.getvalue()) is not None


SHARES = ("quantity", "own_price", "list_amount", "discount", "returned_amount", "fee")
OTHERS = ("delivery", "due", "participant_due", "list_price", "returned")


@given(sheets(), st.data())
def test_a_number_altered_by_the_maker_of_the_file_is_found_in_its_row(
    sheet: Sheet, data: st.DataObject
) -> None:
    """Without it the check would be no better than its fingerprint, which anybody can make anew."""
    assume(sheet.rows)
    place = data.draw(st.integers(0, len(sheet.rows) - 1))
    column = data.draw(st.sampled_from(SHARES + OTHERS))
    row = sheet.rows[place]
    changed = replace(row, **{column: getattr(row, column) + data.draw(st.sampled_from([-1, 1]))})
    assume(changed.quantity >= 0 and changed.returned >= 0)
    # Giving back so little that it costs nothing changes nobody's share.
    assume(column != "returned" or row.list_amount - row.discount)
    rows = (*sheet.rows[:place], changed, *sheet.rows[place + 1 :])
    told = read_sheet(write_sheet(replace(sheet, rows=rows), ()))
    forged = replace(told, fingerprint=fingerprint(told.sheet))
    mismatch = check(forged)
    assert mismatch is not None
    assert mismatch.column != "fingerprint"


@given(sheets())
def test_a_spreadsheet_may_save_it_anew(sheet: Sheet) -> None:
    """Without it whoever opened the file to look would be told that it was changed."""
    text = write_sheet(sheet, EXPLAINED)
    shorter = [
        [c.rstrip("0").rstrip(".") if "." in c and set(c) <= set("-0123456789.") else c for c in r]
        for r in parsed(text)
    ]
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(shorter)
    assert found("\ufeff" + out.getvalue()) is None


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1"])
def test_no_name_is_a_formula(name: str) -> None:
    """Without it an item's name could run something on the machine of who opens the file."""
    row = Row(1, 1, name, 1, 100, 1, Fraction(100), 100, 0, 0, 0, 0, 0, 100, 100)
    sheet = Sheet(
        currency="EUR",
        decimals=2,
        revision=1,
        items={1: SoldItem(name, 100, Fraction(100))},
        areas={1: Zone(name, 0, 0)},
        delivery=None,
        bill=None,
        sums=Sums(100, 0, 0, 0, 0, 100, 1),
        rows=(row,),
    )
    text = write_sheet(sheet, [name])
    assert not any(
        cell.startswith(tuple("=+-@\t\r＝＋－＠")) for line in parsed(text) for cell in line
    )
    assert found(text) is None


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**8), st.sampled_from([0, 2, 3]))
def test_numbers_are_written_exactly(minor: int, parts: int, decimals: int) -> None:
    """Without it a price with many decimals would be rounded in the file, and not check."""
    assert amount_of(amount_text(minor, decimals), decimals) == minor
    price = Fraction(minor * parts, 10**8)
    assert exact_of(exact_text(price, decimals), decimals) == price


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    """Without it some file would be answered with a stack trace."""
    found(text)
    found(f"#currency,EUR,2\n{','.join(COLUMNS)}\n{text}")


def test_what_is_wrong_is_told_by_its_line() -> None:
    """Without it somebody would know that something is wrong, but not what."""
    row = Row(1, 1, "Oil", 2, 4200, 0, Fraction(3500), 8400, 1400, 0, 0, 0, 0, 7000, 7000)
    sheet = Sheet(
        currency="EUR",
        decimals=2,
        revision=1,
        items={1: SoldItem("Oil", 4200, Fraction(3500))},
        areas={},
        delivery=None,
        bill=None,
        sums=Sums(8400, 1400, 0, 0, 0, 7000, 1),
        rows=(row,),
    )
    text = write_sheet(sheet, EXPLAINED)
    assert found(text) is None
    mismatch = found(text.replace("14.00,0,0.00,0.00,0.00,70.00", "13.00,0,0.00,0.00,0.00,71.00"))
    assert mismatch == Mismatch(len(parsed(text)), "discount", "13.00", "14.00")
    unread = found(text.replace("70.00,70.00", "70.00,seventy"))
    assert isinstance(unread, NotReadable)
    assert (unread.line, unread.what) == (len(parsed(text)), "participant_due")
