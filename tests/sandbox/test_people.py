"""People: what they can do and see, and what the bot hears of it."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.client import People
from sandbox.errors import NotFound, PersonError
from sandbox.seen import NotSeen
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.test_groups import updates


def keys(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


async def test_start_comes_first(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: the bot would be tried with people who could never have written to it."""
    yuki = people["yuki"]
    with pytest.raises(PersonError, match="press Start"):
        await yuki.send("bot", "hello")
    opened = await yuki.open("https://t.me/group_buy_bot?start=K7Q4-x_1")
    assert opened.kind == "start"
    (update,) = await updates(raw)
    assert update["message"]["text"] == "/start K7Q4-x_1"
    assert (await raw("sendMessage", chat_id=507, text="welcome"))["ok"]
    await yuki.sees("bot", "welcome")
    for payload in ("a" * 65, "a.b", "ж"):
        with pytest.raises(PersonError, match="START_PARAM_INVALID"):
            await yuki.start(payload)


async def test_links_lead_where_they_lead(sandbox: Sandbox, people: People, raw: Raw) -> None:
    """Lost: a shared link would not be followed as Telegram follows it."""
    anna = sandbox.add_person("Anna", username="anna")
    group = sandbox.add_group("Home", anna, supergroup=True, username="home", bot="left")
    me = people["anna"]
    opened = await me.open("t.me/group_buy_bot?startgroup=K7", group=group)
    assert opened.kind == "startgroup"
    assert [one["message"]["text"] for one in await updates(raw) if "text" in one.get("message", {})
            ] == ["/start@group_buy_bot K7"]  # fmt: skip
    assert (await me.open(f"https://t.me/c/{-group.id - 10**12}/1")).chat == group.id
    assert (await me.open("https://t.me/home/5")).message == 5
    assert (await me.open("https://t.me/share/url?url=a&text=b")).text == "a\nb"
    assert (await me.open("https://example.org/x")).kind == "web"
    assert (await me.open("tg://resolve?domain=group_buy_bot&start=z")).payload == "z"
    assert (await me.open("https://t.me/anna")).person == anna.id


async def test_a_tap_waits_for_its_answer(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: journeys would have to guess when the bot has answered."""
    markup = keys([{"text": "−1", "callback_data": "m"}, {"text": "+1", "callback_data": "p"}])
    await raw("sendMessage", chat_id=flat.id, text="card", reply_markup=markup)
    boris = people["boris"]
    card = await boris.last(flat)
    assert card.labels == [["−1", "+1"]]
    tap = asyncio.create_task(boris.tap(card, [0, 1]))
    (update,) = (await raw("getUpdates", timeout=5))["result"]
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("p", "card")
    answered = {"callback_query_id": query["id"], "text": "You have 1", "show_alert": True}
    assert (await raw("answerCallbackQuery", **answered))["ok"]
    alert = await tap
    assert (alert.text, alert.alert, alert.answered) == ("You have 1", True, True)
    again = await raw("answerCallbackQuery", **answered)
    assert again["description"] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert not (await boris.tap(card, "+1", timeout=0)).answered
    with pytest.raises(NotFound, match="no button"):
        await boris.tap(card, "My order")


async def test_a_tap_is_answered_with_a_link(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a button in the group that leads into the bot would lead nowhere."""
    markup = keys([{"text": "My order", "callback_data": "o"}])
    await raw("sendMessage", chat_id=flat.id, text="card", reply_markup=markup)
    yuki = people["yuki"]
    tap = asyncio.create_task(yuki.tap(await yuki.last(flat), "My order"))
    (update,) = (await raw("getUpdates", timeout=5))["result"]
    answer = {"callback_query_id": update["callback_query"]["id"]}
    for url in ("https://example.org/", "https://t.me/other_bot?start=o_7"):
        refused = await raw("answerCallbackQuery", url=url, **answer)
        assert refused["description"] == "Bad Request: URL_INVALID"
    await raw("answerCallbackQuery", url="https://t.me/group_buy_bot?start=o_7", **answer)
    opened = await yuki.follow(await tap)
    assert (opened.kind, opened.payload, opened.chat) == ("start", "o_7", 507)
    assert (await yuki.last()).text == "/start o_7"


async def test_a_callback_gets_too_old(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a bot that answers after a restart would crash on the first old tap."""
    markup = keys([{"text": "+1", "callback_data": "p"}])
    await raw("sendMessage", chat_id=501, text="card", reply_markup=markup)
    await people["anna"].tap(await people["anna"].last(), "+1", timeout=0)
    query = (await updates(raw))[0]["callback_query"]["id"]
    await people.skip(3600)
    answer = await raw("answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in answer["description"]


async def test_buttons_that_need_no_bot(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: copying a reference or opening a page would not be part of a journey."""
    markup = keys(
        [{"text": "Copy", "copy_text": {"text": "K7Q4"}}],
        [{"text": "Page", "url": "http://127.0.0.1:8080/buy"}],
        [{"text": "Share", "switch_inline_query": "K7Q4"}],
    )
    await raw("sendMessage", chat_id=501, text="statement", reply_markup=markup)
    anna = people["anna"]
    statement = await anna.last()
    assert (await anna.tap(statement, "Copy")).text == "K7Q4"
    assert (await anna.tap(statement, "Page")).url == statement.url("Page")
    assert (await anna.tap(statement, "Share")).query == "K7Q4"


async def test_people_are_picked_with_the_keyboard(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: naming invited people would never be tried end to end."""
    asked = {"request_id": 7, "max_quantity": 2, "request_name": True}
    keyboard = {"keyboard": [[{"text": "Invite", "request_users": asked}, {"text": "Later"}]]}
    await raw("sendMessage", chat_id=501, text="Whom?", reply_markup=keyboard)
    anna = people["anna"]
    await anna.press("Invite", users=["boris", "yuki"])
    (update,) = await updates(raw)
    shared = update["message"]["users_shared"]
    assert shared["request_id"] == 7
    assert [(one["user_id"], one["first_name"]) for one in shared["users"]] == [
        (502, "Boris"), (507, "Yuki")]  # fmt: skip
    with pytest.raises(PersonError, match="pick 1 to 2"):
        await anna.press("Invite", users=["boris", "yuki", "mei"])
    await anna.press("Later")
    assert (await updates(raw))[0]["message"]["text"] == "Later"
    await raw("sendMessage", chat_id=501, text="ok", reply_markup={"remove_keyboard": True})
    assert (await anna.chat("bot")).keyboard is None


async def test_a_group_is_picked_with_the_keyboard(
    sandbox: Sandbox, people: People, raw: Raw
) -> None:
    """Lost: choosing the home of a buy by button would never be tried."""
    anna = sandbox.add_person("Anna", started=True)
    group = sandbox.add_group("Home", anna, bot="left")
    asked = {"request_id": 3, "chat_is_channel": False, "bot_is_member": True,
             "request_title": True}  # fmt: skip
    keyboard = {"keyboard": [[{"text": "Which?", "request_chat": asked}]]}
    await raw("sendMessage", chat_id=anna.id, text="Where?", reply_markup=keyboard)
    await people["anna"].press("Which?", pick="Home")
    found = await updates(raw)
    shared = found[-1]["message"]["chat_shared"]
    assert shared == {"request_id": 3, "chat_id": group.id, "title": "Home"}
    assert any("my_chat_member" in one for one in found)


async def test_the_menu_fits_chat_and_language(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: people would see commands that do nothing there, or in a foreign language."""

    async def menu(name: str, scope: str | None = None, language: str = "", **more: Any) -> None:
        given = {"scope": {"type": scope} | more} if scope else {}
        commands = [{"command": name, "description": f"{name} {language}"}]
        answer = await raw("setMyCommands", commands=commands, language_code=language, **given)
        assert answer["ok"]

    await menu("default")
    await menu("private", "all_private_chats")
    await menu("private", "all_private_chats", "ru")
    await menu("group", "all_group_chats")
    await menu("admins", "all_chat_administrators")
    await menu("mei", "chat_member", chat_id=flat.id, user_id=505)
    assert await people["anna"].menu() == {"private": "private "}
    assert await people["boris"].menu() == {"private": "private ru"}
    assert list(await people["boris"].menu(flat)) == ["group"]
    assert list(await people["anna"].menu(flat)) == ["admins"]
    assert list(await people["mei"].menu(flat)) == ["mei"]
    await raw("deleteMyCommands", scope={"type": "all_group_chats"})
    assert list(await people["boris"].menu(flat)) == ["default"]


async def test_blocking_and_coming_back(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: the bot would not learn who blocked it, nor that someone returned."""
    await people["boris"].block()
    (update,) = await updates(raw)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert not (await raw("sendMessage", chat_id=502, text="x"))["ok"]
    await people["boris"].start()
    back, message = await updates(raw)
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["text"] == "/start"
    assert (await raw("sendMessage", chat_id=502, text="x"))["ok"]


async def test_inline_mode(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: sharing a buy in a chat without the bot would never be tried."""
    anna, boris = people["anna"], people["boris"]
    own = await anna.direct("boris")
    asked = asyncio.create_task(anna.inline(own, "oil"))
    (update,) = (await raw("getUpdates", timeout=5))["result"]
    assert update["inline_query"]["query"] == "oil"
    assert update["inline_query"]["chat_type"] == "private"
    result = {
        "type": "article", "id": "1", "title": "Olive oil",
        "input_message_content": {"message_text": "<b>Join</b>", "parse_mode": "HTML"},
        "reply_markup": keys([{"text": "+1", "callback_data": "p"}]),
    }  # fmt: skip
    query = update["inline_query"]["id"]
    assert (await raw("answerInlineQuery", inline_query_id=query, results=[result]))["ok"]
    offered = await asked
    assert [one["title"] for one in offered["results"]] == ["Olive oil"]
    await raw("getUpdates", offset=update["update_id"] + 1)
    await anna.choose(own, offered["query"], "1")
    (chosen,) = await updates(raw)
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    seen = await boris.sees("Anna", "Join")
    await boris.tap(seen, "+1", timeout=0)
    (tapped,) = await updates(raw)
    assert tapped["callback_query"]["inline_message_id"] == inline_id
    assert "message" not in tapped["callback_query"]
    edited = await raw("editMessageText", inline_message_id=inline_id, text="1 in")
    assert edited["result"] is True
    await boris.sees("Anna", "1 in")


async def test_edits_and_reactions_are_seen_on_both_sides(
    flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a corrected order, or the bot's thumbs-up, would go unnoticed."""
    boris = people["boris"]
    said = await boris.send(flat, "/order 2")
    await updates(raw)
    await boris.edit(said, "/order 3")
    (update,) = await updates(raw)
    assert update["edited_message"]["text"] == "/order 3"
    assert update["edited_message"]["edit_date"]
    emoji = [{"type": "emoji", "emoji": "👍"}]
    place = {"chat_id": flat.id, "message_id": said.id}
    assert (await raw("setMessageReaction", reaction=emoji, **place))["ok"]
    seen = await people["anna"].last(flat)
    assert seen.reactions == [{"emoji": "👍", "count": 1, "own": False}]
    refused = await raw("setMessageReaction", reaction=[{"type": "emoji", "emoji": "🛒"}], **place)
    assert refused["description"] == "Bad Request: REACTION_INVALID"


async def test_seeing_waits_and_says_what_was_there(flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a failed journey would not tell what the person saw instead."""
    waiting = asyncio.create_task(people["boris"].sees(flat, lambda one: "later" in one.text))
    await raw("sendMessage", chat_id=flat.id, text="sooner")
    await raw("sendMessage", chat_id=flat.id, text="later")
    assert (await waiting).text == "later"
    with pytest.raises(NotSeen, match="sooner"):
        await people["boris"].sees(flat, "never", timeout=0)


async def test_nobody_sees_what_is_not_theirs(flat: Chat, people: People) -> None:
    """Lost: a journey could read private messages and prove nothing."""
    with pytest.raises(NotFound):
        await people["boris"].messages(501)
    with pytest.raises(NotFound):
        await people["nobody"].me()


async def test_the_stream_tells_of_changes(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: the page would show nothing until it is loaded again."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sandbox.url}/people/anna/events") as stream,
    ):
        first = await stream.content.readline()
        await stream.content.readline()
        await raw("sendMessage", chat_id=501, text="hello")
        assert int((await stream.content.readline())[6:]) > int(first[6:])
