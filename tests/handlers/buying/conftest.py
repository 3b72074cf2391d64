"""A talk with the bot in which Anna's olive oil is on offer."""

from datetime import timedelta
from typing import Any

import pytest_asyncio

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.drafts import SaveDraft, StartBuy
from domain.draft import Draft
from domain.ids import BuyId, ItemNo
from tests.handlers.buying.scenery import LADDER
from tests.handlers.chatting import ANNA, NOW, Talk

OIL, CODE = BuyId(2**53 - 1), "K7Q4PN"
OIL_ITEMS = (Item(ItemNo(1), "Olive oil 5 l", 4200),)


@pytest_asyncio.fixture
async def talk(talk: Talk) -> Talk:
    """A bot in Flat 12, with Anna, Boris and Carla, and a buy of Anna's."""
    await start(talk, OIL, CODE)
    return talk


async def start(
    talk: Talk,
    buy: BuyId,
    code: str,
    items: tuple[Item, ...] = OIL_ITEMS,
    title: str = "",
    *,
    may_take_online: bool = False,
    **terms: Any,
) -> None:
    """Let Anna start a buy in the flat, open until the day after tomorrow."""
    fields: dict[str, Any] = {
        "title": title or items[0].name,
        "currency": "EUR",
        "items": items,
        "ladder": LADDER if len(items) == 1 else None,
        "deadline": NOW + timedelta(days=2),
        "how_to_pay": "IBAN DE00",
    }
    draft = Draft(buy, ANNA, talk.home, NOW, "UTC", **(fields | terms))
    desk = talk.storage.desk
    await desk.submit(SaveDraft(Cause(f"save:{buy}", NOW), ANNA, draft))
    cause = Cause(f"start:{buy}", NOW)
    await desk.submit(StartBuy(cause, ANNA, buy, code, may_take_online=may_take_online))
