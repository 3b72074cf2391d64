"""Groups: what the bot hears, who is who, and how groups change under it."""

from typing import Any

import pytest
import telegram
from aiogram import Bot
from aiogram.exceptions import TelegramMigrateToChat

from sandbox import Sandbox
from sandbox.client import People
from sandbox.errors import PersonError
from sandbox.world import GROUP_ANONYMOUS_BOT, Chat
from tests.sandbox.conftest import Raw


async def updates(raw: Raw) -> list[dict[str, Any]]:
    """What waits for the bot, acknowledged at once."""
    found: list[dict[str, Any]] = (await raw("getUpdates"))["result"]
    if found:
        await raw("getUpdates", offset=found[-1]["update_id"] + 1)
    return found


HEARD = [
    ("just talking", False), ("/buy x", True), ("/buy@group_buy_bot x", True),
    ("/buy@Group_Buy_Bot", True), ("/buy@other_bot x", False), ("see /status", True),
    ("@group_buy_bot hello", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "heard"), HEARD)
async def test_privacy_mode(flat: Chat, people: People, raw: Raw, text: str, heard: bool) -> None:
    """Lost: the bot would rely on hearing what Telegram keeps from it."""
    await people["boris"].send(flat, text)
    assert bool(await updates(raw)) is heard


async def test_replies_to_the_bot_and_everything_as_administrator(
    flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: answering a card by reply would be tested against a bot that is deaf to it."""
    await raw("sendMessage", chat_id=flat.id, text="card")
    card = await people["boris"].last(flat)
    await people["boris"].send(flat, "2 for me", reply_to=card)
    (update,) = await updates(raw)
    assert update["message"]["reply_to_message"]["message_id"] == card.id
    await people["anna"].place(flat, "bot", status="administrator")
    (update,) = await updates(raw)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    await people["boris"].send(flat, "just talking")
    assert len(await updates(raw)) == 1


async def test_an_anonymous_administrator(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: 1087968824 would be taken for a person; a tap reveals who it is."""
    anna = people["anna"]
    await anna.place(flat, status="creator", anonymous=True)
    await anna.send(flat, "/buy x")
    (update,) = await updates(raw)
    assert update["message"]["from"]["id"] == GROUP_ANONYMOUS_BOT
    assert update["message"]["sender_chat"]["id"] == flat.id
    markup = {"inline_keyboard": [[{"text": "Confirm", "callback_data": "c"}]]}
    await raw("sendMessage", chat_id=flat.id, text="You?", reply_markup=markup)
    await anna.tap(await anna.last(flat), "Confirm", timeout=0)
    (update,) = await updates(raw)
    assert update["callback_query"]["from"]["id"] == 501


async def test_a_group_becomes_a_supergroup(
    flat: Chat, people: People, raw: Raw, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """Lost: the buy's card and notices would go to a chat that is no more."""
    markup = {"inline_keyboard": [[{"text": "+1", "callback_data": "c"}]]}
    await raw("sendMessage", chat_id=flat.id, text="card", reply_markup=markup)
    new = await people["anna"].migrate(flat)
    first, second = await updates(raw)
    assert first["message"]["chat"]["id"] == flat.id
    assert first["message"]["migrate_to_chat_id"] == new.id
    assert second["message"]["chat"]["id"] == new.id
    assert second["message"]["migrate_from_chat_id"] == flat.id
    answer = await raw("sendMessage", chat_id=flat.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    with pytest.raises(TelegramMigrateToChat):
        await aiogram_bot.send_message(flat.id, "x")
    with pytest.raises(telegram.error.ChatMigrated):
        await ptb_bot.send_message(flat.id, "x")
    assert (await raw("sendMessage", chat_id=new.id, text="here now"))["ok"]
    boris = people["boris"]
    assert [one.id for one in await boris.chats()].count(new.id) == 1
    card = next(one for one in await boris.messages(new) if one.text == "card")
    await boris.tap(card, "+1", timeout=0)
    (update,) = await updates(raw)
    assert update["callback_query"]["message"]["chat"]["id"] == flat.id
    await boris.sees(new, "here now")
    sent = await boris.send(flat, "/status")
    assert sent.chat == new.id


async def test_the_bot_is_removed_and_comes_back(
    flat: Chat, people: People, raw: Raw, aiogram_bot: Bot
) -> None:
    """Lost: the bot would not notice that it can speak no more, or that it can again."""
    anna = people["anna"]
    await anna.place(flat, "bot", status="kicked")
    (update,) = await updates(raw)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await anna.send(flat, "/buy x")
    assert await updates(raw) == []
    await anna.place(flat, "bot", status="member")
    kinds = [next(key for key in one if key != "update_id") for one in await updates(raw)]
    assert kinds == ["message", "my_chat_member"]
    await aiogram_bot.leave_chat(flat.id)
    answer = await raw("sendMessage", chat_id=flat.id, text="x")
    assert answer["description"] == "Forbidden: bot is not a member of the group chat"


async def test_members_come_and_go(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: the bot would know nothing of those who leave, and of the organiser who left."""
    await people["anna"].place(flat, "bot", status="administrator")
    await raw("getUpdates", allowed_updates=["message", "chat_member"])
    await updates(raw)
    await people["dewi"].place(flat, status="left")
    message, change = await updates(raw)
    assert message["message"]["left_chat_member"]["id"] == 504
    assert change["chat_member"]["old_chat_member"]["status"] == "member"
    assert change["chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(PersonError, match="not a member"):
        await people["dewi"].send(flat, "hello?")
    count = await raw("getChatMemberCount", chat_id=flat.id)
    assert count["result"] == 7
    gone = await raw("getChatMember", chat_id=flat.id, user_id=504)
    assert gone["result"]["status"] == "left"
    with pytest.raises(PersonError, match="administrators"):
        await people["boris"].place(flat, "carla", status="kicked")


async def test_forum_topics(sandbox: Sandbox, people: People, raw: Raw) -> None:
    """Lost: in a forum the bot would answer in the wrong topic; General has no id."""
    anna = sandbox.add_person("Anna", started=True)
    forum = sandbox.add_group("Forum", anna, forum=True)
    await updates(raw)
    topic = await people["anna"].topic(forum, "Oil")
    await people["anna"].send(forum, "/buy x", topic=topic)
    await people["anna"].send(forum, "/buy y")
    _, inside, general = await updates(raw)
    assert inside["message"]["message_thread_id"] == topic
    assert inside["message"]["is_topic_message"] is True
    assert "message_thread_id" not in general["message"]
    reply = {"message_id": inside["message"]["message_id"]}
    answer = await raw("sendMessage", chat_id=forum.id, text="x", reply_parameters=reply)
    assert answer["result"]["message_thread_id"] == topic
    refused = await raw("sendMessage", chat_id=forum.id, text="x", message_thread_id=1)
    assert refused["description"] == "Bad Request: message thread not found"


async def test_pins_need_rights(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: pinning the card would work in tests and fail in the group."""
    sent = (await raw("sendMessage", chat_id=flat.id, text="card"))["result"]["message_id"]
    refused = await raw("pinChatMessage", chat_id=flat.id, message_id=sent)
    assert refused["description"].startswith("Bad Request: not enough rights to manage pinned")
    await people["anna"].place(flat, "bot", status="administrator")
    assert (await raw("pinChatMessage", chat_id=flat.id, message_id=sent))["ok"]
    full = (await raw("getChat", chat_id=flat.id))["result"]
    assert full["pinned_message"]["message_id"] == sent
    assert (await people["boris"].chat(flat)).pinned == [sent]
