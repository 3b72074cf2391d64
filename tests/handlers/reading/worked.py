"""The tables of worked examples: one example a line, so that many can be read at a glance."""

from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def table(name: str) -> list[list[str]]:
    """Return the rows of a table, each split at its arrows; `\\n` stands for a new line."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    rows = [line for line in lines if line and not line.startswith("#")]
    return [[cell.replace("\\n", "\n") for cell in row.split(" ⇒ ")] for row in rows]
