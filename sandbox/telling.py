"""What the bot is told: which happenings become updates, by Telegram's rules."""

import re

import telegram

from sandbox import protocol, utf16
from sandbox.core import Core, Query
from sandbox.invoice import Invoice
from sandbox.till import Charge
from sandbox.world import Chat, Json, Message

USER_LANE = 1 << 40
"""Updates about a person rather than a chat are in order among themselves."""


def bot_hears(core: Core, chat: Chat, stored: Message) -> bool:
    """Whether the bot gets this message: membership, blocking, and privacy mode.

    Of its own messages it gets one alone, that Stars went back (aiogram's issue 1692).
    """
    own = stored.sender_id == core.world.bot.id and "refunded_payment" not in stored.service
    if chat.type == "direct" or own:
        return False
    if chat.type == "private":
        return True
    place = chat.member(core.world.bot.id)
    if not place.present:
        return False
    if place.admin or not core.privacy or stored.service or stored.via_bot:
        return True
    replied = chat.messages.get(stored.reply_to or 0)
    if replied and (replied.sender_id == core.world.bot.id or replied.via_bot):
        return True
    return any(addressed_command(core, stored, entity) for entity in stored.entities)


def addressed_command(core: Core, stored: Message, entity: Json) -> bool:
    """Whether the entity is a command for this bot, by name or for whoever listens."""
    if entity["type"] != "bot_command":
        return False
    command = utf16.cut(stored.text, entity["offset"], entity["length"])
    name = re.sub(r"^[^@]*@?", "", command)
    return not name or name.casefold() == (core.world.bot.username or "").casefold()


def tell_message(core: Core, stored: Message, kind: str = "message") -> None:
    """Tell the bot of a new (or with kind="edited_message" an edited) message."""
    chat = core.world.chat(stored.chat_id)
    if bot_hears(core, chat, stored):
        core.meet(stored.sender_id)
        core.updates.put(kind, core.rendered(stored), chat.id, chat.id)


def tell_tap(core: Core, query: Query, stored: Message, data: str) -> None:
    """Tell the bot that a person tapped a callback button."""
    inline = stored.inline_id is not None
    payload = telegram.CallbackQuery(
        query.id,
        protocol.user(core.world.person(query.person_id)),
        chat_instance=str(abs(stored.chat_id) * 7919),
        message=None if inline else protocol.message(core.world, stored),
        data=data,
        inline_message_id=stored.inline_id,
    )
    core.meet(query.person_id)
    lane = query.person_id + USER_LANE
    chat_id = None if inline else stored.chat_id
    core.updates.put("callback_query", protocol.as_json(payload), lane, chat_id)


def tell_shipping(core: Core, query: Query, invoice: Invoice, address: Json) -> None:
    """Ask the bot how it ships to an address."""
    person = core.world.person(query.person_id)
    payload = telegram.ShippingQuery(
        query.id,
        protocol.user(person),
        invoice.payload,
        telegram.ShippingAddress(**address),
    )
    core.meet(person.id)
    core.updates.put("shipping_query", payload.to_dict(), person.id + USER_LANE)


def tell_pre_checkout(core: Core, query: Query, charge: Charge) -> None:
    """Ask the bot whether a payment, which is about to be made, may go ahead."""
    person = core.world.person(query.person_id)
    payload = telegram.PreCheckoutQuery(
        query.id,
        protocol.user(person),
        charge.invoice.currency,
        charge.amount,
        charge.invoice.payload,
        **protocol.checkout_fields(charge),
    )
    core.meet(person.id)
    core.updates.put("pre_checkout_query", payload.to_dict(), person.id + USER_LANE)


def tell_membership(core: Core, chat: Chat, actor_id: int, person_id: int, before: Json) -> None:
    """Tell the bot that someone's place changed from `before` (as ChatMember)."""
    own = person_id == core.world.bot.id
    if not own and not chat.member(core.world.bot.id).admin:
        return
    payload = {
        "chat": protocol.chat(core.world, chat).to_dict(),
        "from": protocol.user(core.world.account(actor_id)).to_dict(),
        "date": int(core.clock.now().timestamp()),
        "old_chat_member": before,
        "new_chat_member": protocol.member(core.world, chat, person_id).to_dict(),
    }
    update = telegram.ChatMemberUpdated.de_json(payload, None).to_dict()
    core.meet(actor_id)
    core.updates.put("my_chat_member" if own else "chat_member", update, chat.id, chat.id)


def tell_reaction(core: Core, stored: Message, person_id: int, before: list[str]) -> None:
    """Tell the bot, if administrator or in private, that a person's reactions changed."""
    chat = core.world.chat(stored.chat_id)
    if chat.type == "direct" or (chat.is_group and not chat.member(core.world.bot.id).admin):
        return
    payload = telegram.MessageReactionUpdated(
        protocol.chat(core.world, chat),
        stored.id,
        core.clock.now(),
        [telegram.ReactionTypeEmoji(emoji) for emoji in before],
        [telegram.ReactionTypeEmoji(emoji) for emoji in stored.reactions.get(person_id, [])],
        user=protocol.user(core.world.person(person_id)),
    )
    empty: Json = {"old_reaction": [], "new_reaction": []}  # the library leaves empty lists out
    core.updates.put("message_reaction", empty | payload.to_dict(), chat.id, chat.id)


def tell_inline_query(core: Core, query: Query, chat_type: str) -> None:
    """Tell the bot what a person types after its name in a chat of `chat_type`."""
    person = core.world.person(query.person_id)
    payload = telegram.InlineQuery(
        query.id, protocol.user(person), query.text, "", chat_type=chat_type
    )
    core.meet(person.id)
    core.updates.put("inline_query", payload.to_dict(), person.id + USER_LANE)


def tell_chosen(core: Core, query: Query, result_id: str, inline_id: str | None) -> None:
    """Tell the bot which inline result was sent."""
    person = core.world.person(query.person_id)
    payload = telegram.ChosenInlineResult(
        result_id, protocol.user(person), query.text, inline_message_id=inline_id
    )
    core.updates.put("chosen_inline_result", payload.to_dict(), person.id + USER_LANE)
