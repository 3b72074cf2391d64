"""Settling: from who gets what to what everybody owes, to the cent (NEW-3).

The group's discount, the sum of units times (list price less one's own exact price) over all
lines, is rounded half up once and shared over the lines by largest remainder, ties to the earlier
line. A supplier's final bill takes the place of list price less discount, and is shared by units
times own exact price. Delivery is shared over the statements, ties to the earlier one. So shares
always add up to the group's total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from operator import attrgetter
from types import MappingProxyType

from domain.buy import GroupBuy, Item, Terms
from domain.delivery import NO_AREA, AreaNo, Delivery, SharedBy
from domain.ids import ItemNo, PersonId
from domain.money import half_up, share_out
from domain.offer import BUY_LADDER, Price, price_at, price_for
from domain.settlement import FallOut, LineShare, Settlement, Statement, reference
from domain.sharing.solution import Served, Solution

NOT_SETTLED_BEFORE: Mapping[PersonId, str] = MappingProxyType({})


def settle(
    buy: GroupBuy,
    solution: Solution,
    areas: Mapping[PersonId, AreaNo],
    settled_at: datetime,
    *,
    bill: int | None = None,
    references: Mapping[PersonId, str] = NOT_SETTLED_BEFORE,
) -> Settlement:
    """Work out what each participant owes for what they are served.

    `areas` are the destination areas that people chose. `bill` is what the goods come to by the
    supplier's final bill, in minor units, where that is known. Whoever was given a payment
    reference by a settlement before keeps it, and a statement even if nothing is left on it.
    """
    shares = _line_shares(buy.terms, solution, areas, bill)
    first = _first_lines(solution)
    theirs: dict[PersonId, list[LineShare]] = {person: [] for person in references}
    for share in shares:
        theirs.setdefault(share.person, []).append(share)
    statements = _with_delivery(
        buy.terms.delivery,
        [
            Statement(
                buy=buy.id,
                person=person,
                reference=references.get(person) or reference(buy.code, first[person]),
                lines=tuple(lines),
                area=areas.get(person, NO_AREA),
                fee=_fee(buy.terms, areas, person) if lines else 0,
            )
            for person, lines in theirs.items()
        ],
    )
    return Settlement(
        buy=buy.id,
        settled_at=settled_at,
        list_amount=sum(share.list_amount for share in shares),
        discount=sum(share.discount for share in shares),
        tiers=dict(solution.tiers),
        statements=tuple(statements),
        fallen=solution.fallen,
        delivery=sum(one.delivery for one in statements),
        fees=sum(one.fee for one in statements),
        bill=bill,
    )


def settled_price(terms: Terms, tiers: Mapping[ItemNo, int], item: Item, area: AreaNo) -> Price:
    """Return what a unit of `item` costs at the tiers of a settlement, for a part going to `area`.

    It is one's own exact price: that of the ladder, less what the area takes off.
    """
    tier = tiers.get(item.no if item.ladder else BUY_LADDER, 0)
    return price_for(price_at(item, terms.ladder_of(item), tier), terms.area(area))


def _line_shares(
    terms: Terms, solution: Solution, areas: Mapping[PersonId, AreaNo], bill: int | None
) -> list[LineShare]:
    """Share the group's discount, or its bill, over the lines."""
    known: dict[tuple[ItemNo, AreaNo], Price] = {}
    prices = []
    for one in solution.served:
        key = (one.item, areas.get(one.person, NO_AREA))
        if key not in known:
            item = next(item for item in terms.items if item.no == one.item)
            known[key] = settled_price(terms, solution.tiers, item, key[1])
        prices.append(known[key])
    rows = list(zip(solution.served, prices, strict=True))
    lists = [one.units * price.list_price for one, price in rows]
    if bill is None:
        saved = [one.units * price.saved for one, price in rows]
        discounts = share_out(half_up(sum(saved, Fraction(0))), saved)
    else:
        costs = share_out(bill if rows else 0, [one.units * price.exact for one, price in rows])
        discounts = [amount - cost for amount, cost in zip(lists, costs, strict=True)]
    return [
        _line_share(one, amount, discount)
        for one, amount, discount in zip(solution.served, lists, discounts, strict=True)
    ]


def _line_share(one: Served, list_amount: int, discount: int) -> LineShare:
    return LineShare(
        person=one.person,
        item=one.item,
        quantity=one.units,
        list_amount=list_amount,
        discount=discount,
        guest=one.guest,
        guest_name=one.guest_name,
        seq=one.seq,
    )


def _first_lines(solution: Solution) -> dict[PersonId, int]:
    """Return the number of everybody's first line, whether or not it got anything."""
    first: dict[PersonId, int] = {}
    lines: list[Served | FallOut] = [*solution.served, *solution.fallen]
    for one in sorted(lines, key=attrgetter("seq")):
        first.setdefault(one.person, one.seq)
    return first


def _fee(terms: Terms, areas: Mapping[PersonId, AreaNo], person: PersonId) -> int:
    area = terms.area(areas.get(person, NO_AREA))
    return area.fee if area else 0


def _with_delivery(delivery: Delivery | None, statements: Sequence[Statement]) -> list[Statement]:
    """Share the cost of the delivery over the statements by its rule."""
    served = any(one.lines for one in statements)
    if delivery is None or not served:
        return list(statements)
    weights = [_weight(delivery.shared_by, one) for one in statements]
    if not any(weights):
        weights = [_weight(SharedBy.EQUALLY, one) for one in statements]
    shares = share_out(delivery.cost, weights)
    return [replace(one, delivery=share) for one, share in zip(statements, shares, strict=True)]


def _weight(shared_by: SharedBy, statement: Statement) -> Fraction:
    match shared_by:
        case SharedBy.EQUALLY:
            return Fraction(bool(statement.lines))
        case SharedBy.UNITS:
            return Fraction(sum(line.quantity for line in statement.lines))
        case SharedBy.AMOUNT:
            return Fraction(statement.goods)
