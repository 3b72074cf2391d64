"""Ordering for guests, whose lines belong to their host."""

from __future__ import annotations

import pytest

from domain.commands.member import (
    AddGuest,
    CancelOrder,
)
from domain.errors import (
    BuyIsFull,
    DomainError,
    GuestNameMissing,
    LimitTooLarge,
    OverPersonLimit,
    TextTooLong,
)
from tests.domain.play import (
    BORIS,
    BUY,
    OIL,
    started,
)

GRAN = "Gran"


def test_a_full_buy_accepts_guests_only_where_they_are_not_people() -> None:
    """Lost otherwise: guests slip past the maximum, or are refused where they do not count."""
    for counted in (False, True):
        play = started(max_people=1, guests_count=counted)
        play.order(BORIS, 1)
        gran = play.do(AddGuest, BORIS, BUY, GRAN)
        if counted:
            with pytest.raises(BuyIsFull):
                play.order(BORIS, 1, guest=gran)
        else:
            assert play.order(BORIS, 1, guest=gran).own_units == 2


def test_guests() -> None:
    """Lost otherwise: a guest's line mixes with the host's, or counts as a person unasked."""
    play = started(per_person_limit=5)
    gran = play.do(AddGuest, BORIS, BUY, "  Gran \n Olga ")
    assert play.do(AddGuest, BORIS, BUY, "gran olga") == gran == 1
    assert play.do(AddGuest, BORIS, BUY, "Lodger") == 2
    play.order(BORIS, 2)
    answer = play.order(BORIS, 3, guest=gran)
    assert (answer.quantity, answer.own_units) == (3, 5)
    assert (play.totals.participants, play.totals.people) == (1, 1)
    assert play.world.lines[BUY][BORIS][gran, OIL].guest_name == "Gran Olga"
    with pytest.raises(OverPersonLimit) as refused:
        play.order(BORIS, 4, guest=gran)
    assert (refused.value.wanted, refused.value.have) == (6, 5)
    play.do(CancelOrder, BORIS, BUY)
    assert play.totals.all_units == 0


def test_guests_count_as_people_where_the_organiser_says_so() -> None:
    """Lost otherwise: a ladder of people ignores or doubles the guests."""
    play = started(guests_count=True)
    gran = play.do(AddGuest, BORIS, BUY, GRAN)
    play.order(BORIS, 2)
    play.order(BORIS, 1, guest=gran)
    assert (play.totals.participants, play.totals.people) == (1, 2)
    play.order(BORIS, 0, guest=gran)
    assert play.totals.people == 1


@pytest.mark.parametrize(
    ("name", "refusal"), [("  \n ", GuestNameMissing), ("x" * 101, TextTooLong)]
)
def test_guest_names(name: str, refusal: type[DomainError]) -> None:
    """Lost otherwise: a guest without a name, or one that fills the screen."""
    with pytest.raises(refusal):
        started().do(AddGuest, BORIS, BUY, name)


def test_no_endless_guests() -> None:
    """Lost otherwise: one person fills the database with guests."""
    play = started()
    for number in range(50):
        play.do(AddGuest, BORIS, BUY, f"guest {number}")
    with pytest.raises(LimitTooLarge):
        play.do(AddGuest, BORIS, BUY, "one more")
