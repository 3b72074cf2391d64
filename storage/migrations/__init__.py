"""Bringing a database to the tables of this version, whatever version it is of."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import open_writer, parse
from storage.errors import StorageUnusable

ONE_AT_A_TIME = 0x6272_7579
"""The PostgreSQL advisory lock under which replicas that start together take turns."""

PATIENCE = 30.0
"""Seconds to wait for another process that brings the same database up to date."""


async def upgrade_to_head(url: str) -> None:
    """Bring the database at `url` up to date; make it if it is new.

    Raises `StorageUnusable` when that cannot be done, in one sentence.
    """
    parsed = parse(url)
    engine = open_writer(parsed, PATIENCE)
    try:
        await _upgrade(engine)
    except (DatabaseError, OSError) as error:
        reason = str(getattr(error, "orig", error)).strip()
        raise StorageUnusable(
            f"the database {parsed.render_as_string()} cannot be opened: {reason}"
        ) from error
    except CommandError as error:
        raise StorageUnusable(
            f"the database {parsed.render_as_string()} was made by a newer version: {error}"
        ) from error
    finally:
        await engine.dispose()


def configuration() -> Config:
    """Return alembic's configuration; it needs no file and no working directory."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


async def _upgrade(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade_connection)


def _upgrade_connection(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE does the same
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def head() -> str | None:
    """Return the newest version that this code knows."""
    return ScriptDirectory.from_config(configuration()).get_current_head()
