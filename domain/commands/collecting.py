"""Commands about money after, or at, ordering: payments by hand, money back, reminders."""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.base import Command
from domain.ids import BuyId, PersonId


@dataclass(frozen=True, slots=True)
class MarkPaid(Command[None]):
    """Record a payment for `person`: `amount` minor units, None for all that is left to pay.

    Before the close only where the buy is paid for at ordering. Raises `NotTheOrganiser`,
    `BuyNotClosed`, `BuyCalledOff`, `NothingOwed`, `LimitTooSmall`, and `MoreThanOwed` for more
    than is left unless `over` says that it is meant: what is over is then due back. With `over`
    also somebody who owes nothing, but has a part in the buy, can have paid once more.
    """

    buy: BuyId
    person: PersonId
    amount: int | None = None
    payer: PersonId | None = None
    """Who paid, where it was somebody else."""
    over: bool = False


@dataclass(frozen=True, slots=True)
class UnmarkPaid(Command[None]):
    """Take back all payments marked by hand for `person` (a mistake); `NothingToUndo` if none."""

    buy: BuyId
    person: PersonId


@dataclass(frozen=True, slots=True)
class MarkPaidBack(Command[None]):
    """The organiser gave back all the money that is due for `person`'s part.

    A payment through the provider that came too late or twice went to its payer. Before the
    close only such payments are due back. Raises `NothingDueBack`, `NotTheOrganiser`.
    """

    buy: BuyId
    person: PersonId


@dataclass(frozen=True, slots=True)
class UnmarkPaidBack(Command[None]):
    """Take back what was marked as paid back (a mistake); `NothingToUndo` if nothing was."""

    buy: BuyId
    person: PersonId


@dataclass(frozen=True, slots=True)
class DenyPaid(Command[None]):
    """The organiser has not seen the payment that `person` claimed."""

    buy: BuyId
    person: PersonId


@dataclass(frozen=True, slots=True)
class StopReminders(Command[None]):
    """Stop, or start again, the unpaid reminders of a buy."""

    buy: BuyId
    stopped: bool = True


@dataclass(frozen=True, slots=True)
class RemindUnpaid(Command[int]):
    """Remind everyone who owes, now; answers to how many."""

    buy: BuyId
