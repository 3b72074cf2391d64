"""Furnishing a world: people, groups, and the Flat 12 that everyone tries first."""

from collections.abc import Sequence
from typing import Any

from sandbox.core import Core
from sandbox.people.groups import change_status
from sandbox.people.talking import start
from sandbox.world import Chat, ChatType, Json, Member, Person, Status

FIRST_PERSON_ID = 501
FIRST_GROUP_ID = -4001

FLAT_12 = (
    Person(501, "Anna", username="anna", language_code="en", zone="Europe/Berlin"),
    Person(502, "Boris", username="boris", language_code="ru", zone="Europe/Berlin"),
    Person(503, "Carla", username="carla", language_code="es", zone="Europe/Madrid"),
    Person(504, "Dewi", username="dewi", language_code="en", zone="Asia/Jakarta"),
    Person(505, "Mei", username="mei", language_code="zh-hans", zone="Asia/Shanghai"),
    Person(506, "Omar", username="omar", language_code="ar", zone="Africa/Cairo"),
    Person(507, "Yuki", "Tanaka", language_code="en", zone="Asia/Tokyo"),
)
"""The people of Flat 12; Yuki never opened the bot and has no username."""


def add_person(core: Core, person: Person) -> Person:
    """Let a person exist, with a private chat to the bot that they have not started.

    Raises ValueError when the id is taken.
    """
    if person.id in core.world.people or person.id == core.world.bot.id:
        raise ValueError(f"id {person.id} is taken")
    core.world.people[person.id] = person
    members = {one: Member(one) for one in (person.id, core.world.bot.id)}
    core.world.chats[person.id] = Chat(person.id, "private", members=members)
    core.changes.touch([person.id])
    return person


def add_group(  # noqa: PLR0913  # a group has so many sides, all optional
    core: Core,
    title: str,
    creator: int,
    members: Sequence[int] = (),
    *,
    bot: Status = "member",
    supergroup: bool = False,
    forum: bool = False,
    username: str | None = None,
    chat_id: int | None = None,
) -> Chat:
    """Make a group; its creator adds the bot (unless bot="left"), which is told as usual."""
    if chat_id is None:
        groups = sum(1 for chat in core.world.chats.values() if chat.is_group)
        chat_id = FIRST_GROUP_ID - groups
        if supergroup or forum:
            chat_id -= 1_000_000_000_000
    if chat_id in core.world.chats:
        raise ValueError(f"chat {chat_id} exists")
    kind: ChatType = "supergroup" if supergroup or forum else "group"
    chat = Chat(chat_id, kind, title, username, forum)
    for person_id in dict.fromkeys([creator, *members]):
        core.world.person(person_id)
        status: Status = "creator" if person_id == creator else "member"
        chat.members[person_id] = Member(person_id, status)
    core.world.chats[chat.id] = chat
    core.changed(chat)
    if bot not in ("left", "kicked"):
        change_status(core, chat, creator, core.world.bot.id, bot)
    return chat


def flat_12(core: Core, in_contact: Sequence[str] | None = None) -> Chat:
    """The default world: a group of seven friends with the bot in it.

    Those named `in_contact` (first names in lower case; default all but Yuki) have
    pressed Start, and the bot is told so.  Returns the group.
    """
    people = [add_person(core, Person(**vars(one))) for one in FLAT_12]
    chat = add_group(core, "Flat 12", people[0].id, [one.id for one in people[1:]])
    names = [one.first_name.lower() for one in people[:-1]] if in_contact is None else in_contact
    for name in names:
        start(core, core.world.person(name))
    return chat


def furnish(core: Core, wish: Json) -> Json:
    """Add people and groups described in JSON; returns their ids.

    `people`: fields of Person, `id` optional; `groups`: `title`, `creator`, `members`
    (ids, usernames or first names) and the options of `add_group`; "flat_12": true adds
    the default world.
    """
    made: dict[str, list[Any]] = {"people": [], "groups": []}
    if wish.get("flat_12"):
        made["groups"].append(flat_12(core).id)
    for fields in wish.get("people", []):
        free = max(core.world.people, default=FIRST_PERSON_ID - 1) + 1
        made["people"].append(add_person(core, Person(**{"id": free} | fields)).id)
    for fields in wish.get("groups", []):
        options = {key: value for key, value in fields.items() if key not in ("creator", "members")}
        creator = core.world.person(fields["creator"]).id
        members = [core.world.person(one).id for one in fields.get("members", [])]
        made["groups"].append(add_group(core, creator=creator, members=members, **options).id)
    return made
