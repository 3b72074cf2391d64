"""Guests, items, limits, cases, areas, delivery and points in one buy, to the cent."""

from __future__ import annotations

from pathlib import Path

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.asking import answer, buttons, fill, statement
from tests.journeys.figures import after, book, check, in_cents, lines
from tests.journeys.paying import board, look, order, tap, tick
from tests.journeys.steps import close, has, press, reads, run, start
from tests.journeys.town import HOME, Town

TEA, SPRING, OIL = "Tea", "Spring order", "Olive oil"
LINE = f"""/buy {SPRING}
{OIL}; 42 EUR; case of 6; 6: 38; 12: 35
Rice; 21.99 EUR
Olives; 3.50 EUR; stock 9
4 people: 3%
guests count; area North: fee 3, 5% off; area South: no fee
delivery 20 EUR shared by amount; discount as points; until Fri 18:00
pay: IBAN DE12"""
SHARES = {"boris": 22888, "carla": 8111, "dewi": 1333}
"""What each owes, worked by hand: 211.64 + 3.00 + 14.24, 76.00 + 5.11, 9.68 + 3.00 + 0.65."""
WHOLE, SAVED = 32332, 3815
"""335.47 at list price − 38.15 + 6.00 of fees + 20.00 of delivery."""
POINTS = 400

pytestmark = only_sqlite


async def earns_points(town: Town) -> None:
    """Boris saves 6.00 on tea, and has them as points with Anna."""
    await start(town, f"/buy {TEA}; 10 EUR; 2: 8; pay when ordering; discount as points; Fri 18:00")
    await order(town, "boris", TEA, 3)
    await run(town)
    await press(town, "anna", "board-board")
    await board(town, "board-show-owe", 1)
    await tick(town, "Boris", "board-tick-owe", amount="30.00")
    await close(town)
    await town["boris"].sees("bot", reads("6.00 EUR", "came back to you as points"))


async def goes_to(town: Town, who: str, area: str) -> MessageSeen:
    """Open the order, say where one's part goes, and see what can be ordered."""
    opened = await look(town, who, SPRING)
    await town[who].tap(opened, next(one for one in buttons(opened) if one.startswith(area)))
    return await town[who].sees("bot", reads(f"Your part goes to {area}"))


async def limits(town: Town, who: str, typed: str) -> MessageSeen:
    """Type a wish for oil behind "Only at a price"."""
    await press(town, who, "order-only-at")
    await town[who].tap(await town[who].sees("bot", has(OIL)), OIL)
    return await answer(town, who, typed, "order-share")


async def orders(town: Town) -> None:
    """Boris with a guest and points, Carla with limits, Dewi, and Mei for whom it is too dear."""
    await goes_to(town, "boris", "North")
    for item, units in ((OIL, "4"), ("Rice", "2")):
        await fill(town, "boris", f"{item}: 0", units, "order-share")
    await fill(town, "boris", town.label("order-for-a-guest"), "Maria", "order-back-to-own")
    for item, units in (("Rice: 0", "1"), ("Olives: 0", "2")):
        await fill(town, "boris", item, units, "order-back-to-own")
    await press(town, "boris", "order-back-to-own", "order-for-a-guest")
    paying = await fill(town, "boris", town.label("statement-points-some"), "4", "order-share")
    assert reads("1 × Rice for Maria", "Points pay 4.00 EUR of it", "North: 3.00 on top")(paying)
    await goes_to(town, "carla", "South")
    carla = await limits(town, "carla", "3 if ≤ 38, else 1, up to 5")
    assert reads(f"{OIL}: 1 in any case, 3 at 38.00 or less, up to 2 more")(carla)
    await goes_to(town, "dewi", "North")
    await fill(town, "dewi", "Olives: 0", "3", "order-share")
    await fill(town, "dewi", f"{OIL}: 0", "1", "order-share")
    await goes_to(town, "mei", "South")
    assert reads("waits for its price")(await limits(town, "mei", "2 if ≤ 30"))


async def what_each_sees(town: Town) -> None:
    """Every statement, also of the one who got nothing, and what the group reads."""
    for who, share in SHARES.items():
        mine = await statement(town, who, SPRING, "settled")
        assert after(mine, "Together:") == share
        assert after(mine, "The group pays") == WHOLE
    boris = await look(town, "boris", SPRING)
    assert reads("1 × Rice for Maria: 20.26", "North: 3.00 on top", "Delivery: 14.24")(boris)
    assert reads("Points pay 4.00", "Still to pay: 224.88")(boris)
    for who in ("carla", "dewi"):
        out = reads(f"1 × {OIL} not bought: a case of 6 could not be filled")
        assert out(await look(town, who, SPRING))
    none = await look(town, "mei", SPRING)
    assert reads("You got none", "you said 30.00 at most, and it stayed at 38.00")(none)
    group = await town["mei"].sees(HOME, reads(SPRING, "3 people, 323.32 EUR in all"))
    assert after(group, "in all,") == SAVED
    await press(town, "boris", "statement-how")
    how = await town["boris"].sees("bot", reads("how it was worked out", "add up to exactly"))
    assert after(how, "add up to exactly") == WHOLE
    await press(town, "boris", "common-back", "statement-all-lines")


async def what_anna_sees(town: Town) -> None:
    """What to order, who owes what, and all of it ticked off."""
    left = SHARES | {"boris": SHARES["boris"] - POINTS}
    summary = await town["anna"].sees("bot", reads("To order", SPRING))
    assert reads(f"6 × {OIL}", "3 × Rice", "5 × Olives")(summary)
    assert after(summary, "× Olives") == WHOLE
    for who, owed in left.items():
        assert after(summary, who.title()) == owed
    await tap(town, "anna", "notice-collect")
    await board(town, "board-show-owe", 3)
    for who, owed in left.items():
        await tick(town, who.title(), "board-tick-owe", amount=town.eur(owed))
    await press(town, "anna", "common-back", "board-excel")


async def taken(town: Town, who: str, button: str) -> bytes:
    """Tap for a file, and open it."""
    before = await town[who].last()
    await press(town, who, button)
    sent = await town[who].sees("bot", lambda one: one.document is not None, after=before)
    return (await town[who].open_document(sent))[1]


async def test_everything_at_once_adds_up(town: Town, tmp_path: Path) -> None:
    """GP-4 to GP-8, NEW-1 to NEW-3: without it each would hold alone, and not with the others."""
    await earns_points(town)
    await start(town, LINE)
    await orders(town)
    await close(town)
    await what_each_sees(town)
    await what_anna_sees(town)

    file = await taken(town, "boris", "statement-all-lines")
    agrees = "3 shares follow from its lines and come to exactly 323.32 EUR"
    assert agrees in await check(file, tmp_path)
    for number, share in enumerate(SHARES.values(), start=1):
        own = [row["due"] for row in lines(file) if row["participant"] == str(number)]
        assert sum(round(float(due) * 100) for due in own) == share

    lists = book(await taken(town, "anna", "board-excel"))
    people, ordered, money = lists["People"], lists["Orders"], lists["Money"]
    assert sum(in_cents(people, "Share")) == WHOLE
    assert sum(in_cents(people, "Still to pay")) == 0
    besides = in_cents(people, "Fee of the area") + in_cents(people, "Delivery")
    assert sum(in_cents(ordered, "To pay")) + sum(besides) == WHOLE
    assert sum(in_cents(money, "Change of what is owed")) == 0
    spent = [row for row in money if row["What"] == "Points spent"]
    assert in_cents(spent, "Change of what is owed") == [-POINTS]
