"""Paying through Telegram after the close: whole, in parts, by somebody else, in Stars (BP-4)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sandbox.errors import NotPaid
from tests.databases import only_sqlite
from tests.journeys.paying import STARS, bill, invoice, look, money
from tests.journeys.steps import OIL, close, draft, has, in_languages, more, press, reads, start
from tests.journeys.town import HOME, Town

BY_TELEGRAM = f"/buy {OIL}; 42 EUR; 3: 38; pay online; until Fri 18:00"

pytestmark = only_sqlite


def online(town: Town) -> str:
    """A line for oil that is paid through Telegram once the price is known."""
    until = town.label("reading-until", moment=town.label("reading-example-deadline"))
    return f"/buy {OIL}; 42 EUR; 3: 38; {town.label('reading-pay-online')}; {until}"


@in_languages("en", "ru")
async def test_an_invoice_after_the_close_a_part_of_it_and_the_rest_by_somebody_else(
    town: Town,
) -> None:
    """BP-4: without it people would type account numbers, and nobody could pay for a friend."""
    await start(town, online(town))
    await more(town, "boris", 2)
    await more(town, "carla")
    await close(town)
    goes = town.says("statement-pay-online", organiser="Anna")
    await town["boris"].sees("bot", reads(money(town, 7600), goes))
    asked = await invoice(town, "boris", 7600)
    sheet = await town["boris"].sheet(asked)
    assert (sheet["total"]["amount"], sheet["total"]["currency"]) == (7600, "EUR")
    assert town.says("pay-goes-online", organiser="Anna") in sheet["description"]

    await press(town, "boris", "statement-pay-part")
    town.sandbox.fault("update", effect="double", chat=502)
    typed = await town["boris"].send("bot", town.eur(3000))
    part = await town["boris"].sees("bot", bill, after=typed)
    assert (await town["boris"].pay(part)).amount == 3000
    left: dict[str, Any] = {"amount": money(town, 3000), "title": OIL, "left": money(town, 4600)}
    await town["boris"].sees("bot", reads(town.says("pay-received-part", **left)))
    asked_for = [one.id for one in await town["boris"].messages() if bill(one)]
    assert asked_for == [asked.id, part.id]
    with pytest.raises(NotPaid, match=re.escape(town.eur(4600))):
        await town["boris"].pay(asked)
    await look(town, "boris", OIL)
    await town["boris"].sees("bot", has(town.label("statement-pay-now", amount=left["left"])))

    await press(town, "boris", "statement-pay-link")
    message = await town["boris"].sees("bot", reads("https://t.me/$"))
    [link] = re.findall(r"https://t\.me/\$\w+", message.text)
    assert (await town["mei"].sheet(link))["total"]["amount"] == 4600
    await town["mei"].pay(link)
    mine: dict[str, Any] = {"name": "Boris", "title": OIL, "amount": left["left"]}
    await town["mei"].sees("bot", reads(town.says("pay-received-for", **mine)))
    theirs: dict[str, Any] = {
        "payer": "Mei",
        "organiser": "Anna",
        "title": OIL,
        "amount": left["left"],
    }
    await town["boris"].sees("bot", reads(town.says("notice-marked-by", **theirs)))
    told: dict[str, Any] = {"name": "Mei", "person": "Boris", "title": OIL, "amount": left["left"]}
    await town["anna"].sees("bot", reads(town.says("notice-charged-for", **told)))
    with pytest.raises(NotPaid, match=re.escape(town.says("pay-nothing-left"))):
        await town["mei"].pay(link)
    statement = await look(town, "boris", OIL)
    assert not has(town.label("statement-pay-part"))(statement)
    assert town.sandbox.till.held() == {"EUR": 7600}


async def test_an_overpaid_part_is_asked_again(town: Town) -> None:
    """BP-4: without it a slip of the finger would take more than is owed."""
    await start(town, BY_TELEGRAM)
    await more(town, "boris")
    await close(town)
    await town["boris"].sees("bot", "settled")
    await press(town, "boris", "statement-pay-part")
    sent = await town["boris"].send("bot", "420")
    refused = await town["boris"].sees("bot", lambda one: not one.own, after=sent)
    assert reads("42.00 EUR is all that is owed")(refused)
    sent = await town["boris"].send("bot", "a bit")
    await town["boris"].sees("bot", reads("a bit"), after=sent)
    sent = await town["boris"].send("bot", "42")
    await town["boris"].pay(await town["boris"].sees("bot", bill, after=sent))
    await town["boris"].sees("bot", reads("42.00 EUR received", "All paid"))


@in_languages("en", "ar")
async def test_stars_pay_for_digital_goods(town: Town) -> None:
    """BP-4: without it what Telegram lets be sold for Stars alone could not be bought together."""
    until = town.label("reading-until", moment=town.label("reading-example-deadline"))
    stars = town.label("reading-pay-stars")
    await start(town, f"/buy Ebook; 50 ⭐; 3: 40; {stars}; {until}")
    await more(town, "boris", 2)
    await more(town, "carla")
    await close(town)
    statement = await town["boris"].sees("bot", reads(money(town, 80, STARS)))
    assert not has(town.label("statement-pay-part"))(statement)
    asked = await invoice(town, "boris", 80, STARS)
    sheet = await town["boris"].sheet(asked)
    assert (sheet["total"]["currency"], sheet["balance"]) == ("XTR", 100_000)
    receipt = await town["boris"].pay(asked)
    assert (receipt.amount, receipt.currency) == (80, "XTR")
    thanks = town.says("pay-received", amount=money(town, 80, STARS), title="Ebook")
    await town["boris"].sees("bot", reads(thanks))
    assert town.sandbox.till.held() == {"XTR": 80}
    await town["boris"].send("bot", "/paysupport")
    support = await town["boris"].sees("bot", reads(receipt.charge))
    assert reads(town.says("pay-support").split("\n", maxsplit=1)[0], "Ebook")(support)


async def test_only_whom_the_owner_lists_takes_money_through_telegram(town: Town) -> None:
    """BP-4: without it anybody in a group could collect money into the owner's account."""
    read = await draft(town, BY_TELEGRAM, "boris")
    assert town.label("reading-pay-online") not in read.text.casefold()
    why = await town["boris"].sees(HOME, town.says("refusal-not-listed"), after=read)
    assert "land with the owner of this bot" in why.text
    await town["boris"].tap(read, town.label("draft-start"))
    await more(town, "carla")
    await close(town, "boris")
    statement = await town["carla"].sees("bot", reads("settled", "Pay Boris"))
    assert not has(town.label("statement-pay-part"))(statement)
    read = await draft(town, BY_TELEGRAM)
    assert town.label("reading-pay-online") in read.text.casefold()
