"""The solver: which tiers the group reaches at the close, and who gets what (NEW-1, NEW-2).

Tiers are tried the cheapest first. At each the lines are taken whose limits allow its price,
places, stock and cases are shared out, and then the tier's own threshold and the buy's minimum
are judged by what remains; the first tier for which all holds wins, list price last. With several
ladders all begin at the top; those whose threshold fails step down one; if all hold and only the
minimum is missed, all that can step down one. So no ladder ends on a tier that it does not carry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.buy import Terms, Totals
from domain.delivery import AreaNo
from domain.ids import PersonId
from domain.offer import minimum_met, positions
from domain.order import Line
from domain.sharing.sharing_out import SharingOut
from domain.sharing.solution import Solution


def solve(
    terms: Terms,
    organiser: PersonId,
    lines: Sequence[Line],
    areas: Mapping[PersonId, AreaNo],
    besides: Totals,
) -> Solution:
    """Solve a buy for its live lines, in whatever order they are given.

    `areas` are the destination areas that people chose. `besides` counts what others have for
    certain, whose lines are not given (nothing, at a close): it counts with what is served. Its
    `next_seq` is the number from which on what the organiser takes as a rest is put in order.
    """
    sharing = SharingOut(terms, organiser, lines, areas, besides)
    tiers = {at.key: len(at.ladder.tiers) for at in positions(terms, besides)}
    while True:
        shares = sharing.shared(tiers)
        totals = sharing.totals(shares)
        met = minimum_met(terms, totals)
        failing = [at.key for at in positions(terms, totals) if tiers[at.key] > at.reached] or [
            key for key, tier in tiers.items() if tier and not met
        ]
        if not failing:
            return sharing.solution(tiers, shares, totals, met)
        for key in failing:
            tiers[key] -= 1
