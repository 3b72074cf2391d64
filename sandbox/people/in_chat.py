"""Deeds within a chat: say, edit, react, forward, tap, press a key, share inline."""

from sandbox.people import forwarding, talking, tapping
from sandbox.people.request import Request
from sandbox.world import Json


async def send(request: Request) -> Json:
    """Say `text`, perhaps as a reply (`reply_to`) or in a topic (`thread_id`)."""
    stored = talking.say(
        request.core,
        request.person,
        request.chat(),
        request.body["text"],
        reply_to=request.body.get("reply_to"),
        thread_id=request.body.get("thread_id"),
    )
    return request.show(stored)


async def read(request: Request) -> Json:
    """Have seen everything in the chat."""
    chat = talking.current(request.core, request.chat())
    latest = max(chat.messages, default=0)
    if chat.read.get(request.person.id, 0) != latest:
        chat.read[request.person.id] = latest
        request.core.changes.touch([request.person.id])
    return {}


async def edit(request: Request) -> Json:
    """Change one's own message to `text`."""
    chat, stored = request.chat(), request.message()
    return request.show(
        talking.edit(request.core, request.person, chat, stored.id, request.body["text"])
    )


async def delete(request: Request) -> Json:
    """Delete a message."""
    talking.delete(request.core, request.person, request.chat(), request.message().id)
    return {}


async def react(request: Request) -> Json:
    """Put the reaction `emoji`, or take it away."""
    stored = request.message()
    emoji = request.body.get("emoji", "")
    talking.react(request.core, request.person, request.chat(), stored.id, emoji)
    return request.show(stored)


async def forward(request: Request) -> Json:
    """Forward a message to the chat `to`."""
    stored = request.message()
    place = request.chat(request.body["to"])
    return request.show(forwarding.forward(request.core, request.person, stored, place))


async def pin(request: Request) -> Json:
    """Pin a message, or unpin it."""
    talking.pin(request.core, request.person, request.chat(), request.message().id)
    return {}


async def tap(request: Request) -> Json:
    """Tap the inline `button` (its label, or [row, column]) and wait for the answer."""
    return await tapping.tap(
        request.core,
        request.person,
        request.message(),
        request.body["button"],
        float(request.body.get("timeout", 10)),
    )


async def press_key(request: Request) -> Json:
    """Tap the key `label` of the reply keyboard, with picked `users` or `chat`."""
    users = [request.core.world.person(one).id for one in request.body.get("users", [])]
    picked = request.body.get("chat")
    return request.show(
        talking.press_key(
            request.core,
            request.person,
            request.chat(),
            request.body["label"],
            users,
            None if picked is None else request.chat(picked).id,
        )
    )


async def ask_inline(request: Request) -> Json:
    """Type the bot's name and `text` in the chat."""
    return await tapping.inline(
        request.core,
        request.person,
        request.chat(),
        request.body.get("text", ""),
        float(request.body.get("timeout", 10)),
    )


async def choose(request: Request) -> Json:
    """Send the inline `result` of `query`."""
    return request.show(
        tapping.choose(
            request.core,
            request.person,
            request.chat(),
            request.body["query"],
            request.body["result"],
        )
    )
