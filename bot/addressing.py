"""Where a notice goes: which chat, which topic, in answer to what."""

from __future__ import annotations

from bot.courier import Address
from domain.ids import BuyId
from domain.notices import Notice, NoticeKind
from handlers.notices.say import How, Say
from handlers.ports import Place
from storage import Storage


def about(notice: Notice) -> BuyId | None:
    """Return the buy that a notice is about; a draft's id is that of the buy to be."""
    draft = notice.values.get("draft")
    return BuyId(draft) if notice.buy is None and isinstance(draft, int) else notice.buy


def card_kind(notice: Notice) -> NoticeKind:
    """Return of which kind the message is that a card's notice edits or posts."""
    draft = notice.kind is NoticeKind.DRAFT_CARD
    return NoticeKind.DRAFT_CARD if draft else NoticeKind.CARD


async def address(storage: Storage, notice: Notice, say: Say) -> Address | None:
    """Return where a new message for `notice` goes; None if its home has no chat (any more)."""
    if notice.person is not None:
        return Address(notice.person, silent=say.silent)
    chat = await storage.chats.chat_of(notice.home) if notice.home is not None else None
    if chat is None:
        return None
    buy, reply_to = about(notice), say.reply_to
    thread = say.topic
    if thread is None and buy is not None:
        thread = await storage.chats.thread_of(buy)
    if say.how is How.REPLY_TO_CARD and buy is not None:
        card = await storage.chats.card_place(buy)
        reply_to = card.message_id if card and card.chat_id == chat else None
    return Address(chat, thread, reply_to, say.silent)


async def standing_card(
    storage: Storage, notice: Notice, kind: NoticeKind, chat_id: int
) -> Place | None:
    """Return where the message of `kind` that `notice` changes stands in its chat."""
    buy = about(notice)
    place = await storage.chats.place(buy, kind) if buy is not None else None
    return place if place and place.chat_id == chat_id else None
