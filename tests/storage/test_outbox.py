"""The outbox: said once, in order, never lost and never doubled."""

import asyncio
from datetime import timedelta

import pytest

from domain.notices import Fate, Notice, NoticeKind
from domain.outcome import Release, Repetition, Withdrawal
from domain.people import Reach
from storage import Storage
from storage.outbox import SPEAKS_FOR, Claim, Queue
from storage.outcomes import Claimed, Result
from storage.sweeps import LANDING
from tests.storage.samples import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    OIL,
    SPEAKER,
    claim,
    person,
    record,
    to_home,
    to_person,
    write,
)
from tests.storage.scripted import NOON, HandClock

NEXT = "the next speaker"


async def taken_over(storage: Storage, clock: HandClock) -> Claim:
    """Let the speaker die, and the next one claim what it finds."""
    clock.pass_(seconds=SPEAKS_FOR.total_seconds())
    return await storage.outbox.claim(NEXT, 100, 100)


def kinds(claimed: list[Claimed]) -> list[NoticeKind]:
    """Return what the notices say."""
    return [one.notice.kind for one in claimed]


async def sent(storage: Storage, claimed: list[Claimed]) -> None:
    """Note that these were sent."""
    results = [Result(one, Fate.SENT, chat_id=-1, message_id=one.id) for one in claimed]
    await record(storage, *results)


async def test_a_notice_comes_back_as_it_was_put_in(flat: Storage) -> None:
    """A notice that loses a value says something else."""
    values = {"tiers": {"0": 1}, "names": ["Boris", "<&>"], "none": None}
    notice = to_home(NoticeKind.TIER, values=values)
    await write(flat, notices=(notice,))
    [claimed] = await claim(flat)
    assert (claimed.notice, claimed.attempts) == (notice, 1)


async def test_the_same_notice_is_said_once(flat: Storage) -> None:
    """A tier is announced once, ever, however often its cause comes by."""
    await write(flat, notices=(to_home(NoticeKind.TIER), to_home(NoticeKind.TIER)))
    await sent(flat, await claim(flat))
    await write(flat, notices=(to_home(NoticeKind.TIER),))
    assert await claim(flat) == []


async def test_the_longest_due_comes_first(flat: Storage, clock: HandClock) -> None:
    """The card is posted before the replies to it."""
    late = to_person(BORIS, due_at=NOON + timedelta(hours=1))
    await write(flat, notices=(late, to_home(again=True), to_home(NoticeKind.TIER)))
    assert await flat.outbox.next_due() == NOON
    assert await flat.outbox.queue() == Queue(2, NOON)
    assert kinds(await claim(flat)) == [NoticeKind.CARD, NoticeKind.TIER]
    clock.pass_(hours=1)
    assert NoticeKind.NUDGE in kinds(await claim(flat))


async def test_nothing_is_given_out_twice(flat: Storage) -> None:
    """A relay with the same notice in two of its hands would say it twice."""
    await write(flat, notices=tuple(to_person(BORIS, key=f"n{n}") for n in range(40)))
    given = await asyncio.gather(*(claim(flat, 7) for _ in range(8)))
    ids = [one.id for some in given for one in some]
    assert len(ids) == len(set(ids)) == 40


async def test_thousands_of_nudges_keep_no_group_waiting(flat: Storage) -> None:
    """Behind a broadcast the card would stand still for minutes."""
    await write(flat, notices=tuple(to_person(BORIS, key=f"n{n}") for n in range(9)))
    await write(flat, notices=(to_home(due_at=NOON),))
    given = await flat.outbox.claim(SPEAKER, 3, 3)
    assert kinds(list(given.notices)) == [NoticeKind.NUDGE] * 3 + [NoticeKind.CARD]


async def test_one_process_speaks(flat: Storage, clock: HandClock) -> None:
    """Two processes pacing apart would together break Telegram's limits."""
    await write(flat, notices=(to_home(),))
    tries = (flat.outbox.claim(f"p{number}", 9, 9) for number in range(4))
    first = await asyncio.gather(*tries)
    assert [len(one.notices) for one in first if one.speaks] == [1]
    speaker = f"p{[one.speaks for one in first].index(True)}"
    for _ in range(3):
        clock.pass_(seconds=SPEAKS_FOR.total_seconds() - 0.5)
        assert (await flat.outbox.claim(speaker, 9, 9)).speaks
        assert not (await flat.outbox.claim("another", 9, 9)).speaks
    clock.pass_(seconds=SPEAKS_FOR.total_seconds())
    assert (await flat.outbox.claim("another", 9, 9)).speaks
    assert not (await flat.outbox.claim(speaker, 9, 9)).speaks


async def test_who_stops_in_good_order_lets_the_next_speak(flat: Storage) -> None:
    """A bot that is told to stop must not silence the next one."""
    await claim(flat)
    await flat.outbox.resign("somebody else")
    assert not (await flat.outbox.claim(NEXT, 9, 9)).speaks
    await flat.outbox.resign(SPEAKER)
    assert (await flat.outbox.claim(NEXT, 9, 9)).speaks


async def test_what_a_dead_speaker_had_in_hand_is_given_out(
    flat: Storage, clock: HandClock
) -> None:
    """A process that was killed before it sent anything must not keep the notice for ever."""
    await write(flat, notices=(to_home(),))
    await claim(flat)
    assert await claim(flat) == []
    assert await flat.outbox.next_due() is None
    [again] = (await taken_over(flat, clock)).notices
    assert again.attempts == 2


@pytest.mark.parametrize("kind", [NoticeKind.NUDGE, NoticeKind.STATEMENT, NoticeKind.TIER])
async def test_what_a_dead_speaker_was_sending_is_not_repeated(
    flat: Storage, clock: HandClock, kind: NoticeKind
) -> None:
    """Killed between the call and its answer: sent again, it might arrive twice."""
    notice = to_home(kind) if kind is NoticeKind.TIER else to_person(BORIS, kind)
    await write(flat, notices=(notice, to_person(ANNA)))
    claimed = {one.notice.key: one for one in await claim(flat)}
    assert await flat.outbox.note(SPEAKER, sending=[claimed[notice.key]])
    given = await taken_over(flat, clock)
    assert [one.notice for one in given.notices] == [to_person(ANNA)]
    assert [one.notice for one in given.interrupted] == [notice]
    clock.pass_(minutes=1)
    third = await flat.outbox.claim("a third", 9, 9)
    assert [one.notice for one in third.interrupted] == [notice], "nobody noted its fate yet"
    await flat.outbox.note("a third", results=[Result(third.interrupted[0], Fate.UNKNOWN)])
    clock.pass_(minutes=1)
    assert (await flat.outbox.claim(NEXT, 9, 9)).interrupted == []


async def test_who_was_taken_for_dead_can_send_nothing_more(
    flat: Storage, clock: HandClock
) -> None:
    """A process that only stood still would wake and send what another has in hand."""
    await write(flat, notices=(to_person(BORIS), to_person(ANNA)))
    boris, anna = await claim(flat)
    assert await flat.outbox.note(SPEAKER, sending=[anna])
    given = await taken_over(flat, clock)
    assert not await flat.outbox.note(SPEAKER, sending=[boris])
    assert await flat.outbox.note(NEXT, sending=given.notices)
    await record(flat, Result(boris, Fate.WAITING, "not the speaker"))
    assert [one.id for one in (await taken_over_by_a_third(flat, clock)).interrupted] == [
        boris.id,
        anna.id,
    ]


async def taken_over_by_a_third(storage: Storage, clock: HandClock) -> Claim:
    """Let the next speaker die too."""
    clock.pass_(seconds=SPEAKS_FOR.total_seconds())
    return await storage.outbox.claim("a third", 100, 100)


async def test_who_was_taken_for_dead_may_know_that_it_arrived(
    flat: Storage, clock: HandClock
) -> None:
    """The organiser would be told for good of a doubt that there is not."""
    await write(flat, notices=(to_person(BORIS, NoticeKind.STATEMENT),))
    [statement] = await claim(flat)
    await flat.outbox.note(SPEAKER, sending=[statement])
    given = await taken_over(flat, clock)
    await flat.outbox.note(NEXT, results=[Result(given.interrupted[0], Fate.UNKNOWN)])
    assert len(await flat.reader.unsaid(OIL)) == 1
    await record(flat, Result(statement, Fate.SENT, chat_id=1, message_id=2))
    assert await flat.reader.unsaid(OIL) == []


async def test_what_may_not_have_arrived_is_said_again_when_asked_for(flat: Storage) -> None:
    """Somebody would never hear what they owe; and a second tap would say it twice."""
    statement = to_person(BORIS, NoticeKind.STATEMENT)
    await write(flat, notices=(statement, to_person(ANNA, NoticeKind.SUMMARY)))
    claimed = await claim(flat)
    await record(flat, *(Result(one, Fate.UNKNOWN, "hidden") for one in claimed))
    [doubt] = await flat.reader.unsaid(OIL)
    assert (doubt.name, doubt.kind, doubt.fate) == ("Boris Bo", statement.kind, Fate.UNKNOWN)
    assert {row.person for row in await flat.reader.board(OIL) if row.in_doubt} == set()
    await write(flat, Repetition(OIL))
    [again] = await claim(flat)
    assert (again.notice.key, again.version) == (statement.key, claimed[0].version + 1)
    await write(flat, Repetition(OIL))
    await sent(flat, [again])
    assert await claim(flat) == []


async def test_asked_for_again_while_being_sent(flat: Storage) -> None:
    """An order placed while the card is being edited must show on the card after it."""
    await write(flat, notices=(to_home(again=True),))
    claimed = await claim(flat)
    await write(flat, notices=(to_home(again=True, values={"n": 2}),))
    assert await claim(flat) == []
    await sent(flat, claimed)
    [newer] = await claim(flat)
    assert newer.notice.values == {"n": 2}
    await sent(flat, [newer])
    assert await claim(flat) == []


async def test_asked_for_again_and_killed(flat: Storage, clock: HandClock) -> None:
    """The newer state of the card is due even if the older edit's fate is not known."""
    await write(flat, notices=(to_home(again=True),))
    await flat.outbox.note(SPEAKER, sending=await claim(flat))
    await write(flat, notices=(to_home(again=True),))
    given = await taken_over(flat, clock)
    assert (len(given.notices), given.interrupted) == (1, [])


async def test_many_edits_are_one(flat: Storage) -> None:
    """Thirty taps in a minute would use up the group's whole allowance."""
    for _ in range(30):
        await write(flat, notices=(to_home(again=True),))
    assert len(await claim(flat)) == 1


async def test_a_busy_card_keeps_its_place(flat: Storage, clock: HandClock) -> None:
    """If each tap sent the card back to the end of the queue it would never be edited."""
    await write(flat, notices=(to_home(again=True),))
    clock.pass_(minutes=1)
    await write(flat, notices=(to_home(again=True, due_at=clock.now()),))
    assert await flat.outbox.queue() == Queue(1, NOON)


async def test_later_means_later(flat: Storage, clock: HandClock) -> None:
    """What is put off to the morning must not be tried all night."""
    await write(flat, notices=(to_person(BORIS),))
    [claimed] = await claim(flat)
    morning = NOON + timedelta(hours=20)
    await record(flat, Result(claimed, Fate.WAITING, "quiet hours", morning))
    assert await flat.outbox.next_due() == morning
    assert await claim(flat) == []
    clock.time = morning
    assert len(await claim(flat)) == 1


@pytest.mark.parametrize("fate", [Fate.UNDELIVERABLE, Fate.UNKNOWN, Fate.DROPPED, Fate.HELD])
async def test_other_fates_end_it(flat: Storage, fate: Fate) -> None:
    """A notice that cannot arrive must not be tried for ever."""
    await write(flat, notices=(to_person(BORIS),))
    [claimed] = await claim(flat)
    await write(flat, person(BORIS, "Boris", reach=Reach.NEVER_STARTED))
    await record(flat, Result(claimed, fate, "because"))
    assert await claim(flat) == []
    assert await flat.outbox.queue() == Queue(0, None)


async def test_held_until_their_first_start(flat: Storage, clock: HandClock) -> None:
    """The bot cannot write to Carla, or to someone it never met; their Start delivers.

    Not at once: what their link led to comes first.
    """
    await write(flat, notices=(to_person(CARLA), to_person(DEWI), to_person(BORIS)))
    assert [one.notice.person for one in await claim(flat)] == [BORIS]
    await write(flat, person(CARLA, "Carla", reach=Reach.OPEN), Release(CARLA))
    assert await claim(flat) == []
    clock.pass_(seconds=LANDING.total_seconds())
    assert [one.notice.person for one in await claim(flat)] == [CARLA]


async def test_started_in_the_same_round(flat: Storage, clock: HandClock) -> None:
    """A nudge decided after the Start, but written with it, must not be held for ever."""
    start = write(flat, person(CARLA, "Carla"), Release(CARLA))
    nudge = write(flat, notices=(to_person(CARLA),))
    early = write(flat, notices=(to_person(CARLA, key="before"),))
    await asyncio.gather(early, start, nudge)
    clock.pass_(seconds=LANDING.total_seconds())
    assert len(await claim(flat)) == 2


async def test_a_start_while_being_refused_is_not_missed(flat: Storage, clock: HandClock) -> None:
    """Their Start released what was held; what is held just after it would wait for ever."""
    await write(flat, notices=(to_person(BORIS),))
    [claimed] = await claim(flat)
    await write(flat, person(BORIS, "Boris", reach=Reach.OPEN), Release(BORIS))
    await record(flat, Result(claimed, Fate.HELD, "never started"))
    assert await flat.outbox.next_due() == NOON + LANDING
    clock.pass_(seconds=LANDING.total_seconds())
    [again] = await claim(flat)
    await write(flat, person(BORIS, "Boris", reach=Reach.NEVER_STARTED))
    await record(flat, Result(again, Fate.HELD, "never started"))
    assert await claim(flat) == []
    assert await flat.outbox.next_due() is None


async def test_withdrawn_notices_are_not_said(flat: Storage) -> None:
    """A nudge for a buy that was called off is worse than none."""
    notices: tuple[Notice, ...] = (to_person(BORIS), to_person(ANNA), to_home())
    await write(flat, notices=notices)
    nudges = Withdrawal(OIL, BORIS, (NoticeKind.NUDGE,))
    await write(flat, nudges)
    assert [one.notice.person for one in await claim(flat)] == [ANNA, None]


async def test_withdrawing_spares_what_comes_with_it(flat: Storage) -> None:
    """Closing withdraws the waiting nudges and puts out the statements, in one decision."""
    await write(flat, notices=(to_person(BORIS),))
    await write(flat, Withdrawal(OIL), notices=(to_person(BORIS, NoticeKind.STATEMENT),))
    assert kinds(await claim(flat)) == [NoticeKind.STATEMENT]


async def test_withdrawn_while_being_sent(flat: Storage) -> None:
    """Putting it off must not bring a withdrawn notice back; that it was sent is still true."""
    await write(flat, notices=(to_person(BORIS), to_person(ANNA)))
    boris, anna = await claim(flat)
    await write(flat, Withdrawal(OIL))
    await record(flat, Result(boris, Fate.WAITING, "later", NOON), Result(anna, Fate.SENT))
    assert await claim(flat) == []
    assert await flat.reader.nudges_sent(ANNA, NOON) == 1
    assert await flat.reader.nudges_sent(BORIS, NOON) == 0
