"""A group with topics: what is asked in one is answered and goes on in that one."""

from __future__ import annotations

from sandbox.seen import MessageSeen
from tests.journeys.steps import has
from tests.journeys.town import Town

FORUM = "House"


async def forum(town: Town) -> None:
    """Anna opens a forum with Boris and Yuki, whom the bot cannot write to, and the bot in it."""
    group = {"title": FORUM, "creator": "anna", "members": ["boris", "yuki"], "forum": True}
    await town.people.call("POST", "/control/world", groups=[group])


async def by_the_bot(town: Town) -> list[MessageSeen]:
    """What the bot said in the forum."""
    await town.at_rest()
    bot = town.sandbox.core.world.bot.name
    return [one for one in await town["anna"].messages(FORUM) if one.sender == bot]


async def tap(town: Town, who: str, button: str) -> None:
    """Tap the latest message with a button (a key)."""
    label = town.label(button)
    answer = await town[who].tap(await town[who].sees(FORUM, has(label)), label)
    assert answer.answered


async def test_everything_about_a_buy_stays_in_its_topic(town: Town) -> None:
    """UX-12: else cards, tiers and replies flood the General topic, where nobody asked."""
    await forum(town)
    anna, boris = town["anna"], town["boris"]
    topic = await anna.topic(FORUM, "Shopping")
    await anna.send(FORUM, "/buy Olive oil 5 l; 42 EUR; 2: 38; until Fri 18:00", topic=topic)
    await tap(town, "anna", "draft-start")
    await boris.send(FORUM, "/order 2", topic=topic)
    await anna.send(FORUM, "/invite @yuki", topic=topic)
    await boris.send(FORUM, "/close", topic=topic)
    await boris.send(FORUM, "/order a lot", topic=topic)
    await boris.send(FORUM, "/help", topic=topic)
    await anna.send(FORUM, "/status", topic=topic)
    await town.at_rest()
    await anna.send(FORUM, "/close", topic=topic)
    await tap(town, "anna", "close-now")
    said = await by_the_bot(town)
    assert len(said) >= 7
    assert {one.thread_id for one in said} == {topic}


async def test_a_buy_begun_step_by_step_comes_back_to_the_topic(town: Town) -> None:
    """UX-12: else the card of a wizard begun in a topic is posted where nobody looks for it."""
    await forum(town)
    anna = town["anna"]
    topic = await anna.topic(FORUM, "Shopping")
    await anna.send(FORUM, "/buy", topic=topic)
    label = town.label("draft-step-by-step")
    shown = await anna.sees(FORUM, has(label))
    await anna.open(shown.url(label))
    await anna.send("bot", "Olive oil 5 l; 42 EUR; until Fri 18:00")
    asked = await anna.sees("bot", has(town.label("wizard-skip")))
    await anna.tap(asked, town.label("wizard-skip"))
    await anna.tap(
        await anna.sees("bot", has(town.label("draft-start"))), town.label("draft-start")
    )
    await anna.sees(FORUM, has(town.label("card-my-order")))
    assert {one.thread_id for one in await by_the_bot(town)} == {topic}


async def test_the_general_topic_has_no_number(town: Town) -> None:
    """UX-12: else what is asked in General is refused by Telegram, or lands elsewhere."""
    await forum(town)
    anna, boris = town["anna"], town["boris"]
    await anna.topic(FORUM, "Shopping")
    await anna.send(FORUM, "/buy Olive oil 5 l; 42 EUR; until Fri 18:00")
    await tap(town, "anna", "draft-start")
    await boris.send(FORUM, "/help")
    said = await by_the_bot(town)
    assert len(said) >= 2
    assert {one.thread_id for one in said} == {None}


async def test_an_answer_to_a_deleted_message_keeps_its_topic(quiet_town: Town) -> None:
    """UX-12: else whoever tidies up behind themselves is answered in General."""
    town = quiet_town
    bot = await town.open()
    await forum(town)
    topic = await town["anna"].topic(FORUM, "Shopping")
    await town.at_rest()
    await bot.stop()
    asked = await town["boris"].send(FORUM, "/close", topic=topic)
    await town["boris"].delete(asked)
    await town.open()
    await town["anna"].sees(FORUM, "/buy")
    assert [one.thread_id for one in await by_the_bot(town)] == [topic]
