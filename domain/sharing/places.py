"""Who fits a buy with a maximum of people: those who are certain first, then by who asked first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.buy import Terms
from domain.ids import HOST, ItemNo
from domain.sharing.asking import Asking, Head

Waiting = tuple[int, ItemNo, int]
"""A line without a certain quantity: when it was asked for, and its place among its item's."""


def _heads(asking: Asking, place: int) -> set[Head]:
    """Return whom the line at a place brings: a guest never comes without the host."""
    return {(asking.persons[place], HOST), asking.heads[place]}


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a buy, and those who hope for one because they only ask at a lower price."""

    asked: Mapping[ItemNo, Asking]
    sure: frozenset[Head] = frozenset()
    room: int = 0
    hopeful: tuple[Waiting, ...] = ()

    @classmethod
    def of(cls, terms: Terms, asked: Mapping[ItemNo, Asking], besides: int) -> Places:
        """Return the places of a buy in which `besides` other people are for certain."""
        if terms.max_people is None:
            return cls(asked)
        sure: set[Head] = set()
        hopeful = []
        for no, asking in asked.items():
            for place, line in enumerate(asking.lines):
                if line.quantity:
                    sure |= _heads(asking, place)
                else:
                    hopeful.append((line.seq, no, place))
        room = terms.max_people - besides - len(sure)
        return cls(asked, frozenset(sure), max(0, room), tuple(sorted(hopeful)))

    def none_for(self, wanted: Mapping[ItemNo, list[int]]) -> dict[ItemNo, set[int]]:
        """Return, by item, the places of the lines that want something and do not fit."""
        heads, room = set(self.sure), self.room
        left_out: dict[ItemNo, set[int]] = {}
        for _seq, item, place in self.hopeful:
            if not wanted[item][place]:
                continue
            new = _heads(self.asked[item], place) - heads
            if len(new) > room:
                left_out.setdefault(item, set()).add(place)
            else:
                heads |= new
                room -= len(new)
        return left_out
