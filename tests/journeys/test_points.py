"""Paid when ordering, saved as points, spent in the organiser's next buy (BP-4, GP-6, GP-7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.paying import board, call_off, look, money, order, pay, tap, tick
from tests.journeys.steps import OIL, close, has, in_languages, more, press, reads, run, start
from tests.journeys.town import Town

COFFEE, TEA = "Coffee 1 kg", "Tea 100 g"
TWO_MONTHS = timedelta(days=62)
"""How long "2 months" is, whichever they are: the longest, for the buyer."""


def until_friday(town: Town) -> str:
    """The deadline of a line."""
    return town.label("reading-until", moment=town.label("reading-example-deadline"))


def ahead(town: Town, *terms: str) -> str:
    """A line for oil that is paid when ordering, so that the discount becomes points."""
    two = town.label("reading-points-for", span=town.label("reading-months", count=2))
    when = town.label("reading-pay-at-order")
    return "; ".join([f"/buy {OIL}", "42 EUR", "3: 38", when, two, *terms, until_friday(town)])


async def use(town: Town, who: str, typed: str) -> MessageSeen:
    """Tap for some of one's points, type how many, and see the answer."""
    label = town.label("statement-points-some")
    await town[who].tap(await town[who].sees("bot", has(label)), label)
    sent = await town[who].send("bot", typed)
    return await town[who].sees("bot", lambda one: not one.own, after=sent)


async def mine(town: Town, who: str) -> MessageSeen:
    """One's list of buys and points, or that there are none."""
    sent = await town[who].send("bot", "/my")
    wanted = [reads(town.says(key)) for key in ("my-head", "my-none")]
    return await town[who].sees("bot", lambda one: any(fits(one) for fits in wanted), after=sent)


@only_sqlite
@in_languages("en", "es")
async def test_the_discount_comes_back_as_points_and_pays_in_the_next_buy(town: Town) -> None:
    """GP-7: without it what was saved would be a number on a statement, and never money."""
    await start(town, ahead(town, town.label("reading-pay-online")))
    await order(town, "boris", OIL, 2)
    await more(town, "carla")
    receipt = await pay(town, "boris", 8400)
    assert (receipt.amount, receipt.currency) == (8400, "EUR")
    thanks = town.says("pay-received", amount=money(town, 8400), title=OIL)
    await town["boris"].sees("bot", reads(thanks))
    await run(town)
    await press(town, "anna", "board-board")
    await board(town, "board-show-owe", 1)
    await tick(town, "Carla", "board-tick-owe", amount=town.eur(4200))
    paid = town.says("notice-marked", organiser="Anna", amount=money(town, 4200), title=OIL)
    await town["carla"].sees("bot", reads(paid))

    await close(town)
    until = town.t.when(town.clock.now() + TWO_MONTHS, town.clock.now())
    for who, points in {"boris": 800, "carla": 400}.items():
        told: dict[str, Any] = {"amount": money(town, points), "organiser": "Anna"}
        came = town.says("notice-points-until", title=OIL, until=until, **told)
        await town[who].sees("bot", reads(came))
        statement = await look(town, who, OIL)
        assert reads(town.says("statement-points-given", **told))(statement)
        assert not has(town.label("statement-pay-part"))(statement)
        assert reads(town.says("my-points-until", until=until, **told))(await mine(town, who))
    summary = await town["anna"].sees("bot", reads(town.says("notice-to-order")))
    assert reads(town.says("board-all-paid"))(summary)

    await start(town, f"/buy {COFFEE}; 20 EUR; {until_friday(town)}")
    offered = await order(town, "boris", COFFEE, 1)
    assert has(town.label("statement-use-points", amount=money(town, 800)))(offered)
    paying = await use(town, "boris", "5")
    assert reads(town.says("statement-points-pay", amount=money(town, 500)))(paying)
    await close(town)
    left = town.says("statement-left", owed=money(town, 1500))
    owing = await town["boris"].sees("bot", reads(COFFEE, left))
    assert has(town.label("statement-use-points", amount=money(town, 300)))(owing)
    summary = await town["anna"].sees("bot", reads(COFFEE, town.says("notice-to-order")))
    assert f"Boris {town.eur(1500)}" in summary.text

    await town.skip(days=63)
    for who, points in {"boris": 300, "carla": 400}.items():
        gone: dict[str, Any] = {"amount": money(town, points), "organiser": "Anna"}
        await town[who].sees("bot", reads(town.says("notice-points-expired", **gone)))
        assert not reads(money(town, points))(await mine(town, who))


async def test_points_are_spent_once_and_come_back_from_what_is_called_off(town: Town) -> None:
    """GP-7: without it the same points would pay in two buys, or be gone with one of them."""
    line = f"/buy {OIL}; 42 EUR; 1: 38; pay when ordering; discount as points; until Wed 18:00"
    await start(town, line)
    await order(town, "boris", OIL, 2)
    await run(town)
    await press(town, "anna", "board-board")
    await board(town, "board-show-owe", 1)
    await tick(town, "Boris", "board-tick-owe", amount="84.00")
    await close(town)
    await town["boris"].sees("bot", reads("8.00", "as points with Anna"))
    for title in (COFFEE, TEA):
        await start(town, f"/buy {title}; 20 EUR; until Fri 18:00")
        await order(town, "boris", title, 1)
    await look(town, "boris", COFFEE)
    refused = await use(town, "boris", "9")
    assert reads("8.00 EUR in points is all you have")(refused)
    await town["boris"].send("bot", "8")
    paying = await town["boris"].sees("bot", reads("Points pay 8.00 EUR of it"))
    assert COFFEE in paying.text
    other = await look(town, "boris", TEA)
    assert not has(town.label("statement-points-some"))(other)
    assert "Points" not in (await mine(town, "boris")).text

    await call_off(town, COFFEE)
    told = await town["boris"].sees("bot", reads(COFFEE, "called off"))
    assert reads("8.00 EUR in points with Anna is yours again")(told)
    assert reads("Points with Anna: 8.00 EUR")(await mine(town, "boris"))
    await look(town, "boris", TEA)
    await tap(town, "boris", "statement-use-points", amount=money(town, 800))
    await town["boris"].sees("bot", reads(TEA, "Points pay 8.00 EUR of it"))
