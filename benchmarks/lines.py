"""How a program of the benchmarks is spoken with: one line of JSON in, one out."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any


async def serve(what: object, first: Any) -> None:
    """Say `first`, then call what each line names, `{"do": method, …}`, until the input ends."""
    say(first)
    while line := await asyncio.to_thread(sys.stdin.readline):
        given = json.loads(line)
        say(await getattr(what, given.pop("do"))(**given))


def say(answer: Any) -> None:
    """Write one line of JSON."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
