"""``python -m tests.torture``: kill the bot at least 200 times under traffic, and count."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.torture.arena import WAYS
from tests.torture.killing import Figures, torture
from tools.postgres import postgres

KILLS = {"polling": 80, "webhook": 60, "replicas": 70}


def main() -> int:
    """Kill in each way; return 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="*", default=WAYS, help=f"of {', '.join(WAYS)}")
    parser.add_argument("--kills", type=int, help="in each way (default 210 in all)")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    given = parser.parse_args()
    runs = [once(way, given.kills or KILLS[way], given.seed) for way in given.ways]
    say(*runs)
    return int(any(run.wrong for run in runs))


def once(way: str, kills: int, seed: int) -> Figures:
    """Kill in one way on a new database; print what went wrong."""
    with ExitStack() as closing:
        if way == "replicas":
            url = f"{closing.enter_context(postgres()).url}/postgres"
        else:
            folder = closing.enter_context(tempfile.TemporaryDirectory())
            url = f"sqlite:///{Path(folder) / 'torture.db'}"
        say(f"{way}: {kills} kills, seed {seed}")
        figures = asyncio.run(torture(way, url, kills, seed))
    say(figures, *figures.wrong)
    return figures


def say(*lines: object) -> None:
    """Tell whoever waits for it."""
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a program that is run by hand


if __name__ == "__main__":
    sys.exit(main())
