"""Inviting: in answer to a message, with Telegram's picker, by a name and its personal link."""

from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, GROUP, NOW, Talk, alerted, buttons, shown
from tests.handlers.organiser.buys import start


async def test_inviting_in_answer_to_somebodys_message(talk: Talk) -> None:
    """The quickest way to name a person is to answer them."""
    buy = await start(talk)
    message = {
        "message_id": 9,
        "date": int(NOW.timestamp()),
        "chat": {"id": GROUP, "type": "supergroup", "title": "Flat 12"},
        "from": {"id": BORIS, "is_bot": False, "first_name": "Boris"},
        "text": "I want some",
    }
    await talk.write(ANNA, "/invite", group=True, reply_to_message=message)
    (said,) = await talk.said_in_group()
    assert "Boris: invited to" in said.text
    named = [row.name for row in await talk.storage.reader.board(buy.id) if row.named]
    assert named == ["Boris"]


async def test_picked_people_are_invited_and_the_unreachable_get_links(talk: Talk) -> None:
    """UX-9: the organiser is told honestly whom no message reaches, with a link to hand over."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.PICK, buy.id))
    shared = {
        "request_id": 2,
        "users": [{"user_id": 909, "first_name": "Dewi"}, {"user_id": BORIS}],
    }
    message = shown(await talk.send(ANNA, users_shared=shared))
    assert "2 people named" in str(message.text)
    assert "Dewi" in str(message.text)
    listed = await talk.tap(ANNA, buttons(message.reply_markup)["Links to hand over"])
    assert "Dewi: not reached" in str(shown(listed).text)
    one = await talk.tap(ANNA, buttons(shown(listed).reply_markup)["Dewi"])
    assert "start=i_" in str(shown(one).text)
    revoked = await talk.tap(ANNA, buttons(shown(one).reply_markup)["Take back"])
    assert "refused" in alerted(revoked)
    rows = await talk.storage.reader.board(buy.id)
    assert [row.name for row in rows if row.named] == ["Boris"]


async def test_a_typed_name_gives_a_personal_link(talk: Talk) -> None:
    """People without Telegram at hand can be invited by whatever carries a link."""
    buy = await start(talk)
    asked = shown(await talk.tap(ANNA, on(Verb.HAND_OVER, buy.id)))
    assert "Type a name" in str(asked.text)
    message = shown(await talk.write(ANNA, "Aunt <b>May</b>"))
    assert "Aunt &lt;b&gt;May&lt;/b&gt;" in str(message.text)
    labels = [row.name for row in await talk.storage.reader.board(buy.id) if row.named]
    assert labels == ["Aunt <b>May</b>"]


async def test_an_update_that_comes_twice_gives_the_same_link(talk: Talk) -> None:
    """A link that was never stored would be refused to whoever was handed it."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.HAND_OVER, buy.id))
    await talk.write(ANNA, "Aunt May", update=900)
    await talk.tap(ANNA, on(Verb.HAND_OVER, buy.id))
    again = shown(await talk.write(ANNA, "Aunt May", update=900))
    (row,) = [row for row in await talk.storage.reader.board(buy.id) if row.named]
    assert f"i_{row.token}" in str(again.text)
