"""Chats, messages and join codes with several processes on one PostgreSQL."""

import asyncio
from dataclasses import replace

from sqlalchemy import func, select

from domain.ids import BuyId
from domain.notices import NoticeKind
from domain.ports import DeskUnavailable
from storage import Storage, tables
from storage.chats import Place
from tests.storage.replicas import replicas
from tests.storage.samples import NEIGHBOURS, OIL, a_buy, write
from tests.storage.scripted import HandClock, Scripted

GROUP, SUPERGROUP = -5, -1005


async def counted(storage: Storage, query: object) -> int:
    """Return the number a query gives."""
    return int(await storage.readers.run(lambda c: c.scalar(query)) or 0)  # type: ignore[call-overload]


async def test_a_new_chat_gets_one_home(postgres_url: str, clock: HandClock) -> None:
    """Two homes for a chat would split its members and buys; one nobody lives in stays for ever."""
    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        for chat in range(-20, -10):
            settling = (one.chats.settle_in(chat, "Flat 12", "en") for one in three)
            homes = await asyncio.gather(*settling)
            assert len(set(homes)) == 1
            assert await three[0].chats.home_of(chat) == homes[0]
        assert await counted(three[0], select(func.count()).select_from(tables.homes)) == 10


async def test_one_card_at_a_time(postgres_url: str, clock: HandClock) -> None:
    """A speaker that was thought dead may still note its card: two live ones show two truths."""
    message = tables.messages.c
    present = select(func.count()).where(message.buy == OIL, message.present)
    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        for turn in range(10):
            noting = (
                one.chats.note_message(OIL, NoticeKind.CARD, GROUP, 10 * turn + place)
                for place, one in enumerate(three)
            )
            retired = await asyncio.gather(*noting)
            assert await counted(three[0], present) == 1
            assert len(set(retired) - {None}) == len(three) - (turn == 0)
        retiring = (one.chats.retire(OIL, NoticeKind.CARD) for one in three)
        assert sum(place is not None for place in await asyncio.gather(*retiring)) == 1


async def test_a_line_makes_one_draft(postgres_url: str, clock: HandClock) -> None:
    """The same /buy line at two replicas must lead to the same draft."""
    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        writing = (one.chats.written_in(GROUP, 1, BuyId(n)) for n, one in enumerate(three))
        assert len(set(await asyncio.gather(*writing))) == 1


async def test_both_hear_of_a_migration(postgres_url: str, clock: HandClock) -> None:
    """The service message reaches one replica, the refused send another."""
    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        home = await three[0].chats.settle_in(GROUP, "Flat 12", "en")
        await three[0].chats.note_message(OIL, NoticeKind.CARD, GROUP, 10)
        hearing = (one.chats.migrate(GROUP, SUPERGROUP) for one in three[:2])
        await asyncio.gather(*hearing, three[2].chats.settle_in(SUPERGROUP, "Flat 12", "en"))
        assert await three[0].chats.home_of(SUPERGROUP) == home
        assert await three[0].chats.chat_of(home) == SUPERGROUP
        assert await counted(three[0], select(func.count()).select_from(tables.homes)) == 1
        await three[0].chats.note_message(OIL, NoticeKind.CARD, SUPERGROUP, 1)
        assert await three[1].chats.card_place(OIL) == Place(SUPERGROUP, 1)


async def test_two_that_draw_the_same_code(postgres_url: str, clock: HandClock) -> None:
    """One starts; the other is to draw again, rather than hear of an error that nobody made."""
    async with replicas(postgres_url, clock, 2, Scripted()) as two:
        await write(two[0], *NEIGHBOURS)
        for turn in range(5):
            buys = [a_buy(BuyId(100 + 10 * turn + place), code=f"S{turn}") for place in range(2)]
            starting = (write(one, buy) for one, buy in zip(two, buys, strict=True))
            results = await asyncio.gather(*starting, return_exceptions=True)
            late = [one for one in results if one is not None]
            assert len(late) == 1
            assert isinstance(late[0], DeskUnavailable)
            again = buys[0 if results[0] is not None else 1]
            await write(two[0], replace(again, code=f"T{turn}"))
