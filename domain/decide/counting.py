"""Running totals: what one person adds to a buy, and how the totals move when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.buy import Terms, Totals
from domain.ids import HOST, BuyId, ItemNo, PersonId
from domain.order import Line
from domain.world import World


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a buy, as far as it counts; `lines` are live."""

    lines: tuple[Line, ...] = ()
    named: bool = False
    declined: bool = False


def part_of(world: World, buy: BuyId, person: PersonId) -> Part:
    """Return the person's part as the world has it."""
    return Part(
        lines=tuple(world.lines_of(buy, person)),
        named=world.invitation(buy, person) is not None,
        declined=world.involvement(buy, person).declined_at is not None,
    )


def count(buy: BuyId, terms: Terms, part: Part) -> Totals:
    """Return what one person adds to the totals."""
    units: dict[ItemNo, int] = {}
    amount = 0
    for line in part.lines:
        units[line.item] = units.get(line.item, 0) + line.quantity
        item = terms.item(line.item)
        amount += line.quantity * (item.list_price if item else 0)
    guests = len({line.guest for line in part.lines if line.guest != HOST})
    joined = 1 if part.lines else 0
    return Totals(
        buy,
        participants=joined,
        people=joined + (guests if terms.guests_count else 0),
        amount=amount,
        units=units,
        named=int(part.named),
        unanswered=int(part.named and not part.lines and not part.declined),
    )


def move(totals: Totals, before: Totals, after: Totals) -> Totals:
    """Return the totals after one person's share of them went from `before` to `after`."""
    units = dict(totals.units)
    for item in {*before.units, *after.units}:
        units[item] = units.get(item, 0) - before.units.get(item, 0) + after.units.get(item, 0)
    return replace(
        totals,
        participants=totals.participants - before.participants + after.participants,
        people=totals.people - before.people + after.people,
        amount=totals.amount - before.amount + after.amount,
        units={item: held for item, held in units.items() if held},
        named=totals.named - before.named + after.named,
        unanswered=totals.unanswered - before.unanswered + after.unanswered,
    )


def add_up(buy: BuyId, terms: Terms, parts: Iterable[Part], next_seq: int = 1) -> Totals:
    """Return the totals of all parts: what the running totals must always equal."""
    totals = Totals(buy, next_seq=next_seq)
    for part in parts:
        totals = move(totals, Totals(buy), count(buy, terms, part))
    return totals
