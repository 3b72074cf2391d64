"""Handing out the goods (GP-5): where each participant's part goes, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from domain.ids import BuyId, PersonId

PointNo = NewType("PointNo", int)
"""A pick-up point's number within its group buy, counted from 1."""


@dataclass(frozen=True, slots=True)
class PickUpPoint:
    """A place where goods are picked up; `slots` are times as the organiser named them."""

    no: PointNo
    name: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplier:
    """Where shipping requests go besides to the organiser; empty is nowhere."""

    email: str = ""
    url: str = ""
    """An https address that takes the request as JSON with a signature."""


NO_SUPPLIER = Supplier()


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one participant's part goes: an address, or a pick-up point and slot.

    Exactly one of `address` and `point` is given.
    """

    address: str = ""
    point: PointNo | None = None
    slot: str = ""


class Stage(StrEnum):
    """How far one participant's goods got."""

    AWAITED = "awaited"
    """Nothing was asked for yet: the destination is not known, or the request was not sent."""
    REQUESTED = "requested"
    PACKED = "packed"
    SHIPPED = "shipped"
    READY = "ready"
    """Waiting to be picked up."""
    HANDED_OUT = "handed_out"


@dataclass(frozen=True, slots=True)
class Shipment:
    """One participant's goods of one closed buy. `token` is what their pick-up QR code says."""

    buy: BuyId
    person: PersonId
    token: str
    stage: Stage = Stage.AWAITED
    destination: Destination | None = None
    tracking: str = ""
    stage_at: datetime | None = None
    """When it came to this stage (UTC)."""
    before: Stage | None = None
    """The stage it had before the last change, for undoing that."""
