"""The group's card after the close, when what was settled is corrected (NEW-5, UX-2)."""

from __future__ import annotations

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.asking import ask
from tests.journeys.figures import after
from tests.journeys.paying import tap
from tests.journeys.steps import OIL, close, press, reads, start
from tests.journeys.town import HOME, Town


def total(shown: MessageSeen) -> int:
    """What the group pays, on its card."""
    return after(shown, "people,")


@only_sqlite
async def test_the_groups_card_tells_what_was_corrected(town: Town) -> None:
    """NEW-5: without it the group would go on reading a total that nobody pays any more."""
    await start(town, f"/buy {OIL}; 42 EUR; 6: 38; until Fri 18:00")
    await ask(town, "boris", OIL, "4")
    await ask(town, "carla", OIL, "3")
    await close(town)
    await town.at_rest()
    before = await town["carla"].messages(HOME)
    settled = next(one for one in before if reads("settled", f"7 × {OIL}")(one))
    assert total(settled) == 26600
    await tap(town, "anna", "notice-collect")
    await press(town, "anna", "common-back", "board-arrived")
    await press(town, "anna", "board-arrived", "goods-enter-bill")
    await tap(town, "anna", "goods-correct-item", name=OIL)
    await town["anna"].send("bot", "6")

    def corrected(one: MessageSeen) -> bool:
        return one.id == settled.id and reads(f"6 × {OIL}")(one)

    assert total(await town["carla"].sees(HOME, corrected)) == 22800
    await town.at_rest()
    assert len(await town["carla"].messages(HOME)) == len(before)
