"""An open database for each test, and the neighbourhood in it."""

from collections.abc import AsyncIterator

import pytest

from storage import Storage, open_storage
from tests.storage.samples import NEIGHBOURS, write
from tests.storage.scripted import HandClock, Scripted


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon until the test moves it."""
    return HandClock()


@pytest.fixture
async def storage(url: str, clock: HandClock) -> AsyncIterator[Storage]:
    """An open, empty database whose desk decides what it is told."""
    opened = await open_storage(url, clock, Scripted())
    yield opened
    await opened.close()


@pytest.fixture
async def flat(storage: Storage) -> Storage:
    """The same with Anna, Boris and Carla, their home and Anna's buy in it."""
    await write(storage, *NEIGHBOURS)
    return storage
