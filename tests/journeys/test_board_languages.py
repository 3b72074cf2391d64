"""The board and its lists as organisers read them who speak other languages (UX-7, UX-8)."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl

from tests.databases import only_sqlite
from tests.journeys.figures import book, in_cents
from tests.journeys.paying import board, money, tap, tick
from tests.journeys.steps import OIL, close, has, in_languages, more, press, reads, run, start
from tests.journeys.town import HOME, Town

FORMULA = "=2+5"
"""What Dewi is called: a spreadsheet would reckon."""

HEADINGS = ("people", "money", "supplier", "name", "due", "left", "change", "units", "item")
"""Lists and columns that are looked into."""

pytestmark = only_sqlite


async def settled(town: Town) -> None:
    """Boris, Carla and Dewi owe 76, 38 and 38; Mei was named and has not ordered."""
    await town["dewi"].change(first_name=FORMULA)
    until = town.label("reading-until", moment=town.label("reading-example-deadline"))
    shown = await start(town, f"/buy {OIL}; 42 EUR; 4: 38; {until}")
    await town["anna"].send(HOME, "/invite @boris @carla @dewi @mei", reply_to=shown)
    await more(town, "boris", 2)
    for who in ("carla", "dewi"):
        await more(town, who)
    await town["mei"].sees("bot", has(town.label("order-not-this-time")))
    await run(town)
    open_ = await press(town, "anna", "board-board", "board-find")
    assert reads(town.says("board-invited", count=4, reached="4"))(open_)
    assert reads("1. Boris", town.eur(8400), "2. Carla", town.eur(4200), FORMULA)(open_)
    await close(town)
    await town["boris"].sees("bot", has(town.label("statement-i-paid")))


async def opened(town: Town, button: str) -> tuple[str, bytes]:
    """Tap for the lists as a file, and open it: its name and content."""
    before = await town["anna"].last()
    await press(town, "anna", button)
    sent = await town["anna"].sees("bot", lambda one: one.document is not None, after=before)
    assert reads(town.says("export-caption", title=OIL))(sent)
    return await town["anna"].open_document(sent)


def stands(town: Town, paid: int, out: int) -> list[str]:
    """How the board says that so many of three have paid and got theirs."""
    return [
        town.says("board-paid", count=3, paid=str(paid)),
        town.says("board-handed-out", count=3, out=str(out)),
    ]


@in_languages("ru")
async def test_paid_is_ticked_off_and_taken_back_and_the_rest_are_found_and_reminded(
    town: Town,
) -> None:
    """UX-7, UX-8: without it a tick or its undoing would be told in words nobody understands."""
    await settled(town)
    await press(town, "boris", "statement-i-paid")
    await tap(town, "anna", "notice-collect")
    shown = await board(town, "board-show-owe", 3)
    claims = [line for line in shown.text.split("\n") if line.startswith("1.")]
    assert reads(town.says("goods-money-claimed"))(shown)
    assert "Boris" in claims[0]
    after = await tick(town, "Boris", "board-tick-owe", amount=town.eur(7600))
    assert reads(*stands(town, 1, 0))(after)
    thanks = town.says("notice-marked", organiser="Anna", amount=money(town, 7600), title=OIL)
    await town["boris"].sees("bot", reads(thanks))
    await tap(town, "anna", "board-untick", name="Boris")
    again = town.says("notice-unmarked", organiser="Anna", owed=money(town, 7600), title=OIL)
    await town["boris"].sees("bot", reads(again))
    await tick(town, "Boris", "board-tick-owe", amount=town.eur(7600))

    await press(town, "anna", "board-find")
    typed = await town["anna"].send("bot", "car")
    found = await town["anna"].sees("bot", has("Carla"), after=typed)
    assert not has("Boris")(found)
    await town["anna"].tap(found, "Carla")
    await press(town, "anna", "board-part-paid")
    typed = await town["anna"].send("bot", town.eur(2000))
    owes = town.says("board-owes", amount=money(town, 1800))
    await town["anna"].sees("bot", reads("Carla", owes), after=typed)
    await press(town, "anna", "common-back", "board-find")
    await press(town, "anna", "common-back", "board-remind")
    stands_at = await town["anna"].sees("bot", has(town.label("board-remind")))
    assert reads(town.says("board-still-owed", owed=money(town, 5600)))(stands_at)
    said = await town["anna"].tap(stands_at, town.label("board-remind"))
    assert said.text == town.label("board-reminded", count=2)
    for who, owed in (("carla", 1800), ("dewi", 3800)):
        owing = town.says("notice-unpaid", title=OIL, owed=money(town, owed))
        await town[who].sees("bot", reads(owing))
    await town.at_rest()
    paid_up = reads(town.says("notice-unpaid", title=OIL, owed=money(town, 7600)))
    assert not any(paid_up(one) for one in await town["boris"].messages())


@in_languages("ar")
async def test_the_lists_are_taken_home_and_add_up(town: Town) -> None:
    """UX-7, UX-8: without it the lists would have headings that their reader has to guess."""
    await settled(town)
    await tap(town, "anna", "notice-collect")
    await board(town, "board-show-owe", 3)
    await tick(town, "Boris", "board-tick-owe", amount=town.eur(7600))
    await press(town, "anna", "common-back", "board-excel")
    name, content = await opened(town, "board-excel")
    assert name.endswith(".xlsx")
    lists = book(content)
    named = {key: town.label(f"export-{key}") for key in HEADINGS}
    people = lists[named["people"]]
    assert {row[named["name"]] for row in people} == {"Anna", "Boris", "Carla", FORMULA, "Mei"}
    assert sum(in_cents(people, named["due"])) == 15200
    assert sum(in_cents(people, named["left"])) == 7600
    assert sum(in_cents(lists[named["money"]], named["change"])) == 7600
    [supply] = lists[named["supplier"]]
    assert (supply[named["item"]], supply[named["units"]]) == (OIL, 4)
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(content)) for cell in sheet["A"]]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}

    name, content = await opened(town, "board-csv")
    assert name.endswith(".csv")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [row[named["name"]] for row in rows][:3] == ["Boris", "Carla", f"'{FORMULA}"]
    assert sum(round(float(row[named["left"]] or 0) * 100) for row in rows) == 7600
