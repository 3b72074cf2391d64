"""What the documents quote of the benchmarks is what was measured last."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.figures import DOCUMENTS, NOT_YET, filled, table


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_documents_quote_the_latest_figures(document: Path) -> None:
    """Without it a document would promise a speed of months ago. `make bench` puts it right."""
    text = document.read_text(encoding="utf-8")
    assert "<!-- figures -->" in text
    assert filled(text) == text


def test_a_table_says_what_was_measured() -> None:
    """Without it the first full run of the benchmarks would write a table nobody looked at."""
    row = {"figure": "orders/s", "value": 2412.6, "baseline": 3401.2, "ratio": 0.709}
    made = table([{**row, "aim": "at least 0.7", "met": True}])
    assert made.splitlines()[-1] == "| orders/s | 2,413 | 3,401 | 0.71 | at least 0.7 | yes |"
    assert table([]) == NOT_YET
