"""What each line of a solved buy gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.ids import HOST, ItemNo, PersonId
from domain.sharing.asking import Asking
from domain.sharing.packing import Packed
from domain.sharing.solution import Served


def served_of(asking: Asking, packed: Packed) -> Iterator[Served]:
    """Yield what of one item each line gets, in the order of asking."""
    for line, units in zip(asking.lines, packed.units, strict=True):
        if units:
            yield Served(line.person, line.item, units, line.guest, line.guest_name, line.seq)


def with_rest(
    served: Sequence[Served], organiser: PersonId, item: ItemNo, rest: int
) -> list[Served]:
    """Return what is served when the organiser takes `rest` units of `item` besides.

    They come to the organiser's own line, or to one that follows all others.
    """
    own = (organiser, item, HOST)
    if any((one.person, one.item, one.guest) == own for one in served):
        return [
            replace(one, units=one.units + rest, rest=rest)
            if (one.person, one.item, one.guest) == own
            else one
            for one in served
        ]
    last = max((one.seq for one in served), default=0)
    return [*served, Served(organiser, item, rest, seq=last + 1, rest=rest)]
