"""Commands about the goods after the close: what arrived, what went back, handing out."""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.base import Command
from domain.goods import Stage
from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId


@dataclass(frozen=True, slots=True)
class EnterArrival(Command[None]):
    """So many units of `item` really arrived (NEW-5): shares are worked out anew, all are told.

    Raises `NotTheOrganiser`, `BuyNotClosed`, `UnknownItem`, `QuantityBelowZero`,
    `QuantityTooLarge`.
    """

    buy: BuyId
    item: ItemNo
    units: int


@dataclass(frozen=True, slots=True)
class EnterBill(Command[None]):
    """The supplier's final bill for all goods came to `amount` minor units: shared anew.

    None goes back to the prices of the ladder. Raises as `EnterArrival`, `LimitTooSmall` and
    `LimitTooLarge`.
    """

    buy: BuyId
    amount: int | None


@dataclass(frozen=True, slots=True)
class ReturnUnits(Command[None]):
    """`person` gave `units` of a line back: its part of the share is reversed.

    Units below 0 take a return back (a mistake). Raises `NotTheOrganiser`, `BuyNotClosed`,
    `UnknownItem`, `NotEnoughLeft` for more than the line still has, and `QuantityBelowZero` for
    taking back more than was given back.
    """

    buy: BuyId
    person: PersonId
    item: ItemNo
    units: int
    guest: GuestNo = HOST


@dataclass(frozen=True, slots=True)
class MoveShipment(Command[None]):
    """Bring somebody's goods to a stage; `tracking` is a number or link, where they are shipped.

    `token` is fresh and random, for those who have none yet. Raises `NotTheOrganiser`,
    `BuyNotClosed`, `NothingOrdered`.
    """

    buy: BuyId
    person: PersonId
    stage: Stage
    token: str
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class UndoShipment(Command[None]):
    """Bring somebody's goods back to the stage before (`NothingToUndo`)."""

    buy: BuyId
    person: PersonId


@dataclass(frozen=True, slots=True)
class SendRequests(Command[int]):
    """Ask for shipping: to the organiser as a document and to the supplier, where one is set.

    Answers with how many parts are asked for; those already asked for are not asked again.
    `tokens` are fresh, one for each participant. Raises `NotTheOrganiser`, `BuyNotClosed`.
    """

    buy: BuyId
    tokens: tuple[str, ...] = ()
