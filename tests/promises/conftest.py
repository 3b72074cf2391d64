"""A street for the tests of a module; each of them finds it as it was built."""

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.promises.street import Street, street


@pytest.fixture(scope="module")
def here(sqlite_databases: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Two groups, their buys, and the bot's whole hearing."""
    with street(sqlite_databases.fresh(tmp_path_factory.mktemp("street"))) as built:
        yield built
