"""Settlement: the frozen result of a closed group buy, shared out to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from domain.buy import GroupBuy, Totals
from domain.ids import HOST, BuyId, GuestNo, ItemNo, PersonId
from domain.money import half_up, share_out
from domain.offer import positions, price_now
from domain.order import Line


@dataclass(frozen=True, slots=True)
class LineShare:
    """One settled order line; amounts in minor units, `due` is what remains to be paid for it."""

    person: PersonId
    item: ItemNo
    quantity: int
    list_amount: int
    discount: int
    guest: GuestNo = HOST
    guest_name: str = ""
    seq: int = 0

    @property
    def due(self) -> int:
        """List amount less this line's share of the group's discount."""
        return self.list_amount - self.discount


@dataclass(frozen=True, slots=True)
class Statement:
    """One participant's share of the settlement: what they owe and what they saved."""

    buy: BuyId
    person: PersonId
    reference: str
    """What to write on a bank transfer; unique within the buy."""
    lines: tuple[LineShare, ...]

    @property
    def list_amount(self) -> int:
        """All lines at list price, in minor units."""
        return sum(line.list_amount for line in self.lines)

    @property
    def saved(self) -> int:
        """What the person saved against the list price, in minor units."""
        return sum(line.discount for line in self.lines)

    @property
    def due(self) -> int:
        """What the person owes for this buy, in minor units."""
        return sum(line.due for line in self.lines)


@dataclass(frozen=True, slots=True)
class Settlement:
    """The frozen result for the group; amounts in minor units of the buy's currency."""

    buy: BuyId
    settled_at: datetime
    list_amount: int
    discount: int
    tiers: dict[ItemNo, int]
    """Tier reached per ladder (0 is list price); key 0 is the buy's ladder, else an item's own."""
    statements: tuple[Statement, ...]

    @property
    def due(self) -> int:
        """What the group pays in all."""
        return self.list_amount - self.discount


def settle(buy: GroupBuy, totals: Totals, lines: list[Line], settled_at: datetime) -> Settlement:
    """Work out what each participant owes.

    The group's discount (sum of quantity times list price less exact price, over all lines) is
    rounded half up once, then shared over the lines by largest remainder, ties to the earlier
    line (by `seq`). The shares add up to the group's total exactly.
    """
    live = sorted((line for line in lines if line.live), key=lambda line: line.seq)
    items = {item.no: item for item in buy.terms.items}
    saved = {no: price_now(buy.terms, totals, item).saved for no, item in items.items()}
    weights = [line.quantity * saved[line.item] for line in live]
    discount = half_up(sum(weights, Fraction(0)))
    shares = share_out(discount, weights)
    by_person: dict[PersonId, list[LineShare]] = {}
    for line, share in zip(live, shares, strict=True):
        by_person.setdefault(line.person, []).append(
            LineShare(
                person=line.person,
                item=line.item,
                quantity=line.quantity,
                list_amount=line.quantity * items[line.item].list_price,
                discount=share,
                guest=line.guest,
                guest_name=line.guest_name,
                seq=line.seq,
            )
        )
    return Settlement(
        buy=buy.id,
        settled_at=settled_at,
        list_amount=sum(line.quantity * items[line.item].list_price for line in live),
        discount=discount,
        tiers={at.key: at.reached for at in positions(buy.terms, totals)},
        statements=tuple(
            Statement(buy.id, person, reference(buy.code, number), tuple(shared))
            for number, (person, shared) in enumerate(by_person.items(), start=1)
        ),
    )


def reference(code: str, number: int) -> str:
    """Return the payment reference of the `number`-th participant: code and number."""
    return f"{code}-{number:02d}"
