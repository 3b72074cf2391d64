"""Tidying up: what has served goes, and nothing that somebody may still ask for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.buy import State
from domain.ids import BuyId
from domain.notices import Fate, NoticeKind
from domain.outcome import NOTHING, CodeGuess, Outcome
from domain.world import World
from storage import Storage, tidying
from storage.outcomes import Result
from tests.storage.samples import BORIS, OIL, claim, record, to_home, to_person, write
from tests.storage.scripted import NOON, HandClock, do

GROUP = -1001


def acted(_world: World) -> Outcome:
    """Decide again: the cause was not known."""
    raise AssertionError("acted twice")


async def test_old_causes_are_forgotten_in_time(flat: Storage, clock: HandClock) -> None:
    """The table of causes would grow for ever; forgetting too early would let one act twice."""
    await flat.desk.submit(do(NOTHING, key="u-old"))
    clock.pass_(hours=47)
    await flat.tidying.tidy()
    await flat.desk.submit(do(acted, key="u-old"))
    clock.pass_(hours=2)
    await flat.tidying.tidy()
    with pytest.raises(AssertionError):
        await flat.desk.submit(do(acted, key="u-old"))


async def test_guesses_are_forgotten(flat: Storage, clock: HandClock) -> None:
    """Who mistyped codes last year must not be kept on record for it."""
    await write(flat, CodeGuess(BORIS, "g"))
    clock.pass_(hours=49)
    assert await flat.reader.recent_guesses(BORIS, NOON - timedelta(days=1)) == 1
    await flat.tidying.tidy()
    assert await flat.reader.recent_guesses(BORIS, NOON - timedelta(days=1)) == 0


async def test_answers_in_the_group_go_and_what_was_announced_stays(
    flat: Storage, clock: HandClock
) -> None:
    """Every /order typed adds an answer; a tier's notice is why it is not announced twice."""
    reply = to_home(NoticeKind.GROUP_REPLY)
    held = to_home(NoticeKind.GROUP_REPLY, key="late", due_at=NOON + timedelta(hours=48))
    tier = to_home(NoticeKind.TIER)
    await write(flat, notices=(reply, tier, to_person(BORIS)))
    claimed = await claim(flat, 9)
    await record(flat, *(Result(one, Fate.SENT) for one in claimed))
    await write(flat, notices=(held,))
    clock.pass_(hours=49)
    await flat.tidying.tidy()
    await write(flat, notices=(reply, tier, to_person(BORIS)))
    again = await claim(flat, 9)
    assert {one.notice.key for one in again} == {reply.key, held.key}


async def test_messages_are_forgotten_once_their_buy_is_long_over(
    flat: Storage, clock: HandClock
) -> None:
    """An answer to any message of a running buy finds it, however long it runs."""
    await flat.chats.note_message(OIL, NoticeKind.TIER, GROUP, 1)
    await flat.chats.note_message(OIL, NoticeKind.CARD, GROUP, 2)
    await flat.chats.note_message(BuyId(404), NoticeKind.DRAFT_CARD, GROUP, 3)
    clock.pass_(days=31)
    await flat.tidying.tidy()
    assert [await flat.chats.buy_at(GROUP, n) for n in (1, 2, 3)] == [OIL, OIL, None]
    buy = await flat.reader.buy(OIL)
    assert buy is not None
    await write(flat, replace(buy, state=State.CLOSED))
    await flat.tidying.tidy()
    assert [await flat.chats.buy_at(GROUP, n) for n in (1, 2, 3)] == [None, OIL, None]


async def test_much_is_taken_away_a_part_at_a_time(
    flat: Storage, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Orders would wait while a busy day's causes go in one piece."""
    monkeypatch.setattr(tidying, "TOGETHER", 3)
    for number in range(7):
        await write(flat, CodeGuess(BORIS, str(number)))
    clock.pass_(hours=49)
    assert await flat.tidying.tidy() >= 14
    assert await flat.tidying.tidy() == 0
