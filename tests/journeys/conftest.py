"""Flat 12 with the bot at work in it; what a journey changes is written in its parameters."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.journeys.town import Town

ENGLISH = "en"

ODD = ("bug", "submitted after answering", "unreadable", "unanswered")
"""How the bot's log begins when something went wrong that people may not have noticed."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL one language is enough: what differs between them is what is said."""
    here = Path(__file__).parent
    spared = [item for item in items if here in item.path.parents and _spared(item)]
    config.hook.pytest_deselected(items=spared)
    items[:] = [item for item in items if item not in spared]


def _spared(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    if given is None or given.params.get("url") != "postgres":
        return False
    return bool(given.params.get("language", ENGLISH) != ENGLISH)


@pytest.fixture
def language() -> str:
    """What everyone speaks; a journey overrides it by a parameter of this name."""
    return ENGLISH


@pytest.fixture(autouse=True)
def nothing_odd(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a journey that went well for its people while the bot logged a bug."""
    with caplog.at_level(logging.WARNING):
        yield
    odd = [one.getMessage() for one in caplog.get_records("call") if one.msg.startswith(ODD)]
    assert odd == []


@pytest.fixture
async def quiet_town(url: str, language: str, no_tls: None) -> AsyncIterator[Town]:
    """Flat 12 without the bot running: the journey starts it, as often as it likes.

    Every journey runs on SQLite and on PostgreSQL, on the latter in English alone.
    """
    async with AsyncExitStack() as closing:
        yield await Town.build(url, closing, language)


@pytest.fixture
async def town(quiet_town: Town) -> Town:
    """Flat 12 with the bot running, hearing by polling."""
    await quiet_town.open()
    return quiet_town
