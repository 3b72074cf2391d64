"""A buy of Anna's in Flat 12, orders in it, its close, and taps on what is shown of it."""

from typing import Any

from domain.buy import GroupBuy
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.commands.organiser import CloseBuy
from domain.ids import BuyId, ItemNo, PersonId
from domain.views import BoardRow
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, buttons, shown

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


async def close(talk: Talk, buy: GroupBuy) -> GroupBuy:
    """Close the buy and return it."""
    await talk.storage.desk.submit(CloseBuy(Cause(f"close:{buy.id}", NOW), ANNA, buy.id))
    return await fresh(talk, buy)


async def closed(talk: Talk, line: str = LINE) -> GroupBuy:
    """Return a closed buy in which Anna has 1, Boris 2 and Carla 3."""
    buy = await start(talk, line)
    for person, quantity in ((ANNA, 1), (BORIS, 2), (CARLA, 3)):
        await order(talk, buy.id, person, quantity)
    return await close(talk, buy)


async def row_of(talk: Talk, buy: GroupBuy, person: PersonId) -> BoardRow:
    """Return somebody's row of the board."""
    rows = await talk.storage.reader.board(buy.id)
    return next(row for row in rows if row.person == person)


class Hand:
    """Somebody who taps what the bot showed them last."""

    def __init__(self, talk: Talk, who: PersonId = ANNA) -> None:
        self.talk = talk
        self.who = who
        self.calls: list[Any] = []
        """What Telegram was asked to do for the last tap or text."""

    async def open(self, data: str) -> None:
        """Tap a button that stands somewhere."""
        self.calls = await self.talk.tap(self.who, data)

    async def tap(self, label: str) -> None:
        """Tap the button that is called so under the last message."""
        await self.open(self.buttons[label])

    async def type(self, text: str) -> None:
        """Type something."""
        self.calls = await self.talk.write(self.who, text)

    @property
    def text(self) -> str:
        """The last message, with its markup, spaces as usual ones."""
        return str(shown(self.calls).text).replace("\u00a0", " ")

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons under it, spaces as usual ones."""
        found = buttons(shown(self.calls).reply_markup)
        return {label.replace("\u00a0", " "): data for label, data in found.items()}
