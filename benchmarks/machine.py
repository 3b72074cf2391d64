"""What the system tells of itself: disks, ports, and what processes use. Linux's /proc alone."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = frozenset({"tmpfs", "ramfs", "devtmpfs"})
PLACES = (Path("/var/tmp"), Path(__file__).parents[1] / "data")  # noqa: S108 - a folder is made in it
"""Where files may be on a disk; the first is open to whom PostgreSQL runs as."""

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
AFTER_NAME = {"parent": 1, "user": 11, "system": 12, "resident": 21}
"""Places of fields in /proc/<id>/stat behind the name (proc(5))."""


@contextmanager
def on_disk() -> Iterator[Path]:
    """A folder on a real disk, gone afterwards; PostgreSQL's data goes there too."""
    for place in PLACES:
        if place.is_dir() and file_system(place) not in IN_MEMORY:
            before, tempfile.tempdir = tempfile.tempdir, str(place)
            try:
                with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
                    yield Path(folder)
            finally:
                tempfile.tempdir = before
            return
    raise RuntimeError(f"None of {', '.join(map(str, PLACES))} is on a disk.")


def file_system(folder: Path) -> str:
    """Return the kind of file system a folder is on."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    above = {folder.resolve(), *folder.resolve().parents}
    fitting = [(len(point), kind) for _, point, kind, *_ in mounts if Path(point) in above]
    return max(fitting)[1]


def free_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def cpu_seconds(process: int) -> float:
    """Return the processor time a process and its running children have used so far."""
    own = _field(process, "user") + _field(process, "system")
    return own / TICKS + sum(map(cpu_seconds, _children(process)))


def resident(process: int) -> int:
    """Return how many bytes of memory a process holds."""
    return _field(process, "resident") * PAGE


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    return [
        int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()
    ]


def _field(process: int, name: str) -> int:
    stat = Path(f"/proc/{process}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[AFTER_NAME[name]])
