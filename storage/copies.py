"""Copies of an SQLite database: made while it is in use, and put back while it is not."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from storage.errors import StorageUnusable

PATIENCE = 30.0
"""Seconds to wait for whoever has the database locked for a moment."""

UNFINISHED = ".part"
FORMER = ".before-restore"
LOG = ("-wal", "-shm")
"""What SQLite keeps beside a database in use; it must never meet another database."""


def copy_to(url: str, file: Path) -> None:
    """Write the SQLite database at `url`, as it is at this moment, to a new file.

    Whoever uses it meanwhile is not kept waiting. The file is whole or not there. Raises
    `StorageUnusable` with the reason.
    """
    source = _path(url)
    if file.exists():
        raise StorageUnusable(f"{file} exists already, and is not overwritten")
    if not source.is_file():
        raise StorageUnusable(f"there is no database {source}")
    unfinished = file.with_name(file.name + UNFINISHED)
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(source, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute("VACUUM INTO ?", (str(unfinished),))
        _check(unfinished)
        _settle(unfinished, file)
    except (sqlite3.Error, OSError) as error:
        raise StorageUnusable(f"{source} cannot be copied to {file}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def put_back(url: str, file: Path) -> Path | None:
    """Put a copy in the place of the SQLite database at `url`; the copy stays.

    Returns where the former database stands now, or None if there was none. Raises
    `StorageUnusable` if the copy is none of ours or damaged, or the database is in use.
    """
    target = _path(url)
    former = target.with_name(target.name + FORMER)
    unfinished = target.with_name(target.name + UNFINISHED)
    if former.exists():
        raise StorageUnusable(f"{former} is in the way: move it elsewhere, or delete it")
    try:
        _check(file)
        shutil.copyfile(file, unfinished)
        had_one = target.exists()
        if had_one:
            _end_use(target)
            target.replace(former)
        for left_by_a_crash in LOG:
            target.with_name(target.name + left_by_a_crash).unlink(missing_ok=True)
        _settle(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        raise StorageUnusable(f"{file} cannot be put back as {target}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return former if had_one else None


def _path(url: str) -> Path:
    return Path(make_url(url).database or "")


def _check(file: Path) -> None:
    """Raise `StorageUnusable` for what is damaged or no database of the bot's."""
    if not file.is_file():
        raise StorageUnusable(f"there is no file {file}")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            [said] = database.execute("PRAGMA quick_check(1)").fetchone()
            known = database.execute("SELECT count(*) FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StorageUnusable(f"{file} is no copy of the bot's database: {error}") from error
    if said != "ok" or known == (0,):
        raise StorageUnusable(f"{file} is damaged: {said}")


def _end_use(target: Path) -> None:
    """Take what stands beside the database into it. Fails while anyone has it open."""
    with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise StorageUnusable(f"{target} is in use: stop the bot first") from error


def _settle(unfinished: Path, file: Path) -> None:
    """Give a written file its name, so that a power cut leaves all of it or nothing."""
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.replace(file)
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
