"""What each line of a solved buy gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.ids import GuestNo, ItemNo, PersonId
from domain.sharing.asking import Asking
from domain.sharing.packing import Packed
from domain.sharing.solution import Served


def served_of(asking: Asking, packed: Packed) -> Iterator[Served]:
    """Yield what of one item each line gets, in the order of asking."""
    for line, units in zip(asking.lines, packed.units, strict=True):
        if units:
            yield Served(line.person, line.item, units, line.guest, line.guest_name, line.seq)


def with_rest(served: Sequence[Served], rest: Served) -> list[Served]:
    """Return what is served when the organiser takes the `rest` of a case besides.

    It comes to their own line if that gets something, and else is one of its own.
    """

    def line(one: Served) -> tuple[PersonId, ItemNo, GuestNo]:
        return one.person, one.item, one.guest

    own = next((one for one in served if line(one) == line(rest)), None)
    if own is None:
        return [*served, rest]
    more = replace(own, units=own.units + rest.units, rest=rest.units)
    return [more if one is own else one for one in served]
