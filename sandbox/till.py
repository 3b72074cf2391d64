"""The money: what was taken from whom, and what went back."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.invoice import Invoice
from sandbox.world import Json, Person


@dataclass
class Charge:
    """Money taken from a person, in minor units; `returned` is when it went back, if it did.

    `id` and `provider_id` are what Telegram and the provider call it; `info`, `option` and
    `tip` are what the person filled in and chose.
    """

    id: str
    provider_id: str
    person_id: int
    invoice: Invoice
    amount: int
    taken: datetime
    info: Json | None = None
    option: Json | None = None
    tip: int = 0
    returned: datetime | None = None


class Till:
    """The bot's account with the provider, and its balance of Stars."""

    def __init__(self) -> None:
        """Start without money."""
        self.charges: dict[str, Charge] = {}
        """By Telegram's id, the oldest first."""

    def take(self, person: Person, charge: Charge) -> Charge:
        """Take the money of a charge; Stars leave the person's balance."""
        if charge.invoice.stars:
            person.stars -= charge.amount
        self.charges[charge.id] = charge
        return charge

    def give_back(self, person: Person, charge: Charge, now: datetime) -> None:
        """Pay a charge back in full; Stars return to the person's balance."""
        if charge.invoice.stars:
            person.stars += charge.amount
        charge.returned = now

    def of(self, person_id: int) -> list[Charge]:
        """What this person paid, the oldest first, paid back or not."""
        return [one for one in self.charges.values() if one.person_id == person_id]

    def held(self) -> dict[str, int]:
        """What was taken and not paid back, by currency in minor units."""
        held: dict[str, int] = {}
        for one in self.charges.values():
            amount = 0 if one.returned else one.amount
            held[one.invoice.currency] = held.get(one.invoice.currency, 0) + amount
        return held
