"""Settling a buy without price limits, cases and areas, as simply as it can be said.

Such a buy needs no solver: everybody gets what they ordered at the tier that the totals reach.
"""

from __future__ import annotations

from fractions import Fraction

from domain.buy import GroupBuy, Totals
from domain.ids import PersonId
from domain.money import half_up, share_out
from domain.offer import positions, price_now
from domain.order import Line
from domain.settlement import LineShare, Settlement, Statement, reference
from tests.domain.play import NOON


def settled_before(buy: GroupBuy, totals: Totals, lines: list[Line]) -> Settlement:
    """Return the settlement of such a buy at noon."""
    live = sorted((line for line in lines if line.live), key=lambda line: line.seq)
    items = {item.no: item for item in buy.terms.items}
    saved = {no: price_now(buy.terms, totals, item).saved for no, item in items.items()}
    weights = [line.quantity * saved[line.item] for line in live]
    discount = half_up(sum(weights, Fraction(0)))
    by_person: dict[PersonId, list[LineShare]] = {}
    for line, share in zip(live, share_out(discount, weights), strict=True):
        amount = line.quantity * items[line.item].list_price
        by_person.setdefault(line.person, []).append(
            LineShare(
                line.person,
                line.item,
                line.quantity,
                amount,
                share,
                line.guest,
                line.guest_name,
                line.seq,
            )
        )
    return Settlement(
        buy=buy.id,
        settled_at=NOON,
        list_amount=sum(line.quantity * items[line.item].list_price for line in live),
        discount=discount,
        tiers={at.key: at.reached for at in positions(buy.terms, totals)},
        statements=tuple(
            Statement(buy.id, person, reference(buy.code, shared[0].seq), tuple(shared))
            for person, shared in by_person.items()
        ),
    )
