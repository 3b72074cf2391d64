"""Methods that make the bot say something new."""

from typing import Any

from sandbox.botapi.call import Call, method, stored_file
from sandbox.botapi.keyboards import check_markup
from sandbox.botapi.pictures import measure
from sandbox.botapi.text import read_text
from sandbox.errors import ApiError, bad_request
from sandbox.people.groups import add_topic
from sandbox.world import Chat, Json

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip


@method("sendMessage")
async def send_message(call: Call) -> Any:
    """Say a text."""
    chat = call.chat()
    text, entities = read_text(call.core, call.params)
    return say(call, chat, text=text, entities=entities)


@method("sendPhoto")
async def send_photo(call: Call) -> Any:
    """Show a picture."""
    chat = call.chat()
    text, entities = read_text(call.core, call.params, "caption", "caption_entities")
    photo = stored_file(call, call.params["photo"])
    measure(photo)
    return say(call, chat, text=text, entities=entities, photo=photo)


@method("sendDocument")
async def send_document(call: Call) -> Any:
    """Hand over a file."""
    chat = call.chat()
    text, entities = read_text(call.core, call.params, "caption", "caption_entities")
    document = stored_file(call, call.params["document"])
    return say(call, chat, text=text, entities=entities, document=document)


@method("sendChatAction")
async def send_chat_action(call: Call) -> bool:
    """Show "typing…"; the sandbox checks it and shows nothing."""
    thread_of(call, call.chat(), None)
    if call.params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def say(call: Call, chat: Chat, **content: Any) -> Json:
    """Post a message of the bot with all that is common to messages."""
    params = call.params
    reply_to, quote = reply_of(call, chat)
    thread_id = thread_of(call, chat, reply_to)
    markup = check_markup(params.get("reply_markup"), chat, content.get("invoice"))
    extra = {
        name: True
        for given, name in (
            ("protect_content", "has_protected_content"),
            ("has_spoiler", "has_media_spoiler"),
            ("show_caption_above_media", "show_caption_above_media"),
        )
        if params.get(given)
    }
    if "message_effect_id" in params:
        extra["effect_id"] = params["message_effect_id"]
    stored = call.core.post(
        chat,
        call.core.world.bot.id,
        reply_to=reply_to,
        quote=quote,
        thread_id=thread_id,
        reply_markup=markup if markup and "inline_keyboard" in markup else None,
        preview=params.get("link_preview_options"),
        extra=extra,
        **content,
    )
    if markup and "inline_keyboard" not in markup:
        set_keyboard(call, chat, markup, stored.id)
    return call.core.rendered(stored)


def reply_of(call: Call, chat: Chat) -> tuple[int | None, str | None]:
    """The message replied to and the quoted part; raises ApiError when it is gone."""
    wanted = call.params.get("reply_parameters")
    if wanted is None:
        return None, None
    elsewhere = wanted.get("chat_id")
    if elsewhere is not None and str(elsewhere) not in (str(chat.id), f"@{chat.username}"):
        raise bad_request("replies to another chat are not simulated")
    replied = chat.messages.get(wanted["message_id"])
    if replied is None:
        if wanted.get("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    quote = wanted.get("quote")
    if quote and quote not in replied.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return replied.id, quote


def thread_of(call: Call, chat: Chat, reply_to: int | None) -> int | None:
    """The forum topic to write in; General has no id, a reply stays in its topic."""
    thread_id = call.params.get("message_thread_id")
    if thread_id is None:
        return chat.messages[reply_to].thread_id if reply_to in chat.messages else None
    if not chat.forum or thread_id not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[thread_id].closed and not chat.member(call.core.world.bot.id).admin:
        raise bad_request("TOPIC_CLOSED")
    topic: int = thread_id
    return topic


def set_keyboard(call: Call, chat: Chat, markup: Json, message_id: int) -> None:
    """Give the people in the chat a reply keyboard, take it away, or make them reply."""
    people = [chat.id] if chat.type == "private" else chat.present()
    if markup.get("selective"):
        people = [person for person in people if person in selected(chat, message_id)]
    for person_id in people:
        if markup.get("remove_keyboard"):
            chat.keyboards.pop(person_id, None)
        else:
            chat.keyboards[person_id] = markup | {"message_id": message_id}
    call.core.changed(chat)


def selected(chat: Chat, message_id: int) -> set[int]:
    """Whom a selective keyboard means: those mentioned and the one replied to."""
    stored = chat.messages[message_id]
    people = {entity["user"]["id"] for entity in stored.entities if "user" in entity}
    if stored.reply_to in chat.messages:
        people.add(chat.messages[stored.reply_to].sender_id)
    return people


@method("createForumTopic")
async def create_forum_topic(call: Call) -> Json:
    """Open a topic in a forum; the bot must be administrator."""
    chat = call.chat()
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not chat.member(call.core.world.bot.id).admin:
        raise ApiError(400, "Bad Request: not enough rights to create a topic")
    topic = add_topic(call.core, chat, call.core.world.bot.id, call.params["name"])
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": 0x6FB9F0}
