"""Replicas of a new version that start in the same moment, on a new database or an old one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from storage.engine import open_writer, parse
from storage.migrations import configuration, upgrade_to_head
from tools.apart import FORKS

REPLICAS = 3

MET = text("""
    INSERT INTO people (id, first_name, last_name, reach, muted, erased, noted_at)
    VALUES (7, 'Anna', '', 'open', false, false, '2026-03-06 12:00:00')
""")


def start(url: str, together: Any, told: Any) -> None:
    """Bring the database up to date as a process of its own; tell what became of it."""
    together.wait(timeout=30)
    try:
        asyncio.run(upgrade_to_head(url))
    except Exception as error:
        told.put(repr(error))
    else:
        told.put("")


def _first_version(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    connection.execute(MET)


def _as_it_is(connection: Connection) -> tuple[list[str], list[str]]:
    versions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    people = connection.scalars(text("SELECT first_name FROM people")).all()
    return list(versions), list(people)


@pytest.mark.parametrize("old", [False, True], ids=["new", "old"])
async def test_each_finds_it_up_to_date(blank_url: str, old: bool) -> None:
    """Two that made the same table would both fail, and none of the replicas would come up."""
    database = await open_writer(parse(blank_url), 5)
    if old:
        await database.run(_first_version)
    together, told = FORKS.Barrier(REPLICAS), FORKS.Queue()
    processes = [
        FORKS.Process(target=start, args=(blank_url, together, told)) for _ in range(REPLICAS)
    ]
    for process in processes:
        process.start()
    said = [await asyncio.to_thread(told.get, timeout=40) for _ in processes]
    for process in processes:
        await asyncio.to_thread(process.join)
        process.close()
    told.close()
    told.join_thread()
    try:
        assert said == [""] * REPLICAS
        versions, people = await database.run(_as_it_is)
        assert len(versions) == 1
        assert people == (["Anna"] if old else [])
    finally:
        await database.close()
