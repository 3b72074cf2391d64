"""The PostgreSQL of the tests leaves nothing behind, however they end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

STARTS_ONE = """
import time
from tools.postgres import postgres
with postgres() as server:
    print(server.process_id, server.folder, flush=True)
    time.sleep(60)
"""


def test_it_does_not_outlive_who_started_it() -> None:
    """Every killed test run would leave a server that holds memory and a port."""
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_ONE], stdout=subprocess.PIPE, text=True, env=path
    ) as starter:
        assert starter.stdout is not None
        number, place = starter.stdout.readline().split()
        starter.kill()
    server, folder = Path("/proc") / number, Path(place)
    deadline = time.monotonic() + 20
    while server.exists() or folder.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
