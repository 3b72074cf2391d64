"""Forwarding a message to another chat."""

import telegram

from sandbox import protocol
from sandbox.core import Core
from sandbox.errors import PersonError
from sandbox.people.talking import say
from sandbox.world import Chat, Json, Message, Person


def forward(core: Core, person: Person, stored: Message, chat: Chat) -> Message:
    """Send a copy that names where it comes from; raises PersonError for what can't be."""
    if stored.service:
        raise PersonError("this message can't be forwarded")
    if stored.extra.get("has_protected_content"):
        raise PersonError("the bot does not allow to forward this message")
    author = core.world.account(stored.sender_id)
    first = telegram.MessageOriginUser(stored.date, protocol.user(author))
    return say(
        core,
        person,
        chat,
        stored.text,
        entities=stored.entities,
        photo=stored.photo,
        document=stored.document,
        invoice=stored.invoice,
        reply_markup=kept(core, stored),
        forwarded=stored.forwarded or first,
    )


def kept(core: Core, stored: Message) -> Json | None:
    """The buttons that a copy has: those of links, and the Pay button of an invoice.

    A single-chat invoice can't be paid from copies: they lead to the bot instead.
    """
    rows = (stored.reply_markup or {}).get("inline_keyboard", [])
    invoice = stored.invoice
    if invoice and invoice.start_parameter:
        link = f"https://t.me/{core.world.bot.username}?start={invoice.start_parameter}"
        return {"inline_keyboard": [[{"text": rows[0][0]["text"], "url": link}]]}
    if all("url" in button or button.get("pay") for row in rows for button in row):
        return stored.reply_markup
    return {"inline_keyboard": [[rows[0][0]]]} if invoice else None
