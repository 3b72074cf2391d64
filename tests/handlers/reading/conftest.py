"""One moment at which everything in these tests is typed: Wednesday 3 June 2026, noon in Berlin."""

from datetime import UTC, datetime

import pytest

from handlers.reading import Setting


@pytest.fixture
def setting() -> Setting:
    """Berlin, euros, English."""
    return Setting(datetime(2026, 6, 3, 10, 0, tzinfo=UTC), "Europe/Berlin", "EUR", ("en",))
