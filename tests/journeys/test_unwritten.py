"""Nothing personal stands in the log of a whole buy, with trouble on the way."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.logs import Lines
from sandbox.furnish import FLAT_12
from tests.journeys.steps import close, more, reads, start
from tests.journeys.town import HOME, Town

TYPED = ("Sesame", "tahini", "IBAN", "DE12", "nonsense", "grudge")


class Kept(logging.Handler):
    """Keeps lines as the terminal would show them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(Lines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """The whole process's log."""
    handler, root = Kept(), logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_log_names_nobody_and_quotes_nothing(town: Town, kept: Kept) -> None:
    """UX-11: without it whoever reads logs would read who buys what with whom."""
    sandbox = town.sandbox
    await start(town, "/buy Sesame tahini; 10 EUR; 3: 9.50; until Fri 18:00; pay: IBAN DE12")
    await more(town, "boris", 2)
    grudge = "Forbidden: grudge against Boris"
    sandbox.fault("sendMessage", code=403, description=grudge, chat=502)
    await town["boris"].send("bot", "nonsense")
    await town["boris"].send("bot", "/my")
    await town["boris"].sees("bot", "Sesame")
    sandbox.fault("editMessageText", code=400, description="Bad Request: Sesame tahini")
    await more(town, "carla")
    await town["dewi"].send(HOME, "/order nonsense")
    await close(town)
    await town["carla"].sees("bot", reads("settled"))
    await town.at_rest()
    assert kept.lines
    assert any(" update=" in line for line in kept.lines)
    names = [part for one in FLAT_12 for part in (one.first_name, one.last_name, one.username)]
    for line in kept.lines:
        words = line.partition(" event=")[2]
        for personal in (*names, *TYPED, sandbox.token, sandbox.token.partition(":")[2]):
            assert not personal or personal.lower() not in words.lower(), line
