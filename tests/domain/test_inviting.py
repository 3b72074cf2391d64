"""Naming people and handing out personal links: each person is named once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.buy import Admission
from domain.commands.base import Cause
from domain.commands.member import Open
from domain.commands.organiser import (
    Invite,
    InviteOpen,
    RevokeInvitation,
)
from domain.commands.people import Meet
from domain.decide import answer, needs
from domain.errors import (
    AnothersToken,
    InvitationRevoked,
    LimitTooLarge,
    NotInvited,
    TextTooLong,
    UnknownBuy,
)
from domain.ids import PersonId
from domain.notices import NoticeKind
from tests.domain.loading import loaded
from tests.domain.play import (
    ANNA,
    BORIS,
    BUY,
    CARLA,
    DEWI,
    Play,
    started,
)

NOW = timedelta()
STRANGER = PersonId(99)


def whose(play: Play, token: str) -> PersonId | None:
    """Return to whom an invitation is bound."""
    return play.world.invitations[token].person


def test_those_named_later_are_nudged_as_well() -> None:
    """Lost otherwise: whoever is named after the first opening is never told."""
    play = started(named=(BORIS,))
    play.do(Open, BORIS, BUY)
    play.wait(NOW)
    people = (CARLA, BORIS, ANNA, CARLA)
    assert play.do(Invite, ANNA, BUY, people, ("a", "b", "c", "d")) == 2
    assert play.told(NoticeKind.NUDGE) == [CARLA]
    assert play.totals.named == 2


def test_naming_twice_keeps_one_invitation() -> None:
    """Lost otherwise: the same person counts twice among those who have to answer."""
    play = started(named=(BORIS,))
    assert play.do(Invite, ANNA, BUY, (BORIS,), ("again",)) == 1
    assert play.totals.named == play.totals.unanswered == 1
    play.do(Open, BORIS, BUY, token=f"token-{BORIS}")


def test_the_answer_is_the_same_when_an_update_comes_twice() -> None:
    """Lost otherwise: the organiser reads "0 invited" after the bot was killed in between."""
    play = started()
    first = Invite(Cause("u1", play.now), ANNA, BUY, (BORIS, CARLA, ANNA), ("a", "b", "c"))
    assert play.submit(first) == 2
    again = replace(first, tokens=("x", "y", "z"))
    assert answer(loaded(play.world, needs(again)), again) == 2


def test_an_open_invitation_binds_to_the_first_who_opens_it() -> None:
    """Lost otherwise: a personal link that was forwarded serves many, or the organiser's test."""
    play = started(admission=Admission.NAMED)
    play.do(InviteOpen, ANNA, BUY, "link", " Dad ")
    play.do(Open, ANNA, BUY, token="link")
    assert whose(play, "link") is None
    play.do(Open, CARLA, BUY, token="link")
    assert whose(play, "link") == CARLA
    assert play.world.invitations["link"].label == "Dad"
    assert play.buy.first_opened_by == CARLA
    with pytest.raises(AnothersToken) as refused:
        play.do(Open, DEWI, BUY, token="link")
    assert refused.value.organiser == "Anna"
    play.order(CARLA, 1)
    assert (play.totals.named, play.totals.unanswered) == (1, 0)


def test_a_named_person_who_opens_a_link_keeps_one_invitation() -> None:
    """Lost otherwise: someone named twice is two people who must answer."""
    play = started(named=(BORIS,))
    play.do(InviteOpen, ANNA, BUY, "link", "B.")
    assert play.totals.named == 2
    play.do(Open, BORIS, BUY, token="link")
    play.do(Open, BORIS, BUY, token="link")
    assert play.totals.named == 1
    invitation = play.world.invitation(BUY, BORIS)
    assert invitation
    assert invitation.token == f"token-{BORIS}"


def test_revoked_invitations() -> None:
    """Lost otherwise: a link that was taken back still opens, or counts as unanswered."""
    play = started(admission=Admission.NAMED, named=(BORIS, CARLA))
    play.do(InviteOpen, ANNA, BUY, "link", "Dad")
    for token in (f"token-{BORIS}", "link", "link"):
        play.do(RevokeInvitation, ANNA, BUY, token)
    assert (play.totals.named, play.totals.unanswered) == (1, 1)
    for person, way in ((BORIS, {"token": f"token-{BORIS}"}), (DEWI, {"token": "link"})):
        with pytest.raises(InvitationRevoked):
            play.do(Open, person, BUY, **way)
    with pytest.raises(NotInvited):
        play.do(Open, BORIS, BUY)
    assert play.do(Invite, ANNA, BUY, (BORIS,), ("fresh",)) == 1
    play.do(Open, BORIS, BUY, token="fresh")
    with pytest.raises(UnknownBuy):
        play.do(RevokeInvitation, ANNA, BUY, "no such token")


def test_no_endless_invitations() -> None:
    """Lost otherwise: one buy names more people than its board can show."""
    play = started()
    people = tuple(PersonId(number) for number in range(1000, 1500))
    assert play.do(Invite, ANNA, BUY, people, tuple(f"t{number}" for number in people)) == 500
    with pytest.raises(LimitTooLarge):
        play.do(InviteOpen, ANNA, BUY, "link", "Dad")


def test_labels_are_short() -> None:
    """Lost otherwise: a label that fills the board."""
    with pytest.raises(TextTooLong):
        started().do(InviteOpen, ANNA, BUY, "link", "x" * 101)


def test_a_person_met_for_the_first_time_may_be_named() -> None:
    """Lost otherwise: picking somebody whom the bot has never seen breaks the invitation."""
    play: Play = started()
    play.do(Meet, STRANGER, "Gus", "", None, None)
    assert play.do(Invite, ANNA, BUY, (STRANGER,), ("t",)) == 1
    assert play.totals.unanswered == 1
