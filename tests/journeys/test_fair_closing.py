"""What the close makes of limits, full cases and those who drop out, told to everyone (NEW-1)."""

from __future__ import annotations

import pytest

from tests.databases import only_sqlite
from tests.journeys.asking import ask, statement
from tests.journeys.paying import look
from tests.journeys.steps import OIL, card, close, press, reads, start
from tests.journeys.town import HOME, Town

CASES = f"/buy {OIL}; 42 EUR; case of 6; 6: 38, 24: 35; until Fri 18:00"
WISHES = {
    "boris": "4, up to 6",
    "carla": "3 if ≤ 35, else 1",
    "dewi": "6",
    "mei": "6 if ≤ 35",
    "omar": "2",
    "yuki": "1",
    "anna": "2, up to 3",
}
NO_CASE = f"1 × {OIL} not bought: a case of 6 could not be filled."
TOO_DEAR = f"× {OIL} not bought: you said 35.00 at most, and it stayed at 38.00 EUR."
PLAIN = {"boris": "4 × 38.00 = 152.00 EUR", "anna": "1 × 38.00 = 38.00 EUR"}
RESTED = {"boris": "6 × 38.00 = 228.00 EUR", "anna": "5 × 38.00 = 190.00 EUR"}


@only_sqlite
@pytest.mark.parametrize(
    ("rest", "got", "units", "due"),
    [("", PLAIN, 6, "228.00 EUR"), ("; I take the rest", RESTED, 12, "456.00 EUR")],
    ids=["what fills no case falls out", "the organiser takes the rest"],
)
async def test_those_who_drop_out_leave_fair_shares_and_full_cases(
    town: Town, rest: str, got: dict[str, str], units: int, due: str
) -> None:
    """NEW-1: without it a cancelled order would leave half a case, or a price nobody carries."""
    await start(town, CASES + rest)
    for who, wish in WISHES.items():
        await ask(town, who, OIL, wish)
    await card(town, "mei", reads("16 of 24", "8 more wait for 35.00, which would bring it"))
    for who in ("dewi", "omar", "yuki"):
        await look(town, who, OIL)
        await press(town, who, "order-cancel", "order-cancel-yes")
        await press(town, who, "order-cancel-yes", "order-not-this-time")
    await press(town, "omar", "order-not-this-time")
    await card(town, "mei", reads("7 of 24", "8 more wait for 35.00; another 9 and it is theirs"))

    await town.skip(days=5)
    told = await town["anna"].sees("bot", reads("To order:", f"{units} × {OIL}", f"{due} in all"))
    assert not reads("Mei")(told)
    for who, share in got.items():
        await statement(town, who, OIL, f"Yours: {share}")
    mine = await look(town, "anna", OIL)
    assert reads(NO_CASE)(mine) == (not rest)
    await town["carla"].sees("bot", reads("1 × 38.00 = 38.00 EUR", f"2 {TOO_DEAR}"))
    await town["mei"].sees("bot", reads("You got none of it and owe nothing.", f"6 {TOO_DEAR}"))
    for who in ("dewi", "omar", "yuki"):
        await statement(town, who, OIL, "You were not in it.")
    await town["mei"].sees(HOME, reads(f"{units} × {OIL} at 38.00 EUR", f"3 people, {due} in all"))


async def test_limits_alone_bring_the_cheaper_price_to_everyone(town: Town) -> None:
    """NEW-1: without it people who would all buy at the lower price would wait for each other."""
    await start(town, f"/buy {OIL}; 42 EUR; 10: 38; until Fri 18:00")
    wishes = {"boris": "2", "carla": "4 if ≤ 38", "dewi": "4 if ≤ 38, else 1"}
    for who, wish in wishes.items():
        await ask(town, who, OIL, wish)
    await card(town, "mei", reads("3 of 10", "7 more wait for 38.00, which would bring it"))
    await close(town)
    await town["boris"].sees("bot", reads("2 × 38.00 = 76.00 EUR", "You saved 8.00 EUR"))
    for who in ("carla", "dewi"):
        seen = await town[who].sees("bot", reads("4 × 38.00 = 152.00 EUR"))
        assert "not bought" not in seen.text
    whole = "3 people, 380.00 EUR in all, 40.00 saved together"
    await town["mei"].sees(HOME, reads(f"10 × {OIL} at 38.00 EUR", whole))
