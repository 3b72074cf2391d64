"""What may not have arrived: who is told, and who may have it said again."""

from __future__ import annotations

import pytest

from domain.commands.base import Cause
from domain.commands.saying import NoteUnsaid, SayAgain
from domain.decide import decide
from domain.errors import NotTheOrganiser
from domain.ids import BuyId, PersonId
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Repetition
from tests.domain.play import ANNA, BORIS, BUY, started

NOBODY = PersonId(0)


def test_each_doubt_is_told_and_each_obstacle_once() -> None:
    """Lost otherwise: a group misses its result unnoticed, or a removed bot fills a chat."""
    play = started()
    for _ in range(2):
        play.do(NoteUnsaid, NOBODY, BUY, NoticeKind.TIER)
        play.do(NoteUnsaid, NOBODY, BUY, NoticeKind.CARD, "kicked")
    told = [one for one in play.said if one.kind is NoticeKind.UNSAID]
    assert {one.person for one in told} == {ANNA}
    keys = {
        reason: {one.key for one in told if one.values["reason"] == reason}
        for reason in ("", "kicked")
    }
    assert (len(keys[""]), len(keys["kicked"])) == (2, 1)


def test_each_request_that_a_supplier_did_not_get_is_told() -> None:
    """Lost otherwise: the second batch of parcels is asked for, and only Anna does not know."""
    play = started()
    for _ in range(2):
        play.do(NoteUnsaid, NOBODY, BUY, NoticeKind.SUPPLIER_REQUEST, "not accepted")
    assert play.told(NoticeKind.UNSAID) == [ANNA, ANNA]


def test_a_buy_that_is_gone_is_no_trouble() -> None:
    """Lost otherwise: the relay stumbles over a row for ever."""
    play = started()
    command = NoteUnsaid(Cause("c", play.now), NOBODY, BuyId(99), NoticeKind.CARD)
    assert decide(play.world, command) == NOTHING


def test_who_runs_the_buy_may_have_it_said_again() -> None:
    """Lost otherwise: anybody could make the bot write to people again and again."""
    play = started()
    with pytest.raises(NotTheOrganiser):
        play.do(SayAgain, BORIS, BUY)
    outcome = decide(play.world, SayAgain(Cause("c", play.now), ANNA, BUY))
    assert outcome.saves == (Repetition(BUY),)
