"""The database comes from a backup: the bot goes on from it, and says nothing twice (NEW-4)."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.backup import back_up, restore
from bot.preparing import CannotStart
from storage.migrations import upgrade_to_head
from tests.journeys.steps import card, close, more, reads, start
from tests.journeys.town import HOME, Town
from tools.postgres import Postgres, postgres

BORIS = 502
NAME = "group_buy"


@dataclass
class Kept:
    """A town whose database can be kept and put back as an operator would."""

    town: Town
    keep: Callable[[], None]
    take_down: Callable[[], None]
    """Puts the former state back, as far as the database's own tools do that."""
    copy: Path | None
    """What `main.py restore` is given."""

    async def put_back(self) -> None:
        """Go back to what was kept; the bot is stopped."""
        self.take_down()
        await restore(self.town.settings, self.town.clock, self.copy)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL with its programs beside it."""
    with postgres() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
async def kept(
    request: pytest.FixtureRequest, tmp_path: Path, server: Postgres
) -> AsyncIterator[Kept]:
    """Flat 12, on SQLite and on PostgreSQL."""
    file = tmp_path / "backup"
    async with AsyncExitStack() as closing:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/bot.db"
            await upgrade_to_head(url)
            town = await Town.build(url, closing, "en")
            yield Kept(town, lambda: back_up(town.settings, file), lambda: None, file)
            return
        run(server, "dropdb", "--if-exists", NAME)
        run(server, "createdb", NAME)
        url = f"{server.url}/{NAME}"
        await upgrade_to_head(url)
        town = await Town.build(url, closing, "en")

        def put_back() -> None:
            run(server, "dropdb", "--force", NAME)
            run(server, "createdb", NAME)
            run(server, "pg_restore", "--exit-on-error", f"--dbname={NAME}", str(file))

        def keep() -> None:
            run(server, "pg_dump", "--format=custom", f"--file={file}", NAME)

        yield Kept(town, keep, put_back, None)


def run(server: Postgres, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs."""
    where = ["-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres"]
    subprocess.run([server.program(program), *where, *arguments], check=True)


async def test_a_buy_goes_on_from_the_backup(kept: Kept) -> None:
    """Without it nobody would know whether a backup can be used until one is needed."""
    town = kept.town
    bot = await town.open()
    await start(town)
    await more(town, "boris", 2)
    await card(town, "anna", "Boris 2")
    kept.keep()
    await more(town, "carla")
    await card(town, "anna", reads("Carla 1", "Boris 2"))
    await town.at_rest()
    await bot.stop()
    await kept.put_back()
    await town.open()
    shown = await card(town, "anna", "2 of 10")
    assert "Carla" not in shown.text
    await more(town, "carla", 2)
    await card(town, "anna", reads("Carla 2", "Boris 2", "4 of 10"))
    await close(town)
    await town["boris"].sees("bot", reads("settled", "84.00"))
    await town["carla"].sees("bot", reads("settled", "84.00"))


async def test_what_was_said_since_is_not_said_again(kept: Kept) -> None:
    """Without it everyone would get once more what was on its way when the backup was made."""
    town = kept.town
    bot = await town.open()
    await start(town)
    await more(town, "boris", 2)
    await card(town, "anna", "Boris 2")
    town.sandbox.fault("sendMessage", code=502, chat=BORIS, times=None)
    await close(town)
    await town["anna"].sees(HOME, reads("settled"))
    kept.keep()
    town.sandbox.faults.clear()
    await town.skip(minutes=10)
    await town["boris"].sees("bot", reads("settled", "84.00"))
    await town.at_rest()
    await bot.stop()
    await kept.put_back()
    await town.open()
    await town.skip(minutes=1)
    await town.at_rest()
    said = [one.text for one in await town["boris"].messages() if "settled" in one.text]
    assert len(said) == 1


async def test_a_file_in_use_or_of_something_else_is_not_put_back(tmp_path: Path) -> None:
    """Without it restoring under a running bot, or the wrong file, would lose the database."""
    async with AsyncExitStack() as closing:
        url = f"sqlite:///{tmp_path}/bot.db"
        await upgrade_to_head(url)
        town = await Town.build(url, closing, "en")
        await town.open()
        copy = tmp_path / "copy"
        back_up(town.settings, copy)
        with pytest.raises(CannotStart, match="stop the bot first"):
            await restore(town.settings, town.clock, copy)
        with pytest.raises(CannotStart, match="exists already"):
            back_up(town.settings, copy)
        other = tmp_path / "other"
        other.write_text("shopping list")
        with pytest.raises(CannotStart, match="no copy of the bot's database"):
            await restore(town.settings, town.clock, other)
        assert not (tmp_path / "copy.part").exists()
        assert not (tmp_path / "bot.db.part").exists()
