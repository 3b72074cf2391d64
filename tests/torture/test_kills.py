"""Promise 1 in small: five kills under traffic. The long run is `make torture`."""

from __future__ import annotations

import pytest

from tests.torture.killing import torture

SEED = 20261121


@pytest.mark.timeout(150)
async def test_killed_alone(sqlite_url: str) -> None:
    """NEW-4: without it a crash could lose what somebody was told is done, or do it twice."""
    figures = await torture("polling", sqlite_url, 3, SEED)
    assert not figures.wrong, "\n".join([str(figures), *figures.wrong])


@pytest.mark.timeout(150)
async def test_replicas_killed(postgres_url: str) -> None:
    """NEW-4: without it the replicas that stay could lose, or do again, what the dead one did."""
    figures = await torture("replicas", postgres_url, 2, SEED)
    assert not figures.wrong, "\n".join([str(figures), *figures.wrong])
