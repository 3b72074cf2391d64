"""Methods by which the bot describes itself, and small ones about accounts and files."""

import re
from typing import Any

import telegram

from sandbox import bounds
from sandbox.botapi.call import Call, known_chat, method
from sandbox.errors import bad_request
from sandbox.profile import ScopeKey
from sandbox.world import Json

TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
async def get_me(call: Call) -> Json:
    """Who the bot is."""
    bot = call.core.world.bot
    name = call.core.profile.text("name", None) or bot.first_name
    return telegram.User(
        bot.id,
        name,
        is_bot=True,
        username=bot.username,
        can_join_groups=True,
        can_read_all_group_messages=not call.core.privacy,
        supports_inline_queries=True,
        can_connect_to_business=False,
        has_main_web_app=False,
    ).to_dict()


def language(call: Call) -> str:
    """The two-letter language of a call, "" for all; raises ApiError."""
    code: str = call.params.get("language_code", "")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("language code is invalid")
    return code


def scope(call: Call) -> ScopeKey:
    """The scope of a commands call; raises ApiError for an unknown chat."""
    given = call.params.get("scope", {"type": "default"})
    chat_id = given.get("chat_id")
    if chat_id is not None:
        chat_id = known_chat(call.core, chat_id).id
    return given["type"], chat_id, given.get("user_id")


@method("setMyCommands")
async def set_my_commands(call: Call) -> bool:
    """Set the menu of commands for a scope and a language."""
    commands = call.params["commands"]
    if len(commands) > bounds.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= bounds.COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    stored = [one | {"command": one["command"].removeprefix("/")} for one in commands]
    call.core.profile.commands[scope(call), language(call)] = stored
    call.core.changes.touch(call.core.world.people)
    return True


@method("getMyCommands")
async def get_my_commands(call: Call) -> list[Json]:
    """The commands set for exactly this scope and language."""
    return call.core.profile.commands.get((scope(call), language(call)), [])


@method("deleteMyCommands")
async def delete_my_commands(call: Call) -> bool:
    """Forget the commands of this scope and language, so that wider ones show."""
    call.core.profile.commands.pop((scope(call), language(call)), None)
    call.core.changes.touch(call.core.world.people)
    return True


def set_text(kind: str) -> Any:
    """The method that sets the bot's `kind` of text."""

    async def handler(call: Call) -> bool:
        text = call.params.get(kind, "")
        if len(text) > TEXT_LIMITS[kind]:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        call.core.profile.texts[kind, language(call)] = text
        call.core.changes.touch(call.core.world.people)
        return True

    return handler


def get_text(kind: str) -> Any:
    """The method that reads the bot's `kind` of text."""

    async def handler(call: Call) -> Json:
        text = call.core.profile.texts.get((kind, language(call)), "")
        return {kind: text or (call.core.world.bot.first_name if kind == "name" else "")}

    return handler


for _kind, _title in (
    ("name", "Name"), ("description", "Description"), ("short_description", "ShortDescription"),
):  # fmt: skip
    method(f"setMy{_title}")(set_text(_kind))
    method(f"getMy{_title}")(get_text(_kind))


@method("setChatMenuButton")
async def set_chat_menu_button(call: Call) -> bool:
    """Set the button beside the text field, for one private chat or for all."""
    button = call.params.get("menu_button", {"type": "default"})
    if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
        raise bad_request("menu button Web App URL is invalid: Only HTTPS links are allowed")
    call.core.profile.menu_buttons[call.params.get("chat_id")] = button
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(call: Call) -> Json:
    """The button beside the text field."""
    buttons = call.core.profile.menu_buttons
    default = buttons.get(None, {"type": "default"})
    return buttons.get(call.params.get("chat_id"), default)


@method("getFile")
async def get_file(call: Call) -> Json:
    """Where a file can be downloaded."""
    file = call.core.world.files.get(call.params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    return {
        "file_id": file.file_id,
        "file_unique_id": "u" + file.file_id,
        "file_size": len(file.content),
        "file_path": f"files/{file.file_id}",
    }


@method("getUserProfilePhotos")
async def get_user_profile_photos(call: Call) -> Json:
    """Nobody in the sandbox has a picture."""
    if call.params["user_id"] not in call.core.world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


@method("logOut")
async def log_out(_call: Call) -> bool:
    """Taken note of; a bot may log out before it moves to a server of its own."""
    return True


@method("close")
async def close(_call: Call) -> bool:
    """Taken note of; a bot may close before it moves between servers."""
    return True
