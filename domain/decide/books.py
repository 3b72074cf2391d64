"""The ledger of one buy while something about it is decided: what it says, and what is entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain import dues
from domain.charges import Back, Charge, WhyBack
from domain.decide.change import Change
from domain.delivery import AreaNo
from domain.ids import PersonId
from domain.ledger import Entry, Reason
from domain.notices import NoticeKind
from domain.order import Line
from domain.points import Lot, spent, taken
from domain.timers import TimerKind


@dataclass
class Books:
    """Entries and charges of those parts that are loaded, with what the decision adds to them.

    What is entered here is saved with the change.
    """

    change: Change
    entries: dict[PersonId, list[Entry]] = field(default_factory=dict)
    """By person, in the order they were made."""
    charges: dict[PersonId, dict[str, Charge]] = field(default_factory=dict)
    """By whose part was paid, and Telegram's id."""

    @classmethod
    def of(cls, change: Change) -> Books:
        """Open the books of the buy that is being changed."""
        books = cls(change)
        for person, entries in change.world.entries.get(change.buy.id, {}).items():
            books.entries[person] = list(entries)
        for charge in change.world.charges.values():
            if charge.buy == change.buy.id:
                books.charges.setdefault(charge.person, {})[charge.id] = charge
        return books

    def entries_of(self, person: PersonId) -> list[Entry]:
        """Return what was entered for one person, this decision's entries included."""
        return self.entries.get(person, [])

    def charges_of(self, person: PersonId) -> list[Charge]:
        """Return the payments through Telegram for one person's part, the earliest first."""
        return sorted(self.charges.get(person, {}).values(), key=lambda one: (one.at, one.id))

    def owed(self, person: PersonId) -> int:
        """Return what the person owes once what goes back has gone; below zero is due to them."""
        return dues.still_owed(self.entries_of(person), self.charges_of(person))

    def left(self, person: PersonId) -> int:
        """Return what the person has to pay as the buy stands; never below zero."""
        return dues.left_to_pay(self.change.buy, person, *self._part(person))

    def uncovered(self, person: PersonId) -> int:
        """Return what of the person's part is not paid yet, whenever that is due."""
        return dues.uncovered(self.change.buy, person, *self._part(person))

    def _part(self, person: PersonId) -> tuple[list[Line], AreaNo, list[Entry], list[Charge]]:
        world, buy = self.change.world, self.change.buy.id
        lines, area = world.lines_of(buy, person), world.involvement(buy, person).area
        return lines, area, self.entries_of(person), self.charges_of(person)

    def due_back(self, person: PersonId) -> int:
        """Return the money that the organiser has to give back to the person by hand."""
        return dues.due_back(self.change.buy, self.entries_of(person), self.charges_of(person))

    def entry(
        self, person: PersonId, reason: Reason, amount: int, actor: PersonId | None = None
    ) -> Entry:
        """Return an entry about a person, with the buy's organiser and made by them or by `actor`.

        The cause of the change makes its key: once for each reason and person, and for each
        further entry of the same.
        """
        key = f"{reason}:{self.change.cause.key}:{person}"
        same = sum(entry.key.startswith(key) for entry in self.entries_of(person))
        return Entry(
            key=f"{key}:{same}" if same else key,
            buy=self.change.buy.id,
            person=person,
            organiser=self.change.buy.organiser,
            amount=amount,
            currency=self.change.buy.terms.currency,
            reason=reason,
            actor=actor or self.change.buy.organiser,
            at=self.change.now,
        )

    def enter(self, entry: Entry) -> None:
        """Write an entry down."""
        self.entries.setdefault(entry.person, []).append(entry)
        self.change.saves.append(entry)

    def standing(self, person: PersonId, done: Reason, undone: Reason) -> dict[PersonId, int]:
        """Return what was entered for one reason and not taken back, by the organiser of it."""
        sums: dict[PersonId, int] = {}
        for entry in self.entries_of(person):
            if entry.reason in (done, undone):
                sign = 1 if entry.reason is done else -1
                sums[entry.organiser] = sums.get(entry.organiser, 0) + sign * entry.amount
        return {organiser: amount for organiser, amount in sums.items() if amount > 0}

    def keep(self, charge: Charge) -> None:
        """Write a payment through Telegram down as it now is."""
        self.charges.setdefault(charge.person, {})[charge.id] = charge
        self.change.saves.append(charge)

    def send_back(self, charge: Charge, why: WhyBack) -> None:
        """Have a payment go back to whoever made it, and tell them; Stars go back by themselves."""
        self.keep(replace(charge, back=Back.DUE, why_back=why))
        self.change.tell(charge.payer, NoticeKind.CHARGE_BACK, charge.id, charge=charge.id)

    def spent(self, person: PersonId) -> list[Lot]:
        """Return the points that pay in this buy, in the order in which they come back."""
        return spent(self.entries_of(person))

    def give_back(
        self, person: PersonId, lots: Iterable[Lot], amount: int, last: timedelta | None = None
    ) -> None:
        """Give points back, up to `amount`; they keep their date, but last so long at least."""
        for lot in taken(lots, amount):
            until = lot.until
            if until is not None and last is not None:
                until = max(until, self.change.now + last)
            returned = self.entry(person, Reason.POINTS_RETURNED, lot.amount)
            self.enter(replace(returned, organiser=lot.organiser, until=until))

    def set_expiry(self) -> None:
        """Set when the next points expire that this buy gave, or gave back."""
        moment = next_expiry((e for of in self.entries.values() for e in of), self.change.now)
        if moment is not None:
            self.change.set_timer(TimerKind.POINTS_EXPIRE, moment)


def next_expiry(entries: Iterable[Entry], now: datetime) -> datetime | None:
    """Return when the next of these entries' points are taken off; None if none ever are."""
    moments = (entry.until for entry in entries if entry.points > 0 and entry.until)
    return min((moment for moment in moments if moment > now), default=None)
