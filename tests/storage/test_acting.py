"""Who acts, and where: looked up for many at once, and the same as if alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection

from domain.ids import BuyId, HomeId, PersonId
from domain.notices import NoticeKind
from domain.people import Home, Membership, Person
from storage import Storage
from storage.chats import Place
from storage.reader import Act, Acting
from storage.together import Together
from tests.storage.samples import write
from tests.storage.scripted import HandClock

T = TypeVar("T")

ANNA, BORIS, CARLA = PersonId(501), PersonId(502), PersonId(503)
FLAT, OFFICE = -4001, -4002
OIL = BuyId(7_000_001)


async def test_many_at_once_are_told_apart(storage: Storage) -> None:
    """Without it somebody could be answered in another's language, or order in another's home."""
    flat = await storage.chats.settle_in(FLAT, "Flat 12", "en")
    office = await storage.chats.settle_in(OFFICE, "Office", "de")
    anna, boris = Person(ANNA, "Anna"), Person(BORIS, "Boris", zone="Asia/Tokyo")
    await write(storage, anna, boris, Membership(flat, ANNA), Membership(office, BORIS))
    await storage.chats.note_message(OIL, NoticeKind.CARD, FLAT, 7)
    await storage.chats.note_message(OIL, NoticeKind.CARD, FLAT, 9)
    acts = [
        Act(ANNA, FLAT, OIL),
        Act(ANNA, OFFICE),
        Act(BORIS, OFFICE, BuyId(8)),
        Act(CARLA, FLAT),
        Act(None, FLAT),
        Act(ANNA),
        Act(BORIS, -99),
        Act(),
    ]
    found = await asyncio.gather(*(storage.reader.acting(act) for act in acts))
    alone = [await storage.reader.acting(act) for act in acts]
    assert found == alone
    in_flat, in_office = Home(flat, "Flat 12", "en"), Home(office, "Office", "de")
    assert found == [
        Acting(anna, in_flat, Membership(flat, ANNA), card=Place(FLAT, 9)),
        Acting(anna, in_office),
        Acting(boris, in_office, Membership(office, BORIS)),
        Acting(home=in_flat),
        Acting(home=in_flat),
        Acting(anna),
        Acting(boris),
        Acting(),
    ]


async def test_in_private_the_zone_is_that_of_the_latest_home(
    storage: Storage, clock: HandClock
) -> None:
    """Without it times in private were told in a zone that the person does not live in."""
    await write(storage, Person(ANNA, "Anna"))
    for number, zone in ((1, "Europe/Rome"), (2, "Asia/Tokyo"), (3, None)):
        home = Home(HomeId(number), "Flat 12", "en", zone)
        await write(storage, home, Membership(home.id, ANNA))
        clock.pass_(minutes=1)
    assert (await storage.reader.acting(Act(ANNA))).zone == "Asia/Tokyo"
    assert (await storage.reader.acting(Act(ANNA, FLAT))).zone is None


class Counting:
    """A database that only counts its transactions, and knows no number above 9."""

    def __init__(self) -> None:
        self.transactions = 0

    async def run(self, job: Callable[[Connection], T], *, brief: bool = False) -> T:
        """Run a job with no connection."""
        self.transactions += 1
        await asyncio.sleep(0)
        nothing: Any = None
        return job(nothing)

    async def close(self) -> None:
        """Nothing is open."""


def doubled(_: Connection, numbers: Sequence[int]) -> list[int]:
    """Answer each number with its double."""
    if max(numbers) > 9:
        raise ValueError(numbers)
    return [number * 2 for number in numbers]


async def test_who_waits_together_is_answered_together() -> None:
    """Without it each of a hundred people who tap at once would cost a transaction of their own."""
    database = Counting()
    asking = Together(database, doubled)
    assert await asyncio.gather(*(asking.ask(number) for number in range(9))) == [
        number * 2 for number in range(9)
    ]
    assert database.transactions == 1


async def test_one_that_cannot_be_answered_fails_alone() -> None:
    """Without it one odd update would be a bug to everybody who acted in the same moment."""
    asking = Together(Counting(), doubled)
    first, odd, last = await asyncio.gather(
        asking.ask(1), asking.ask(10), asking.ask(3), return_exceptions=True
    )
    assert (first, last) == (2, 6)
    assert isinstance(odd, ValueError)


async def test_whoever_waits_no_more_holds_up_nobody() -> None:
    """Without it one tap given up could leave all that came with it without an answer."""
    asking = Together(Counting(), doubled)
    gone = asyncio.create_task(asking.ask(1))
    stays = asyncio.create_task(asking.ask(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 4
    with pytest.raises(asyncio.CancelledError):
        await gone
