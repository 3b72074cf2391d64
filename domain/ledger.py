"""The ledger: an append-only, balanced record of what each person owes, paid, was paid back.

Every entry moves an amount from one account to another, so that the sum over all accounts is
always zero; a mistake is reversed by a further entry, never edited. Balances are derived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import BuyId, PersonId


class Account(StrEnum):
    """Whose side of an entry: what it means to have a positive balance there."""

    PARTICIPANT = "participant"
    """What `Entry.person` owes in this buy; below zero is money due to them."""
    ORGANISER = "organiser"
    """What `Entry.organiser` holds of this buy in money; below zero is still to come in."""
    POINTS = "points"
    """Below zero: the points that `Entry.person` has with `Entry.organiser`, in minor units."""
    PROVIDER = "provider"
    """What lies with the payment provider, or as Stars with the bot, for this buy."""


class Reason(StrEnum):
    """Why an entry was made."""

    SHARE = "share"
    """The person's share of the settlement became due."""
    SHARE_CORRECTED = "share_corrected"
    """What arrived, or the final bill, changed the share by this difference."""
    RETURNED = "returned"
    """An item was given back: its part of the share is not owed."""
    PAYMENT = "payment"
    """Paid to the organiser (or the supplier) by hand."""
    PAYMENT_REVERSED = "payment_reversed"
    """A payment marked by mistake was taken back."""
    CHARGE = "charge"
    """Paid through Telegram; the provider holds it."""
    CHARGE_BACK = "charge_back"
    """A payment through Telegram went back to whoever made it."""
    PAID_BACK = "paid_back"
    """The organiser gave money back by hand."""
    PAID_BACK_REVERSED = "paid_back_reversed"
    """Money marked as given back by mistake."""
    POINTS_GIVEN = "points_given"
    """What was due back became credit points."""
    POINTS_SPENT = "points_spent"
    POINTS_RETURNED = "points_returned"
    """Points spent in a buy that did not need them came back."""
    POINTS_EXPIRED = "points_expired"


FLOW: dict[Reason, tuple[Account, Account]] = {
    Reason.SHARE: (Account.ORGANISER, Account.PARTICIPANT),
    Reason.RETURNED: (Account.PARTICIPANT, Account.ORGANISER),
    Reason.PAYMENT: (Account.PARTICIPANT, Account.ORGANISER),
    Reason.PAYMENT_REVERSED: (Account.ORGANISER, Account.PARTICIPANT),
    Reason.CHARGE: (Account.PARTICIPANT, Account.PROVIDER),
    Reason.CHARGE_BACK: (Account.PROVIDER, Account.PARTICIPANT),
    Reason.PAID_BACK: (Account.ORGANISER, Account.PARTICIPANT),
    Reason.PAID_BACK_REVERSED: (Account.PARTICIPANT, Account.ORGANISER),
    Reason.POINTS_GIVEN: (Account.POINTS, Account.PARTICIPANT),
    Reason.POINTS_SPENT: (Account.PARTICIPANT, Account.POINTS),
    Reason.POINTS_RETURNED: (Account.POINTS, Account.PARTICIPANT),
    Reason.POINTS_EXPIRED: (Account.ORGANISER, Account.POINTS),
}
"""From which account to which each reason moves its amount: the first loses what the second gains.

A corrected share goes either way and is not listed: a positive amount is owed besides.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """`amount` minor units moved between two accounts of one person in one buy.

    The amount is above 0; that of a corrected share may be below, and then reverses the flow.
    `key` makes the entry unique: the same cause recorded twice is one entry.
    """

    key: str
    buy: BuyId
    person: PersonId
    """Whose share it is about; who paid for somebody else stands in `payer`."""
    organiser: PersonId
    amount: int
    currency: str
    reason: Reason
    actor: PersonId
    at: datetime
    payer: PersonId | None = None
    """Who paid, where it was somebody else than `person`."""
    charge: str = ""
    """Telegram's id of the payment, where it went through Telegram."""
    until: datetime | None = None
    """Of points: from when on those that it moves cannot be spent (UTC); None is never.

    Points are told apart by this alone, whichever buy gave them: spending names what it takes.
    """

    @property
    def accounts(self) -> tuple[Account, Account]:
        """The account that loses the amount and the one that gains it."""
        return FLOW.get(self.reason, FLOW[Reason.SHARE])

    def on(self, account: Account) -> int:
        """Return what the entry adds to the balance of `account`, in minor units."""
        loses, gains = self.accounts
        return self.amount * ((account is gains) - (account is loses))

    @property
    def effect(self) -> int:
        """What the entry adds to the amount the person owes."""
        return self.on(Account.PARTICIPANT)

    @property
    def points(self) -> int:
        """What the entry adds to the points that the person has with the organiser."""
        return -self.on(Account.POINTS)


def owed(entries: Iterable[Entry]) -> int:
    """Return what these entries of one person in one buy leave to pay, in minor units.

    Below zero is money due to the person.
    """
    return sum(entry.effect for entry in entries)


def balance(entries: Iterable[Entry], account: Account) -> int:
    """Return the balance of an account over these entries, in minor units."""
    return sum(entry.on(account) for entry in entries)
