"""Two areas, guests, shared delivery and a limit add up to the cent everywhere (GP-8, NEW-3)."""

from __future__ import annotations

from pathlib import Path

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.asking import fill, statement
from tests.journeys.figures import after, check
from tests.journeys.figures import lines as rows_of
from tests.journeys.paying import look, tap
from tests.journeys.steps import OIL, close, press, reads, start
from tests.journeys.town import Town

COFFEE = "Coffee 1 kg"
BOTH = f"{OIL}, {COFFEE}"
LINE = f"""/buy {OIL}; 42 EUR; 6: 38.55
{COFFEE}; 19.99 EUR; 3: 18.45
until Fri 18:00; area North: fee 5, 7.5% off; area South: fee 3; delivery 10 EUR shared by units"""
SHARES = {"boris": 9611, "carla": 17945, "dewi": 5955}
"""What each one owes, reckoned by hand."""
WHOLE = 33511
"""252.00 + 99.95 at list price − 39.84 + 13.00 of fees + 10.00 of delivery."""

pytestmark = only_sqlite


async def takes(town: Town, who: str, area: str, oil: str, coffee: str) -> MessageSeen:
    """Say where one's part goes and how much of both it is; the order as it stands then."""
    opened = await look(town, who, BOTH)
    label = next(x for [x, *_] in opened.labels if x.startswith(area))
    assert (await town[who].tap(opened, label)).answered
    await fill(town, who, OIL, oil, "order-share")
    return await fill(town, who, COFFEE, coffee, "order-share")


async def orders(town: Town) -> None:
    """Let three order, one of them for a guest too: the delivery is shared as they go."""
    opened = await look(town, "boris", BOTH)
    assert (await town["boris"].tap(opened, opened.labels[0][0])).answered
    await fill(town, "boris", OIL, "2", "order-share")
    await fill(town, "boris", town.label("order-for-a-guest"), "Maria", "order-back-to-own")
    await fill(town, "boris", COFFEE, "1", "order-back-to-own")
    await press(town, "boris", "order-back-to-own", "order-for-a-guest")
    alone = await look(town, "boris", BOTH)
    assert reads(f"1 × {COFFEE} for Maria", "Delivery: 10.00 now")(alone)
    carla = await takes(town, "carla", "South", "3", "3 if ≤ 18.45, else 1")
    assert reads("1 in any case, 3 at 18.45 or less", "Delivery: 5.71 now")(carla)
    assert reads("Delivery: 4.29 now")(await look(town, "boris", BOTH))
    dewi = await takes(town, "dewi", "North", "1", "1")
    assert reads("about 35.66", "North: 5.00 on top", "Delivery: 2.22 now")(dewi)


async def test_all_that_two_areas_pay_adds_up_on_every_screen_and_in_the_file(
    town: Town, tmp_path: Path
) -> None:
    """GP-8, NEW-3: without it a cent could be lost between an area's prices, fees and delivery."""
    await start(town, LINE)
    await orders(town)
    await close(town)
    for who, share in SHARES.items():
        seen = await town[who].sees("bot", reads("settled", "Together:"))
        assert after(seen, "Together:") == share
        assert after(seen, "The group pays") == WHOLE
    boris = await statement(town, "boris", BOTH, "North: 5.00 on top", "Delivery: 2.73")
    assert (after(boris, f"2 × {OIL}:"), after(boris, "for Maria:")) == (7132, 1706)
    carla = await statement(town, "carla", BOTH, "South: 3.00 on top", "Delivery: 5.45")
    assert (after(carla, f"3 × {OIL}:"), after(carla, f"3 × {COFFEE}:")) == (11565, 5535)
    dewi = await statement(town, "dewi", BOTH, "North: 5.00 on top", "Delivery: 1.82")
    assert (after(dewi, f"1 × {OIL}:"), after(dewi, f"1 × {COFFEE}:")) == (3566, 1707)
    to_order = (f"6 × {OIL}", f"5 × {COFFEE}", "335.11 EUR in all")
    summary = await town["anna"].sees("bot", reads("To order:", *to_order))
    owed = {who: after(summary, f"{who.title()} ") for who in SHARES}
    assert owed == SHARES
    assert sum(owed.values()) == WHOLE
    worked_out = await press(town, "dewi", "statement-how")
    assert reads("Fees of the areas: 13.00", "335.11")(worked_out)

    await look(town, "dewi", BOTH)
    await tap(town, "dewi", "statement-all-lines")
    sent = await town["dewi"].sees("bot", lambda one: one.document is not None)
    _, content = await town["dewi"].open_document(sent)
    found = rows_of(content)
    assert sum(round(float(row["due"]) * 100) for row in found) == WHOLE
    assert "Maria" not in content.decode()
    assert "335.11 EUR" in (said := await check(content, tmp_path))
    assert said.startswith("settlement.csv agrees: 3 shares")
    altered = content.replace(b",17.06,96.11", b",17.05,96.11")
    found_out = "Line 27 of settlement.csv does not follow from its lines: due is 17.05, not 17.06."
    assert await check(altered, tmp_path) == found_out
