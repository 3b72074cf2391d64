"""Where each pays the supplier themselves, and who cancelled what was paid already (BP-4)."""

from __future__ import annotations

from typing import Any

from tests.databases import only_sqlite
from tests.journeys.asking import ask
from tests.journeys.paying import board, look, money, order, pay, tap, tick
from tests.journeys.steps import OIL, close, has, in_languages, press, reads, start
from tests.journeys.town import HOME, Town

pytestmark = only_sqlite


@in_languages("en", "es")
async def test_each_pays_the_supplier_and_the_organiser_only_ticks_off(town: Town) -> None:
    """BP-4: without it people would pay the organiser what the supplier waits for."""
    until = town.label("reading-until", moment=town.label("reading-example-deadline"))
    each = town.label("reading-each-pays")
    await start(town, f"/buy {OIL}; 42 EUR; 3: 38; {each}; {until}")
    await order(town, "boris", OIL, 2)
    await order(town, "anna", OIL, 1)
    await close(town)
    statement = await look(town, "boris", OIL)
    copied = await town["boris"].tap(statement, town.label("statement-copy"))
    supplier = town.says("statement-pay-supplier", reference=copied.text)
    assert reads(supplier)(statement)
    group = await town["boris"].sees(HOME, reads(town.says("notice-settled-own")))
    assert not reads(town.says("notice-settled-where", organiser="Anna"))(group)
    summary = await town["anna"].sees("bot", reads(town.says("notice-owing-supplier", count=2)))
    assert reads(f"Boris {town.eur(7600)}", f"Anna {town.eur(3800)}")(summary)
    assert has(town.label("statement-i-paid"))(await look(town, "anna", OIL))

    await tap(town, "anna", "notice-collect")
    await board(town, "board-show-owe", 2)
    await tick(town, "Boris", "board-tick-owe", amount=town.eur(7600))
    told: dict[str, Any] = {"organiser": "Anna", "title": OIL, "amount": money(town, 7600)}
    seen = await town["boris"].sees("bot", reads(town.says("notice-ticked", **told)))
    assert not reads(town.says("notice-marked", **told))(seen)
    await tick(town, "Anna", "board-tick-owe", amount=town.eur(3800))
    assert not has(town.label("statement-i-paid"))(await look(town, "anna", OIL))


async def test_who_cancelled_after_paying_reads_what_comes_back(town: Town) -> None:
    """BP-4: without it somebody who changed their mind would not know where their money is."""
    await start(town, f"/buy {OIL}; 42 EUR; 6: 38; pay online when ordering; until Fri 18:00")
    await order(town, "dewi", OIL, 2)
    await pay(town, "dewi", 8400)
    await town["dewi"].sees("bot", "received")
    await look(town, "dewi", OIL)
    await press(town, "dewi", "card-less")
    over = "more is paid than your order comes to"
    await town["dewi"].sees("bot", reads("Paid: 84.00 EUR", f"42.00 EUR {over}"))
    await press(town, "dewi", "order-cancel", "order-cancel-yes")
    await press(town, "dewi", "order-cancel-yes", "order-not-this-time")
    await town["dewi"].sees("bot", reads("How many for you?", f"84.00 EUR {over}"))
    await ask(town, "carla", OIL, "1")
    await close(town)
    ended = await look(town, "dewi", OIL)
    assert reads("You were not in it", "84.00 EUR is due back to you")(ended)
    told = await town["anna"].sees("bot", has(town.label("board-show-back", number="1")))
    assert reads("Dewi 84.00")(told)
    await board(town, "board-show-back", 1)
    await tick(town, "Dewi", "board-tick-back", amount="84.00")
    await town["dewi"].sees("bot", reads("Anna gave you 84.00 EUR back"))
    assert not reads("is due back")(await look(town, "dewi", OIL))
