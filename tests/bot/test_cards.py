"""Cards: one message a buy, edited in place, found again."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from domain.ids import HomeId
from domain.notices import Notice, NoticeKind
from handlers.notices.say import How, Say, Verdict
from handlers.notices.scene import Scene
from handlers.screen import Screen
from tests.bot.buying import OIL, started
from tests.bot.house import House, say_kind, until

HOURS = timedelta(hours=5)


async def home_of(house: House) -> HomeId:
    """The home that Flat 12 is, once the bot knows it."""
    return HomeId(await until(lambda: house.storage.chats.home_of(house.flat.id)))


async def test_a_card_is_posted_once_and_then_edited(house: House) -> None:
    """Without it every order would push a new card into the group."""
    house.render = say_kind
    await house.bot()
    home = await home_of(house)
    await started(house, HOURS, home)
    house.clock.advance(0)
    first = await house.people["anna"].sees(house.flat, "card at")
    await until(lambda: house.storage.chats.card_place(OIL))
    await house.again(NoticeKind.CARD, f"card:{OIL}", OIL, home)

    async def edited() -> bool:
        last = await house.people["anna"].sees(house.flat, "card at")
        return last.id == first.id and last.text != first.text

    await until(edited)
    place = await house.storage.chats.card_place(OIL)
    assert place is not None
    assert place.message_id == first.id


async def test_a_draft_card_becomes_the_card(house: House) -> None:
    """Without it the group would be left with a dead draft above every card."""
    house.render = say_kind
    await house.bot()
    home, now = await home_of(house), house.clock.now()
    await house.notice(
        Notice("draft", NoticeKind.DRAFT_CARD, now, home=home, values={"draft": OIL})
    )
    draft = await house.people["anna"].sees(house.flat, "draft_card at")
    await until(lambda: house.storage.chats.place(OIL, NoticeKind.DRAFT_CARD))
    await started(house, HOURS, home)
    house.clock.advance(0)
    card = await house.people["anna"].sees(house.flat, lambda one: one.text.startswith("card at"))
    assert card.id == draft.id
    place = await until(lambda: house.storage.chats.card_place(OIL))
    assert place.message_id == card.id


async def test_a_deleted_card_is_posted_anew(house: House) -> None:
    """Without it a buy would have no card for good once somebody tidied up."""
    house.render = say_kind
    await house.bot()
    home = await home_of(house)
    await started(house, HOURS, home)
    house.clock.advance(0)
    anna = house.people["anna"]
    first = await anna.sees(house.flat, "card at")
    await until(lambda: house.storage.chats.card_place(OIL))
    await anna.delete(first)
    await house.again(NoticeKind.CARD, f"card:{OIL}", OIL, home)
    second = await anna.sees(house.flat, "card at")
    assert second.id != first.id


async def test_brought_down_again(house: House) -> None:
    """Without it two cards would stand in the group, and people would tap the old one."""

    async def again(notice: Notice, scene: Scene) -> Verdict:
        if notice.kind is NoticeKind.CARD_AGAIN:
            return Say(Screen(Markup("new")), How.CARD_AGAIN, retired=Screen(Markup("retired")))
        return await say_kind(notice, scene)

    house.render = again
    await house.bot()
    home = await home_of(house)
    await started(house, HOURS, home)
    house.clock.advance(0)
    anna = house.people["anna"]
    first = await anna.sees(house.flat, "card at")
    await until(lambda: house.storage.chats.card_place(OIL))
    await house.again(NoticeKind.CARD_AGAIN, "again", OIL, home)
    second = await anna.sees(house.flat, "new")
    retired = await anna.sees(house.flat, "retired")
    assert retired.id == first.id
    place = await until(lambda: house.storage.chats.card_place(OIL))
    assert place.message_id == second.id
