"""How a buy that was loaded whole would come out if it closed now."""

from __future__ import annotations

from domain.buy import GroupBuy, Totals
from domain.delivery import AreaNo
from domain.ids import BuyId, PersonId
from domain.sharing.solution import Solution
from domain.sharing.solver import solve
from domain.world import World


def areas_of(world: World, buy: BuyId) -> dict[PersonId, AreaNo]:
    """Return the destination areas that people chose in a buy loaded whole."""
    involved = world.involvements.get(buy, {})
    return {person: one.area for person, one in involved.items() if one.area}


def solved(world: World, buy: GroupBuy) -> Solution:
    """Return the solution of a buy loaded whole, with the orders as they are."""
    lines = world.all_lines(buy.id)
    nobody_else = Totals(buy.id, next_seq=world.totals_of(buy.id).next_seq)
    return solve(buy.terms, buy.organiser, lines, areas_of(world, buy.id), nobody_else)
