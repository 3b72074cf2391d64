"""The command line of the benchmarks: measures, prints a table, writes benchmarks/latest.json."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import machine, report
from benchmarks.bench import Bench
from benchmarks.figure import Figure
from benchmarks.figures import FAMILIES


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line names; 1 if an aim was missed."""
    parsing = parser()
    given = parsing.parse_args(arguments)
    if unknown := set(given.figure) - FAMILIES.keys():
        parsing.error(f"no figure is called {', '.join(unknown)}; there are {', '.join(FAMILIES)}")
    begun = time.monotonic()
    figures: list[Figure] = []
    print(report.head(), flush=True)
    for name in given.figure or FAMILIES:
        with machine.on_disk() as folder:
            for figure in FAMILIES[name](Bench(folder, quick=given.quick)):
                figures.append(figure)
                print(report.line(figure), flush=True)
    print(f"{time.monotonic() - begun:.0f} seconds in all", file=sys.stderr)
    if given.json:
        report.write(figures, given.json)
    elif not given.quick and not given.figure:
        report.write(figures)
    return 1 if any(figure.met is False for figure in figures) else 0


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures the bot beside its baselines. All figures, measured at length, are "
        "written to benchmarks/latest.json; that takes a quarter of an hour on a quiet machine.",
    )
    made.add_argument("figure", nargs="*", help=f"{', '.join(FAMILIES)}; all, unless named")
    made.add_argument("--quick", action="store_true", help="seconds for each; measures badly")
    made.add_argument("--json", type=Path, help="write there instead, whatever was measured")
    return made


if __name__ == "__main__":
    sys.exit(main())
