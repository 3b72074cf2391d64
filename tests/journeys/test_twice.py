"""Every update comes twice, and by webhook: each acts once (NEW-4)."""

from __future__ import annotations

import socket

import pytest

from tests.journeys.steps import card, close, has, more, own_order, press, reads, start
from tests.journeys.town import HOME, Town

WEBHOOK = {"webhook_secret": "a-secret-of-the-journeys"}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_whole_buy_with_every_update_twice(quiet_town: Town, way: str) -> None:
    """NEW-4: without it a doubled tap would be two units, and a doubled line two buys."""
    town = quiet_town
    changes: dict[str, str] = {}
    if way == "webhook":
        listen = f"127.0.0.1:{free_port()}"
        changes = WEBHOOK | {"listen": listen, "webhook_url": f"http://{listen}/hook"}
    await town.open(**changes)
    town.sandbox.fault("update", effect="double", times=None)
    await start(town)
    await more(town, "boris", 2)
    await town["carla"].send(HOME, "/order 3")
    await own_order(town, "dewi")
    await press(town, "dewi", "order-other")
    await town["dewi"].send("bot", "5")
    await card(town, "anna", reads("Dewi 5", "Carla 3", "Boris 2"))
    await close(town)
    for who, due in (("boris", "76.00"), ("carla", "114.00"), ("dewi", "190.00")):
        statement = await town[who].sees("bot", reads("settled", due))
        await town[who].tap(statement, "I've paid")
        claim = await town["anna"].sees("bot", reads(due, "is paid"))
        await town["anna"].tap(claim, "Mark paid")
        await town[who].sees("bot", "All paid")
    await town.at_rest()
    for who in ("boris", "carla", "dewi"):
        texts = [one.text for one in await town[who].messages() if not one.own]
        assert sum("All paid" in one for one in texts) == 1
        assert sum("settled" in one for one in texts) == 1
    group = [one for one in await town["anna"].messages(HOME) if one.sender == "Group Buy"]
    assert sum(one.photo is not None for one in group) == 1
    assert sum(has("My statement")(one) for one in group) == 2
