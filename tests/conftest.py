"""What every room's tests share: databases, a browser if the machine has one, and hypothesis."""

import asyncio
import gc
import os
import ssl
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import Postgres, Sqlite, a_server
from tools import browser

NO_BROWSER = "no Chromium on this machine (make setup tries to get one)"

# The suite must give the same answer twice for the same code, on a busy machine too; searching
# for new counterexamples is a job of its own: make torture.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("torture", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile("suite")


BOTH = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[Postgres]:
    """A PostgreSQL server that gives out databases, and is gone with the last test."""
    with a_server() as server, asyncio.Runner() as runner:
        databases = Postgres(server)
        preparing = databases.prepared()
        runner.run(preparing.__aenter__())
        yield databases
        runner.run(preparing.__aexit__(None, None, None))


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    """SQLite files that need not be brought up to date."""
    databases = Sqlite(tmp_path_factory.mktemp("sqlite"))
    asyncio.run(databases.prepare())
    return databases


@pytest.fixture
async def postgres_url(postgres_databases: Postgres) -> AsyncIterator[str]:
    """The URL of a PostgreSQL database with all tables, empty."""
    async with postgres_databases.fresh() as made:
        yield made


@pytest.fixture
def sqlite_url(sqlite_databases: Sqlite, tmp_path: Path) -> str:
    """The URL of an SQLite database with all tables, empty."""
    return sqlite_databases.fresh(tmp_path)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with all tables, empty; the test runs once on each kind."""
    made: str = request.getfixturevalue(f"{request.param}_url")
    return made


@pytest.fixture
async def blank_postgres_url(postgres_databases: Postgres) -> AsyncIterator[str]:
    """The URL of a PostgreSQL database without tables."""
    async with postgres_databases.fresh(blank=True) as made:
        yield made


@pytest.fixture
def blank_sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path}/test.db"


@pytest.fixture(params=BOTH)
def blank_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database without tables; the test runs once on each kind."""
    made: str = request.getfixturevalue(f"blank_{request.param}_url")
    return made


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """A Chromium that starts. Without one the test is skipped, or fails where CI is true."""
    found = browser.find()
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    pytest.skip(NO_BROWSER)


@cache
def one_context(**_: object) -> ssl.SSLContext:
    """Return a context that trusts nobody, for everyone."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@pytest.fixture
def no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let aiogram's sessions begin and end at once: there are no certificates here to read, and
    no TLS that takes a quarter of a second to end."""
    from aiogram.client.session import aiohttp  # noqa: PLC0415 - takes seconds

    async def close(session: aiohttp.AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    monkeypatch.setattr(ssl, "create_default_context", one_context)
    monkeypatch.setattr(aiohttp.AiohttpSession, "close", close)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Do not search for garbage what is imported: that took a tenth of the whole time."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in the last lines how many tests did not run for want of a browser."""
    skipped = sum(
        NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())
    )
    if skipped:
        terminalreporter.write_line(
            f"Skipped: {skipped} for want of a browser; {NO_BROWSER}", yellow=True
        )
