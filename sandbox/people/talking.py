"""What a person says: messages, edits, Start, reply keyboards, blocking the bot."""

import re
from collections.abc import Sequence
from typing import Any

import telegram

from sandbox import bounds, protocol, utf16
from sandbox.core import Core
from sandbox.entities import trimmed, with_found
from sandbox.errors import NotFound, PersonError
from sandbox.people.groups import (
    add_topic,
    change_status,
    require_admin,
    require_member,
    say_service,
)
from sandbox.telling import tell_membership, tell_message, tell_reaction
from sandbox.world import Chat, Json, Member, Message, Person

DIRECT_BASE = -5_000_000_000_000
"""Ids of people's own chats lie below this; no bot ever sees one."""

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def chat_for(core: Core, person: Person, chat_id: int | str) -> Chat:
    """The chat as this person may see it: "bot" or an id; raises NotFound."""
    if chat_id == "bot" or str(chat_id) == str(core.world.bot.id):
        return core.world.chat(person.id)
    chat = core.world.chat(int(chat_id))
    if (chat.type == "private" and chat.id != person.id) or (
        chat.type != "private" and person.id not in chat.members
    ):
        raise NotFound(f"no chat {chat_id} for {person.name}")
    return chat


def current(core: Core, chat: Chat) -> Chat:
    """The chat people now write in: where a migrated group has gone."""
    return core.world.chat(chat.migrated_to) if chat.migrated_to is not None else chat


def say(
    core: Core,
    person: Person,
    chat: Chat,
    text: str,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
    **fields: Any,
) -> Message:
    """Send a message; raises PersonError if the person can't write here."""
    chat = current(core, chat)
    text, entities = trimmed(text, fields.pop("entities", []))
    if not text and not fields:
        raise PersonError("there is nothing to send")
    if utf16.length(text) > bounds.TEXT:
        raise PersonError("the message is too long")
    anonymous = False
    if chat.type == "private":
        check_can_write(person)
    else:
        anonymous = require_member(chat, person.id).anonymous
    replied = chat.messages.get(reply_to or 0)
    if reply_to is not None and replied is None:
        raise NotFound(f"no message {reply_to} to reply to")
    if thread_id is not None and thread_id not in chat.topics:
        raise NotFound(f"no topic {thread_id}")
    if thread_id is None and replied:
        thread_id = replied.thread_id
    stored = core.post(
        chat,
        person.id,
        text=text,
        entities=entities,
        reply_to=reply_to,
        thread_id=thread_id,
        anonymous=anonymous,
        **fields,
    )
    keyboard = chat.keyboards.get(person.id, {})
    if keyboard.get("force_reply"):
        del chat.keyboards[person.id]
    tell_message(core, stored)
    return stored


def check_can_write(person: Person) -> None:
    """Raise PersonError before Start and after blocking."""
    if person.blocked:
        raise PersonError("you blocked this bot; unblock it first")
    if not person.started:
        raise PersonError("press Start first")


def start(core: Core, person: Person, payload: str = "") -> Message:
    """Press Start in the bot's chat, unblocking it if need be; `payload` from a link."""
    if not START_PAYLOAD.fullmatch(payload):
        raise PersonError("START_PARAM_INVALID: 1-64 of A-Z a-z 0-9 _ -")
    if person.blocked:
        unblock(core, person)
    person.started = person.met = True
    return say(core, person, core.world.chat(person.id), f"/start {payload}".strip())


def start_in_group(core: Core, person: Person, chat: Chat, payload: str = "") -> Message:
    """Add the bot to a group by a ?startgroup= link; it gets /start@bot there."""
    if not START_PAYLOAD.fullmatch(payload):
        raise PersonError("START_PARAM_INVALID: 1-64 of A-Z a-z 0-9 _ -")
    require_member(chat, person.id)
    if not chat.member(core.world.bot.id).present:
        change_status(core, chat, person.id, core.world.bot.id, "member")
    return say(core, person, chat, f"/start@{core.world.bot.username} {payload}".strip())


def edit(core: Core, person: Person, chat: Chat, message_id: int, text: str) -> Message:
    """Change one's own message; the bot gets edited_message."""
    stored = core.world.message(chat.id, message_id)
    if stored.sender_id != person.id or stored.service or stored.via_bot or stored.forwarded:
        raise PersonError("only your own messages can be edited")
    text, entities = trimmed(text, [])
    if not text:
        raise PersonError("a message can't be empty")
    if text == stored.text:
        return stored
    stored.text, stored.entities = text, with_found(text, entities)
    stored.edit_date = core.clock.now()
    core.changed(chat)
    tell_message(core, stored, "edited_message")
    return stored


def delete(core: Core, person: Person, chat: Chat, message_id: int) -> None:
    """Delete one's own message, or as administrator any; the bot is not told."""
    stored = core.world.message(chat.id, message_id)
    if stored.sender_id != person.id and chat.is_group and not chat.member(person.id).admin:
        raise PersonError("only your own messages can be deleted")
    del chat.messages[message_id]
    core.changed(chat)


def react(core: Core, person: Person, chat: Chat, message_id: int, emoji: str) -> None:
    """Put one's reaction on a message; the same again, or "", takes it away."""
    stored = core.world.message(chat.id, message_id)
    before = stored.reactions.get(person.id, [])
    stored.reactions[person.id] = [] if not emoji or before == [emoji] else [emoji]
    core.changed(chat)
    tell_reaction(core, stored, person.id, before)


def block(core: Core, person: Person) -> None:
    """Block the bot: it is told, and can write no more."""
    set_blocked(core, person, True)


def unblock(core: Core, person: Person) -> None:
    """Let the bot write again: it is told."""
    set_blocked(core, person, False)


def set_blocked(core: Core, person: Person, blocked: bool) -> None:
    """Block or unblock; Telegram reports the bot as kicked from, or member of, the chat."""
    if person.blocked == blocked:
        return
    chat = core.world.chat(person.id)
    bot = core.world.bot.id
    before = protocol.member(core.world, chat, bot).to_dict()
    person.blocked = blocked
    chat.members[bot].status = "kicked" if blocked else "member"
    core.changes.touch([person.id])
    tell_membership(core, chat, person.id, bot, before)


def press_key(
    core: Core, person: Person, chat: Chat, label: str, users: Sequence[int], shared: int | None
) -> Message:
    """Tap a key of the reply keyboard: it is said, or people or a chat are shared.

    `users` and `shared` are what was picked where the key asks for it.  Raises NotFound
    for a key that is not there, PersonError for picks that the key does not allow.
    """
    keyboard = chat.keyboards.get(person.id, {})
    keys: list[Json] = [key for row in keyboard.get("keyboard", []) for key in row]
    key = next((key for key in keys if key["text"] == label), None)
    if key is None:
        raise NotFound(f"no key {label!r}; there are {[key['text'] for key in keys]}")
    if keyboard.get("one_time_keyboard"):
        keyboard["hidden"] = True
    if "request_users" in key:
        return share_users(core, person, chat, key["request_users"], users)
    if "request_chat" in key:
        return share_chat(core, person, chat, key["request_chat"], shared)
    return say(core, person, chat, label)


def share_users(
    core: Core, person: Person, chat: Chat, request: Json, users: Sequence[int]
) -> Message:
    """Share picked people with the bot: it learns ids, and names only if it asked."""
    if not 1 <= len(users) <= request.get("max_quantity", 1):
        raise PersonError(f"pick 1 to {request.get('max_quantity', 1)} people")
    picked = [core.world.person(user_id) for user_id in users]
    shared = [
        telegram.SharedUser(
            one.id,
            first_name=one.first_name if request.get("request_name") else None,
            last_name=one.last_name if request.get("request_name") else None,
            username=one.username if request.get("request_username") else None,
        )
        for one in picked
    ]
    service = {"users_shared": telegram.UsersShared(request["request_id"], shared)}
    check_can_write(person)
    stored = core.post(chat, person.id, service=service)
    tell_message(core, stored)
    return stored


def share_chat(
    core: Core, person: Person, chat: Chat, request: Json, shared: int | None
) -> Message:
    """Share a picked group with the bot; it joins if it asked to be a member."""
    if shared is None:
        raise PersonError("pick a chat")
    picked = current(core, chat_for(core, person, shared))
    if not picked.is_group:
        raise PersonError("pick a group")
    if request.get("bot_is_member") and not picked.member(core.world.bot.id).present:
        change_status(core, picked, person.id, core.world.bot.id, "member")
    title = picked.title if request.get("request_title") else None
    username = picked.username if request.get("request_username") else None
    service = {
        "chat_shared": telegram.ChatShared(request["request_id"], picked.id, title, username)
    }
    check_can_write(person)
    stored = core.post(chat, person.id, service=service)
    tell_message(core, stored)
    return stored


def open_topic(core: Core, person: Person, chat: Chat, name: str) -> int:
    """Open a forum topic and return its id."""
    require_member(chat, person.id)
    if not chat.forum:
        raise PersonError("this group has no topics")
    return add_topic(core, chat, person.id, name).id


def pin(core: Core, person: Person, chat: Chat, message_id: int) -> None:
    """Pin a message, or unpin it; in groups for administrators."""
    stored = core.world.message(chat.id, message_id)
    if chat.is_group:
        require_admin(chat, person.id)
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        core.changed(chat)
        return
    chat.pinned.append(message_id)
    pinned = protocol.message(core.world, stored, depth=0)
    say_service(core, chat, person.id, pinned_message=pinned)


def direct_chat(core: Core, person: Person, other: Person) -> Chat:
    """The chat of two people, made when first needed; no bot sees it."""
    pair = {person.id, other.id}
    if person.id == other.id:
        raise PersonError("this chat needs another person")
    for chat in core.world.chats.values():
        if chat.type == "direct" and set(chat.members) == pair:
            return chat
    chat = Chat(DIRECT_BASE - len(core.world.chats), "direct")
    chat.members = {one: Member(one) for one in pair}
    core.world.chats[chat.id] = chat
    core.changed(chat)
    return chat
