"""What a figure is given to measure with: how long, where, and the light Telegram."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.postgres import DURABLE, Postgres, postgres


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of one figure; `folder` is its own, on a real disk."""

    folder: Path
    quick: bool
    """Seconds instead of minutes: shows that all works, and measures badly."""

    @property
    def rounds(self) -> int:
        """How often each side is measured."""
        return 1 if self.quick else 5

    @property
    def seconds(self) -> float:
        """How long each round is measured."""
        return 1.0 if self.quick else 2.5

    @property
    def warm(self) -> float:
        """Seconds of the same before each round that do not count."""
        return 0.5

    def sqlite(self, name: str) -> str:
        """Return the URL of a database file that is not there yet."""
        return f"sqlite:///{self.folder / name}.db"


@contextmanager
def durable_postgres() -> Iterator[Postgres]:
    """A PostgreSQL as people run it: what it committed survives the machine."""
    with postgres(DURABLE) as server:
        yield server


def new_database(server: Postgres, name: str) -> str:
    """Make an empty database and return its URL, as the product's settings take it."""

    create = str(server.program("createdb"))
    where = ("-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres")
    subprocess.run([create, *where, name], check=True)
    return f"{server.url.replace('postgresql://', 'postgresql+asyncpg://')}/{name}"
