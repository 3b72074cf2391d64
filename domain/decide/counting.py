"""Running totals: what one person adds to a buy, and how the totals move when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.buy import Terms, Totals
from domain.ids import HOST, BuyId, PersonId
from domain.order import Line
from domain.world import World


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a buy, as far as it counts; `lines` are live."""

    lines: tuple[Line, ...] = ()
    named: bool = False
    declined: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether the person is a participant: who only waits for a lower price is none yet."""
        return any(line.quantity for line in self.lines)

    @property
    def unanswered(self) -> bool:
        """Whether the person is named and has neither ordered nor declined."""
        return self.named and not self.lines and not self.declined

    def guests(self) -> int:
        """Return for how many guests the person orders, at whatever price it comes to."""
        return len({line.guest for line in self.lines if line.guest != HOST and line.quantity})


def part_of(world: World, buy: BuyId, person: PersonId) -> Part:
    """Return the person's part as the world has it."""
    return Part(
        lines=tuple(world.lines_of(buy, person)),
        named=world.invitation(buy, person) is not None,
        declined=world.involvement(buy, person).declined_at is not None,
    )


def move(totals: Totals, terms: Terms, before: Part, after: Part) -> Totals:
    """Return the totals after one person's part in the buy went from `before` to `after`."""
    units, amount = dict(totals.units), totals.amount
    for sign, part in ((-1, before), (1, after)):
        for line in part.lines:
            item, quantity = line.item, sign * line.quantity
            units[item] = units.get(item, 0) + quantity
            known = terms.item(item)
            amount += quantity * (known.list_price if known else 0)
    joined = after.takes_part - before.takes_part
    guests = after.guests() - before.guests() if terms.guests_count else 0
    return Totals(
        totals.buy,
        participants=totals.participants + joined,
        people=totals.people + joined + guests,
        amount=amount,
        units={item: held for item, held in units.items() if held},
        named=totals.named + after.named - before.named,
        unanswered=totals.unanswered + after.unanswered - before.unanswered,
        next_seq=totals.next_seq,
    )


def add_up(buy: BuyId, terms: Terms, parts: Iterable[Part], next_seq: int = 1) -> Totals:
    """Return the totals of all parts: what the running totals must always equal."""
    totals = Totals(buy, next_seq=next_seq)
    for part in parts:
        totals = move(totals, terms, Part(), part)
    return totals
