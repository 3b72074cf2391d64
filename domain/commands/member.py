"""Commands of those who buy along."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.charges import Charge, Invoice
from domain.commands.base import Command
from domain.delivery import AreaNo
from domain.goods import Destination
from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId
from domain.order import Condition


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What an order change leads to, for the alert: one's own quantity and the price now."""

    quantity: int
    """Units of the item on the line that was changed."""
    own_units: int
    """Units over all of the person's lines, guests included."""
    price: Fraction
    """Exact unit price of the item now, in minor units."""
    list_price: int
    about: bool
    """The price comes from a percent tier: show it with "about"."""
    currency: str
    most: int = 0
    """Units that the changed line can come to, at lower prices or to fill a case."""


@dataclass(frozen=True, slots=True)
class Open(Command[None]):
    """`actor` opened the buy: by its join code, a personal token, or from the card.

    Exactly one of `code` and `token` is given, or neither when tapped on the card. Binds an open
    invitation. The first opening by a named person other than the organiser sets off the nudges
    to the others (GP-11). Raises `UnknownBuy`, `CodeExpired`, `InvitationRevoked`,
    `AnothersToken`, `NotInvited`, `NotAMember`. Those who are in it, or named, may open it by any
    code it ever had, and after the close too: it shows the result.
    """

    buy: BuyId
    code: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeOrder(Command[OrderAnswer]):
    """Change one line of one's own order: by `delta` units, or to exactly `quantity`.

    Exactly one of the two is given. With `guest` the line is a guest's, named before by
    `AddGuest`. Ordering un-declines, and counts as opening. Raises `UnknownBuy`, `BuyClosed`,
    `BuyCalledOff`, `BuyNotOpenYet`, `UnknownItem`, `QuantityBelowZero`, `QuantityTooLarge`,
    `NotEnoughLeft`, `OverPersonLimit`, `BuyIsFull`, `NotInvited`, `NotAMember`, `AreaMissing`,
    `NothingToUndo`; the order stays as it was.

    Price limits that ask for no more than the new quantity go. Exactly 0 cancels the line with all
    its limits and tolerance; one less than 1 leaves what waits for a lower price.
    """

    buy: BuyId
    item: ItemNo
    delta: int | None = None
    quantity: int | None = None
    guest: GuestNo = HOST


@dataclass(frozen=True, slots=True)
class SetLine(Command[OrderAnswer]):
    """Set one line of one's own order whole, with its price limits and tolerance (NEW-1, NEW-2).

    `quantity` units at any price (0 is none), more under `conditions`, and up to `extra` units
    besides if they complete a case. A line that asks for nothing is cancelled, with its tolerance.
    Raises what `ChangeOrder` raises, judged on the most that the line can come to where it is
    about limits; `ConditionsDoNotGrow` unless quantities ascend as limits descend, each limit
    below the list price; `LimitTooLarge` for too many limits; `NoCases` for tolerance on an item
    that is not sold in cases.
    """

    buy: BuyId
    item: ItemNo
    quantity: int
    conditions: tuple[Condition, ...] = ()
    extra: int = 0
    guest: GuestNo = HOST


@dataclass(frozen=True, slots=True)
class ChooseArea(Command[None]):
    """Choose the destination area of one's part, while the buy is open. Raises `UnknownArea`."""

    buy: BuyId
    area: AreaNo


@dataclass(frozen=True, slots=True)
class UsePoints(Command[int]):
    """Let points with the organiser pay for one's part; answers with what pays now.

    `amount` minor units in all are spent in this buy, None for as much as there is and is needed;
    0 takes them back. Before the close at most what is ordered comes to, after it at most what is
    owed. Raises `NotEnoughPoints`, `NothingOwed`, `BuyCalledOff`.
    """

    buy: BuyId
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class AskInvoice(Command[Invoice]):
    """Ask for an invoice over what is left to pay for `person`'s part, one's own or another's.

    `amount` minor units, None for all that is left. `id` is fresh and random. Raises
    `NothingOwed`, `MoreThanOwed`, `NotPaidOnline`, `BuyCalledOff`.
    """

    buy: BuyId
    person: PersonId
    id: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class CheckInvoice(Command[None]):
    """May this invoice be paid now? Asked by Telegram right before it takes the money.

    Raises `UnknownInvoice` for one that is not known, too old or of another amount, `NothingOwed`,
    `MoreThanOwed`, `BuyCalledOff`.
    """

    invoice: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class RecordCharge(Command[Charge]):
    """Telegram took the money: credit it, or note that it is due back (see the answer's `back`).

    The same charge delivered again is one charge. Raises `UnknownInvoice`.
    """

    invoice: str
    charge: str
    provider_charge: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class RecordChargeBack(Command[None]):
    """Telegram paid a charge in Stars back to its payer. Once; later ones change nothing."""

    charge: str


@dataclass(frozen=True, slots=True)
class ChooseDestination(Command[None]):
    """Say where one's part goes; until it is packed. Raises `UnknownPoint`, `AlreadyPacked`,
    `TextTooLong`, `BuyCalledOff`, `NothingOrdered`.

    `token` is fresh and random, and kept only the first time.
    """

    buy: BuyId
    destination: Destination
    token: str


@dataclass(frozen=True, slots=True)
class AddGuest(Command[GuestNo]):
    """Name a guest whose lines belong to `actor`. Raises `GuestNameMissing`, `TextTooLong`.

    A name the host already used in this buy answers with that guest.
    """

    buy: BuyId
    name: str


@dataclass(frozen=True, slots=True)
class CancelOrder(Command[None]):
    """Cancel all of one's lines, guests' too. Raises `NothingToUndo`, `BuyClosed`, …"""

    buy: BuyId


@dataclass(frozen=True, slots=True)
class Decline(Command[None]):
    """ "Not this time": be left in peace by this buy; cancels one's lines.

    `False` takes it back (`NothingToUndo` without a decline). Raises `BuyClosed`, `BuyCalledOff`.
    """

    buy: BuyId
    declined: bool = True


@dataclass(frozen=True, slots=True)
class MuteBuy(Command[None]):
    """Fewer messages: no more nudges of this buy, or nudges again."""

    buy: BuyId
    muted: bool = True


@dataclass(frozen=True, slots=True)
class ClaimPaid(Command[None]):
    """ "I've paid": ask the organiser to confirm. Raises `NothingOwed`, `BuyNotClosed`."""

    buy: BuyId


@dataclass(frozen=True, slots=True)
class ShowCard(Command[None]):
    """Bring the buy's card down again in its home and retire the old one (/status).

    Raises `UnknownBuy`, also for a buy without a home.
    """

    buy: BuyId
