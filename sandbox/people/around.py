"""Deeds around chats: look, wait, open links, block, change groups and oneself."""

from sandbox.people import groups, talking, tapping
from sandbox.people.request import Request
from sandbox.people.view import chat_view, chats_of, history, person_view
from sandbox.world import Json

WAIT_LIMIT = 50.0
"""Seconds that one wait may last at most."""


async def see_person(request: Request) -> Json:
    """The person, with the number of unread messages."""
    return person_view(request.core, request.person)


async def change_person(request: Request) -> Json:
    """Change one's own names, username, language or zone."""
    for name in ("first_name", "last_name", "username", "language_code", "zone"):
        if name in request.body:
            setattr(request.person, name, request.body[name])
    request.core.changes.touch(request.core.world.people)
    return person_view(request.core, request.person)


async def wait(request: Request) -> Json:
    """Answer as soon as anything the person sees changed after version `after`."""
    timeout = min(float(request.body.get("timeout", 25)), WAIT_LIMIT)
    after = int(request.body.get("after", 0))
    return {"version": await request.core.changes.wait(request.person.id, after, timeout)}


async def see_chats(request: Request) -> list[Json]:
    """The person's chat list, latest first."""
    mine = chats_of(request.core, request.person)
    return [chat_view(request.core, request.person, chat) for chat in mine]


async def see_chat(request: Request) -> Json:
    """One chat."""
    chat = talking.current(request.core, request.chat())
    return chat_view(request.core, request.person, chat)


async def see_messages(request: Request) -> Json:
    """The history, with the version it belongs to."""
    return {
        "version": request.core.changes.version(request.person.id),
        "messages": history(request.core, request.person, request.chat()),
    }


async def open_link(request: Request) -> Json:
    """What opening `url` shows; nothing is pressed yet."""
    return tapping.follow(request.core, request.person, request.body["url"])


async def start(request: Request) -> Json:
    """Press Start in the bot's chat, with the link's `payload` if any."""
    payload = request.body.get("payload", "")
    return request.show(talking.start(request.core, request.person, payload))


async def startgroup(request: Request) -> Json:
    """Add the bot to this chat by a ?startgroup= link."""
    return request.show(
        talking.start_in_group(
            request.core, request.person, request.chat(), request.body.get("payload", "")
        )
    )


async def block(request: Request) -> Json:
    """Block the bot."""
    talking.block(request.core, request.person)
    return person_view(request.core, request.person)


async def unblock(request: Request) -> Json:
    """Unblock the bot."""
    talking.unblock(request.core, request.person)
    return person_view(request.core, request.person)


async def direct(request: Request) -> Json:
    """Open one's own chat with another `person`."""
    other = request.core.world.person(request.body["person"])
    chat = talking.direct_chat(request.core, request.person, other)
    return chat_view(request.core, request.person, chat)


async def see_menu(request: Request) -> list[Json]:
    """The bot's commands that Telegram shows this person in this chat."""
    chat = talking.current(request.core, request.chat())
    if chat.type == "direct" or not chat.member(request.core.world.bot.id).present:
        return []
    person = request.person
    return request.core.profile.menu(chat, person.id, person.language_code)


async def change_member(request: Request) -> Json:
    """Give `person` ("bot" for the bot) the place `status` in the group.

    member: add, or demote; administrator: promote, `anonymous` and `title` if given;
    left: leave (oneself); kicked: remove.
    """
    chat = talking.current(request.core, request.chat())
    wanted = request.body.get("person", request.person.id)
    bot = request.core.world.bot
    whom = bot.id if wanted in ("bot", bot.id) else request.core.world.person(wanted).id
    groups.set_place(request.core, chat, request.person.id, whom, request.body)
    return chat_view(request.core, request.person, chat)


async def migrate(request: Request) -> Json:
    """Turn the group into a supergroup."""
    groups.require_admin(request.chat(), request.person.id)
    new = groups.migrate(request.core, request.chat(), request.person.id)
    return chat_view(request.core, request.person, new)


async def open_topic(request: Request) -> Json:
    """Open a forum topic called `name`."""
    chat = talking.current(request.core, request.chat())
    name = request.body["name"]
    return {"id": talking.open_topic(request.core, request.person, chat, name), "name": name}
