"""Chats: which chat is which home, and which message shows which buy."""

import asyncio

from domain.ids import BuyId
from domain.notices import NoticeKind
from domain.outcome import Outcome
from domain.people import Membership
from handlers import ports
from storage import Storage
from storage.chats import Place
from tests.storage.samples import ANNA, BORIS, OIL, a_buy, person
from tests.storage.scripted import do

GROUP, SUPERGROUP = -5, -1005


async def test_the_handlers_can_use_it(storage: Storage) -> None:
    """Storage does not know the handlers' port: the type checker compares them here."""
    chats: ports.Chats = storage.chats
    assert await chats.home_of(GROUP) is None


async def test_a_chat_has_one_home(storage: Storage) -> None:
    """Two homes for a chat would split its members and buys."""
    homes = await asyncio.gather(
        *(storage.chats.settle_in(GROUP, "Flat 12", "en") for _ in range(5))
    )
    assert len(set(homes)) == 1
    assert await storage.chats.home_of(GROUP) == homes[0]
    assert await storage.chats.chat_of(homes[0]) == GROUP
    other = await storage.chats.settle_in(-6, "Flat 12", "en")
    assert other != homes[0]


async def test_a_new_title_is_kept_and_choices_stay(storage: Storage) -> None:
    """Renaming a chat must not reset the language its administrators chose."""
    home = await storage.chats.settle_in(GROUP, "Flat 12", "de")
    assert await storage.chats.settle_in(GROUP, "Flat 13", "fr") == home
    found = await storage.reader.home(home)
    assert found is not None
    assert (found.title, found.language) == ("Flat 13", "de")


async def test_a_group_becomes_a_supergroup(storage: Storage) -> None:
    """Both the service message and a failed send tell of it, in any order: twice is once."""
    home = await storage.chats.settle_in(GROUP, "Flat 12", "en")
    await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 10)
    for _ in range(2):
        await storage.chats.migrate(GROUP, SUPERGROUP)
        assert await storage.chats.chat_of(home) == SUPERGROUP
        assert await storage.chats.home_of(SUPERGROUP) == home
        assert await storage.chats.home_of(GROUP) == home
    assert await storage.chats.card_place(OIL) is None
    assert await storage.chats.buy_at(GROUP, 10) == OIL
    await storage.chats.note_message(OIL, NoticeKind.CARD, SUPERGROUP, 1)
    await storage.chats.migrate(GROUP, SUPERGROUP)
    assert await storage.chats.card_place(OIL) == Place(SUPERGROUP, 1)


async def test_an_unknown_group_migrates_to_nothing(storage: Storage) -> None:
    """The bot may be told of a migration in a chat it never spoke in."""
    await storage.chats.migrate(GROUP, SUPERGROUP)
    assert await storage.chats.home_of(SUPERGROUP) is None


async def test_heard_of_before_its_migration(storage: Storage) -> None:
    """Updates come out of order: a home made for the new id must not swallow what it holds."""
    home = await storage.chats.settle_in(GROUP, "Flat 12", "en")
    stray = await storage.chats.settle_in(SUPERGROUP, "Flat 12", "en")
    tea = a_buy(BuyId(8), home=stray)
    people = (person(ANNA, "Anna"), person(BORIS, "Boris"))
    seen = (Membership(home, ANNA), Membership(stray, ANNA), Membership(stray, BORIS))
    await storage.desk.submit(do(Outcome((*people, *seen, tea))))
    await storage.chats.migrate(GROUP, SUPERGROUP)
    assert await storage.chats.home_of(SUPERGROUP) == home
    assert [buy.id for buy in await storage.reader.live_buys(home)] == [tea.id]
    assert {one.id for one in await storage.reader.members(home)} == {ANNA, BORIS}
    assert await storage.reader.home(stray) is None


async def test_one_card_at_a_time(storage: Storage) -> None:
    """Two live cards in a chat would show two truths."""
    assert await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 10, 3) is None
    assert await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 10, 3) is None
    assert await storage.chats.card_place(OIL) == Place(GROUP, 10, 3)
    retired = await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 20)
    assert retired == Place(GROUP, 10, 3)
    assert await storage.chats.card_place(OIL) == Place(GROUP, 20)
    assert await storage.chats.retire(OIL, NoticeKind.CARD) == Place(GROUP, 20)
    assert await storage.chats.card_place(OIL) is None
    assert await storage.chats.retire(OIL, NoticeKind.CARD) is None


async def test_every_message_leads_to_its_buy(storage: Storage) -> None:
    """A reply to a tier's announcement, or to an old card, means that buy."""
    await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 10)
    await storage.chats.note_message(OIL, NoticeKind.TIER, GROUP, 11)
    await storage.chats.note_message(OIL, NoticeKind.CARD, GROUP, 12)
    found = [await storage.chats.buy_at(GROUP, number) for number in (10, 11, 12, 13)]
    assert found == [OIL, OIL, OIL, None]
    await storage.chats.note_message(OIL, NoticeKind.DRAFT_CARD, GROUP, 14)
    assert await storage.chats.place(OIL, NoticeKind.DRAFT_CARD) == Place(GROUP, 14)
    assert await storage.chats.card_place(OIL) == Place(GROUP, 12)


async def test_a_buy_keeps_to_its_topic(storage: Storage) -> None:
    """In a forum, a tier announced in the General topic would interrupt everybody."""
    assert await storage.chats.thread_of(OIL) is None
    await storage.chats.use_thread(OIL, 77)
    assert await storage.chats.thread_of(OIL) == 77
    await storage.chats.use_thread(OIL, None)
    assert await storage.chats.thread_of(OIL) is None
