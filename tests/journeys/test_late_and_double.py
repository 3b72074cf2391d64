"""Payments through Telegram that come too late, or twice (BP-4, NEW-4)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sandbox.errors import NotPaid
from sandbox.seen import MessageSeen
from tests.journeys.figures import after
from tests.journeys.paying import STARS, board, call_off, invoice, look, pay, tick
from tests.journeys.steps import OIL, close, more, own_order, reads, start
from tests.journeys.town import Town

FRIENDS = ("boris", "carla", "dewi", "mei")
AHEAD = f"/buy {OIL}; 42 EUR; 3: 38; pay online when ordering; until Fri 18:00"
RETURNED = "refunded_payment"
IN_STARS = "/buy Ebook; 50 ⭐; 9: 40; pay in Stars when ordering; until Fri 18:00"


@asynccontextmanager
async def on_its_way(town: Town, who: str, asked: MessageSeen) -> AsyncIterator[None]:
    """While this lasts the bot has agreed to a payment, and the money is not there yet."""
    person = (await town[who].me())["id"]
    fault = town.sandbox.fault("payment", effect="hold", chat=person)
    paying = asyncio.create_task(town[who].pay(asked))
    await fault.happens()
    yield
    fault.release()
    await paying


async def all_in(town: Town) -> None:
    """Everybody orders one, and looks at what is to pay."""
    for who in FRIENDS:
        await more(town, who)
        await own_order(town, who)


async def test_a_payment_counts_once_and_the_rest_goes_back(town: Town) -> None:
    """BP-4, NEW-4: without it money would be credited twice, or kept for what is not bought."""
    await start(town, AHEAD)
    await all_in(town)
    town.sandbox.fault("update", effect="double", kind="successful_payment")
    await pay(town, "boris", 4200)
    first, second = await invoice(town, "carla", 4200), await invoice(town, "carla", 4200)
    async with on_its_way(town, "carla", first):
        await town["carla"].pay(second)
        await town["carla"].sees("bot", reads("42.00 EUR received", "All paid"))
    town.sandbox.fault("payment", effect="double", chat=504)
    assert len(await town["dewi"].pay_all(await invoice(town, "dewi", 4200))) == 2
    late, later = await invoice(town, "mei", 4200), await invoice(town, "mei", 4200)
    async with on_its_way(town, "mei", late):
        await close(town)
        await town["mei"].sees("bot", reads("settled", "38.00"))
    for who in ("carla", "dewi", "mei"):
        back = await town[who].sees("bot", reads("42.00 EUR", OIL, "goes back to you"))
        assert "came when less was left to pay" in back.text
        assert "Anna was asked to give it back" in back.text
        paid = (await town[who].receipts())[-1]
        asked = f"{who.title()} paid 42.00 EUR for {OIL} when less was left to pay"
        await town["anna"].sees("bot", reads(asked, paid.provider_charge))
        assert paid.returned is None
    with pytest.raises(NotPaid, match=r"38\.00.EUR is left to pay"):
        await town["mei"].pay(later)
    await pay(town, "mei", 3800)
    received = [one for one in await town["boris"].messages() if "received" in one.text]
    assert len(received) == 1

    shares = [after(await look(town, who, OIL), "Yours: 1 × 38.00 =") for who in FRIENDS]
    assert shares == [3800] * 4
    owed = {"boris": 400, "carla": 4600, "dewi": 4600, "mei": 4200}
    await town["anna"].sees("bot", reads("Give it back and tick it off"))
    shown = await board(town, "board-show-back", 3)
    for who, amount in owed.items():
        row = f"{who.title()}: 1, 38.00"
        assert reads(row, f"{town.eur(amount)} to give back")(shown)
        shown = await tick(town, who.title(), "board-tick-back", amount=town.eur(amount))
        assert not reads(row)(shown)
        got = await town[who].sees("bot", reads("Anna gave you", OIL, "back"))
        assert after(got, "Anna gave you") == amount
    assert town.sandbox.till.held() == {"EUR": sum(shares) + sum(owed.values())}


async def test_stars_for_what_was_called_off_return_by_themselves(town: Town) -> None:
    """BP-4, UX-5: without it Stars would be gone for a buy that never was."""
    await start(town, IN_STARS)
    await all_in(town)
    await pay(town, "boris", 50, STARS)
    late, never = await invoice(town, "carla", 50, STARS), await invoice(town, "dewi", 50, STARS)
    town.sandbox.fault("refundStarPayment", code=500, times=2)
    async with on_its_way(town, "carla", late):
        await call_off(town, "Ebook")
        await town["carla"].sees("bot", reads("Ebook", "called off"))
    with pytest.raises(NotPaid, match="Ebook was called off"):
        await town["dewi"].pay(never)
    for who in ("boris", "carla"):
        await town[who].sees("bot", reads("Ebook was called off, so your 50 ⭐ goes back"))
    await town.skip(minutes=1)
    for who in ("boris", "carla"):
        await town[who].sees("bot", lambda one: (one.service or {}).get("kind") == RETURNED)
        [receipt] = await town[who].receipts()
        assert receipt.returned is not None
        await town[who].send("bot", "/paysupport")
        await town[who].sees("bot", reads("50 ⭐ for Ebook", "went back to you"))
    assert town.sandbox.till.held() == {"XTR": 0}
    await town["anna"].send("bot", "/my")
    runs = await town["anna"].sees("bot", reads("Ebook", "called off", "you run it"))
    assert "to give back" not in runs.text
