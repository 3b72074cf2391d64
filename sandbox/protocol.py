"""The world in the Bot API's terms, built with python-telegram-bot's types.

The bot reads these with another library, so that two independent readers of the
protocol check each other.
"""

from datetime import UTC, datetime
from typing import Any

import telegram

from sandbox.till import Charge
from sandbox.world import GROUP_ANONYMOUS_BOT, Chat, Json, Message, Person, StoredFile, World

FOR_EVER = datetime.fromtimestamp(0, UTC)
"""Unix time 0: Telegram's date for "banned for ever"."""

ANONYMOUS = telegram.User(
    GROUP_ANONYMOUS_BOT, first_name="Group", is_bot=True, username="GroupAnonymousBot"
)


UNTRUE = {
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
}
"""Flags that the library writes out as false; Telegram leaves them out."""


def as_json(built: telegram.TelegramObject) -> Json:
    """An object as Telegram would send it."""
    return without_untrue(built.to_dict())


def without_untrue(given: Json) -> Json:
    """The object without flags that are false, at any depth."""
    return {
        key: without_untrue(value) if isinstance(value, dict) else value
        for key, value in given.items()
        if not (key in UNTRUE and value is False)
    }


def user(person: Person) -> telegram.User:
    """A person as `User`."""
    return telegram.User(
        person.id,
        first_name="" if person.deactivated else person.first_name,
        is_bot=person.is_bot,
        last_name=person.last_name,
        username=person.username,
        language_code=person.language_code,
    )


def chat(world: World, place: Chat) -> telegram.Chat:
    """A chat as `Chat`; a private one carries the person's names."""
    if place.type == "private":
        person = world.person(place.id)
        return telegram.Chat(
            place.id,
            "private",
            username=person.username,
            first_name=person.first_name,
            last_name=person.last_name,
        )
    return telegram.Chat(
        place.id,
        place.type,
        title=place.title,
        username=place.username,
        is_forum=place.forum or None,
    )


def photo_sizes(file: StoredFile) -> list[telegram.PhotoSize]:
    """The sizes Telegram offers; the sandbox keeps the original only."""
    return [
        telegram.PhotoSize(
            file.file_id, "u" + file.file_id, file.width, file.height, len(file.content)
        )
    ]


def entity(raw: Json) -> telegram.MessageEntity:
    """A stored entity as `MessageEntity`."""
    return telegram.MessageEntity.de_json(raw, None)


def content(stored: Message) -> dict[str, Any]:
    """What a message says or shows, as fields of `Message`."""
    entities = [entity(raw) for raw in stored.entities]
    if not (stored.photo or stored.document):
        fields: dict[str, Any] = {"text": stored.text or None, "entities": entities}
    else:
        fields = {"caption": stored.text or None, "caption_entities": entities}
    if stored.photo:
        fields["photo"] = photo_sizes(stored.photo)
    if stored.document:
        fields["document"] = telegram.Document(
            stored.document.file_id,
            "u" + stored.document.file_id,
            file_name=stored.document.name,
            mime_type=stored.document.content_type,
            file_size=len(stored.document.content),
        )
    if stored.invoice:
        fields["invoice"] = telegram.Invoice(
            stored.invoice.title,
            stored.invoice.description,
            stored.invoice.start_parameter,
            stored.invoice.currency,
            stored.invoice.total,
        )
    return fields


def message(world: World, stored: Message, depth: int = 1) -> telegram.Message:
    """A stored message as `Message`, with the message it replies to `depth` levels deep."""
    place = world.chat(stored.chat_id)
    fields = content(stored)
    if stored.reply_to is not None and depth and stored.reply_to in place.messages:
        replied = place.messages[stored.reply_to]
        fields["reply_to_message"] = message(world, replied, depth - 1)
    if stored.quote:
        fields["quote"] = telegram.TextQuote(stored.quote, 0, is_manual=True)
    if stored.thread_id is not None:
        fields |= {"message_thread_id": stored.thread_id, "is_topic_message": True}
    if stored.anonymous:
        fields["sender_chat"] = chat(world, place)
        fields["author_signature"] = place.member(stored.sender_id).title
    if stored.forwarded:
        fields["forward_origin"] = stored.forwarded
    if stored.via_bot:
        fields["via_bot"] = user(world.bot)
    if stored.reply_markup and "inline_keyboard" in stored.reply_markup:
        fields["reply_markup"] = telegram.InlineKeyboardMarkup.de_json(stored.reply_markup, None)
    if stored.preview:
        fields["link_preview_options"] = telegram.LinkPreviewOptions.de_json(stored.preview, None)
    fields |= stored.extra | stored.service
    return telegram.Message(
        stored.id,
        date=stored.date,
        chat=chat(world, place),
        from_user=ANONYMOUS if stored.anonymous else user(world.account(stored.sender_id)),
        edit_date=stored.edit_date,
        **fields,
    )


def checkout_fields(charge: Charge) -> dict[str, Any]:
    """What a person chose and filled in, as fields of PreCheckoutQuery and SuccessfulPayment."""
    info = telegram.OrderInfo.de_json(charge.info, None) if charge.info else None
    return {
        "shipping_option_id": charge.option["id"] if charge.option else None,
        "order_info": info,
    }


def successful_payment(charge: Charge) -> telegram.SuccessfulPayment:
    """A charge as `SuccessfulPayment`."""
    return telegram.SuccessfulPayment(
        charge.invoice.currency,
        charge.amount,
        charge.invoice.payload,
        charge.id,
        charge.provider_id,
        **checkout_fields(charge),
    )


def member(world: World, place: Chat, person_id: int) -> telegram.ChatMember:
    """Someone's place in a group as `ChatMember` of the right kind."""
    stored = place.member(person_id)
    who = user(world.account(person_id))
    match stored.status:
        case "creator":
            return telegram.ChatMemberOwner(who, stored.anonymous, stored.title)
        case "administrator":
            return telegram.ChatMemberAdministrator(
                who,
                can_be_edited=False,
                is_anonymous=stored.anonymous,
                can_manage_chat=True,
                can_delete_messages=True,
                can_manage_video_chats=True,
                can_restrict_members=True,
                can_promote_members=False,
                can_change_info=True,
                can_invite_users=True,
                can_post_stories=False,
                can_edit_stories=False,
                can_delete_stories=False,
                can_pin_messages=True,
                can_manage_topics=place.forum,
                custom_title=stored.title,
                api_kwargs={"can_send_welcome_messages": False},
            )
        case "member":
            return telegram.ChatMemberMember(who)
        case "kicked":
            return telegram.ChatMemberBanned(who, until_date=FOR_EVER)
        case _:
            return telegram.ChatMemberLeft(who)
