"""Backup and restore, as the command line offers them; docs/backup.md tells the whole of it."""

from __future__ import annotations

from pathlib import Path

from bot.preparing import CannotStart, is_sqlite
from bot.settings import Settings
from domain.ports import Clock, DeskUnavailable
from storage import StorageUnusable, open_storage
from storage.copies import copy_to, put_back
from storage.restored import Doubt, doubt

BY_POSTGRESQL = "DATABASE_URL is PostgreSQL: {}; docs/backup.md shows how."


def back_up(settings: Settings, file: Path) -> None:
    """Write a copy of the SQLite database, also while the bot runs. Raises `CannotStart`."""
    if not is_sqlite(settings.database_url):
        raise CannotStart(BY_POSTGRESQL.format("back it up with pg_dump"))
    try:
        copy_to(settings.database_url, file)
    except StorageUnusable as error:
        raise CannotStart(f"No backup was made: {error}.") from None


async def restore(settings: Settings, clock: Clock, file: Path | None) -> tuple[Path | None, Doubt]:
    """Put a copy back, and prepare the database so that nothing is said twice.

    Without a `file` the database was put back by other means (pg_restore) and is only prepared.
    Returns where the former SQLite file stands now, and what may have been said. Raises
    `CannotStart`.
    """
    former = None
    if file is not None:
        if not is_sqlite(settings.database_url):
            raise CannotStart(BY_POSTGRESQL.format("put it back with pg_restore"))
        try:
            former = put_back(settings.database_url, file)
        except StorageUnusable as error:
            raise CannotStart(f"Nothing was put back: {error}.") from None
    try:
        return former, await _doubt(settings.database_url, clock)
    except (StorageUnusable, DeskUnavailable) as error:
        raise CannotStart(f"DATABASE_URL cannot be used: {error}.") from None


async def _doubt(url: str, clock: Clock) -> Doubt:
    storage = await open_storage(url, clock)
    now = clock.now()
    try:
        return await storage.writer.run(lambda connection: doubt(connection, now))
    finally:
        await storage.close()
