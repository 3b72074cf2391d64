"""docs/money.md as its tests read it: its sections, and the buys that its examples are about."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.buy import Item
from domain.commands.collecting import MarkPaid
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.payment import Due, Payment, Rebate
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, OIL
from tests.domain.purse import Purse, opened

BOOK = (Path(__file__).parents[2] / "docs/money.md").read_text()
SECTIONS = {
    part.partition("\n")[0]: part for part in re.split(r"^### ", BOOK, flags=re.MULTILINE)[1:]
}
FLOUR = Item(OIL, "Flour", 249)


def says(section: str, *cents: int) -> None:
    """Check that a section names these amounts."""
    for amount in cents:
        assert f"{amount // 100}.{amount % 100:02d}" in SECTIONS[section], (section, amount)


def dues(purse: Purse) -> dict[int, int]:
    """Return what each owes for the buy, in minor units."""
    return {one.person: one.due for one in purse.world.settlements[BUY].statements}


def flour() -> Purse:
    """Return the flour, closed."""
    five_off = Ladder(Metric.UNITS, (Tier(5, PercentOff(500)),))
    purse = opened(items=(FLOUR,), ladder=five_off)
    for person, quantity in ((BORIS, 2), (CARLA, 3), (DEWI, 1)):
        purse.order(person, quantity)
    purse.close()
    return purse


def twenty(payment: Payment | None = None, **terms: Any) -> Purse:
    """Return an open buy in which Boris wants 2, Carla 9, and Anna 9."""
    purse = opened(payment=payment or Payment(), **terms)
    for person, quantity in ((BORIS, 2), (CARLA, 9), (ANNA, 9)):
        purse.order(person, quantity)
    return purse


def with_points(last: timedelta | None = None) -> Purse:
    """Return a play in which Boris has 14.00 in points with Anna."""
    purse = twenty(Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=last))
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.close()
    assert purse.points(BORIS) == 1400
    return purse
