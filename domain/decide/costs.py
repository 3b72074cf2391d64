"""Whether changed terms of paying, areas, delivery and cases cost those who ordered more."""

from __future__ import annotations

from collections.abc import Collection

from domain.buy import Terms
from domain.delivery import NO_AREA, Area, AreaNo, Delivery
from domain.draft import Field
from domain.errors import WorseForBuyers
from domain.payment import Payment, Rebate


def must_not_cost_more(old: Terms, new: Terms, chosen: Collection[AreaNo]) -> None:
    """Raise `WorseForBuyers` for what those who ordered under `old` would lose under `new`.

    `chosen` are the destination areas they ordered for. They lose by another way of paying or by
    points in place of money, by an area that is dearer or gone, by having to choose one at all,
    by a delivery that costs more or is shared otherwise, and by another case than they filled.
    """
    if _paid_worse(old.payment, new.payment):
        raise WorseForBuyers(term=Field.PAYMENT)
    if NO_AREA in chosen and new.areas:
        raise WorseForBuyers(term=Field.AREAS)
    if any(_dearer(old.area(no), new.area(no)) for no in chosen):
        raise WorseForBuyers(term=Field.AREAS)
    if _delivered_worse(old.delivery, new.delivery):
        raise WorseForBuyers(term=Field.DELIVERY)
    cases = {item.no: item.case_size for item in old.live_items}
    if any(cases.get(item.no, item.case_size) != item.case_size for item in new.live_items):
        raise WorseForBuyers(term=Field.CASE)
    if old.takes_rest and not new.takes_rest:
        raise WorseForBuyers(term=Field.CASE)


def _paid_worse(old: Payment, new: Payment) -> bool:
    if (old.method, old.due, old.collects) != (new.method, new.due, new.collects):
        return True
    if new.rebate is not Rebate.POINTS:
        return False
    if old.rebate is not Rebate.POINTS:
        return True
    if new.points_last is None:
        return False
    return old.points_last is None or new.points_last < old.points_last


def _dearer(old: Area | None, new: Area | None) -> bool:
    if old is None:
        return False
    return new is None or new.fee > old.fee or new.basis_points < old.basis_points


def _delivered_worse(old: Delivery | None, new: Delivery | None) -> bool:
    if new is None:
        return False
    return old is None or new.cost > old.cost or new.shared_by is not old.shared_by
