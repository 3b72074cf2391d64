"""The board: ticking off, finding, reminding, paying for others, giving back, exporting (GP-4)."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.figures import book, in_cents
from tests.journeys.paying import board, look, tick
from tests.journeys.steps import OIL, bare, close, has, more, press, reads, run, start
from tests.journeys.town import Town

FORMULA = "=1+1"
"""What Omar calls himself."""

UNITS = {"anna": 1, "boris": 2, "carla": 1, "dewi": 1, "mei": 1, "omar": 1}
SHARES = {"Anna": 3800, "Boris": 7600, "Carla": 3800, "Dewi": 3800, "Mei": 3800, FORMULA: 3800}

pytestmark = only_sqlite


async def ordered(town: Town) -> None:
    """Six order 7, which is 38.00 for each unit; Anna opens "Run this buy"."""
    await town["omar"].change(first_name=FORMULA)
    await start(town, f"/buy {OIL}; 42 EUR; 6: 38; until Fri 18:00")
    for who, units in UNITS.items():
        await more(town, who, units)
    await run(town)


async def settled(town: Town) -> None:
    """They order, the buy is closed, and Anna opens the board of those who owe."""
    await ordered(town)
    await close(town)
    summary = await town["anna"].sees("bot", has(town.label("notice-collect")))
    assert reads("7 × Olive oil 5 l", "266.00 EUR in all", "Boris 76.00")(summary)
    await town["anna"].tap(summary, town.label("notice-collect"))
    await board(town, "board-show-owe", 5)


async def person(town: Town, whom: str, typed: str, count: int) -> MessageSeen:
    """Find somebody by a part of the name, or @name, that fits so many; open them."""
    await press(town, "anna", "board-find")
    await town["anna"].send("bot", typed)
    found = await town["anna"].sees("bot", reads(f"{count} found for “{typed}”"))
    await town["anna"].tap(found, whom)
    return await town["anna"].sees("bot", has("Take goods back"))


async def choose(town: Town, label: str, alert: str) -> MessageSeen:
    """Tap the button of that label, hear `alert`, and see what the message is then."""
    shown = await town["anna"].sees("bot", has(label))
    assert bare((await town["anna"].tap(shown, label)).text) == alert
    return await town["anna"].sees("bot", lambda one: one.id == shown.id)


async def exported(town: Town, button: str, ending: str) -> bytes:
    """Save the lists, and open the file."""
    before = await town["anna"].last()
    await press(town, "anna", button)

    def file(message: MessageSeen) -> bool:
        return message.document is not None and message.document["name"].endswith(ending)

    sent = await town["anna"].sees("bot", file, after=before)
    assert reads(f"The lists of {OIL}. They hold names")(sent)
    assert sent.document
    return await town.people.download(sent.document["url"])


async def workbook(town: Town) -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """The lists saved as Excel, and of which kinds their cells are."""
    content = await exported(town, "board-excel", ".xlsx")
    sheets = load_workbook(BytesIO(content)).worksheets
    kinds = {cell.data_type for sheet in sheets for row in sheet.iter_rows() for cell in row}
    return book(content), kinds


async def separated(town: Town) -> dict[str, dict[str, str]]:
    """The list of people saved as CSV, by name."""
    text = (await exported(town, "board-csv", ".csv")).decode("utf-8-sig")
    return {row["Name"]: row for row in csv.DictReader(StringIO(text))}


async def test_a_tick_is_told_and_undone(town: Town) -> None:
    """GP-4: without it a slip of the finger would be somebody's debt, or somebody's gift."""
    await settled(town)
    ticked = await tick(town, "Boris", "board-tick-owe", amount="76.00")
    assert reads("2 of 6 paid")(ticked)
    assert not has("✓ Boris 76.00")(ticked)
    await town["boris"].sees(
        "bot", reads(f"Anna has your 76.00 EUR for {OIL}. All paid, thank you.")
    )
    again = await choose(town, "↩ Undo Boris", "Boris owes 76.00 EUR again.")
    assert reads("1 of 6 paid")(again)
    assert has("✓ Boris 76.00")(again)
    await town["boris"].sees("bot", reads("paid by mistake: 76.00 EUR is still to be paid"))
    assert has(town.label("statement-i-paid"))(await look(town, "boris", OIL))


async def test_only_those_who_owe_are_reminded(town: Town) -> None:
    """GP-4: without it who has paid would be asked again, or who has not would be forgotten."""
    await settled(town)
    for whom in ("Boris", FORMULA):
        await tick(town, whom, "board-tick-owe", amount=town.eur(SHARES[whom]))
    await press(town, "anna", "board-find")
    await town["anna"].send("bot", "ZZ")
    await town["anna"].sees("bot", reads("0 found for “ZZ”"))
    shown = await person(town, "Carla", "AR", 2)
    assert reads("38.00 EUR still to pay")(shown)
    await press(town, "anna", "board-mark-paid")
    await town["carla"].sees("bot", reads("All paid, thank you."))
    await press(town, "anna", "common-back")
    await press(town, "anna", "common-back", "board-remind")
    await choose(town, town.label("board-remind"), "2 people reminded.")
    asked = reads(f"{OIL}: 38.00 EUR is still to be paid.")
    for who in ("dewi", "mei"):
        await town[who].sees("bot", asked)
    await town.at_rest()
    for who in ("anna", "boris", "carla", "omar"):
        assert not any(reads("is still to be paid.")(one) for one in await town[who].messages())


async def test_somebody_else_pays_and_what_is_too_much_is_given_back(town: Town) -> None:
    """GP-4: without it money that came in another way than planned could not be entered at all."""
    await settled(town)
    await person(town, "Carla", "carl", 1)
    await press(town, "anna", "board-somebody-paid")
    await town["anna"].sees("bot", reads("Who paid the 38.00 EUR that Carla owes?"))
    paid = await choose(town, "Dewi", "Carla has paid.")
    assert reads("Paid in full.")(paid)
    await town["carla"].sees(
        "bot", reads(f"Dewi paid 38.00 EUR for your part in {OIL}; Anna has it.")
    )
    await press(town, "anna", "common-back")
    await person(town, "Mei", "ei", 1)
    await press(town, "anna", "board-part-paid")
    await town["anna"].send("bot", "50")
    doubt = "50.00 EUR is more than the 38.00 that are left. If it is right, 12.00 is to give back."
    await town["anna"].sees("bot", reads(doubt))
    over = await choose(town, "Yes, 50.00", "Noted for Mei.")
    assert reads("Paid: 50.00 EUR", "12.00 EUR to give back")(over)
    await town["mei"].sees("bot", reads("12.00 EUR of it was not owed and comes back to you"))
    await press(town, "anna", "common-back")
    await board(town, "board-show-back", 1)
    await choose(town, "✓ Mei 12.00", "Mei has the money back.")
    given = await town["mei"].sees("bot", reads(f"Anna gave you 12.00 EUR back for {OIL}."))
    await choose(town, "↩ Undo Mei", "Taken back for Mei.")
    await town["mei"].sees("bot", reads("by mistake: it is still due to you"), after=given)
    await choose(town, "✓ Mei 12.00", "Mei has the money back.")
    await press(town, "anna", "common-back", "board-excel")
    assert (await separated(town))["Mei"]["To give back"] == "0.00"
    lists, _ = await workbook(town)
    [whole] = [row for row in lists["Money"] if row["Paid by"] == "Dewi"]
    assert (whole["Name"], in_cents([whole], "Change of what is owed")) == ("Carla", [-3800])


async def test_the_lists_add_up_before_and_after_the_close(town: Town) -> None:
    """GP-4: without it the organiser's own accounts would begin with wrong or dangerous figures."""
    await ordered(town)
    lists, kinds = await workbook(town)
    assert sum(row["Units"] for row in lists["Orders"]) == 7
    assert sum(in_cents(lists["People"], "At list price")) == 7 * 4200
    assert {row["Name"] for row in lists["People"]} == set(SHARES)
    assert "f" not in kinds
    plain = await separated(town)
    assert plain[f"'{FORMULA}"]["At list price"] == "42.00"
    assert not any(row["Share"] for row in plain.values())

    await close(town)
    summary = await town["anna"].sees("bot", has(town.label("notice-collect")))
    await town["anna"].tap(summary, town.label("notice-collect"))
    await board(town, "board-show-owe", 5)
    await tick(town, "Boris", "board-tick-owe", amount="76.00")
    total = await press(town, "anna", "common-back", "board-excel")
    assert reads("266.00 EUR in all, 6 people", "152.00 EUR still to come")(total)
    lists, kinds = await workbook(town)
    shares = dict(
        zip(
            (one["Name"] for one in lists["People"]),
            in_cents(lists["People"], "Share"),
            strict=True,
        )
    )
    assert shares == SHARES
    assert sum(in_cents(lists["Orders"], "To pay")) == 26600
    assert sum(in_cents(lists["Money"], "Change of what is owed")) == 15200
    assert "f" not in kinds
    plain = await separated(town)
    assert plain[f"'{FORMULA}"]["Still to pay"] == "38.00"
    assert plain["Boris"]["Payment"] == "paid"
    owed = [round(float(row["Still to pay"]) * 100) for row in plain.values()]
    assert sum(owed) == sum(in_cents(lists["People"], "Still to pay")) == 15200
