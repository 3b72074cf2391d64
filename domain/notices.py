"""Notices: anything the bot says unasked. They carry a kind and values, never text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.ids import BuyId, HomeId, PersonId


class NoticeKind(StrEnum):
    """What a notice says. Those to a home go to the group, the others to one person."""

    # to a home
    CARD = "card"
    """Post the buy's card, or edit it in place; collapses to one edit of the latest state."""
    CARD_AGAIN = "card_again"
    """Bring the card down again and retire the old one (/status)."""
    DRAFT_CARD = "draft_card"
    """Values: draft. "I read: …" with Start and Change, for the organiser alone."""
    TIER = "tier"
    """Values: tiers {ladder's item number as text, "0" the buy's: tier number, from 1}.

    A reply to the card with the picture. A buy without a home tells its organiser.
    """
    MENTION = "mention"
    """Values: people. Those named whom the bot cannot write to, mentioned once with a link."""
    CLOSES_EARLY = "closes_early"
    """Everyone named has answered: closes in 15 minutes, with Keep open.

    A buy without a home tells its organiser.
    """
    GROUP_EXTENDED = "group_extended"
    GROUP_SETTLED = "group_settled"
    GROUP_CALLED_OFF = "group_called_off"
    GROUP_REPLY = "group_reply"
    """Values: message (a key), values, reply_to, topic.

    An answer in the group to what was asked there.
    """

    # to a person
    NUDGE = "nudge"
    CLOSING_SOON = "closing_soon"
    STATEMENT = "statement"
    SUMMARY = "summary"
    """To the organiser at close: what to order, what it costs, who owes what."""
    CALLED_OFF = "called_off"
    EXTENDED = "extended"
    ITEM_REMOVED = "item_removed"
    """Values: item, quantity. The item was taken off the buy and the person's lines with it."""
    TERMS_CHANGED = "terms_changed"
    """Values: changes. To participants, when a live buy changed in a way they should know."""
    UNPAID = "unpaid"
    PAYMENT_CLAIMED = "payment_claimed"
    """To the organiser. Values: payer."""
    PAYMENT_MARKED = "payment_marked"
    """To the participant. Values: amount, left (minor units; below zero was paid too much), payer
    if it was somebody else."""
    PAYMENT_DENIED = "payment_denied"
    """To the participant: the organiser has not seen the payment. Values: reversed (True) if it had
    been marked before."""
    UNREACHED = "unreached"
    """To the organiser. Values: people. Those whom no message reaches, with a link to hand over."""
    UNSAID = "unsaid"
    """To the organiser. Values: what (a kind), reason ("" if it may have arrived).

    What was meant for the group may not have arrived there, or could not be said.
    """
    STATEMENT_CORRECTED = "statement_corrected"
    """Values: before, after (minor units), why ("arrival", "bill" or "return")."""
    FELL_OUT = "fell_out"
    """To somebody who ordered and is not in the settlement at all: why, and what would have been.

    Who got a part is told on the statement.
    """
    MONEY_BACK = "money_back"
    """To whoever gets it. Values: amount, reversed (True) if that was marked by mistake. The
    organiser gave back what was due."""
    PAY_BACK = "pay_back"
    """To the organiser. Values: people (whom money is due back to by hand), payer or None, charge
    or "": a payment through the provider that came too late or twice, with its id."""
    CHARGED = "charged"
    """To the organiser. Values: charge. Somebody paid through Telegram."""
    CHARGE_BACK = "charge_back"
    """To the payer. Values: charge. A payment goes back and why; Stars are paid back by this."""
    POINTS_GIVEN = "points_given"
    """To the participant. Values: amount, until (ISO time or None)."""
    POINTS_EXPIRED = "points_expired"
    """To the participant. Values: amount."""
    SHIPPING_REQUESTS = "shipping_requests"
    """To the organiser, with a document. Values: people (whose parts are asked for)."""
    SUPPLIER_REQUEST = "supplier_request"
    """To the supplier by e-mail or signed webhook, in the organiser's name. Values: people.

    What the supplier did not get is told to the organiser (UNSAID).
    """
    SHIPMENT = "shipment"
    """To the participant. Values: stage. Packed, shipped with tracking, ready, handed out."""
    PICK_UP = "pick_up"
    """To the participant: the goods still wait (UX-6)."""
    WHERE_TO = "where_to"
    """To the participant: where the part shall go was not answered yet."""
    TAKEN_OVER = "taken_over"
    """To the former organiser, and to the new one."""
    BUY_OPENED = "buy_opened"
    """To the organiser: the scheduled buy takes orders now."""


NUDGES = frozenset({NoticeKind.NUDGE, NoticeKind.CLOSING_SOON})
"""The kinds that urge somebody to order: capped per person and day, never in quiet hours."""

NOT_ARRANGED, NOT_ACCEPTED = "not arranged", "not accepted"
"""Why a supplier could not be told: the bot's owner set no way to, or the address takes nothing."""

GIVEN_UP, BUG = "not taken", "bug"
"""Why a notice is undeliverable where it is not Telegram that refuses it: Telegram was away for a
day, or the product makes a mistake over it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say, to exactly one of `person` or `home`, from `due_at` on.

    A second notice with the same `key` is the same notice and is not said again, unless `again`
    is set: then the one notice becomes due once more (card edits collapse this way).
    """

    key: str
    kind: NoticeKind
    due_at: datetime
    buy: BuyId | None = None
    person: PersonId | None = None
    home: HomeId | None = None
    values: dict[str, Any] = field(default_factory=dict)
    again: bool = False


class Fate(StrEnum):
    """How a notice stands."""

    WAITING = "waiting"
    """Due or to become due."""
    HELD = "held"
    """For someone who never opened the bot, or blocked it: their Start makes it due."""
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    """With a reason: gone, kicked, chat not found, refused by Telegram."""
    UNKNOWN = "unknown"
    """It is hidden whether it was delivered: never repeated unless somebody asks for it."""
    DROPPED = "dropped"
    """Not true or not wanted any more when its time came, with the reason."""
