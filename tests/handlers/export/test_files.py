"""The organiser's files, opened with a reader that is not the writer's."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.export.separated import FORMULA, separated
from handlers.export.sheets import Column, Kind, Sheet, units
from handlers.export.workbook import workbook

ORDERED = datetime(2026, 3, 6, 18, 30, tzinfo=UTC)
COLUMNS = (
    Column("Name"),
    Column("Units", Kind.WHOLE),
    Column("Share", Kind.MONEY),
    Column("Ordered", Kind.MOMENT),
)
NAMES = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.org", "Müller <b>", "سارة", "007")


def sheet(*names: str, currency: str = "EUR") -> Sheet:
    """A list of these people."""
    rows = ((name, 2, units(8400, currency), ORDERED) for name in names)
    return Sheet.of("People: all/of [them]", COLUMNS, rows, currency)


def opened(file: bytes) -> list[list[openpyxl.cell.Cell]]:
    """The rows of a workbook's first sheet."""
    return [list(row) for row in openpyxl.load_workbook(BytesIO(file)).worksheets[0].iter_rows()]


def test_a_workbook_holds_numbers_as_numbers_and_times_as_times() -> None:
    """Else nobody can add up a column without typing it again."""
    head, row = opened(workbook([sheet("Anna")]))
    assert [cell.value for cell in head] == ["Name", "Units", "Share", "Ordered"]
    assert [cell.value for cell in row] == ["Anna", 2, 84, ORDERED.replace(tzinfo=None)]
    assert row[2].number_format == "#,##0.00"


@pytest.mark.parametrize(("currency", "shown", "value"), [("JPY", "#,##0", 8400),
                                                          ("XTR", "#,##0", 8400),
                                                          ("KWD", "#,##0.000", 8.4)])  # fmt: skip
def test_money_has_the_places_of_its_currency(currency: str, shown: str, value: float) -> None:
    """Else 84 yen become 0.84, or a dinar loses its third place."""
    cell = opened(workbook([sheet("Anna", currency=currency)]))[1][2]
    assert (cell.value, cell.number_format) == (value, shown)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_computed(name: str) -> None:
    """Else somebody called =HYPERLINK(...) acts on the organiser's machine."""
    cell = opened(workbook([sheet(name)]))[1][0]
    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.hyperlink is None


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=50))
def test_any_name_survives_in_csv_and_begins_no_formula(name: str) -> None:
    """Else a spreadsheet computes what somebody typed as their name, or loses a quote."""
    text = separated(sheet(name)).decode("utf-8-sig")
    head, row = csv.reader(StringIO(text, newline=""))
    assert head == ["Name", "Units", "Share", "Ordered"]
    assert row[0].removeprefix("'") == name.removeprefix("'")
    assert not row[0].startswith(FORMULA)
    assert row[1:] == ["2", "84.00", "2026-03-06 18:30"]


def test_minor_units_become_units_exactly() -> None:
    """Else a cent is lost in a float."""
    assert units(10**17 + 1, "EUR") == Decimal("1000000000000000.01")
