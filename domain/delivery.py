"""Where the goods go and what that costs: destination areas (GP-8) and shared delivery."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

AreaNo = NewType("AreaNo", int)
"""An area's number within its group buy, counted from 1."""

NO_AREA = AreaNo(0)
"""Not chosen yet, or the buy has no areas."""


@dataclass(frozen=True, slots=True)
class Area:
    """A destination that a participant chooses.

    `fee` minor units are paid by each participant of the area on top of their goods;
    `basis_points` (hundredths of a percent) come off the group's unit prices for them.
    """

    no: AreaNo
    name: str
    fee: int = 0
    basis_points: int = 0


class SharedBy(StrEnum):
    """By what the cost of one delivery to all is shared out."""

    EQUALLY = "equally"
    """Every participant the same; guests ride with their host."""
    UNITS = "units"
    AMOUNT = "amount"
    """By what each one's goods come to after the discount."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery to the whole group that costs `cost` minor units, shared by a rule."""

    cost: int
    shared_by: SharedBy = SharedBy.EQUALLY
