"""What somebody has to pay as a buy stands, and how that is said."""

from __future__ import annotations

from domain.buy import State
from domain.dues import ordered, settles_own
from domain.payment import Due
from domain.settlement import reference
from domain.views import MemberView


def left_of(view: MemberView) -> int:
    """Return what the person has to pay now, in minor units; see `domain.dues.left_to_pay`."""
    if view.buy.live and view.buy.terms.payment.due is not Due.AT_ORDER:
        return 0
    return max(0, uncovered(view))


def uncovered(view: MemberView) -> int:
    """Return what of the person's part is not paid yet; see `domain.dues.uncovered`."""
    if settles_own(view.buy, view.person) or view.buy.state is State.CALLED_OFF:
        return 0
    area = view.involvement.area
    cost = ordered(view.buy.terms, view.lines, area) if view.buy.live else 0
    return cost + view.owed


def usable_points(view: MemberView) -> int:
    """Return how many points more could pay for the person's part now, in minor units."""
    return max(0, min(view.points, uncovered(view)))


def reference_of(view: MemberView) -> str:
    """Return what to write on a transfer: as on the statement, before the close as it will be."""
    if view.statement is not None:
        return view.statement.reference
    return reference(view.buy.code, view.lines[0].seq if view.lines else 0)
