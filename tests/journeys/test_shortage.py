"""Fewer arrive, the bill differs, a unit comes back: every share corrected and told (NEW-5)."""

from __future__ import annotations

from tests.databases import only_sqlite
from tests.journeys.asking import ask, fill, statement
from tests.journeys.figures import after
from tests.journeys.paying import board, tick
from tests.journeys.steps import OIL, close, has, press, reads, run, start
from tests.journeys.town import Town

UNITS = {"boris": "4", "carla": "3", "dewi": "2", "anna": "1"}
AT_CLOSE = {"Boris": 15420, "Carla": 11565, "Dewi": 7710}
AT_LIST = {"Boris": 16800, "Carla": 12600, "Dewi": 8400}
AT_LAST = {"Boris": 14501, "Carla": 7250, "Dewi": 3625}
"""4, 3 and 1 units of a bill of 290.01, and one of Carla's three given back."""
WHOLE = 25376

pytestmark = only_sqlite


async def ordered(town: Town, *terms: str) -> None:
    """Start a buy and let four people order ten together."""
    await start(town, "; ".join([f"/buy {OIL}", "42 EUR", "8: 38.55", *terms, "until Fri 18:00"]))
    for who, units in UNITS.items():
        await ask(town, who, OIL, units)


async def collect(town: Town, due: dict[str, int]) -> None:
    """Tick everybody off on the board that is open."""
    await board(town, "board-show-owe", len(due))
    for name, amount in due.items():
        await tick(town, name, "board-tick-owe", amount=town.eur(amount))


async def told(town: Town, who: str, why: str, before: str, then: str) -> None:
    """See that one was told how the own share changed."""
    await town[who].sees("bot", reads(f"{why} Your share goes from {before} EUR to {then} EUR."))


async def correct(town: Town) -> None:
    """Let eight of ten arrive, the bill come to 290.01, and Carla give one back."""
    await press(town, "anna", "board-arrived", "goods-enter-bill")
    counted = await fill(town, "anna", f"Correct {OIL}", "8", "goods-enter-bill")
    assert reads("8 arrived of 10 ordered", "The goods cost 308.40 EUR.")(counted)
    why = "Anna entered what really arrived."
    await told(town, "dewi", why, "77.10", "38.55")
    await town["dewi"].sees("bot", reads("settled and corrected", f"1 × {OIL} did not arrive."))
    label = town.label("goods-enter-bill")
    billed = await fill(town, "anna", label, "290.01", "goods-drop-bill")
    assert reads("The goods cost 290.01 EUR, by the final bill.")(billed)
    why = "Anna entered the supplier's final bill."
    await told(town, "boris", why, "154.20", "145.01")
    await told(town, "carla", why, "115.65", "108.75")
    await told(town, "dewi", why, "38.55", "36.25")
    await press(town, "anna", "common-back", "board-board")
    shown = await press(town, "anna", "board-board", "board-find")
    await town["anna"].tap(shown, "Carla")
    await press(town, "anna", "board-gave-back")
    await fill(town, "anna", f"3 × {OIL}", "1", "common-back")
    await told(town, "carla", "Anna noted what you gave back.", "108.75", "72.50")


async def adds_up(town: Town) -> None:
    """See the same figures on all statements and on the board, which is open after this."""
    for name, share in AT_LAST.items():
        seen = await statement(town, name.lower(), OIL, "settled and corrected")
        assert after(seen, "Together:" if name == "Carla" else f"× {OIL} =") == share
        assert after(seen, "The group pays") == WHOLE
    assert sum(AT_LAST.values()) == WHOLE
    await press(town, "anna", "common-back", "board-find")
    result = await press(town, "anna", "common-back", "board-arrived")
    assert after(result, "10:00") == WHOLE
    rows = await press(town, "anna", "board-board", "board-find")
    units = {"Boris": 4, "Carla": 3, "Dewi": 1, "Anna": 0}
    for name, share in {**AT_LAST, "Anna": 0}.items():
        assert reads(f"{name}: {units[name]}, {town.eur(share)} ")(rows), rows.text


async def test_differences_are_due_back_until_they_are_ticked_as_given_back(town: Town) -> None:
    """NEW-5: without it people would pay for what never came, and nobody would owe it to them."""
    await ordered(town)
    await close(town)
    await press(town, "anna", "notice-collect", "board-find")
    await collect(town, AT_CLOSE)
    await press(town, "anna", "common-back", "board-arrived")
    await correct(town)
    await adds_up(town)
    back = {name: AT_CLOSE[name] - share for name, share in AT_LAST.items()}
    for name, amount in back.items():
        seen = await statement(town, name.lower(), OIL, f"Paid: {town.eur(AT_CLOSE[name])} EUR")
        assert reads(f"{town.eur(amount)} EUR is due back to you.")(seen)
    await board(town, "board-show-back", 3)
    for name, amount in back.items():
        await tick(town, name, "board-tick-back", amount=town.eur(amount))
        given = f"Anna gave you {town.eur(amount)} EUR back for {OIL}."
        await town[name.lower()].sees("bot", reads(given))
        seen = await statement(town, name.lower(), OIL, f"{town.eur(amount)} EUR was given back")
        assert not reads("due back")(seen)


async def test_differences_come_back_as_points_where_the_discount_does(town: Town) -> None:
    """NEW-5, GP-6: without it a correction would end the promise that what is less is points."""
    await ordered(town, "pay when ordering", "discount as points")
    await run(town)
    await press(town, "anna", "board-board", "board-find")
    await collect(town, AT_LIST)
    await close(town)
    await press(town, "anna", "notice-collect", "board-find")
    await press(town, "anna", "common-back", "board-arrived")
    await correct(town)
    for name, amounts in {"Boris": [1380, 919], "Carla": [690, 3625], "Dewi": [3855, 230]}.items():
        for amount in amounts:
            came = f"{town.eur(amount)} EUR from {OIL} came back to you as points with Anna."
            await town[name.lower()].sees("bot", reads(came))
    await adds_up(town)
    for name, share in AT_LAST.items():
        points = f"{town.eur(AT_LIST[name] - share)} EUR"
        seen = await statement(town, name.lower(), OIL, f"{points} came back to you as points")
        assert not has(town.label("statement-pay-part"))(seen)
        asked = await town[name.lower()].send("bot", "/my")
        points = f"Points with Anna: {points}"
        await town[name.lower()].sees("bot", reads(points), after=asked)
