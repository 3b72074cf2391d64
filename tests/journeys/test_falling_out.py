"""Who gets nothing at the close is told why, and what would have had to be (NEW-1, NEW-2)."""

from __future__ import annotations

from tests.databases import only_sqlite
from tests.journeys.asking import ask
from tests.journeys.figures import after
from tests.journeys.paying import look
from tests.journeys.steps import OIL, card, has, reads, start
from tests.journeys.town import HOME, Town

LINE = f"/buy {OIL}; 42 EUR; case of 6; 6: 38; 12: 35; until Fri 18:00"
WISHES = {"boris": "4", "omar": "2", "carla": "1", "dewi": "2 if ≤ 35", "mei": "3 if ≤ 36"}


@only_sqlite
async def test_three_who_fall_out_are_told_why(town: Town) -> None:
    """NEW-1: without it people would think they were forgotten, and nobody would know the price."""
    await start(town, LINE)
    for who, wish in WISHES.items():
        await ask(town, who, OIL, wish)
    await card(town, "anna", "5 more wait for 35.00, which would bring it to everyone")
    await ask(town, "mei", OIL, "2 if ≤ 36")
    await card(town, "anna", "4 more wait for 35.00; another 1 and it is theirs")
    await town["anna"].send(HOME, "/close")
    preview = await town["anna"].sees(HOME, has(town.label("close-now")))
    assert reads("2 people have ordered 6 units for 228.00 EUR in all, 24.00 EUR saved")(preview)
    await town["anna"].tap(preview, town.label("close-now"))

    why = {
        "carla": f"1 × {OIL} not bought: a case of 6 could not be filled.",
        "dewi": f"2 × {OIL} not bought: you said 35.00 at most, and it stayed at 38.00 EUR.",
        "mei": f"2 × {OIL} not bought: you said 36.00 at most, and it stayed at 38.00 EUR.",
    }
    for who, reason in why.items():
        told = await town[who].sees("bot", reads("You got none of it and owe nothing", reason))
        assert not has(town.label("statement-i-paid"))(told)
        again = await look(town, who, OIL)
        assert reads(reason)(again)
        assert has(town.label("statement-all-lines"))(again)
    for who, due in (("boris", 15200), ("omar", 7600)):
        assert after(await look(town, who, OIL), "38.00 =") == due
