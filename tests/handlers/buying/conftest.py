"""A talk with the bot in which Anna's olive oil is on offer."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.drafts import SaveDraft, StartBuy
from domain.draft import Draft
from domain.ids import BuyId, ItemNo
from storage import open_storage
from tests.handlers.buying.scenery import LADDER
from tests.handlers.chatting import ANNA, NOW, FixedClock, Talk

OIL, CODE = BuyId(2**53 - 1), "K7Q4PN"
OIL_ITEMS = (Item(ItemNo(1), "Olive oil 5 l", 4200),)


@pytest_asyncio.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    """A bot in Flat 12, with Anna, Boris and Carla, and a buy of Anna's."""
    clock = FixedClock()
    storage = await open_storage(f"sqlite:///{tmp_path}/bot.db", clock)
    found = Talk(storage, clock)
    await found.move_in()
    await start(found, OIL, CODE)
    yield found
    await found.bot.session.close()
    await storage.close()


async def start(
    talk: Talk, buy: BuyId, code: str, items: tuple[Item, ...] = OIL_ITEMS, title: str = ""
) -> None:
    """Let Anna start a buy in the flat, open until the day after tomorrow."""
    draft = Draft(
        buy,
        ANNA,
        talk.home,
        NOW,
        "UTC",
        title=title or items[0].name,
        currency="EUR",
        items=items,
        ladder=LADDER if len(items) == 1 else None,
        deadline=NOW + timedelta(days=2),
        how_to_pay="IBAN DE00",
    )
    desk = talk.storage.desk
    await desk.submit(SaveDraft(Cause(f"save:{buy}", NOW), ANNA, draft))
    await desk.submit(StartBuy(Cause(f"start:{buy}", NOW), ANNA, buy, code))
