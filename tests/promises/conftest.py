"""Streets; each test, and each of its examples, finds one as it was built."""

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.promises.street import Street, street


@pytest.fixture(scope="module")
def here(sqlite_databases: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Two groups, their buys, and the bot's whole hearing."""
    with street(sqlite_databases.fresh(tmp_path_factory.mktemp("street"))) as built:
        yield built


@pytest.fixture
def everywhere(url: str) -> Iterator[Street]:
    """A street whose bot runs once on SQLite, and twice on PostgreSQL."""
    with street(url, processes=1 if url.startswith("sqlite") else 2) as built:
        yield built
