"""Methods about chats: who and what is in them, pins, leaving."""

from typing import Any

import telegram

from sandbox import protocol
from sandbox.botapi.call import Call, method
from sandbox.errors import bad_request
from sandbox.people.groups import change_status, say_service
from sandbox.world import Json


@method("getChat")
async def get_chat(call: Call) -> Json:
    """All about a chat."""
    chat = call.chat(to_write=False)
    brief = protocol.chat(call.core.world, chat)
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    full = telegram.ChatFullInfo(
        chat.id,
        chat.type,
        accent_color_id=0,
        max_reaction_count=11,
        accepted_gift_types=telegram.AcceptedGiftTypes(False, False, False, False, False),
        title=brief.title,
        username=brief.username,
        first_name=brief.first_name,
        last_name=brief.last_name,
        is_forum=brief.is_forum,
        pinned_message=protocol.message(call.core.world, pinned) if pinned else None,
        permissions=telegram.ChatPermissions.all_permissions() if chat.is_group else None,
    )
    return protocol.as_json(full)


@method("getChatMember")
async def get_chat_member(call: Call) -> Json:
    """One person's place in a chat."""
    chat, person_id = call.chat(to_write=False), call.params["user_id"]
    known = person_id == call.core.world.bot.id or person_id in call.core.world.people
    if not known or (chat.type == "private" and person_id not in (chat.id, call.core.world.bot.id)):
        raise bad_request("user not found" if not known else "member not found")
    if chat.type == "private":
        return telegram.ChatMemberMember(
            protocol.user(call.core.world.account(person_id))
        ).to_dict()
    person = call.core.world.account(person_id)
    if person_id not in chat.members and not person.met:
        raise bad_request("member not found")
    return protocol.member(call.core.world, chat, person_id).to_dict()


@method("getChatAdministrators")
async def get_chat_administrators(call: Call) -> list[Json]:
    """The human administrators of a group."""
    chat = call.chat(to_write=False)
    if not chat.is_group:
        raise bad_request("there are no administrators in the private chat")
    admins = [member.person_id for member in chat.members.values() if member.admin]
    call.core.meet(*admins)
    with_bots = call.params.get("return_bots", False)
    return [
        protocol.member(call.core.world, chat, person_id).to_dict()
        for person_id in admins
        if with_bots or person_id != call.core.world.bot.id
    ]


@method("getChatMemberCount")
async def get_chat_member_count(call: Call) -> int:
    """How many are in the chat, the bot included."""
    chat = call.chat(to_write=False)
    return len(chat.present()) if chat.is_group else 2


@method("pinChatMessage")
async def pin_chat_message(call: Call) -> bool:
    """Pin a message; a group's administrators only."""
    chat = call.chat()
    if chat.is_group and not chat.member(call.core.world.bot.id).admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    stored = chat.messages.get(call.params["message_id"])
    if stored is None:
        raise bad_request("message to pin not found")
    if stored.id not in chat.pinned:
        chat.pinned.append(stored.id)
        pinned = protocol.message(call.core.world, stored, depth=0)
        say_service(call.core, chat, call.core.world.bot.id, pinned_message=pinned)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the latest."""
    chat = call.chat()
    if chat.is_group and not chat.member(call.core.world.bot.id).admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message_id = call.params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    call.core.changed(chat)
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything."""
    chat = call.chat()
    chat.pinned.clear()
    call.core.changed(chat)
    return True


@method("leaveChat")
async def leave_chat(call: Call) -> bool:
    """Go out of a group."""
    chat = call.chat()
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    change_status(call.core, chat, call.core.world.bot.id, call.core.world.bot.id, "left")
    return True


@method("closeForumTopic")
async def close_forum_topic(call: Call) -> bool:
    """Close a topic to those who are not administrators."""
    return set_topic_closed(call, True)


@method("reopenForumTopic")
async def reopen_forum_topic(call: Call) -> bool:
    """Open a closed topic again."""
    return set_topic_closed(call, False)


def set_topic_closed(call: Call, closed: bool) -> bool:
    """Close or reopen the topic a call names; raises ApiError."""
    chat: Any = call.chat()
    topic = chat.topics.get(call.params["message_thread_id"])
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    call.core.changed(chat)
    return True
