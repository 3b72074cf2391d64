"""Boris pays in a simulated Telegram for a buy of Anna's, and the bot at work takes note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import LabeledPrice

from bot.application import Application
from domain.buy import Item
from domain.charges import Back, Charge
from domain.commands.base import Cause
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.member import AskInvoice, ChangeOrder
from domain.commands.organiser import CallOff
from domain.commands.people import Meet
from domain.draft import Draft
from domain.ids import BuyId, ItemNo, PersonId
from domain.ledger import Reason
from domain.payment import Due, Method, Payment
from handlers.notices import render
from tests.bot.house import House, until

ANNA, BORIS = PersonId(501), PersonId(502)
STICKERS, BOTTLE = BuyId(7_000_002), ItemNo(1)
AHEAD = Payment(Method.STARS, Due.AT_ORDER)


@dataclass
class Shop:
    """A buy that is paid in Stars when ordering, in which Boris has one for 500."""

    house: House
    telegram: Bot
    """Speaks to Telegram as the bot's owner might, by another tool."""
    invoices: int = 0

    @classmethod
    async def open(cls, house: House) -> Self:
        """Let Anna start the buy and Boris order; no bot is at work yet."""
        api = TelegramAPIServer.from_base(house.sandbox.url)
        telegram = Bot(house.sandbox.token, session=AiohttpSession(api=api))
        house.closing.push_async_callback(telegram.session.close)
        now, desk = house.clock.now(), house.storage.desk
        for person, name in ((ANNA, "Anna"), (BORIS, "Boris")):
            meet = Meet(Cause(f"m{person}", now), person, name, "", None, "en", private=True)
            await desk.submit(meet)
        draft = Draft(
            STICKERS,
            ANNA,
            None,
            now,
            "UTC",
            currency="XTR",
            items=(Item(BOTTLE, "Stickers", 500),),
            deadline=now + timedelta(days=2),
            payment=AHEAD,
        )
        await desk.submit(SaveDraft(Cause("d", now), ANNA, draft))
        await desk.submit(StartBuy(Cause("s", now), ANNA, STICKERS, "STARS1", may_take_online=True))
        await desk.submit(ChangeOrder(Cause("o", now), BORIS, STICKERS, BOTTLE, quantity=1))
        return cls(house, telegram)

    async def bot(self, **changes: Any) -> Application:
        """Start a bot as it is run for people."""
        settings = self.house.settings.model_copy(update=changes)
        made = Application(settings, self.house.clock, None, render, [])
        self.house.closing.push_async_callback(made.stop)
        await made.start()
        await self.house.met("boris")
        return made

    async def pays(self) -> Charge:
        """Boris pays an invoice over all that is left, and the bot has credited it."""
        self.invoices += 1
        cause = Cause(f"i{self.invoices}", self.house.clock.now())
        asked = AskInvoice(cause, BORIS, STICKERS, BORIS, f"invoice-{self.invoices}")
        invoice = await self.house.storage.desk.submit(asked)
        link = await self.telegram.create_invoice_link(
            title="Stickers",
            description="one",
            payload=invoice.id,
            currency="XTR",
            prices=[LabeledPrice(label="one", amount=invoice.amount)],
        )
        receipt = await self.house.people["boris"].pay(link)
        found = await until(lambda: self.house.storage.reader.charge(receipt.charge))
        assert isinstance(found, Charge)
        return found

    async def call_off(self) -> None:
        """Anna calls the buy off: what was paid is due back."""
        cause = Cause("off", self.house.clock.now())
        await self.house.storage.desk.submit(CallOff(cause, ANNA, STICKERS))
        self.house.clock.advance(0)

    async def back(self, charge: Charge) -> None:
        """Wait until the payment went back, as the bot knows it."""

        async def done() -> bool:
            found = await self.house.storage.reader.charge(charge.id)
            return found is not None and found.back is Back.DONE

        await until(done)

    async def given_back(self) -> list[int]:
        """What went back by the ledger."""
        entries = await self.house.storage.reader.entries(STICKERS)
        return [one.amount for one in entries if one.reason is Reason.CHARGE_BACK]

    @property
    def stars(self) -> int:
        """How many Stars the bot has."""
        return self.house.sandbox.till.held().get("XTR", 0)
