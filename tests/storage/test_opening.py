"""Opening: the tables of this version, or one clear sentence about why not."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage import StorageUnusable, open_storage, tables
from storage.engine import open_writer, parse
from storage.migrations import configuration, upgrade_to_head
from tests.databases import only_sqlite
from tests.storage.scripted import HandClock, Scripted


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Path]:
    """A folder with an old database that nobody but root may write."""
    (tmp_path / "old.db").touch(0o400)
    tmp_path.chmod(0o500)
    yield tmp_path
    tmp_path.chmod(0o700)


async def test_migrations_make_the_tables_of_the_models(blank_url: str) -> None:
    """A column the models have and a migrated database has not fails at the first order."""
    await upgrade_to_head(blank_url)
    database = await open_writer(parse(blank_url), 5)

    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": False}  # each database spells types in its own words
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, tables.metadata))

    try:
        assert await database.run(differences) == []
    finally:
        await database.close()


async def test_every_step_can_be_taken_back(blank_url: str) -> None:
    """An operator who must return to the version before needs a way."""
    await upgrade_to_head(blank_url)
    database = await open_writer(parse(blank_url), 5)

    def back(connection: Connection) -> list[str]:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return inspect(connection).get_table_names()

    try:
        assert await database.run(back) == ["alembic_version"]
    finally:
        await database.close()


async def test_opening_twice_changes_nothing(blank_url: str, clock: HandClock) -> None:
    """Every start runs the migrations; from another folder too."""
    for _ in range(2):
        storage = await open_storage(blank_url, clock, Scripted())
        await storage.close()


async def test_works_from_any_folder(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed bot is not started in its source folder; % and spaces in paths are usual."""
    folder = tmp_path / "a 100% new folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    storage = await open_storage("sqlite:///buys.db", clock, Scripted())
    await storage.close()
    assert (folder / "buys.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://host/db", "SQLite or PostgreSQL, not mysql"),
        ("sqlite://", "must be a file"),
        ("sqlite:///buys.db?mode=ro", "takes no options"),
        ("sqlite:///no/such/folder/here.db", "does not exist"),
        ("postgresql://user:secret@127.0.0.1:1/db", "cannot be opened"),
    ],
)
async def test_a_wrong_url_is_explained(url: str, said: str, clock: HandClock) -> None:
    """Whoever sets the bot up must learn what to change, without their password in the log."""
    pytest.importorskip("asyncpg" if url.startswith("postgres") else "aiosqlite")
    with pytest.raises(StorageUnusable, match=said) as raised:
        await open_storage(url, clock, Scripted())
    assert "secret" not in str(raised.value)


async def test_a_file_that_is_no_database_is_explained(tmp_path: Path, clock: HandClock) -> None:
    """A mistyped path must not be overwritten."""
    path = tmp_path / "notes.txt"
    path.write_text("Remember the milk. " * 100)
    with pytest.raises(StorageUnusable, match="not a database"):
        await open_storage(f"sqlite:///{path}", clock, Scripted())
    assert path.read_text().startswith("Remember")


async def test_a_folder_is_no_database(tmp_path: Path, clock: HandClock) -> None:
    """Forgetting the file's name is a common mistake."""
    with pytest.raises(StorageUnusable, match="unable to open"):
        await open_storage(f"sqlite:///{tmp_path}", clock, Scripted())


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.parametrize("name", ["new.db", "old.db"])
async def test_a_place_one_may_not_write_is_explained(
    protected: Path, clock: HandClock, name: str
) -> None:
    """A read-only volume is found at the start, not at the first order."""
    with pytest.raises(StorageUnusable, match="cannot be opened"):
        await open_storage(f"sqlite:///{protected}/{name}", clock, Scripted())


async def test_a_newer_database_is_left_alone(tmp_path: Path, clock: HandClock) -> None:
    """An old bot on a newer database would write what the newer one cannot read."""
    path = tmp_path / "buys.db"
    await upgrade_to_head(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageUnusable, match="newer version"):
        await open_storage(f"sqlite:///{path}", clock, Scripted())
    assert path.read_bytes() == before


@only_sqlite
async def test_sqlite_is_durable(url: str, clock: HandClock) -> None:
    """An acknowledged order must survive the power going out, not just the process."""
    storage = await open_storage(url, clock, Scripted())

    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.scalar(text(f"PRAGMA {name}")) for name in names]

    assert await storage.writer.run(pragmas) == ["wal", 2, 1]
    await storage.close()
