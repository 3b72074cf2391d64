"""From a closed buy to the supplier: what leaves, what is repeated, what the organiser hears."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.application import Application
from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.goods import SendRequests
from domain.commands.member import ChangeOrder, ChooseDestination
from domain.commands.organiser import CloseBuy
from domain.commands.people import Meet
from domain.draft import Draft
from domain.goods import Destination, Supplier
from domain.ids import BuyId, ItemNo, PersonId
from domain.notices import Fate
from handlers.notices import render
from tests.bot.house import House, until
from tests.bot.supplying import CERTIFICATE, HOST, Postbox, Shop, a_postbox, a_shop

ANNA, BORIS, CARLA = PersonId(501), PersonId(502), PersonId(503)
OIL, BOTTLE = BuyId(7_000_003), ItemNo(1)
ASKED = "supplier_request:7000003:501:asked"
SECRET = "a-secret-of-the-owner"
MAIL = "orders@oil.example"


@dataclass
class Dispatch:
    """A closed buy in which Boris has 2, the others 1 each, and the ways to its supplier."""

    house: House
    box: Postbox
    smtp: str
    shop: Shop

    async def closed(self, supplier: Supplier, *, known: bool = True) -> None:
        """Close a buy with this supplier; Anna never opened the bot unless she is `known`."""
        now, desk = self.house.clock.now(), self.house.storage.desk
        for person, name in ((ANNA, "Anna"), (BORIS, "Boris"), (CARLA, "Carla")):
            private = known or person != ANNA
            meet = Meet(Cause(f"m{person}", now), person, name, "", None, "en", private)
            await desk.submit(meet)
        draft = Draft(
            OIL,
            ANNA,
            None,
            now,
            "UTC",
            currency="EUR",
            items=(Item(BOTTLE, "Olive oil", 4200, unit="can"),),
            deadline=now + timedelta(days=2),
            ships=True,
            supplier=supplier,
        )
        await desk.submit(SaveDraft(Cause("d", now), ANNA, draft))
        await desk.submit(StartBuy(Cause("s", now), ANNA, OIL, "OLIVE1"))
        for person, units in ((BORIS, 2), (CARLA, 1), (ANNA, 1)):
            order = ChangeOrder(Cause(f"o{person}", now), person, OIL, BOTTLE, quantity=units)
            await desk.submit(order)
        await desk.submit(CloseBuy(Cause("c", now), ANNA, OIL))
        where = Destination(address="Main St 5\n10115 Berlin")
        said = ChooseDestination(Cause("w", now), BORIS, OIL, where, "token-of-boris")
        await desk.submit(said)

    async def ask(self) -> None:
        """Anna has the requests sent."""
        cause = Cause("asked", self.house.clock.now())
        await self.house.storage.desk.submit(SendRequests(cause, ANNA, OIL, ("t-b", "t-c")))
        self.house.clock.advance(0)

    async def bot(self, **changes: Any) -> Application:
        """Start a bot as it is run for people; by default both ways are arranged."""
        arranged: dict[str, Any] = {
            "smtp_url": self.smtp,
            "smtp_from": "bot@flat.example",
            "supplier_secret": SECRET,
            "supplier_hosts": frozenset({HOST}),
        }
        settings = self.house.settings.model_copy(update=arranged | changes)
        made = Application(settings, self.house.clock, None, render, [])
        self.house.closing.push_async_callback(made.stop)
        await made.start()
        return made

    async def hears(self, words: str) -> None:
        """Wait until Anna reads this."""
        await self.house.people["anna"].sees("bot", words)

    async def fate(self, *wanted: Fate) -> None:
        """Wait until the request's fate is one of these."""
        await self.house.fate(await self.key(), *wanted)

    async def key(self) -> str:
        """The key of the notice to the supplier."""
        return str(await until(self._find))

    async def _find(self) -> str | None:
        claim = "SELECT key FROM notices WHERE kind = 'supplier_request'"
        rows = await self.house.storage.writer.run(
            lambda connection: connection.exec_driver_sql(claim).all()
        )
        return rows[0][0] if rows else None


@pytest.fixture
async def dispatch(house: House, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Dispatch]:
    """A house with suppliers in reach, whose certificate it trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with AsyncExitStack() as closing:
        box, smtp = await closing.enter_async_context(a_postbox())
        shop = await closing.enter_async_context(a_shop())
        yield Dispatch(house, box, smtp, shop)


async def test_the_supplier_is_written_and_the_organiser_has_the_same_list(
    dispatch: Dispatch,
) -> None:
    """GP-5: else the parts of twenty people are typed into a mail by hand."""
    await dispatch.closed(Supplier(email=MAIL))
    await dispatch.bot()
    await dispatch.ask()
    await dispatch.fate(Fate.SENT)
    (mail,) = dispatch.box.mails
    assert mail["Subject"] == "Shipping requests: Olive oil (OLIVE1)"
    body = mail.get_body()
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")
    assert "Anna asks you to ship" in text
    assert "2 × Olive oil\nMain St 5 10115 Berlin" in text
    assert "Carla" not in text
    anna = dispatch.house.people["anna"]
    seen = await anna.sees("bot", "Shipping request for 1 part")
    name, file = await anna.open_document(seen)
    assert name == "OLIVE1.xlsx"
    (attached,) = mail.iter_attachments()
    assert attached.get_payload(decode=True) is not None
    head, *rows = openpyxl.load_workbook(BytesIO(file)).active.iter_rows(values_only=True)
    assert head == ("Reference", "Name", "Item", "Unit", "Units", "Where to")
    assert rows == [("OLIVE1-01", "Boris", "Olive oil", "can", 2, "Main St 5 10115 Berlin")]


async def test_a_program_gets_fields_that_stay_the_same(dispatch: Dispatch) -> None:
    """Else a supplier's program breaks with the organiser's language, or has an address cut."""
    await dispatch.closed(Supplier(url=dispatch.shop.url))
    await dispatch.bot()
    await dispatch.ask()
    await dispatch.fate(Fate.SENT)
    ((body, _),) = dispatch.shop.got
    assert json.loads(body) == {
        "code": "OLIVE1",
        "title": "Olive oil",
        "requests": [
            {
                "reference": "OLIVE1-01",
                "name": "Boris",
                "address": "Main St 5\n10115 Berlin",
                "point": "",
                "slot": "",
                "lines": [{"item": "Olive oil", "unit": "can", "quantity": 2, "guest": ""}],
            }
        ],
    }


async def test_a_shop_that_is_away_is_called_again_under_the_same_key(dispatch: Dispatch) -> None:
    """Else its restart loses an order, or the order is shipped twice."""
    await dispatch.closed(Supplier(url=dispatch.shop.url))
    dispatch.shop.status = 503
    await dispatch.bot()
    await dispatch.ask()
    await until(lambda: _called(dispatch.shop, 1))
    dispatch.shop.status = 204
    for _ in range(3):
        dispatch.house.clock.advance(2)
    await dispatch.fate(Fate.SENT)
    keys = {headers["Idempotency-Key"] for _, headers in dispatch.shop.got}
    assert len(keys) == 1
    assert len(dispatch.shop.got) == 2


async def _called(shop: Shop, times: int) -> bool:
    return len(shop.got) >= times


async def test_a_mail_in_doubt_is_told_and_not_repeated(dispatch: Dispatch) -> None:
    """NEW-4: else it is shipped twice, or nobody asks whether it was shipped at all."""
    await dispatch.closed(Supplier(email=MAIL))
    dispatch.box.hangs_up = True
    await dispatch.bot()
    await dispatch.ask()
    await dispatch.fate(Fate.UNKNOWN)
    await dispatch.hears("I do not know whether the supplier got the shipping requests")
    dispatch.box.hangs_up = False
    dispatch.house.clock.advance(3600)
    assert len(dispatch.box.mails) == 1
    rows = await dispatch.house.storage.reader.board(OIL)
    assert [row.in_doubt for row in rows] == [False, False, False]


@pytest.mark.parametrize(
    ("to", "changes", "said"),
    [
        ("mail", {"smtp_url": "", "smtp_from": ""}, "has set no way to tell suppliers"),
        ("shop", {"supplier_secret": ""}, "has set no way to tell suppliers"),
        ("shop", {"supplier_hosts": frozenset()}, "address takes no shipping requests"),
    ],
)
async def test_what_cannot_be_sent_is_told_to_the_organiser(
    dispatch: Dispatch, to: str, changes: dict[str, Any], said: str
) -> None:
    """Else Anna believes that the parcels are on their way."""
    supplier = Supplier(email=MAIL) if to == "mail" else Supplier(url=dispatch.shop.url)
    await dispatch.closed(supplier)
    await dispatch.bot(**changes)
    await dispatch.ask()
    await dispatch.fate(Fate.UNDELIVERABLE)
    await dispatch.hears(said)
    assert dispatch.shop.got == []
    assert dispatch.box.mails == []


async def test_a_shop_that_refuses_is_told_to_the_organiser(dispatch: Dispatch) -> None:
    """Else a wrong address is called all day and nobody corrects it."""
    await dispatch.closed(Supplier(url=dispatch.shop.url))
    dispatch.shop.status = 404
    await dispatch.bot()
    await dispatch.ask()
    await dispatch.hears("address takes no shipping requests")
    assert len(dispatch.shop.got) == 1


@pytest.mark.parametrize(("secret", "called", "mailed"), [(SECRET, 1, 0), ("", 0, 1)])
async def test_of_two_addresses_the_one_that_works_is_used_once(
    dispatch: Dispatch, secret: str, called: int, mailed: int
) -> None:
    """Else a supplier with both is asked twice, or not at all."""
    await dispatch.closed(Supplier(email=MAIL, url=dispatch.shop.url))
    await dispatch.bot(supplier_secret=secret)
    await dispatch.ask()
    await dispatch.fate(Fate.SENT)
    assert (len(dispatch.shop.got), len(dispatch.box.mails)) == (called, mailed)


async def test_the_supplier_waits_for_nobody(dispatch: Dispatch) -> None:
    """Else a buy that was started in the group alone never asks its supplier for anything."""
    await dispatch.closed(Supplier(email=MAIL), known=False)
    await dispatch.house.people["anna"].block()
    await dispatch.bot()
    await dispatch.ask()
    await dispatch.fate(Fate.SENT)
    assert len(dispatch.box.mails) == 1
