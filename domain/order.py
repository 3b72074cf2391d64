"""Orders: what one participant wants, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId


@dataclass(frozen=True, slots=True)
class Line:
    """One order line: so many units of one item for a person or for one of their guests.

    A line with quantity 0 is cancelled; it stays so that ordering again keeps its place `seq`
    only while it lives (a line that comes back gets a new one).
    """

    buy: BuyId
    person: PersonId
    item: ItemNo
    quantity: int
    seq: int
    ordered_at: datetime
    guest: GuestNo = HOST
    guest_name: str = ""

    @property
    def live(self) -> bool:
        """Whether the line asks for anything."""
        return self.quantity > 0


@dataclass(frozen=True, slots=True)
class Involvement:
    """How far one person got with one group buy, named or not."""

    buy: BuyId
    person: PersonId
    opened_at: datetime | None = None
    declined_at: datetime | None = None
    muted: bool = False
    """No more nudges for this buy."""
    ordered_at: datetime | None = None
    """Time of the last change of the order (the purchase-condition table, BP-8)."""
    claimed_paid_at: datetime | None = None
    """The person tapped "I've paid" and the organiser has not answered yet."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One named person in one group buy, with a personal token.

    `person` is None for an open invitation (a personal link handed over): it binds to the first
    who opens it, and `label` is what the organiser called that person. It expires with the buy's
    code. How often somebody was nudged is counted from the notices that were sent.
    """

    token: str
    buy: BuyId
    named_by: PersonId
    created_at: datetime
    person: PersonId | None = None
    label: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone a host orders for by name. `no` counts from 1 within the host's part of the buy."""

    buy: BuyId
    host: PersonId
    no: GuestNo
    name: str
