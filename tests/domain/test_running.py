"""Running a buy: who may, helpers, codes, taking over, and bringing the card down."""

from __future__ import annotations

import pytest

from domain.commands.member import ShowCard
from domain.commands.organiser import CloseBuy, Invite, NameHelper, NewCode, TakeOver
from domain.commands.people import NoteReach
from domain.errors import (
    BuyClosed,
    NotTheOrganiser,
    OnlyAdministrators,
    OrganiserStillHere,
    UnknownBuy,
)
from domain.notices import NoticeKind
from domain.people import Reach
from tests.domain.play import ANNA, BORIS, BUY, CARLA, FLAT, started


def test_a_new_code_shows_on_the_card() -> None:
    """Lost otherwise: the group goes on sharing a code that is refused."""
    play = started()
    cards = len(play.told(NoticeKind.CARD))
    with pytest.raises(NotTheOrganiser):
        play.do(NewCode, BORIS, BUY, "NEWNEW")
    play.do(NewCode, ANNA, BUY, "NEWNEW")
    assert play.buy.code == "NEWNEW"
    assert len(play.told(NoticeKind.CARD)) == cards + 1


def test_helpers() -> None:
    """Lost otherwise: helpers cannot help, or name helpers themselves."""
    play = started()
    play.do(NameHelper, ANNA, BUY, BORIS)
    play.do(NameHelper, ANNA, BUY, ANNA)
    assert play.buy.helpers == {BORIS}
    assert play.do(Invite, BORIS, BUY, (CARLA,), ("t",)) == 1
    with pytest.raises(NotTheOrganiser) as refused:
        play.do(NameHelper, BORIS, BUY, CARLA)
    assert refused.value.organiser == "Anna"
    play.do(NameHelper, ANNA, BUY, BORIS, wanted=False)
    with pytest.raises(NotTheOrganiser):
        play.do(NewCode, BORIS, BUY, "NEWNEW")


@pytest.mark.parametrize("left", [True, False])
def test_taking_over(left: bool) -> None:
    """Lost otherwise: a buy whose organiser is gone can never be closed, or anyone grabs it."""
    play = started()
    with pytest.raises(OnlyAdministrators):
        play.do(TakeOver, BORIS, BUY, by_administrator=False, organiser_left=True)
    with pytest.raises(OrganiserStillHere) as refused:
        play.do(TakeOver, BORIS, BUY, by_administrator=True)
    assert refused.value.organiser == "Anna"
    if not left:
        play.do(NoteReach, ANNA, Reach.BLOCKED)
    play.do(TakeOver, BORIS, BUY, by_administrator=True, organiser_left=left)
    assert play.buy.organiser == BORIS
    assert play.told(NoticeKind.TAKEN_OVER) == [ANNA, BORIS]
    play.do(TakeOver, BORIS, BUY, by_administrator=True)
    assert play.outcome.saves == ()


def test_nobody_takes_over_a_closed_buy() -> None:
    """Lost otherwise: what people owe to one person is suddenly owed to another."""
    play = started()
    play.order(CARLA, 1)
    play.do(CloseBuy, ANNA, BUY)
    with pytest.raises(BuyClosed):
        play.do(TakeOver, BORIS, BUY, by_administrator=True, organiser_left=True)


def test_bringing_the_card_down() -> None:
    """Lost otherwise: /status does nothing the second time, or a buy by link breaks it."""
    play = started()
    play.do(ShowCard, BORIS, BUY)
    play.do(ShowCard, CARLA, BUY)
    assert play.told(NoticeKind.CARD_AGAIN) == [None, None]
    assert play.last(NoticeKind.CARD_AGAIN).home == FLAT
    with pytest.raises(UnknownBuy):
        started(home=None).do(ShowCard, BORIS, BUY)
