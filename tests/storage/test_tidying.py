"""Tidying up: what has served goes, and nothing that somebody may still ask for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.buy import State
from domain.draft import Draft
from domain.ids import BuyId
from domain.notices import Fate, NoticeKind
from domain.outcome import NOTHING, CodeGuess, Outcome
from domain.people import Reach
from domain.world import World
from storage import Storage, tables, tidying
from storage.outcomes import Result
from tests.storage.samples import (
    BORIS,
    CARLA,
    FLAT,
    OIL,
    a_buy,
    claim,
    person,
    record,
    to_home,
    to_person,
    write,
)
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


async def test_drafts_that_nobody_started_are_forgotten(flat: Storage, clock: HandClock) -> None:
    """What somebody once typed and thought better of must not be kept for ever."""
    old, young = (Draft(BuyId(number), BORIS, FLAT, NOON, "UTC") for number in (90, 91))
    await write(flat, old, notices=(to_home(NoticeKind.DRAFT_CARD, key="draft:90", buy=None),))
    claimed = await claim(flat, 9)
    await record(flat, *(Result(one, Fate.SENT) for one in claimed))
    clock.pass_(days=29)
    await write(flat, young)
    assert await flat.tidying.tidy() > 0
    assert await flat.reader.draft(old.id) == old
    clock.pass_(days=2)
    assert await flat.tidying.tidy() >= 2
    assert await flat.reader.draft(old.id) is None
    assert await flat.reader.draft(young.id) == young


async def test_what_was_said_of_a_buy_goes_long_after_its_end(
    flat: Storage, clock: HandClock
) -> None:
    """A statement that still waits for somebody's Start stays; so does all of a running buy."""
    tea = BuyId(8)
    said = [to_person(BORIS), to_home(NoticeKind.TIER)]
    running = to_home(NoticeKind.TIER, key="tier:8", buy=tea)
    held = to_person(CARLA, NoticeKind.STATEMENT)
    await write(flat, a_buy(tea), notices=(*said, running, held))
    claimed = await claim(flat, 9)
    await record(flat, *(Result(one, Fate.SENT) for one in claimed))
    await write(flat, a_buy(state=State.CLOSED, closed_at=NOON + timedelta(days=1)))
    clock.pass_(days=90)
    await flat.tidying.tidy()
    assert await keys(flat) == {one.key for one in (*said, running, held)}
    clock.pass_(days=2)
    await flat.tidying.tidy()
    assert await keys(flat) == {running.key, held.key}


async def keys(storage: Storage) -> set[str]:
    """Return the keys of all notices."""
    query = select(tables.notices.c.key)
    return await storage.readers.run(lambda connection: set(connection.scalars(query)))


async def test_what_was_held_a_moment_too_late_is_let_go(flat: Storage, clock: HandClock) -> None:
    """One replica notes a first Start while another puts out a nudge for the same person."""
    nudge = to_person(CARLA)
    await write(flat, notices=(nudge,))
    await write(flat, person(CARLA, "Carla", reach=Reach.OPEN))
    assert await claim(flat, 9) == []
    await flat.tidying.tidy()
    clock.pass_(seconds=10)
    claimed = await claim(flat, 9)
    assert [one.notice.key for one in claimed] == [nudge.key]
