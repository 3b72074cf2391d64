"""The table on the screen, and benchmarks/latest.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figure import Figure

LATEST = Path(__file__).with_name("latest.json")
WIDTHS = (72, 28, 28, 8, 14, 4)
VERDICT = {True: "yes", False: "NO", None: ""}

HUNDRED = 100


def head() -> str:
    """Return the table's first line."""
    return _row("figure", "value (min to max)", "baseline (min to max)", "ratio", "aim", "met")


def line(figure: Figure) -> str:
    """Return a figure's line."""
    return _row(
        f"{figure.name}, {figure.unit}",
        _spread(figure.value, figure.values),
        _spread(figure.baseline, figure.baselines),
        f"{figure.ratio:.2f}",
        str(figure.aim),
        VERDICT[figure.met],
    )


def write(figures: Sequence[Figure], path: Path = LATEST) -> None:
    """Write the figures as JSON: a list of {figure, value, baseline, ratio, aim, met}."""
    rows = [
        {
            "figure": f"{figure.name}, {figure.unit}",
            "value": round(figure.value, 4),
            "baseline": round(figure.baseline, 4),
            "ratio": round(figure.ratio, 3),
            "aim": str(figure.aim),
            "met": figure.met,
        }
        for figure in figures
    ]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _row(*cells: str) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join(padded).rstrip()


def _spread(middle: float, values: Sequence[float]) -> str:
    if len(values) == 1:
        return _number(middle)
    return f"{_number(middle)} ({_number(min(values))} to {_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= HUNDRED else f"{value:.3g}"
