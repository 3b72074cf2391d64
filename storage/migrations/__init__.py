"""Bringing a database to the tables of this version, whatever version it is of."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from domain.ports import DeskUnavailable
from storage.engine import cannot_open, open_writer, parse
from storage.errors import StorageUnusable

ONE_AT_A_TIME = 0x6272_7579
"""The PostgreSQL advisory lock under which replicas that start together take turns."""

PATIENCE = 30.0
"""Seconds to wait for another process that brings the same database up to date."""


async def upgrade_to_head(url: str, patience: float = PATIENCE) -> None:
    """Bring the database at `url` up to date; make it if it is new.

    `patience` is seconds to wait for another process that has it locked. Raises
    `StorageUnusable` with the reason when it cannot be done.
    """
    parsed = parse(url)
    database = await open_writer(parsed, patience, at_length=True)
    try:
        await database.run(_upgrade)
    except CommandError as error:
        raise StorageUnusable(
            f"the database {parsed.render_as_string()} is of a newer version: {error}"
        ) from error
    except (DeskUnavailable, SQLAlchemyError) as error:
        raise cannot_open(parsed, error) from error
    finally:
        await database.close()


def configuration() -> Config:
    """Return alembic's configuration; it needs no file and no working directory."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def revision(connection: Connection) -> str | None:
    """Return of which version the tables are; None before any were made."""
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE does the same
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
