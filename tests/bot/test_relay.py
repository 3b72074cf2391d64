"""The relay: every notice reaches its chat once, or the outbox says why not."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from markupsafe import escape

from bot.metrics import Metrics
from domain.ids import HomeId, PersonId
from domain.notices import Fate, Notice, NoticeKind
from domain.people import Reach
from handlers.notices.say import Drop, Later, Say, Verdict
from handlers.notices.scene import Scene
from handlers.screen import Screen
from tests.bot.house import House, until

ANNA, BORIS, CARLA, YUKI = PersonId(501), PersonId(502), PersonId(503), PersonId(507)


def to_person(house: House, person: PersonId, text: str, key: str = "") -> Notice:
    """A nudge, due now."""
    now = house.clock.now()
    return Notice(key or text, NoticeKind.NUDGE, now, person=person, values={"text": text})


async def home(house: House) -> HomeId:
    """The home that Flat 12 is, once the bot knows it."""
    return HomeId(await until(lambda: house.storage.chats.home_of(house.flat.id)))


async def to_home(house: House, text: str) -> Notice:
    """A reply in the group, due now."""
    where, now = await home(house), house.clock.now()
    return Notice(text, NoticeKind.GROUP_REPLY, now, home=where, values={"text": text})


async def test_said_to_a_person_and_a_group(house: House) -> None:
    """Without it nothing the bot says unasked would arrive."""
    await house.bot()
    await house.met("anna")
    await house.notice(to_person(house, ANNA, "psst"), await to_home(house, "all hear"))
    await house.people["anna"].sees("bot", "psst")
    await house.people["boris"].sees(house.flat, "all hear")
    await house.fate("psst", Fate.SENT)
    await house.fate("all hear", Fate.SENT)


async def test_in_order_within_one_chat(house: House) -> None:
    """Without it a tier could be announced above the card it answers."""
    await house.bot()
    await house.met("anna")
    house.sandbox.fault("sendMessage", effect="delay", seconds=0.2, chat=ANNA)
    texts = [f"number {number}" for number in range(5)]
    await house.notice(*(to_person(house, ANNA, text) for text in texts))
    await house.people["anna"].sees("bot", texts[-1])
    said = [one.text for one in await house.people["anna"].messages() if "number" in one.text]
    assert said == texts


async def test_a_mistake_in_noting_a_fate_stops_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a person to whom it happened would hear nothing more until the bot restarts."""

    def stumble(*_: object) -> None:
        raise RuntimeError("this is the mistake")

    monkeypatch.setattr(Metrics, "notice", stumble)
    await house.bot()
    await house.met("anna")
    await house.notice(to_person(house, ANNA, "first"))
    await house.people["anna"].sees("bot", "first")
    await house.fate("first", Fate.SENT)
    await house.notice(to_person(house, ANNA, "second"))
    await house.people["anna"].sees("bot", "second")


async def test_too_many_requests_quieten_everything(house: House) -> None:
    """Without it the bot would go on after a 429, lose messages, and be cut off for longer."""
    await house.bot()
    await house.met("anna", "boris")
    house.sandbox.fault("sendMessage", code=429, retry_after=1, chat=ANNA)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await house.notice(to_person(house, ANNA, "first"))
    await house.people["anna"].sees("bot", "first")
    assert loop.time() - began >= 1
    await house.fate("first", Fate.SENT)


async def test_blocked_is_learnt_and_the_rest_goes_on(house: House) -> None:
    """Without it one person who blocked the bot would hold up the others, or be tried for ever."""
    await house.bot()
    await house.met("anna", "boris")
    house.sandbox.fault(
        "sendMessage",
        code=403,
        description="Forbidden: bot was blocked by the user",
        chat=BORIS,
    )
    await house.notice(to_person(house, BORIS, "to Boris"), to_person(house, ANNA, "to Anna"))
    assert await house.fate("to Boris", Fate.UNDELIVERABLE) == "blocked"
    await house.fate("to Anna", Fate.SENT)

    async def learnt() -> bool:
        person = await house.storage.reader.person(BORIS)
        return person is not None and person.reach is Reach.BLOCKED

    await until(learnt)


async def test_back_after_blocking_hears_what_was_not_said(house: House) -> None:
    """Without it whoever unblocks the bot would owe money and never have been told how much."""
    await house.bot()
    await house.met("boris")
    await house.people["boris"].block()
    settled = replace(to_person(house, BORIS, "a statement"), kind=NoticeKind.STATEMENT)
    await house.notice(settled, to_person(house, BORIS, "a nudge"))
    await house.fate("a statement", Fate.HELD)
    await house.fate("a nudge", Fate.UNDELIVERABLE, Fate.DROPPED)
    await house.people["boris"].unblock()
    await house.people["boris"].start()
    house.clock.advance(60)
    await house.people["boris"].sees("bot", "a statement")


async def test_the_first_start_delivers_what_was_held(house: House) -> None:
    """Without it whoever is invited before they open the bot would never hear of it."""
    await house.bot()
    await house.people["yuki"].send(house.flat, "/status@group_buy_bot")
    await until(lambda: house.storage.reader.person(YUKI))
    await house.notice(to_person(house, YUKI, "for Yuki"))
    await house.fate("for Yuki", Fate.HELD)
    await house.people["yuki"].start()
    await house.people["yuki"].sees("bot", "for Yuki")


@pytest.mark.parametrize("kind", [NoticeKind.NUDGE, NoticeKind.STATEMENT])
@pytest.mark.parametrize("effect", ["drop_before", "drop_after"])
async def test_what_telegram_hides_is_not_repeated(
    house: House, effect: str, kind: NoticeKind
) -> None:
    """Without it a message that did arrive would come a second time."""
    await house.bot()
    await house.met("anna")
    house.sandbox.fault("sendMessage", effect=effect, chat=ANNA)
    await house.notice(replace(to_person(house, ANNA, "once"), kind=kind))
    await house.fate("once", Fate.UNKNOWN)
    seen = [one for one in await house.people["anna"].messages() if one.text == "once"]
    assert len(seen) == (1 if effect == "drop_after" else 0)


async def test_telegram_broken_then_well(house: House) -> None:
    """Without it a statement would be lost in a minute's trouble of Telegram's."""
    await house.bot()
    await house.met("anna")
    house.sandbox.fault("sendMessage", code=502, chat=ANNA)
    await house.notice(to_person(house, ANNA, "after all"))
    await house.people["anna"].sees("bot", "after all")
    await house.fate("after all", Fate.SENT)


async def test_a_group_that_moved(house: House) -> None:
    """Without it the first word after a group became a supergroup would be lost."""
    await house.bot()
    where = await home(house)
    house.sandbox.fault("update", effect="drop_before", kind="message", times=None)
    moved = await house.people["anna"].migrate(house.flat)
    await house.notice(await to_home(house, "still here"))
    await house.people["anna"].sees(moved, "still here")
    assert await house.storage.chats.chat_of(where) == moved.id
    assert await house.storage.chats.home_of(moved.id) == where


async def test_put_off_and_dropped(house: House) -> None:
    """Without it quiet hours would be kept by nobody, and stale notices said all the same."""

    async def judge(notice: Notice, scene: Scene) -> Verdict:
        if notice.values["text"] == "stale":
            return Drop("stale")
        if scene.now < notice.due_at + timedelta(hours=1):
            return Later(notice.due_at + timedelta(hours=1))
        return Say(Screen(escape(notice.values["text"])))

    house.render = judge
    await house.bot()
    await house.met("anna")
    await house.notice(to_person(house, ANNA, "morning"), to_person(house, ANNA, "stale"))
    assert await house.fate("stale", Fate.DROPPED) == "stale"
    assert (await house.stands("morning"))[0] is Fate.WAITING
    await house.people.skip(2 * 3600 + 1)
    await house.people["anna"].sees("bot", "morning")


async def test_a_bug_in_one_notice_spares_the_others(house: House) -> None:
    """Without it one notice that cannot be worded would silence the bot."""

    async def breaks(notice: Notice, _: Scene) -> Verdict:
        if notice.values["text"] == "broken":
            raise RuntimeError("a bug")
        return Say(Screen(escape(notice.values["text"])))

    house.render = breaks
    await house.bot()
    await house.met("anna")
    await house.notice(to_person(house, ANNA, "broken"), to_person(house, ANNA, "fine"))
    await house.people["anna"].sees("bot", "fine")
    assert (await house.stands("broken"))[0] is Fate.WAITING


async def test_only_one_process_speaks(house: House) -> None:
    """Without it two processes would each use up Telegram's limits, and say things twice."""
    first = await house.bot()
    await house.met("anna")
    await house.notice(to_person(house, ANNA, "from the first"))
    await house.fate("from the first", Fate.SENT)
    await house.bot(
        webhook_url="http://127.0.0.1:1/hook", webhook_secret="x" * 20, listen="127.0.0.1:0"
    )
    await first.stop()
    await house.notice(to_person(house, ANNA, "from the second"))
    await house.fate("from the second", Fate.SENT)
    seen = [one.text for one in await house.people["anna"].messages() if "from the" in one.text]
    assert seen == ["from the first", "from the second"]
