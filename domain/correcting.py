"""Correcting a settlement (NEW-5): what really arrived, what it really cost, what went back.

A correction is worked out from the facts alone, and so comes out the same in whatever order they
become known: what the close served, units that arrived, the final bill, units given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from domain.arriving import Claim, hand_round
from domain.buy import GroupBuy, Totals
from domain.ids import HOST, GuestNo, ItemNo, PersonId
from domain.money import half_up
from domain.order import Line
from domain.settlement import FallOut, LineShare, Settlement, WhyOut
from domain.sharing.settling import settle, settled_price
from domain.sharing.solution import Served, Solution

LineKey = tuple[PersonId, GuestNo, ItemNo]


def key_of(line: LineShare | Line) -> LineKey:
    """Return what tells a line from all others of its buy."""
    return line.person, line.guest, line.item


def corrected(buy: GroupBuy, settlement: Settlement, lines: Iterable[Line]) -> Settlement:
    """Return the settlement anew after its facts changed; `lines` are what was ordered.

    Tiers and prices stay as settled. What is missing falls out of the latest lines, and what is
    too much goes to tolerance in the order of asking; the organiser keeps the rest. The goods
    cost what they did at the close, or what the bill says, and everything is shared over those
    who got anything, as at the close. What was given back takes its part off its own line alone.
    """
    shares = _units(buy, settlement, {key_of(line): line for line in lines})
    solution = Solution(
        tiers=settlement.tiers,
        served=tuple(
            Served(one.person, one.item, one.quantity, one.guest, one.guest_name, one.seq)
            for one in shares
            if one.quantity
        ),
        fallen=_fallen(settlement, shares),
        totals=Totals(buy.id),
    )
    areas = {one.person: one.area for one in settlement.statements}
    references = {one.person: one.reference for one in settlement.statements}
    settled_at, bill = settlement.settled_at, settlement.bill
    priced = settle(buy, solution, areas, settled_at, bill=bill, references=references)
    return _with_all_lines(settlement, shares, priced)


def _units(buy: GroupBuy, settlement: Settlement, lines: Mapping[LineKey, Line]) -> list[LineShare]:
    """Return all settled lines with the units that each gets now, in the order of asking."""
    areas = {one.person: one.area for one in settlement.statements}
    settled = [share for one in settlement.statements for share in one.lines]
    shares = {key_of(one): one for one in sorted(settled, key=lambda one: one.seq)}
    for no, arrived in settlement.arrived.items():
        item = next(item for item in buy.terms.items if item.no == no)
        theirs = [one for one in shares.values() if one.item == no]
        claims = []
        for one in theirs:
            price = settled_price(buy.terms, settlement.tiers, item, areas[one.person])
            claims.append(Claim.of(one, lines.get(key_of(one)), price.exact))
        units, over = hand_round(claims, arrived)
        shares |= {
            key_of(one): replace(one, quantity=got, at_close=one.served)
            for one, got in zip(theirs, units, strict=True)
        }
        if over:
            own = (buy.organiser, HOST, no)
            last = max((one.seq for one in shares.values()), default=0)
            new = LineShare(buy.organiser, no, 0, 0, 0, seq=last + 1, at_close=0)
            kept = shares.get(own, new)
            shares[own] = replace(kept, quantity=kept.quantity + over)
    return sorted(shares.values(), key=lambda one: one.seq)


def _fallen(settlement: Settlement, shares: Iterable[LineShare]) -> tuple[FallOut, ...]:
    """Return what fell out at the close, and what does because it did not arrive."""
    missing = (
        FallOut(
            person=one.person,
            item=one.item,
            units=one.served - one.quantity,
            why=WhyOut.SHORTAGE,
            guest=one.guest,
            guest_name=one.guest_name,
            seq=one.seq,
        )
        for one in shares
        if one.quantity < one.served
    )
    at_close = (one for one in settlement.fallen if one.why is not WhyOut.SHORTAGE)
    return tuple(sorted((*at_close, *missing), key=lambda one: one.seq))


def _with_all_lines(
    before: Settlement, shares: Iterable[LineShare], priced: Settlement
) -> Settlement:
    """Return the settlement with every line that there was, whether or not it got anything."""
    costs = {key_of(share): share for one in priced.statements for share in one.lines}
    theirs: dict[PersonId, list[LineShare]] = {}
    for share in shares:
        theirs.setdefault(share.person, []).append(_with_returns(share, costs.get(key_of(share))))
    statements = (replace(one, lines=tuple(theirs[one.person])) for one in priced.statements)
    return replace(
        priced,
        statements=tuple(statements),
        returned=sum(share.returned_amount for lines in theirs.values() for share in lines),
        arrived=before.arrived,
        revision=before.revision + 1,
    )


def _with_returns(share: LineShare, cost: LineShare | None) -> LineShare:
    """Return a line at what it costs now, less its part for all that was given back, half up."""
    if cost is None:
        return replace(share, quantity=0, list_amount=0, discount=0, returned=0, returned_amount=0)
    returned = min(share.returned, share.quantity)
    goods = cost.list_amount - cost.discount
    return replace(
        share,
        list_amount=cost.list_amount,
        discount=cost.discount,
        returned=returned,
        returned_amount=half_up(Fraction(goods * returned, share.quantity)),
    )
