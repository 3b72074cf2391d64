"""Settlement: the frozen result of a closed group buy, shared out to the cent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.delivery import NO_AREA, AreaNo
from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId


@dataclass(frozen=True, slots=True)
class LineShare:
    """One settled order line; amounts in minor units, `due` is what remains to be paid for it."""

    person: PersonId
    item: ItemNo
    quantity: int
    list_amount: int
    discount: int
    guest: GuestNo = HOST
    guest_name: str = ""
    seq: int = 0
    returned: int = 0
    """Units given back since."""
    returned_amount: int = 0
    """What was taken off for them, in minor units."""
    at_close: int | None = None
    """Units that the close served, where what arrived changed that: all, for nothing, or more."""

    @property
    def served(self) -> int:
        """Units that the close served, before anything was corrected."""
        return self.quantity if self.at_close is None else self.at_close

    @property
    def due(self) -> int:
        """List amount less this line's share of the group's discount and less what went back."""
        return self.list_amount - self.discount - self.returned_amount


class WhyOut(StrEnum):
    """Why units that somebody asked for were not served."""

    PRICE = "price"
    """The price stayed above the line's limit."""
    CASE = "case"
    """They did not complete a case."""
    STOCK = "stock"
    PEOPLE = "people"
    """The maximum of people was reached."""
    SHORTAGE = "shortage"
    """Fewer arrived than were ordered."""


@dataclass(frozen=True, slots=True)
class FallOut:
    """Units of one line that were asked for and not served."""

    person: PersonId
    item: ItemNo
    units: int
    """How many were not served."""
    why: WhyOut
    guest: GuestNo = HOST
    guest_name: str = ""
    limit: int | None = None
    """Because of the price: at which unit price (minor units) they would have been in."""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One participant's share of the settlement: what they owe and what they saved."""

    buy: BuyId
    person: PersonId
    reference: str
    """What to write on a bank transfer; unique within the buy."""
    lines: tuple[LineShare, ...]
    area: AreaNo = NO_AREA
    fee: int = 0
    """What the participant's area costs on top."""
    delivery: int = 0
    """The participant's share of the delivery to all."""

    @property
    def list_amount(self) -> int:
        """All lines at list price, in minor units."""
        return sum(line.list_amount for line in self.lines)

    @property
    def saved(self) -> int:
        """What the person saved against the list price, in minor units."""
        return sum(line.discount for line in self.lines)

    @property
    def due(self) -> int:
        """What the person owes for this buy, in minor units."""
        return self.goods + self.fee + self.delivery

    @property
    def kept(self) -> int:
        """Units that the person got and did not give back."""
        return sum(line.quantity - line.returned for line in self.lines)

    @property
    def goods(self) -> int:
        """What the person's goods come to after the discount, in minor units."""
        return sum(line.due for line in self.lines)


@dataclass(frozen=True, slots=True)
class Settlement:
    """The frozen result for the group; amounts in minor units of the buy's currency."""

    buy: BuyId
    settled_at: datetime
    list_amount: int
    discount: int
    tiers: dict[ItemNo, int]
    """Tier reached per ladder (0 is list price); key 0 is the buy's ladder, else an item's own."""
    statements: tuple[Statement, ...]
    """One for everybody who got anything, in the order of asking."""
    fallen: tuple[FallOut, ...] = ()
    """What was asked for and not served, in the order of asking."""
    delivery: int = 0
    fees: int = 0
    returned: int = 0
    """What was taken off for goods given back."""
    bill: int | None = None
    """What the supplier's final bill for the goods came to, if the organiser entered it."""
    arrived: dict[ItemNo, int] = field(default_factory=dict)
    """Units that really arrived, of the items of which the organiser entered it."""
    revision: int = 1
    """Grows with every correction after the close."""

    @property
    def due(self) -> int:
        """What the group pays in all."""
        return self.list_amount - self.discount - self.returned + self.delivery + self.fees

    def statement_of(self, person: PersonId) -> Statement | None:
        """Return somebody's statement; None if they got nothing."""
        return next((one for one in self.statements if one.person == person), None)

    def fallen_of(self, person: PersonId) -> tuple[FallOut, ...]:
        """Return what somebody asked for and did not get."""
        return tuple(one for one in self.fallen if one.person == person)


def reference(code: str, seq: int) -> str:
    """Return the payment reference of whoever's first line is `seq`: code and number.

    So it is the same when paid at ordering and on the statement, and nobody else's ever.
    """
    return f"{code}-{seq:02d}"
