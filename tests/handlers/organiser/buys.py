"""A buy of Anna's in Flat 12, and orders in it."""

from domain.buy import GroupBuy
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.ids import BuyId, ItemNo, PersonId
from tests.handlers.chatting import ANNA, NOW, Talk

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"


async def start(talk: Talk, line: str = LINE) -> GroupBuy:
    """Start a buy of Anna's in the group."""
    before = {buy.id for buy in await talk.storage.reader.live_buys(talk.home)}
    await talk.write(ANNA, line, group=True)
    (card,) = await talk.said_in_group()
    await talk.tap(ANNA, card.rows[0][0].data or "", group=True)
    live = await talk.storage.reader.live_buys(talk.home)
    return next(buy for buy in live if buy.id not in before)


async def order(talk: Talk, buy: BuyId, person: PersonId, quantity: int) -> None:
    """Order so many units of the first item."""
    cause = Cause(f"order:{buy}:{person}:{quantity}", NOW)
    await talk.storage.desk.submit(ChangeOrder(cause, person, buy, ItemNo(1), quantity=quantity))


async def fresh(talk: Talk, buy: GroupBuy) -> GroupBuy:
    """Return the buy as it stands now."""
    found = await talk.storage.reader.buy(buy.id)
    assert found is not None
    return found
