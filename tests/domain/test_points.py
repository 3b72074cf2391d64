"""Points by lots: what expires first is spent first, what expires last comes back first."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import PersonId
from domain.ledger import Entry, Reason
from domain.points import Lot, expired, held, lots, spendable, spent, taken
from tests.domain.play import ANNA, BORIS, BUY, NOON

SOON, LATER = NOON + timedelta(days=10), NOON + timedelta(days=90)


def moved(reason: Reason, amount: int, until: datetime | None, organiser: PersonId = ANNA) -> Entry:
    """Return an entry that moved points of Boris's."""
    return Entry("k", BUY, BORIS, organiser, amount, "EUR", reason, ANNA, NOON, until=until)


def test_lots_stand_in_the_order_in_which_they_expire() -> None:
    """Lost otherwise: points that last for ever are spent, and the others expire unspent."""
    entries = [
        moved(Reason.POINTS_GIVEN, 100, None),
        moved(Reason.POINTS_GIVEN, 200, LATER),
        moved(Reason.POINTS_GIVEN, 300, SOON),
        moved(Reason.POINTS_SPENT, 50, LATER),
    ]
    assert lots(entries) == [Lot(ANNA, SOON, 300), Lot(ANNA, LATER, 150), Lot(ANNA, None, 100)]
    assert held(entries, NOON) == 550
    assert [lot.until for lot in spendable(entries, SOON)] == [LATER, None]
    assert [lot.amount for lot in expired(entries, SOON)] == [300]
    assert expired(entries, SOON - timedelta(seconds=1)) == []


def test_taking_a_part() -> None:
    """Lost otherwise: points can only be spent all at once."""
    offered = [Lot(ANNA, SOON, 300), Lot(ANNA, None, 100)]
    assert taken(offered, 350) == [Lot(ANNA, SOON, 300), Lot(ANNA, None, 50)]
    assert taken(offered, 300) == [Lot(ANNA, SOON, 300)]
    assert taken(offered, 900) == offered
    assert taken(offered, 0) == []


def test_what_pays_in_a_buy() -> None:
    """Lost otherwise: points come back that were never spent, or with another's date."""
    entries = [
        moved(Reason.POINTS_SPENT, 300, SOON),
        moved(Reason.POINTS_SPENT, 100, None),
        moved(Reason.PAYMENT, 999, None),
    ]
    assert spent(entries) == [Lot(ANNA, None, 100), Lot(ANNA, SOON, 300)]
    entries.append(moved(Reason.POINTS_RETURNED, 150, SOON))
    assert spent(entries) == [Lot(ANNA, SOON, 250)]


def test_points_with_several_organisers_are_kept_apart() -> None:
    """Lost otherwise: after a take-over points come back with somebody who never gave them."""
    entries = [
        moved(Reason.POINTS_SPENT, 300, None, ANNA),
        moved(Reason.POINTS_SPENT, 100, None, BORIS),
        moved(Reason.POINTS_RETURNED, 50, None, BORIS),
    ]
    assert spent(entries) == [Lot(ANNA, None, 300), Lot(BORIS, None, 50)]


UNTIL = st.sampled_from([None, SOON, LATER])


@given(st.lists(st.tuples(UNTIL, st.integers(1, 50)), max_size=8), st.integers(0, 300))
def test_spending_and_giving_back_is_as_if_nothing_was_spent(
    given_points: list[tuple[datetime | None, int]], amount: int
) -> None:
    """Lost otherwise: changing one's mind about points costs points, or makes some."""
    entries = [moved(Reason.POINTS_GIVEN, points, until) for until, points in given_points]
    before = lots(entries)
    paying = taken(spendable(entries, NOON), amount)
    entries += [moved(Reason.POINTS_SPENT, lot.amount, lot.until) for lot in paying]
    assert all(lot.amount > 0 for lot in lots(entries))
    assert sum(lot.amount for lot in spent(entries)) == sum(lot.amount for lot in paying)
    back = spent(entries)
    entries += [moved(Reason.POINTS_RETURNED, lot.amount, lot.until) for lot in back]
    assert lots(entries) == before
    assert spent(entries) == []
