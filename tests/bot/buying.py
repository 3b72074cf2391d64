"""A group buy to watch: olive oil, started by Anna."""

from __future__ import annotations

from datetime import timedelta

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.people import Meet
from domain.draft import Draft
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from tests.bot.house import House

ANNA = PersonId(501)
OIL = BuyId(7_000_001)


async def started(house: House, deadline: timedelta, home: HomeId | None = None) -> None:
    """Anna starts a buy that closes after `deadline`."""
    now = house.clock.now()
    draft = Draft(
        OIL,
        ANNA,
        home,
        now,
        "UTC",
        title="Olive oil",
        currency="EUR",
        items=(Item(ItemNo(1), "Olive oil", 4200),),
        deadline=now + deadline,
        version=0,
    )
    await house.storage.desk.submit(Meet(Cause("m", now), ANNA, "Anna", "", "anna", "en", True))
    await house.storage.desk.submit(SaveDraft(Cause("d", now), ANNA, draft))
    await house.storage.desk.submit(StartBuy(Cause("s", now), ANNA, OIL, "OLIVE1"))
