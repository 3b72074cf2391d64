"""What a person sees, as JSON: their chats, a chat's history, the bot's menu."""

from sandbox.core import Core
from sandbox.entities import as_html
from sandbox.people.invoices import in_message
from sandbox.people.service import describe
from sandbox.people.talking import current
from sandbox.world import Chat, Json, Message, Person

BUTTON_KINDS = {
    "callback_data": "callback", "url": "url", "web_app": "web_app", "copy_text": "copy",
    "switch_inline_query": "inline", "switch_inline_query_current_chat": "inline",
    "switch_inline_query_chosen_chat": "inline", "pay": "pay",
}  # fmt: skip
"""Field of an inline button -> what the page calls the kind of button."""


def person_view(core: Core, person: Person) -> Json:
    """A person as the page's switcher shows them."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "name": person.name,
        "username": person.username,
        "language_code": person.language_code,
        "zone": person.zone,
        "stars": person.stars,
        "started": person.started,
        "blocked": person.blocked,
        "version": core.changes.version(person.id),
        "unread": sum(unread(person, chat) for chat in chats_of(core, person)),
    }


def chats_of(core: Core, person: Person) -> list[Chat]:
    """The chats in a person's list, the latest first; the bot's chat is always there."""
    mine = [
        chat
        for chat in core.world.chats.values()
        if chat.migrated_to is None
        and (chat.id == person.id if chat.type == "private" else chat.member(person.id).present)
    ]
    return sorted(
        mine,
        key=lambda chat: max((one.date.timestamp() for one in chat.messages.values()), default=0),
        reverse=True,
    )


def unread(person: Person, chat: Chat) -> int:
    """How many messages of others the person has not seen."""
    seen = chat.read.get(person.id, 0)
    return sum(1 for one in chat.messages.values() if one.id > seen and one.sender_id != person.id)


def title(core: Core, person: Person, chat: Chat) -> str:
    """The name of a chat for this person."""
    if chat.type == "private":
        return core.profile.text("name", person.language_code) or core.world.bot.first_name
    if chat.type == "direct":
        others = [one for one in chat.members if one != person.id]
        return core.world.person(others[0]).name
    return chat.title or ""


def chat_view(core: Core, person: Person, chat: Chat) -> Json:
    """A chat as it stands in the person's list and above its history."""
    last = list(chat.messages.values())[-1] if chat.messages else None
    keyboard = chat.keyboards.get(person.id)
    private = chat.type == "private"
    return {
        "id": chat.id,
        "type": chat.type,
        "title": title(core, person, chat),
        "username": core.world.bot.username if private else chat.username,
        "forum": chat.forum,
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
        ],
        "members": [] if private else members(core, chat),
        "status": chat.member(person.id).status,
        "anonymous": chat.member(person.id).anonymous,
        "bot": chat.member(core.world.bot.id).status,
        "unread": unread(person, chat),
        "last": message_view(core, person, chat, last) if last else None,
        "pinned": [one for one in chat.pinned if one in chat.messages],
        "keyboard": keyboard if keyboard and "keyboard" in keyboard else None,
        "force_reply": keyboard["message_id"] if keyboard and "force_reply" in keyboard else None,
        "started": person.started,
        "blocked": person.blocked,
        "about": core.profile.text("description", person.language_code) if private else "",
        "menu_button": core.profile.menu_buttons.get(
            chat.id, core.profile.menu_buttons.get(None, {"type": "default"})
        ),
        "read": chat.read.get(person.id, 0),
    }


def members(core: Core, chat: Chat) -> list[Json]:
    """Who is in a group, the bot included."""
    return [
        {
            "id": member.person_id,
            "name": core.world.account(member.person_id).name,
            "status": member.status,
            "anonymous": member.anonymous,
            "is_bot": member.person_id == core.world.bot.id,
        }
        for member in chat.members.values()
        if member.present
    ]


def history(core: Core, person: Person, chat: Chat) -> list[Json]:
    """All messages the person sees in a chat, oldest first, from before a migration too."""
    chat = current(core, chat)
    parts = [chat]
    while (origin := parts[0].migrated_from) is not None:
        parts.insert(0, core.world.chat(origin))
    return [
        message_view(core, person, part, stored)
        for part in parts
        for stored in list(part.messages.values())
    ]


def message_view(core: Core, person: Person, chat: Chat, stored: Message) -> Json:
    """One message as the person sees it."""
    replied = chat.messages.get(stored.reply_to or 0)
    return {
        "chat": chat.id,
        "id": stored.id,
        "date": stored.date.timestamp(),
        "from": sender(core, chat, stored),
        "own": stored.sender_id == person.id and not stored.anonymous,
        "can_edit": stored.sender_id == person.id
        and not (stored.service or stored.via_bot or stored.forwarded),
        "can_forward": not (stored.service or stored.extra.get("has_protected_content")),
        "text": stored.text,
        "html": as_html(stored.text, stored.entities),
        "entities": stored.entities,
        "photo": f"/media/{stored.photo.file_id}" if stored.photo else None,
        "photo_size": [stored.photo.width, stored.photo.height] if stored.photo else None,
        "document": {
            "name": stored.document.name,
            "size": len(stored.document.content),
            "url": f"/media/{stored.document.file_id}",
        }
        if stored.document
        else None,
        "invoice": in_message(stored),
        "caption_above": stored.extra.get("show_caption_above_media", False),
        "spoiler": stored.extra.get("has_media_spoiler", False),
        "buttons": [
            [button_view(button, paid=bool(stored.receipt)) for button in row]
            for row in (stored.reply_markup or {}).get("inline_keyboard", [])
        ],
        "edited": stored.edit_date.timestamp() if stored.edit_date else None,
        "reply": {
            "id": replied.id,
            "from": sender(core, chat, replied)["name"],
            "text": stored.quote
            or replied.text
            or (replied.invoice.title if replied.invoice else ""),
        }
        if replied
        else None,
        "reactions": reactions(person, stored),
        "pinned": stored.id in chat.pinned,
        "thread_id": stored.thread_id,
        "forwarded": stored.forwarded.sender_user.full_name if stored.forwarded else None,
        "via_bot": core.world.bot.username if stored.via_bot else None,
        "service": describe(core, stored) if stored.service else None,
    }


def sender(core: Core, chat: Chat, stored: Message) -> Json:
    """Whose name stands over a message; an anonymous administrator is the group."""
    if stored.anonymous:
        return {"id": chat.id, "name": chat.title, "is_bot": False, "username": None,
                "anonymous": True}  # fmt: skip
    account = core.world.account(stored.sender_id)
    return {
        "id": account.id,
        "name": account.name,
        "is_bot": account.is_bot,
        "username": account.username,
        "anonymous": False,
    }


def button_view(button: Json, *, paid: bool) -> Json:
    """An inline button: what it says and what kind it is, not its data.

    The Pay button of an invoice that is `paid` leads to the receipt; as in Telegram it
    shows the sign of Stars for their code.
    """
    kind = next(
        (name for field, name in BUTTON_KINDS.items() if button.get(field, False) is not False),
        "none",
    )
    text = button["text"].replace("XTR", "⭐") if kind == "pay" else button["text"]
    view = {
        "text": "Receipt" if paid and kind == "pay" else text,
        "kind": kind,
        "style": button.get("style"),
    }
    return view | {"url": button["url"]} if kind == "url" else view


def reactions(person: Person, stored: Message) -> list[Json]:
    """Each emoji with how many gave it and whether the person did."""
    emoji = [one for given in stored.reactions.values() for one in given]
    own = stored.reactions.get(person.id, [])
    return [
        {"emoji": one, "count": emoji.count(one), "own": one in own} for one in dict.fromkeys(emoji)
    ]
