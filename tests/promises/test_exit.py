"""The end of a process: nothing that it opened is left for Python to find."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import asyncio, sys
from bot.clock import SystemClock
from bot.ticks import Ticks
from storage import open_storage

async def main():
    clock = SystemClock()
    storage = await open_storage(sys.argv[1], clock)
    ticks = Ticks(clock, [])
    ticks.start()
    await storage.reader.person(1)
    ticks.stop()
    await storage.close()

asyncio.run(main())
"""


def test_nothing_is_left_open(url: str) -> None:
    """Lost otherwise: connections and timers are dropped in the middle of what they do."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, url],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
