"""Orders: what one participant wants, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from domain.delivery import NO_AREA, AreaNo
from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId


@dataclass(frozen=True, slots=True)
class Condition:
    """Part of a conditional line (NEW-1): `quantity` units in all if a unit costs `limit` at most.

    `limit` is in minor units, judged on the exact price that this participant would pay.
    """

    limit: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Line:
    """One order line: so many units of one item for a person or for one of their guests.

    `quantity` is what is wanted at any price, and all that counts before the close. A line that
    asks for nothing is cancelled; it stays so that ordering again keeps its place `seq` only
    while it lives (a line that comes back gets a new one).
    """

    buy: BuyId
    person: PersonId
    item: ItemNo
    quantity: int
    seq: int
    ordered_at: datetime
    guest: GuestNo = HOST
    guest_name: str = ""
    conditions: tuple[Condition, ...] = ()
    """More units for lower prices: limits descend, quantities ascend from above `quantity`."""
    extra: int = 0
    """Tolerance (NEW-2): so many units more are welcome if they complete a case."""

    @property
    def live(self) -> bool:
        """Whether the line asks for anything, at whatever price."""
        return self.quantity > 0 or bool(self.conditions)

    @property
    def counts(self) -> bool:
        """Whether the line counts before the close: it asks for something at any price."""
        return self.quantity > 0

    @property
    def asked(self) -> int:
        """The units that it asks for at the lowest price, without tolerance."""
        return self.conditions[-1].quantity if self.conditions else self.quantity

    @property
    def most(self) -> int:
        """The most units that it can come to, tolerance included."""
        return self.asked + self.extra

    def wanted_at(self, price: Fraction) -> int:
        """Return the units wanted if one costs `price` (exact, minor units), without tolerance."""
        met = (one.quantity for one in self.conditions if price <= one.limit)
        return max(met, default=self.quantity)


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
    area: AreaNo = NO_AREA
    """The destination area that the person chose (GP-8)."""


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
