"""What the table holds. Amounts are minor units of the currency, exact prices fractions of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class SoldItem:
    """An item that anybody got: its list price, and the price at the tier that was reached."""

    name: str
    list_price: int
    price: Fraction


@dataclass(frozen=True, slots=True)
class Zone:
    """A destination area: what each of its participants pays on top, and what comes off prices."""

    name: str
    fee: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What the group comes to."""

    list_amount: int
    discount: int
    returned: int
    fees: int
    delivery: int
    due: int
    participants: int


@dataclass(frozen=True, slots=True)
class Row:
    """One settled order line; the fields are the columns of the file, in their order."""

    participant: int
    item: int
    name: str
    quantity: int
    list_price: int
    area: int
    """0 is none."""
    own_price: Fraction
    """What one costs this participant before anything is rounded."""
    list_amount: int
    discount: int
    returned: int
    """Units given back."""
    returned_amount: int
    fee: int
    """The area's fee, on the participant's first row."""
    delivery: int
    """The share of the delivery, on the participant's first row."""
    due: int
    participant_due: int
    """What all rows of the participant come to."""


COLUMNS = tuple(Row.__slots__)
"""The names of the columns, the same in every language."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole table; `rows` in the order of asking."""

    currency: str
    decimals: int
    """Decimals of the currency."""
    revision: int
    items: dict[int, SoldItem]
    areas: dict[int, Zone]
    delivery: Delivery | None
    bill: int | None
    """The supplier's final bill for the goods, if it took the place of the prices."""
    sums: Sums
    rows: tuple[Row, ...]
