"""What happens in groups: coming and going, rights, topics, becoming a supergroup."""

from typing import Any

import telegram

from sandbox import protocol
from sandbox.core import Core
from sandbox.errors import PersonError
from sandbox.telling import tell_membership, tell_message
from sandbox.world import Chat, Json, Member, Message, Status, Topic

SUPERGROUP_BASE = -1_000_000_000_000


def say_service(
    core: Core, chat: Chat, sender_id: int, thread_id: int | None = None, **service: Any
) -> Message:
    """Post a service message with these Bot API fields and tell the bot."""
    stored = core.post(chat, sender_id, service=service, thread_id=thread_id)
    tell_message(core, stored)
    return stored


def change_status(core: Core, chat: Chat, actor_id: int, person_id: int, status: Status) -> None:
    """Give someone another place in a group: member, administrator, left, kicked.

    Telegram shows coming and going in the chat and tells the bot of both the message
    and the change of membership.
    """
    place = chat.member(person_id)
    if place.status == status:
        return
    before = protocol.member(core.world, chat, person_id).to_dict()
    was_present = place.present
    chat.members[person_id] = place
    account = protocol.user(core.world.account(person_id))
    leaving = status in ("left", "kicked")
    if leaving and was_present and person_id != core.world.bot.id:
        say_service(core, chat, actor_id, left_chat_member=account)
    place.status = status
    place.anonymous = place.anonymous and status in ("administrator", "creator")
    if not was_present:
        say_service(core, chat, actor_id, new_chat_members=[account])
    elif leaving and person_id == core.world.bot.id:
        core.post(chat, actor_id, service={"left_chat_member": account})
    if core.world.bot.id in chat.present():
        core.meet(*chat.present())
    chat.keyboards.pop(person_id, None)
    core.changes.touch([person_id])
    core.changed(chat)
    tell_membership(core, chat, actor_id, person_id, before)


def require_member(chat: Chat, person_id: int) -> Member:
    """The person's place; raises PersonError when they are not in the group."""
    place = chat.member(person_id)
    if not place.present:
        raise PersonError("you are not a member of this chat")
    return place


def require_admin(chat: Chat, person_id: int) -> Member:
    """The person's place; raises PersonError unless they are administrator."""
    place = require_member(chat, person_id)
    if not place.admin:
        raise PersonError("only administrators may do this")
    return place


def add_topic(core: Core, chat: Chat, sender_id: int, name: str) -> Topic:
    """Open a forum topic; its id is that of the service message that says so."""
    created = telegram.ForumTopicCreated(name, 0x6FB9F0)
    stored = core.post(chat, sender_id, service={"forum_topic_created": created})
    stored.thread_id = stored.id
    topic = chat.topics[stored.id] = Topic(stored.id, name)
    tell_message(core, stored)
    core.changed(chat)
    return topic


def migrate(core: Core, chat: Chat, actor_id: int) -> Chat:
    """Turn a group into a supergroup: a new chat with a new id; the old one says so."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise PersonError("only a small group can become a supergroup")
    bot = core.world.bot.id
    new = Chat(
        SUPERGROUP_BASE + chat.id,
        "supergroup",
        chat.title,
        members={
            member.person_id: Member(member.person_id, member.status, title=member.title)
            for member in chat.members.values()
        },
        migrated_from=chat.id,
    )
    core.world.chats[new.id] = new
    chat.migrated_to = new.id
    in_group = bot in chat.present()
    for place, service in (
        (chat, {"migrate_to_chat_id": new.id}),
        (new, {"migrate_from_chat_id": chat.id}),
    ):
        stored = core.post(place, actor_id, service=service)
        if in_group:
            tell_message(core, stored)
    return new


def set_place(core: Core, chat: Chat, actor_id: int, person_id: int, wish: Json) -> None:
    """What one person does to another's place in a group, if they may.

    `wish` holds `status` and for administrators perhaps `anonymous` and `title`.  Anyone
    may leave and add others; the rest is for administrators.  Raises PersonError.
    """
    status: Status = wish.get("status", chat.member(person_id).status)
    if status not in ("administrator", "member", "left", "kicked", "creator"):
        raise PersonError(f"no such status: {status}")
    adding = status == "member" and not chat.member(person_id).present
    leaving = status == "left" and person_id == actor_id
    if adding or leaving:
        if person_id != actor_id:
            require_member(chat, actor_id)
    elif status != "creator" or person_id != actor_id:
        require_admin(chat, actor_id)
    if "anonymous" in wish or "title" in wish:
        chat.member(person_id).anonymous = bool(wish.get("anonymous"))
        chat.member(person_id).title = wish.get("title")
    change_status(core, chat, actor_id, person_id, status)
    core.changed(chat)
