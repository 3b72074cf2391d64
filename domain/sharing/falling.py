"""What falls out of a buy that is solved, and why."""

from __future__ import annotations

from collections.abc import Iterator

from domain.delivery import AreaNo
from domain.order import Line
from domain.settlement import FallOut, WhyOut
from domain.sharing.asking import Asking
from domain.sharing.packing import Packed


def fallen_of(asking: Asking, tier: int, packed: Packed) -> Iterator[FallOut]:
    """Yield what of one item was asked for and not served, line by line in the order of asking."""
    lowest = asking.price_limits(tier)
    lists = (packed.wanted, packed.admitted, packed.stocked, packed.units)
    rows = zip(asking.lines, asking.areas, *lists, strict=True)
    for line, area, wanted, admitted, stocked, units in rows:
        if line.conditions:
            yield from _too_dear(line, area, wanted, lowest)
        if wanted > admitted:
            yield _out(line, wanted - admitted, WhyOut.PEOPLE)
        if admitted > stocked:
            yield _out(line, admitted - stocked, WhyOut.STOCK)
        if stocked > units:
            yield _out(line, stocked - units, WhyOut.CASE)


def _too_dear(
    line: Line, area: AreaNo, wanted: int, lowest: dict[AreaNo, int]
) -> Iterator[FallOut]:
    """Yield the units under each limit that the price stayed above, the highest limit first."""
    for condition in line.conditions:
        if lowest[area] > condition.limit:
            yield _out(line, condition.quantity - wanted, WhyOut.PRICE, condition.limit)
            wanted = condition.quantity


def _out(line: Line, units: int, why: WhyOut, limit: int | None = None) -> FallOut:
    return FallOut(line.person, line.item, units, why, line.guest, line.guest_name, limit, line.seq)
