"""The ledger: an append-only record of what each person owes, paid, was paid back.

Each entry moves an amount from one account to another, so the sum over all accounts is always
zero; a mistake is reversed by a further entry, never edited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import BuyId, PersonId


class Reason(StrEnum):
    """Why an entry was made."""

    SHARE = "share"
    """The person's share of the settlement became due."""
    PAYMENT = "payment"
    """The person paid the organiser by hand."""
    PAYMENT_REVERSED = "payment_reversed"
    """A payment marked by mistake was taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`amount` minor units (above 0) moved on `person`'s account in one buy.

    Positive `effect` means the person owes more. `key` makes the entry unique: the same cause
    recorded twice is one entry.
    """

    key: str
    buy: BuyId
    person: PersonId
    organiser: PersonId
    """The other side of the entry: to whom the person owes."""
    amount: int
    currency: str
    reason: Reason
    actor: PersonId
    at: datetime

    @property
    def effect(self) -> int:
        """What the entry adds to the amount the person owes."""
        return -self.amount if self.reason is Reason.PAYMENT else self.amount


def owed(entries: Iterable[Entry]) -> int:
    """Return what these entries of one person in one buy leave to pay, in minor units."""
    return sum(entry.effect for entry in entries)
