"""What the bot waits for in someone's private chat: the next text they type means this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.ids import BuyId, ItemNo, PersonId


class Expecting(StrEnum):
    """What the next typed text is taken for."""

    NOTHING = "nothing"
    DRAFT = "draft"
    """An answer to the draft's present step (`Draft.step`)."""
    QUANTITY = "quantity"
    """An exact number for `item`, for `guest` if set."""
    GUEST_NAME = "guest_name"
    EDIT = "edit"
    """A new value for `field` of the live buy."""
    PAID_AMOUNT = "paid_amount"
    """A partial payment of `person`."""
    ZONE = "zone"
    """A city or zone name for /settings."""
    CODE = "code"
    """A join code."""
    LIMITS = "limits"
    """Price limits or tolerance in words for `item`, for `guest` if set."""
    POINTS = "points"
    """How many points to spend in the buy."""
    PAY_AMOUNT = "pay_amount"
    """How much to pay online, for `person`."""
    ADDRESS = "address"
    """Where the person's own part is sent."""
    ARRIVED = "arrived"
    """Units of `item` that arrived."""
    BILL = "bill"
    """What the supplier's final bill came to."""
    RETURNED = "returned"
    """Units of `item` that `person` (or their `guest`) gave back."""
    TRACKING = "tracking"
    """The tracking number or link of what was sent to `person`."""
    SEARCH = "search"
    """A name to look for on the board."""
    INVITEE_LABEL = "invitee_label"
    """What to call the person a personal link is handed to."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What `owner` was last asked in the private chat."""

    owner: PersonId
    expecting: Expecting = Expecting.NOTHING
    buy: BuyId | None = None
    item: ItemNo | None = None
    guest: int = 0
    field: str = ""
    person: PersonId | None = None
