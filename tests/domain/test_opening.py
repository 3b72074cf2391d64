"""Opening by code, token or tap; and the nudges that the first opening sets off (GP-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.buy import Admission
from domain.commands.member import ChangeOrder, Decline, MuteBuy, Open
from domain.commands.organiser import (
    CallOff,
    CloseBuy,
    InviteOpen,
    NewCode,
    NudgeAll,
)
from domain.commands.people import MuteAll, NoteLeft, NoteReach, TellMe
from domain.errors import (
    AnothersToken,
    CodeExpired,
    DomainError,
    InvitationRevoked,
    NotAMember,
    NotInvited,
    NotTheOrganiser,
    UnknownBuy,
)
from domain.ids import BuyId, PersonId
from domain.notices import NUDGES, NoticeKind
from domain.outcome import Withdrawal
from domain.people import Reach
from domain.timers import TimerKind
from tests.domain.play import (
    ANNA,
    BORIS,
    BUY,
    CARLA,
    DEWI,
    EMIL,
    FARAH,
    FLAT,
    NOON,
    OIL,
    started,
)

NOW = timedelta()
STRANGER = PersonId(99)


@pytest.mark.parametrize(
    "way", [{"token": f"token-{BORIS}"}, {"code": "K7Q4MN"}, {}], ids=["token", "code", "tap"]
)
def test_the_first_opening_nudges_the_others(way: dict[str, str]) -> None:
    """Lost otherwise: GP-11, whichever way the first named person came in."""
    play = started(named=(BORIS, CARLA, DEWI))
    play.do(TellMe, EMIL, FLAT, wanted=True)
    play.do(Open, BORIS, BUY, **way)
    assert play.buy.first_opened_by == BORIS
    assert play.timers[TimerKind.FIRST_OPENED] == NOON
    play.wait(NOW)
    assert play.told(NoticeKind.NUDGE) == [CARLA, DEWI, EMIL]
    assert play.last(NoticeKind.NUDGE).key == f"nudge:{BUY}:{EMIL}:first"
    play.do(Open, CARLA, BUY)
    play.wait(NOW)
    assert len(play.told(NoticeKind.NUDGE)) == 3


def test_who_looks_needs_no_nudge_any_more() -> None:
    """Lost otherwise: a newcomer's first Start shows the buy, and then urges them to look at it."""
    play = started(named=(BORIS, CARLA))
    play.do(Open, BORIS, BUY)
    play.do(Open, CARLA, BUY, code="K7Q4MN")
    assert Withdrawal(BUY, CARLA, tuple(sorted(NUDGES))) in play.outcome.saves


def test_ordering_from_the_card_counts_as_opening() -> None:
    """Lost otherwise: a named person's +1 on the card sets nothing off."""
    play = started(named=(BORIS, CARLA))
    play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)
    play.wait(NOW)
    assert play.told(NoticeKind.NUDGE) == [CARLA]
    assert play.world.involvement(BUY, BORIS).opened_at == NOON


@pytest.mark.parametrize("person", [ANNA, EMIL], ids=["organiser", "not named"])
def test_whose_opening_sets_nothing_off(person: PersonId) -> None:
    """Lost otherwise: the organiser's own look at the card nudges everyone."""
    play = started(named=(BORIS, CARLA, ANNA))
    play.do(Open, person, BUY)
    assert play.buy.first_opened_at is None
    assert TimerKind.FIRST_OPENED not in play.timers
    assert play.totals.named == 2


def test_who_is_left_in_peace() -> None:
    """Lost otherwise: those who ordered, declined, muted, left or blocked are pestered."""
    play = started(named=(BORIS, CARLA, DEWI, EMIL, FARAH))
    play.do(TellMe, STRANGER, FLAT, wanted=True)
    play.do(NoteLeft, ANNA, FLAT, STRANGER)
    play.do(Decline, CARLA, BUY)
    play.do(MuteBuy, DEWI, BUY)
    play.do(MuteAll, EMIL, muted=True)
    play.do(NoteReach, FARAH, Reach.BLOCKED)
    play.do(ChangeOrder, BORIS, BUY, OIL, delta=1)
    play.wait(NOW)
    assert play.told(NoticeKind.NUDGE) == []
    assert play.last(NoticeKind.MENTION).values == {"people": [FARAH]}


def test_those_out_of_reach_are_mentioned_once_and_get_theirs_later() -> None:
    """Lost otherwise: a named person who never started the bot hears nothing, or the group much."""
    play = started(named=(BORIS, STRANGER, PersonId(98)))
    play.do(Open, BORIS, BUY)
    play.wait(NOW)
    assert play.told(NoticeKind.NUDGE) == [98, 99]
    assert play.last(NoticeKind.MENTION).values == {"people": [98, 99]}
    assert play.last(NoticeKind.MENTION).home == FLAT
    play.do(NudgeAll, ANNA, BUY)
    assert len(play.told(NoticeKind.MENTION)) == 1


def test_the_organiser_is_told_of_those_no_mention_reaches() -> None:
    """Lost otherwise: without a group, or for who left it, nobody learns who was not reached."""
    play = started(home=None, named=(BORIS, STRANGER))
    play.do(Open, BORIS, BUY)
    play.wait(NOW)
    unreached = play.last(NoticeKind.UNREACHED)
    assert (unreached.person, unreached.values) == (ANNA, {"people": [STRANGER]})
    play = started(named=(BORIS, CARLA))
    play.do(NoteLeft, CARLA, FLAT, CARLA)
    play.do(NoteReach, CARLA, Reach.BLOCKED)
    play.do(Open, BORIS, BUY)
    play.wait(NOW)
    assert play.told(NoticeKind.MENTION) == []
    assert play.last(NoticeKind.UNREACHED).values == {"people": [CARLA]}


def test_an_opening_before_the_buy_opens_nudges_when_it_does() -> None:
    """Lost otherwise: people are urged to order what they cannot order yet, or never."""
    play = started(named=(BORIS, CARLA), opens_at=NOON + timedelta(hours=5))
    play.do(Open, BORIS, BUY)
    play.wait(timedelta(hours=4))
    assert play.told(NoticeKind.NUDGE) == []
    play.wait(timedelta(hours=1))
    assert play.open
    assert play.told(NoticeKind.NUDGE) == [CARLA]
    assert play.told(NoticeKind.BUY_OPENED) == [ANNA]


WAYS: list[tuple[dict[str, Any], PersonId, dict[str, Any], type[DomainError]]] = [
    ({}, BORIS, {"code": "OLDOLD"}, CodeExpired),
    ({}, BORIS, {"token": "no such token"}, UnknownBuy),
    ({"named": (CARLA,)}, BORIS, {"token": f"token-{CARLA}"}, AnothersToken),
    ({"admission": Admission.NAMED}, BORIS, {"code": "K7Q4MN"}, NotInvited),
    ({"admission": Admission.CHAT}, STRANGER, {"code": "K7Q4MN"}, NotAMember),
]


@pytest.mark.parametrize(("terms", "person", "way", "refusal"), WAYS)
def test_who_does_not_get_in(
    terms: dict[str, Any], person: PersonId, way: dict[str, Any], refusal: type[DomainError]
) -> None:
    """Lost otherwise: a foreign code or another person's token opens the buy."""
    play = started(**terms)
    with pytest.raises(refusal):
        play.do(Open, person, BUY, **way)
    with pytest.raises(UnknownBuy):
        play.do(Open, person, BuyId(404), **way)


def test_a_replaced_code_is_refused_to_newcomers_alone() -> None:
    """Lost otherwise: GP-12; or someone halfway through an order is locked out by a new code."""
    play = started()
    play.order(BORIS, 1)
    play.do(NewCode, ANNA, BUY, "NEWNEW")
    play.do(Open, BORIS, BUY, code="K7Q4MN")
    play.do(Open, CARLA, BUY, code="NEWNEW")
    with pytest.raises(CodeExpired) as refused:
        play.do(Open, DEWI, BUY, code="K7Q4MN")
    assert refused.value.organiser == "Anna"


@pytest.mark.parametrize("ending", [CloseBuy, CallOff])
def test_after_the_end_the_code_has_expired_for_strangers(ending: Any) -> None:
    """Lost otherwise: participants cannot see their statement by the link, or strangers get in."""
    play = started(named=(CARLA,))
    play.do(InviteOpen, ANNA, BUY, "link", "Dad")
    play.order(BORIS, 1)
    play.do(ending, ANNA, BUY)
    play.do(Open, BORIS, BUY, code="K7Q4MN")
    play.do(Open, CARLA, BUY, token=f"token-{CARLA}")
    play.do(Open, DEWI, BUY)
    assert play.outcome.saves == ()
    with pytest.raises(CodeExpired):
        play.do(Open, DEWI, BUY, code="K7Q4MN")
    with pytest.raises(InvitationRevoked):
        play.do(Open, DEWI, BUY, token="link")


def test_nudging_all_by_hand() -> None:
    """Lost otherwise: the organiser's own nudge reaches the wrong people, or many times a day."""
    play = started(named=(BORIS, CARLA, STRANGER))
    play.order(CARLA, 1)
    with pytest.raises(NotTheOrganiser):
        play.do(NudgeAll, BORIS, BUY)
    for _ in range(3):
        assert play.do(NudgeAll, ANNA, BUY) == 1
    assert play.told(NoticeKind.NUDGE) == [BORIS, STRANGER]
    play.wait(timedelta(days=1))
    play.do(NudgeAll, ANNA, BUY)
    tomorrow = [one.person for one in play.said if one.key.endswith("2026-03-03")]
    assert tomorrow == [BORIS, STRANGER]
