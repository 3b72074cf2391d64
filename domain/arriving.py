"""What really arrived of an item, shared out among its settled lines (NEW-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.order import Line
from domain.settlement import LineShare
from domain.sharing.units import first_come


@dataclass(frozen=True, slots=True)
class Claim:
    """What one settled line has a claim to, in units, the strongest first."""

    firm: int
    """Served at the close, and wanted at that price."""
    tolerance: int
    """Served at the close to complete a case."""
    rest: int
    """What the organiser took at the close to fill a case."""
    more: int
    """Tolerance that the close had no use for."""

    @classmethod
    def of(cls, share: LineShare, line: Line | None, price: Fraction) -> Claim:
        """Return the claim of a settled line that was ordered as `line`, at its exact price."""
        if line is None:
            return cls(share.served, 0, 0, 0)
        firm = min(share.served, line.wanted_at(price))
        tolerance = min(share.served - firm, line.extra)
        rest = share.served - firm - tolerance
        return cls(firm, tolerance, rest, line.extra - tolerance)


def hand_round(claims: Sequence[Claim], arrived: int) -> tuple[list[int], int]:
    """Return the units that each line gets of those that arrived, and how many are left over.

    Claims are in the order of asking. All firm quantities come first, then tolerance, then what
    filled a case, then tolerance that had no use before: so what is missing falls out of these
    from the end, each from the latest line.
    """
    kinds = (
        [one.firm for one in claims],
        [one.tolerance for one in claims],
        [one.rest for one in claims],
        [one.more for one in claims],
    )
    given = first_come([units for kind in kinds for units in kind], arrived)
    units = [sum(given[number :: len(claims)]) for number in range(len(claims))]
    return units, arrived - sum(units)
