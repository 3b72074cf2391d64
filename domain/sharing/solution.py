"""What comes out when a buy is solved: the tiers, what each line gets, and what falls out."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.buy import Totals
from domain.ids import HOST, GuestNo, ItemNo, PersonId
from domain.settlement import FallOut


@dataclass(frozen=True, slots=True)
class Served:
    """The units that one order line gets, tolerance and a case's rest included; at least one."""

    person: PersonId
    item: ItemNo
    units: int
    guest: GuestNo = HOST
    guest_name: str = ""
    seq: int = 0
    rest: int = 0
    """How many of them the organiser takes, whatever they asked for, to fill the last case."""


@dataclass(frozen=True, slots=True)
class Solution:
    """How a buy comes out if it closes with the orders that were looked at."""

    tiers: dict[ItemNo, int]
    """Tier per ladder (0 is list price); key 0 is the buy's ladder, else an item's own."""
    served: tuple[Served, ...]
    """In the order of asking."""
    fallen: tuple[FallOut, ...]
    """In the order of asking; of one line's price limits the highest first."""
    totals: Totals = field(repr=False)
    """What people, units and amount come to by what is served: what the tiers stand on."""
    meets_minimum: bool = True
    """Whether it can go ahead: the minimum is met, and somebody gets something."""
