"""Writes the benchmarks' figures into the documents that quote them: python -m tools.figures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LATEST = ROOT / "benchmarks" / "latest.json"
DOCUMENTS = (ROOT / "docs" / "scaling.md",)

BETWEEN = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
"""What stands between these marks is written by this program."""

NOT_YET = "*Not measured yet: `make bench` fills this in.*"
VERDICT = {True: "yes", False: "no", None: ""}
HUNDRED = 100


def table(rows: list[dict[str, Any]]) -> str:
    """Return the figures as a table; without any, a line that says so."""
    if not rows:
        return NOT_YET
    head = "| figure | value | baseline | ratio | aim | met |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(
        f"| {row['figure']} | {_number(row['value'])} | {_number(row['baseline'])} "
        f"| {row['ratio']:.2f} | {row['aim']} | {VERDICT[row['met']]} |"
        for row in rows
    )


def measured() -> list[dict[str, Any]]:
    """Return the latest figures; none if nothing was measured."""
    if not LATEST.exists():
        return []
    rows: list[dict[str, Any]] = json.loads(LATEST.read_text(encoding="utf-8"))
    return rows


def filled(text: str) -> str:
    """Return a document with the latest figures in it."""
    return BETWEEN.sub(lambda marks: f"{marks[1]}{table(measured())}\n{marks[2]}", text)


def main() -> None:
    """Fill in every document."""
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        document.write_text(filled(text), encoding="utf-8")
        print(f"{document.relative_to(ROOT)}: {len(measured())} figures")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= HUNDRED else f"{value:.3g}"


if __name__ == "__main__":
    main()
