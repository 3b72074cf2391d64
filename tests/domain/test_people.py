"""People and homes: meeting, being reached, choosing, and being forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.commands.base import Cause
from domain.commands.organiser import CloseBuy, NameHelper
from domain.commands.people import (
    ChangeHome,
    ChooseLanguage,
    ChooseZone,
    DeleteMe,
    Expect,
    GuessedCode,
    Meet,
    MuteAll,
    NoteHome,
    NoteLeft,
    NoteReach,
    ReplyInGroup,
    TellMe,
)
from domain.conversation import Conversation, Expecting
from domain.errors import (
    GuessedTooOften,
    OnlyAdministrators,
    StillOwing,
    UnknownCode,
    UnknownZone,
)
from domain.guessing import GUESSES, found, may_guess
from domain.ids import ANONYMOUS_ADMINISTRATOR, PersonId
from domain.notices import NoticeKind
from domain.outcome import CodeGuess, Erasure, Release
from domain.people import Home, Person, Reach, WhoMayStart
from tests.domain.play import ANNA, BORIS, BUY, CARLA, FLAT, Play, started

GUS = PersonId(77)


def met(**kwargs: Any) -> Play:
    """Return a play in which Gus was met once."""
    play = Play()
    play.do(Meet, GUS, "Gus", "Olsen", "gus", "nb", **kwargs)
    return play


def test_meeting_keeps_the_latest_name() -> None:
    """Lost otherwise: a changed username is never seen, or a choice is lost with it."""
    play = met()
    play.do(ChooseLanguage, GUS, "de")
    play.do(Meet, GUS, "Gustav", "", None, "nb")
    person = play.world.people[GUS]
    assert (person.name, person.username, person.language) == ("Gustav", None, "de")
    play.do(Meet, GUS, "Gustav", "", None, "nb")
    assert play.outcome.saves == ()


def test_the_first_start_releases_what_waited() -> None:
    """Lost otherwise: nudges held for someone who never started the bot stay held for ever."""
    play = met(home=FLAT)
    assert play.world.people[GUS].reach is Reach.NEVER_STARTED
    play.do(Meet, GUS, "Gus", "Olsen", "gus", "nb", private=True)
    assert Release(GUS) in play.outcome.saves
    assert play.world.people[GUS].reach is Reach.OPEN
    play.do(Meet, GUS, "Gus", "Olsen", "gus", "nb", private=True)
    assert play.outcome.saves == ()


def test_reach() -> None:
    """Lost otherwise: the bot goes on writing to someone who blocked it."""
    play = met(private=True)
    play.do(NoteReach, GUS, Reach.BLOCKED)
    assert play.world.people[GUS].reach is Reach.BLOCKED
    play.do(NoteReach, GUS, Reach.OPEN)
    assert Release(GUS) in play.outcome.saves
    play.do(NoteReach, PersonId(404), Reach.GONE)
    assert play.outcome.saves == ()


def test_a_refusal_from_before_a_start_is_passed_over() -> None:
    """Lost otherwise: who starts the bot while it is refused counts as never started for good."""
    play = met()
    play.do(Meet, GUS, "Gus", "", None, "en", private=True)
    play.do(NoteReach, GUS, Reach.NEVER_STARTED, Reach.NEVER_STARTED)
    play.do(NoteReach, GUS, Reach.BLOCKED, Reach.NEVER_STARTED)
    assert play.world.people[GUS].reach is Reach.OPEN
    play.do(NoteReach, GUS, Reach.BLOCKED, Reach.OPEN)
    assert play.world.people[GUS].reach is Reach.BLOCKED


def test_the_anonymous_administrator_is_nobody() -> None:
    """Lost otherwise: all anonymous administrators share one order and one debt."""
    play = Play()
    play.do(Meet, ANONYMOUS_ADMINISTRATOR, "Group", "", None, None, home=FLAT)
    assert play.world.people == {}


def test_choices() -> None:
    """Lost otherwise: a choice in /settings is not kept."""
    play = met()
    play.do(ChooseZone, GUS, "Asia/Tokyo")
    play.do(MuteAll, GUS, muted=True)
    assert (play.world.people[GUS].zone, play.world.people[GUS].muted) == ("Asia/Tokyo", True)
    for zone in ("Mars/Olympus", "../../etc/passwd", ""):
        with pytest.raises(UnknownZone):
            play.do(ChooseZone, GUS, zone)
    play.do(ChooseZone, GUS, None)
    assert play.world.people[GUS].zone is None
    play.do(ChooseLanguage, PersonId(78), "en")
    assert play.world.people[PersonId(78)] == Person(PersonId(78), "", language="en")


def test_membership() -> None:
    """Lost otherwise: someone who left the chat still gets its nudges."""
    play = met(home=FLAT)
    play.do(TellMe, GUS, FLAT, wanted=True)
    assert play.world.memberships[FLAT, GUS].tell_me
    play.do(NoteLeft, ANNA, FLAT, GUS)
    gone = play.world.memberships[FLAT, GUS]
    assert (gone.tell_me, gone.gone_at) == (False, play.now)
    play.do(NoteLeft, ANNA, FLAT, GUS)
    assert play.outcome.saves == ()
    play.do(Meet, GUS, "Gus", "Olsen", "gus", "nb", home=FLAT)
    assert play.world.memberships[FLAT, GUS].gone_at is None


def test_an_act_from_before_a_leaving_brings_nobody_back() -> None:
    """Lost otherwise: what comes again after a crash makes a member of someone who left."""
    play = met(home=FLAT)
    play.do(NoteLeft, ANNA, FLAT, GUS)
    left = play.world.memberships[FLAT, GUS]

    def acts(update: int, after: timedelta) -> None:
        cause = Cause(f"u{update}:77:meet", play.now + after)
        play.submit(Meet(cause, GUS, "Gus", "Olsen", "gus", "nb", home=FLAT))

    for update in (1, 2):
        acts(update, timedelta(hours=23))
        assert play.world.memberships[FLAT, GUS] == left
    # After a quiet week updates are numbered from anywhere.
    acts(1, timedelta(days=7))
    assert play.world.memberships[FLAT, GUS].gone_at is None


def test_homes() -> None:
    """Lost otherwise: a new title undoes what was chosen for the chat, or anyone may choose."""
    play = Play()
    play.do(NoteHome, ANNA, Home(FLAT, "Flat 12", language="en"))
    with pytest.raises(OnlyAdministrators):
        play.do(ChangeHome, BORIS, FLAT, by_administrator=False, language="ru")
    with pytest.raises(UnknownZone):
        play.do(ChangeHome, ANNA, FLAT, by_administrator=True, zone="Nowhere")
    play.do(
        ChangeHome,
        ANNA,
        FLAT,
        by_administrator=True,
        zone="Europe/Berlin",
        who_may_start=WhoMayStart.ADMINISTRATORS,
    )
    play.do(NoteHome, ANNA, Home(FLAT, "Flat 13", language="de", present=False))
    assert play.world.homes[FLAT] == Home(
        FLAT,
        "Flat 13",
        language="en",
        zone="Europe/Berlin",
        who_may_start=WhoMayStart.ADMINISTRATORS,
        present=False,
    )


def test_replies_in_a_group_are_notices() -> None:
    """Lost otherwise: an answer in a group is not paced, or lost with the process."""
    play = started()
    play.do(ReplyInGroup, BORIS, FLAT, "reply-which", {"buys": [1]}, 9, topic=3, buy=BUY)
    said = play.last(NoticeKind.GROUP_REPLY)
    assert said.home == FLAT
    assert said.values == {
        "message": "reply-which",
        "values": {"buys": [1]},
        "reply_to": 9,
        "topic": 3,
    }


def test_what_is_asked_of_someone_is_their_own() -> None:
    """Lost otherwise: the next text that somebody types is taken for another's answer."""
    play = met()
    play.do(Expect, GUS, Conversation(ANNA, Expecting.CODE))
    assert play.world.conversations == {GUS: Conversation(GUS, Expecting.CODE)}


def test_guessing_is_slowed() -> None:
    """Lost otherwise: join codes can be tried one by one."""
    play = met()
    play.do(GuessedCode, GUS)
    assert play.outcome.saves == (CodeGuess(GUS, "u2"),)
    may_guess(GUESSES - 1)
    with pytest.raises(GuessedTooOften) as refused:
        may_guess(GUESSES)
    assert refused.value.seconds == 600
    with pytest.raises(UnknownCode) as unknown:
        found(None, "ABC")
    assert unknown.value.typed == "ABC"
    buy = started().buy
    assert found(buy, "K7Q4MN") is buy


def test_being_forgotten() -> None:
    """Lost otherwise: UX-11; or someone who is gone still counts, is nudged, or still helps."""
    play = started(named=(BORIS, CARLA))
    play.do(NameHelper, ANNA, BUY, BORIS)
    play.order(BORIS, 3)
    play.do(DeleteMe, BORIS)
    assert Erasure(BORIS) in play.outcome.saves
    assert (play.totals.participants, play.totals.all_units, play.totals.named) == (0, 0, 1)
    assert play.buy.helpers == frozenset()
    assert BORIS not in play.world.people


def test_whoever_is_forgotten_is_named_nowhere_after_the_end_either() -> None:
    """Lost otherwise: a closed buy counts invitations of people who had them erased."""
    play = started(named=(BORIS, CARLA))
    play.do(NameHelper, ANNA, BUY, BORIS)
    play.order(BORIS, 3)
    play.do(CloseBuy, ANNA, BUY)
    play.do(DeleteMe, BORIS)
    assert (play.totals.named, play.totals.all_units) == (1, 3)
    assert play.buy.helpers == frozenset()


def test_an_organiser_of_a_live_buy_is_not_forgotten_yet() -> None:
    """Lost otherwise: a group's live buy is left without anyone to run it."""
    play = started()
    play.order(BORIS, 1)
    with pytest.raises(StillOwing) as refused:
        play.do(DeleteMe, ANNA)
    assert refused.value.title == "Olive oil 5 l"
    play.do(CloseBuy, ANNA, BUY)
    play.do(DeleteMe, ANNA)
    assert play.owes(BORIS) == 4200
