"""Who acted, and where, as far as an update tells."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    ChosenInlineResult,
    InlineQuery,
    Message,
    PreCheckoutQuery,
    Update,
    User,
)

from domain.ids import ANONYMOUS_ADMINISTRATOR, BuyId, PersonId
from handlers.callbacks import buy_tapped

PRIVATE, GROUPS = "private", ("group", "supergroup")


@dataclass(frozen=True, slots=True)
class Seen:
    """One act. `user` is None for whoever is no person: an anonymous administrator, a channel."""

    user: User | None
    chat: Chat | None
    anonymous: bool = False
    """An administrator of the group acts in its name."""
    spoke: bool = False
    """Acted in the chat themselves, rather than being told of."""
    moved: tuple[int, int] | None = None
    """The group became a supergroup: its old id and its new one."""
    on_card: BuyId | None = None
    """The buy whose card in a group was tapped."""
    whom: PersonId | None = None
    """Instead of `user`: who did nothing, but is told of."""

    @property
    def in_private(self) -> bool:
        """Whether a person acts in their own chat with the bot."""
        return self.chat is not None and self.chat.type == PRIVATE

    @property
    def in_group(self) -> bool:
        """Whether it happened in a group."""
        return self.chat is not None and self.chat.type in GROUPS


def seen_in(update: Update) -> Seen | None:
    """Return who acted and where; None for what the bot has no business with."""
    match update.event:
        case Message() as message:
            return _speaker(message)
        case CallbackQuery() as query:
            chat = query.message.chat if query.message else None
            return Seen(query.from_user, chat, spoke=True, on_card=buy_tapped(query.data))
        case InlineQuery() | ChosenInlineResult() | PreCheckoutQuery() as query:
            return Seen(query.from_user, None)
        case ChatMemberUpdated() as change:
            return Seen(_person(change.from_user), change.chat)
        case _:
            return None


def _speaker(message: Message) -> Seen | None:
    user, chat = message.from_user, message.chat
    if message.migrate_to_chat_id is not None:
        return Seen(None, chat, moved=(chat.id, message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return Seen(None, chat, moved=(message.migrate_from_chat_id, chat.id))
    if message.refunded_payment is not None and chat.type == PRIVATE:
        # In the bot's own name, in the chat of whoever gets the Stars back, whoever had it done.
        return Seen(None, chat, whom=PersonId(chat.id))
    if message.sender_chat is not None:
        in_its_name = message.sender_chat.id == chat.id
        return Seen(None, chat, anonymous=True, spoke=True) if in_its_name else None
    if _person(user) is None:
        return None
    return Seen(user, chat, spoke=True)


def _person(user: User | None) -> User | None:
    if user is None or user.is_bot or user.id == ANONYMOUS_ADMINISTRATOR:
        return None
    return user
