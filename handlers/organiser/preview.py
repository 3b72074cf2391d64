"""What closing a buy now would come to, worked out as the close itself does it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.buy import Totals
from domain.settlement import Settlement
from domain.sharing.settling import settle
from domain.sharing.solution import Solution
from domain.sharing.solver import solve
from handlers.organiser.acting import Act


@dataclass(frozen=True, slots=True)
class Preview:
    """How the buy comes out, who gets what and what that costs, with the orders as they are."""

    solution: Solution
    settlement: Settlement

    @property
    def units(self) -> int:
        """Units over all items that would be bought."""
        return sum(one.units for one in self.solution.served)


async def closed_now(act: Act) -> Preview:
    """Return what closing now would bring; limits, cases, areas and delivery all count."""
    rows = await act.context.reader.board(act.buy.id)
    view = await act.context.reader.card(act.buy.id)
    lines = [line for row in rows for line in row.lines]
    areas = {row.person: row.area for row in rows if row.person is not None and row.area}
    nobody_else = Totals(act.buy.id, next_seq=view.totals.next_seq if view else 1)
    solution = solve(act.buy.terms, act.buy.organiser, lines, areas, nobody_else)
    return Preview(solution, settle(act.buy, solution, areas, act.context.now))
