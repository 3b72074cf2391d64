"""People, a flat and a buy of olive oil, as the product owner's examples have them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.buy import GroupBuy, Item, State, Terms
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.commands.organiser import CloseBuy
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.people import Home, Person, Reach
from handlers.links import Links
from handlers.notices.scene import Scene
from handlers.screen import Screen
from locales.translator import Translator
from tests.handlers.buying.memory import Memory

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""A Wednesday."""

DEADLINE = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
ANNA, BORIS, CARLA, DEWI = (PersonId(n) for n in (101, 102, 103, 104))
HOME = HomeId(7)
CHAT = -1007
OIL = BuyId(2**53 - 1)
ONE = ItemNo(1)
EN = Translator("en")
LINKS = Links("buy_bot")
LADDER = Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))


def oil(**terms: Any) -> GroupBuy:
    """Olive oil at 42.00, from 10 for 38.00, from 20 for 35.00, until Friday 18:00."""
    fields: dict[str, Any] = {
        "title": "Olive oil 5 l",
        "currency": "EUR",
        "items": (Item(ONE, "Olive oil 5 l", 4200),),
        "deadline": DEADLINE,
        "zone": "UTC",
        "ladder": LADDER,
        "how_to_pay": "IBAN DE00 1234",
    }
    return GroupBuy(
        id=OIL,
        organiser=ANNA,
        home=HOME,
        terms=Terms(**(fields | terms)),
        state=State.OPEN,
        code="K7Q4PN",
        code_expires_at=DEADLINE,
        created_at=NOW - timedelta(days=1),
    )


def flat(buy: GroupBuy | None = None) -> Memory:
    """Flat 12 with Anna's buy; Boris, Carla and Dewi have written to the bot."""
    memory = Memory()
    names = {ANNA: "Anna", BORIS: "Boris", CARLA: "Carla", DEWI: "Dewi"}
    memory.world.take(Person(one, name, reach=Reach.OPEN) for one, name in names.items())
    memory.world.take([Home(HOME, "Flat 12"), buy or oil()])
    memory.chats[CHAT] = HOME
    return memory


async def order(memory: Memory, person: PersonId, quantity: int, item: ItemNo = ONE) -> None:
    """Let somebody order so many."""
    cause = Cause(f"{person}:{item}:{quantity}", NOW)
    await memory.submit(ChangeOrder(cause, person, OIL, item, quantity=quantity))


async def close(memory: Memory) -> None:
    """Let Anna close the buy."""
    await memory.submit(CloseBuy(Cause("close", NOW), ANNA, OIL))


def scene(memory: Memory, now: datetime = NOW) -> Scene:
    """The scene in which a notice is rendered."""
    return Scene(memory, memory, LINKS, now)


def text(screen: Screen) -> str:
    """The text of a screen without tags and entities, as a person reads it."""
    return "\n".join(line.striptags() for line in screen.text.split("\n"))


def labels(screen: Screen) -> list[list[str]]:
    """What stands on the buttons, row by row."""
    return [[button.text for button in row] for row in screen.rows]
