"""A payment, and Stars on their way back, survive a process killed in the midst of it (NEW-4)."""

from __future__ import annotations

from tests.databases import only_sqlite
from tests.journeys.paying import STARS, call_off, invoice, order
from tests.journeys.steps import reads, start
from tests.journeys.town import Town
from tools.apart import Apart

RETURNED = "refunded_payment"
LINE = "/buy Ebook; 50 ⭐; 9: 40; pay in Stars when ordering; until Fri 18:00"


@only_sqlite  # what a killed process leaves is tried on both in the week of test_undisturbed
async def test_what_was_paid_is_credited_once_and_goes_back_once(quiet_town: Town) -> None:
    """NEW-4: without it a crash would lose somebody's money, or give it back twice."""
    town = quiet_town
    bot = Apart(town.settings)
    town.closing.callback(bot.kill)
    bot.start()
    await start(town, LINE)
    await order(town, "boris", "Ebook", 2)
    asked = await invoice(town, "boris", 100, STARS)
    thanks = town.sandbox.fault("sendMessage", effect="hold", chat=502)
    await town["boris"].pay(asked)
    await thanks.happens()
    bot.kill()
    thanks.release()
    bot.start()
    await town.skip(minutes=1)
    await town["anna"].sees("bot", reads("Boris paid 100 ⭐ for Ebook"))
    await town["boris"].sees("bot", reads("100 ⭐ received", "All paid"))

    refund = town.sandbox.fault("refundStarPayment", effect="hold")
    await call_off(town, "Ebook")
    await refund.happens()
    bot.kill()
    refund.release()
    bot.start()
    await town.skip(minutes=1)
    await town["boris"].sees(
        "bot", lambda one: (one.service or {}).get("kind") == "refunded_payment"
    )
    await town["boris"].send("bot", "/paysupport")
    await town["boris"].sees("bot", reads("100 ⭐ for Ebook", "went back to you"))
    assert town.sandbox.till.held() == {"XTR": 0}
    told = [one for one in await town["anna"].messages() if reads("Boris paid")(one)]
    assert len(told) == 1
