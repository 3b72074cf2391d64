"""Methods that change or remove what was said."""

from datetime import timedelta
from typing import Any

from sandbox import bounds
from sandbox.botapi.call import Call, method, stored_file
from sandbox.botapi.keyboards import check_markup
from sandbox.botapi.pictures import measure
from sandbox.botapi.text import read_text
from sandbox.entities import with_found
from sandbox.errors import ApiError, bad_request
from sandbox.world import Chat, Json, Message

DELETABLE = timedelta(hours=48)
"""How long after it was sent a message can be deleted by a bot."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def target(call: Call) -> tuple[Chat | None, Message]:
    """The message to edit, and its chat unless named by inline_message_id."""
    if "inline_message_id" in call.params:
        place = call.core.world.inline_messages.get(call.params["inline_message_id"])
        if place is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return None, call.core.world.message(*place)
    if "chat_id" not in call.params:
        raise bad_request("chat_id is empty")
    chat = call.chat()
    stored = chat.messages.get(call.params.get("message_id", 0))
    if stored is None:
        raise bad_request("message to edit not found")
    if stored.sender_id != call.core.world.bot.id or stored.service:
        raise bad_request("message can't be edited")
    return chat, stored


def apply(call: Call, chat: Chat | None, stored: Message, **changes: Any) -> Json | bool:
    """Change the message if anything differs; raises ApiError "message is not modified"."""
    changes["reply_markup"] = check_markup(call.params.get("reply_markup"), chat, stored.invoice)
    if all(getattr(stored, name) == value for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in changes.items():
        setattr(stored, name, value)
    stored.edit_date = call.core.clock.now()
    call.core.changed(call.core.world.chat(stored.chat_id))
    return call.core.rendered(stored) if chat else True


@method("editMessageText")
async def edit_message_text(call: Call) -> Any:
    """Replace the text and the inline keyboard."""
    chat, stored = target(call)
    text, entities = read_text(call.core, call.params)
    if stored.photo or stored.document or stored.invoice:
        raise bad_request("there is no text in the message to edit")
    changes: Json = {"text": text, "entities": with_found(text, entities)}
    if "link_preview_options" in call.params:
        changes["preview"] = call.params["link_preview_options"]
    return apply(call, chat, stored, **changes)


@method("editMessageCaption")
async def edit_message_caption(call: Call) -> Any:
    """Replace the caption and the inline keyboard."""
    chat, stored = target(call)
    if not (stored.photo or stored.document):
        raise bad_request("there is no caption in the message to edit")
    text, entities = read_text(call.core, call.params, "caption", "caption_entities")
    return apply(call, chat, stored, text=text, entities=with_found(text, entities))


@method("editMessageMedia")
async def edit_message_media(call: Call) -> Any:
    """Replace the picture or document with its caption."""
    chat, stored = target(call)
    if stored.invoice:
        raise bad_request("message can't be edited")
    media = call.params["media"]
    text, entities = read_text(call.core, media, "caption", "caption_entities")
    file = stored_file(call, media["media"])
    if media["type"] == "photo":
        measure(file)
    return apply(
        call,
        chat,
        stored,
        text=text,
        entities=entities,
        photo=file if media["type"] == "photo" else None,
        document=file if media["type"] == "document" else None,
    )


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(call: Call) -> Any:
    """Replace the inline keyboard alone."""
    chat, stored = target(call)
    return apply(call, chat, stored)


def check_deletable(call: Call, chat: Chat, stored: Message) -> None:
    """Raise ApiError if the bot may not delete this message (any more)."""
    own = stored.sender_id == call.core.world.bot.id
    admin = chat.member(call.core.world.bot.id).admin
    fresh = call.core.clock.now() - stored.date < DELETABLE
    if not fresh or not (own or chat.type == "private" or admin):
        raise bad_request("message can't be deleted")


@method("deleteMessage")
async def delete_message(call: Call) -> bool:
    """Remove one message for everyone."""
    chat = call.chat()
    stored = chat.messages.get(call.params["message_id"])
    if stored is None:
        raise bad_request("message to delete not found")
    check_deletable(call, chat, stored)
    remove(call, chat, stored.id)
    return True


@method("deleteMessages")
async def delete_messages(call: Call) -> bool:
    """Remove up to 100 messages; those that are gone or may not be deleted are skipped."""
    chat = call.chat()
    if not 1 <= len(call.params["message_ids"]) <= bounds.DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for message_id in call.params["message_ids"]:
        if stored := chat.messages.get(message_id):
            try:
                check_deletable(call, chat, stored)
            except ApiError:
                continue
            remove(call, chat, message_id)
    return True


def remove(call: Call, chat: Chat, message_id: int) -> None:
    """Take a message away from the chat and its pins."""
    stored = chat.messages.pop(message_id)
    call.core.world.inline_messages.pop(stored.inline_id or "", None)
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    call.core.changed(chat)
