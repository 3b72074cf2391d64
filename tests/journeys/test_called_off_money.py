"""A buy that is called off: what was paid for it comes back, and is told (UX-5, UX-14)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.databases import only_sqlite
from tests.journeys.paying import STARS, board, call_off, money, order, pay, tap, tick
from tests.journeys.steps import OIL, has, in_languages, press, reads, start
from tests.journeys.town import Town

FRIDAY = datetime(2026, 3, 6, 18, 0, 1, tzinfo=UTC)
RETURNED = "refunded_payment"

pytestmark = only_sqlite


def needs_five(town: Town, *terms: str) -> str:
    """A line that is paid when ordering, and called off with fewer than five units."""
    five = town.label("reading-minimum", value=town.label("reading-units", count=5))
    until = town.label("reading-until", moment=town.label("reading-example-deadline"))
    return "; ".join(["/buy " + terms[0], *terms[1:], town.label("reading-pay-at-order"),
                      five, until])  # fmt: skip


@in_languages("en", "zh_Hans")
async def test_a_missed_minimum_gives_stars_back_by_itself_and_the_rest_by_hand(town: Town) -> None:
    """UX-5: without it people would have paid for a buy that did not come about."""
    await start(town, needs_five(town, "Ebook", "50 ⭐", town.label("reading-pay-stars")))
    await order(town, "boris", "Ebook", 2)
    await pay(town, "boris", 100, STARS)
    await start(town, needs_five(town, OIL, "42 EUR"))
    unpaid = await order(town, "carla", OIL, 1)
    reference = await town["carla"].tap(unpaid, town.label("statement-copy"))
    await press(town, "carla", "statement-i-paid")
    claim = await town["anna"].sees("bot", reads("Carla", money(town, 4200), reference.text))
    await town["anna"].tap(claim, town.label("board-mark-paid"))
    paid: dict[str, Any] = {"amount": money(town, 4200), "organiser": "Anna"}
    await town["carla"].sees("bot", reads(town.says("notice-marked", title=OIL, **paid)))

    await town.skip_to(FRIDAY)
    back = town.says("notice-back-called-off", amount=money(town, 100, STARS), title="Ebook")
    await town["boris"].sees("bot", reads(back, town.says("notice-back-stars")))
    await town["boris"].sees("bot", lambda one: (one.service or {}).get("kind") == RETURNED)
    assert town.sandbox.till.held() == {"XTR": 0}
    off = town.says("card-called-off", title=OIL)
    due = town.says("statement-due-back", **paid)
    await town["carla"].sees("bot", reads(off, due))
    told = await town["anna"].sees("bot", has(town.label("board-show-back", number="1")))
    assert reads(OIL, f"Carla {town.eur(4200)}")(told)
    await board(town, "board-show-back", 1)
    await tick(town, "Carla", "board-tick-back", amount=town.eur(4200))
    await town["carla"].sees("bot", reads(town.says("notice-money-back", title=OIL, **paid)))


async def test_money_back_is_ticked_off_and_a_slip_is_taken_back(town: Town) -> None:
    """UX-14: without it a wrong tap would tell somebody that they have money they never got."""
    await start(town, f"/buy {OIL}; 42 EUR; pay online when ordering; until Fri 18:00")
    for who, units in (("boris", 2), ("carla", 1)):
        await order(town, who, OIL, units)
        await pay(town, who, 4200 * units)
    await order(town, "dewi", OIL, 1)
    await call_off(town, OIL)
    for who, amount in (("boris", 8400), ("carla", 4200)):
        why = f"{OIL} was called off, so your {town.eur(amount)} EUR goes back to you"
        await town[who].sees("bot", reads(why, "Anna was asked to give it back"))
    nothing = await town["dewi"].sees("bot", reads(OIL, "called off", "Nothing is owed"))
    assert "back" not in nothing.text
    shown = await board(town, "board-show-back", 2)
    assert not reads("Dewi")(shown)
    await tick(town, "Boris", "board-tick-back", amount="84.00")
    await town["boris"].sees("bot", reads("Anna gave you 84.00 EUR back"))
    await tap(town, "anna", "board-untick", name="Boris")
    slip = await town["boris"].sees("bot", reads("84.00 EUR", "by mistake"))
    assert "still due to you" in slip.text
    for who, due in (("Boris", "84.00"), ("Carla", "42.00")):
        await tick(town, who, "board-tick-back", amount=due)
    await town["carla"].sees("bot", reads("Anna gave you 42.00 EUR back"))
    sent = await town["anna"].send("bot", "/my")
    runs = await town["anna"].sees("bot", reads(OIL, "called off"), after=sent)
    assert "give back" not in runs.text
    await town["boris"].send("bot", "/paysupport")
    await town["boris"].sees("bot", reads("84.00 EUR", "went back to you"))
