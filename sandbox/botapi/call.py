"""One call of the bot, and the register of methods that can answer it."""

import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.core import Core
from sandbox.errors import NotFound, bad_request, forbidden
from sandbox.world import Chat, Json, StoredFile

Upload = tuple[str, str, bytes]
"""A file in a multipart call: name, content type, content."""


@dataclass
class Call:
    """A method with its checked parameters and the files that came along."""

    core: Core
    method: str
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def chat(self, to_write: bool = True) -> Chat:
        """The chat that `chat_id` means, if the bot can reach it.

        Raises ApiError as Telegram does: 400 for an unknown or migrated chat, 403 for a
        person who never started or blocked the bot, or a group it is not in.
        """
        found = known_chat(self.core, self.params["chat_id"])
        if found.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=found.migrated_to,
            )
        if found.is_group:
            check_membership(self.core, found)
        elif to_write:
            check_person(self.core, found.id)
        elif not self.core.world.person(found.id).met:
            raise bad_request("chat not found")
        return found


def known_chat(core: Core, chat_id: int | str) -> Chat:
    """The chat with this id or @username; raises ApiError 400 "chat not found"."""
    if isinstance(chat_id, str) and not chat_id.lstrip("-").isdigit():
        for chat in core.world.chats.values():
            if chat.username and chat.type == "supergroup" and f"@{chat.username}" == chat_id:
                return chat
        raise bad_request("chat not found")
    try:
        chat = core.world.chat(int(chat_id))
    except NotFound:
        raise bad_request("chat not found") from None
    if chat.type == "direct":
        raise bad_request("chat not found")
    return chat


def check_person(core: Core, person_id: int) -> None:
    """Raise ApiError if the bot may not write to this person."""
    person = core.world.person(person_id)
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        if person.met:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")


def check_membership(core: Core, chat: Chat) -> None:
    """Raise ApiError if the bot is not in this group."""
    kind = "supergroup" if chat.type == "supergroup" else "group"
    if core.world.bot.id not in chat.members:
        raise bad_request("chat not found")
    match chat.member(core.world.bot.id).status:
        case "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        case "left":
            raise forbidden(f"bot is not a member of the {kind} chat")


Handler = Callable[[Call], Awaitable[Any]]
METHODS: dict[str, Handler] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the answer to the Bot API method `name`."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = handler
        return handler

    return register


def stored_file(call: Call, value: str) -> StoredFile:
    """The file that a parameter means: an upload, `attach://…`, or a known file_id."""
    upload = call.uploads.get(value.removeprefix("attach://"))
    if upload is None:
        if value.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if value in call.core.world.files:
            return call.core.world.files[value]
        raise bad_request("wrong file identifier/HTTP URL specified")
    name, content_type, content = upload
    if not content:
        raise bad_request("file must be non-empty")
    content_type = mimetypes.guess_type(name)[0] or content_type
    file = StoredFile(f"file{call.core.new_id()}", name, content_type, content)
    call.core.world.files[file.file_id] = file
    return file
