"""What Telegram refuses, in Telegram's words: a bot must meet each here, not in the group."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.client import People
from sandbox.world import Chat
from tests.sandbox.conftest import Raw

NOBODY, STRANGER_GROUP = 999, -999


def button(**fields: Any) -> dict[str, Any]:
    """An inline keyboard of one button."""
    return {"inline_keyboard": [[{"text": "x"} | fields]]}


TEXTS = [
    ({"text": ""}, "Bad Request: message text is empty"),
    ({"text": "  \n "}, "Bad Request: text must be non-empty"),
    ({"text": "a" * 4097}, "Bad Request: message is too long"),
    ({"text": "😀" * 2049}, "Bad Request: message is too long"),
    ({"text": "<b>x", "parse_mode": "HTML"},
     'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ({"text": "é<p>x</p>", "parse_mode": "HTML"},
     'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
    ({"text": "<b>x</i>", "parse_mode": "HTML"},
     ("Bad Request: can't parse entities: Unmatched end tag at byte offset 4, "
      'expected "</b>", found "</i>"')),
    ({"text": "x</b>", "parse_mode": "HTML"},
     "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"),
    ({"text": "1 < 2", "parse_mode": "HTML"},
     "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"),
    ({"text": "x", "parse_mode": "xml"}, "Bad Request: unsupported parse_mode"),
    ({"text": "x", "reply_parameters": {"message_id": 777}},
     "Bad Request: message to be replied not found"),
    ({"text": "x", "message_thread_id": 5}, "Bad Request: message thread not found"),
    ({"text": "x", "reply_markup": button(callback_data="")}, "Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": button(callback_data="é" * 33)},
     "Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": button(copy_text={"text": "y" * 257})},
     "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    ({"text": "x", "reply_markup": button()},
     "Bad Request: Text buttons are unallowed in the inline keyboard"),
    ({"text": "x", "reply_markup": button(url="http://localhost/")},
     "Bad Request: inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"),
    ({"text": "x", "reply_markup": button(web_app={"url": "http://127.0.0.1/"})},
     ("Bad Request: inline keyboard button Web App URL 'http://127.0.0.1/' is invalid: "
     "Only HTTPS links are allowed")),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "description"), TEXTS)
async def test_a_bad_message_is_refused(
    flat: Chat, raw: Raw, parameters: dict[str, Any], description: str
) -> None:
    """Lost: a text or keyboard that Telegram refuses would pass every test."""
    answer = await raw("sendMessage", chat_id=flat.id, **parameters)
    assert answer["description"] == description
    assert answer["error_code"] == 400


async def test_the_longest_allowed_passes(flat: Chat, raw: Raw) -> None:
    """Lost: limits one too strict would hide real behaviour."""
    longest = {"text": "<b>" + "a" * 4096 + "</b>", "parse_mode": "HTML"}
    markup = button(callback_data="é" * 32)
    assert (await raw("sendMessage", chat_id=flat.id, reply_markup=markup, **longest))["ok"]
    kept = {"message_id": 777, "allow_sending_without_reply": True}
    assert (await raw("sendMessage", chat_id=flat.id, text="x", reply_parameters=kept))["ok"]


STRICT = [
    ("sendMessage", {"chat_id": 501, "text": "x", "texd": 1},
     'Bad Request: unknown parameter "texd" in sendMessage'),
    ("sendMessage", {"chat_id": 501, "text": 5},
     "Bad Request: can't parse sendMessage.text: expected a String"),
    ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 501}, "Bad Request: message text is empty"),
    ("answerCallbackQuery", {},
     'Bad Request: parameter "callback_query_id" is required in answerCallbackQuery'),
    ("sendMessage", {"chat_id": 501, "text": "x", "reply_markup": button(callbackdata="y")},
     ('Bad Request: unknown parameter "callbackdata" in '
     "sendMessage.reply_markup.inline_keyboard[0][0]")),
    ("setMyCommands", {"commands": [], "scope": {"type": "everyone"}},
     ("Bad Request: can't parse setMyCommands.scope: BotCommandScope of type 'everyone' "
     "is not known")),
    ("setMyCommands", {"commands": [{"command": "Buy!", "description": "x"}]},
     "Bad Request: BOT_COMMAND_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "parameters", "description"), STRICT)
async def test_parameters_are_checked(
    flat: Chat, raw: Raw, method: str, parameters: dict[str, Any], description: str
) -> None:
    """Lost: a misspelt parameter would be ignored silently, as Telegram does."""
    assert (await raw(method, **parameters))["description"] == description


async def test_what_is_not_there_is_404_or_401(sandbox: Sandbox, raw: Raw) -> None:
    """Lost: a misspelt method or a wrong token would look like success."""
    assert await raw("sendMesage") == {
        "ok": False, "error_code": 404, "description": "Not Found"}  # fmt: skip
    sandbox.core.token = "1:other"
    assert (await raw("getMe"))["description"] == "Unauthorized"


def never_started(sandbox: Sandbox, flat: Chat) -> int:
    """Yuki is in the group and never opened the bot."""
    return 507


def blocked(sandbox: Sandbox, flat: Chat) -> int:
    """Boris blocked the bot."""
    sandbox.core.world.person("boris").blocked = True
    return 502


def deactivated(sandbox: Sandbox, flat: Chat) -> int:
    """Carla deleted her account."""
    sandbox.deactivate(sandbox.core.world.person("carla"))
    return 503


def unknown(sandbox: Sandbox, flat: Chat) -> int:
    """An id that the bot never met."""
    return sandbox.add_person("Zoe").id


def kicked(sandbox: Sandbox, flat: Chat) -> int:
    """The group threw the bot out."""
    flat.members[sandbox.bot.id].status = "kicked"
    return flat.id


@pytest.mark.parametrize(
    ("situation", "code", "description"),
    [
        (never_started, 403, "Forbidden: bot can't initiate conversation with a user"),
        (blocked, 403, "Forbidden: bot was blocked by the user"),
        (deactivated, 403, "Forbidden: user is deactivated"),
        (unknown, 400, "Bad Request: chat not found"),
        (kicked, 403, "Forbidden: bot was kicked from the group chat"),
    ],
)
async def test_who_cannot_be_written_to(
    sandbox: Sandbox,
    flat: Chat,
    raw: Raw,
    situation: Callable[[Sandbox, Chat], int],
    code: int,
    description: str,
) -> None:
    """Lost: the bot would believe to reach people whom it cannot."""
    answer = await raw("sendMessage", chat_id=situation(sandbox, flat), text="hello")
    assert (answer["error_code"], answer["description"]) == (code, description)


@pytest.mark.parametrize("chat_id", [NOBODY, STRANGER_GROUP, "@nobody_here"])
async def test_an_unknown_chat_is_not_found(flat: Chat, raw: Raw, chat_id: int | str) -> None:
    """Lost: a wrong chat id would look reachable."""
    answer = await raw("sendMessage", chat_id=chat_id, text="x")
    assert answer["description"] == "Bad Request: chat not found"


async def test_edits_and_deletions_that_are_refused(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: editing a vanished, unchanged or foreign message would look harmless."""
    sent = (await raw("sendMessage", chat_id=flat.id, text="one"))["result"]["message_id"]
    place = {"chat_id": flat.id, "message_id": sent}
    same = await raw("editMessageText", text=" one ", **place)
    assert same["description"].startswith("Bad Request: message is not modified")
    foreign = await people["anna"].send(flat, "mine")
    answer = await raw("editMessageText", text="x", chat_id=flat.id, message_id=foreign.id)
    assert answer["description"] == "Bad Request: message can't be edited"
    answer = await raw("deleteMessage", chat_id=flat.id, message_id=foreign.id)
    assert answer["description"] == "Bad Request: message can't be deleted"
    assert (await raw("deleteMessage", **place))["ok"]
    answer = await raw("deleteMessage", **place)
    assert answer["description"] == "Bad Request: message to delete not found"
    answer = await raw("editMessageText", text="two", **place)
    assert answer["description"] == "Bad Request: message to edit not found"


async def test_nothing_is_deleted_after_48_hours(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot that tidies up late would work in tests only."""
    sent = (await raw("sendMessage", chat_id=flat.id, text="one"))["result"]["message_id"]
    await people.skip(48 * 3600 + 1)
    answer = await raw("deleteMessage", chat_id=flat.id, message_id=sent)
    assert answer["description"] == "Bad Request: message can't be deleted"
    assert (await raw("editMessageText", chat_id=flat.id, message_id=sent, text="two"))["ok"]


async def test_a_long_caption_and_a_file_that_is_no_picture(flat: Chat, raw: Raw) -> None:
    """Lost: a picture or caption that Telegram refuses would pass."""
    answer = await raw("sendPhoto", chat_id=flat.id, photo="x", caption="a" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"
    answer = await raw("sendPhoto", chat_id=flat.id, photo="nonsense")
    assert answer["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
    answer = await raw("sendPhoto", chat_id=flat.id, photo="https://example.com/a.png")
    assert answer["description"] == "Bad Request: failed to get HTTP URL content"
