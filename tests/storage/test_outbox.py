"""The outbox: said once, in order, never lost and never doubled."""

import asyncio
from datetime import timedelta

import pytest

from domain.notices import TRIES_IN_DOUBT, Fate, Notice, NoticeKind
from domain.outcome import Release, Withdrawal
from domain.people import Reach
from storage import Storage
from storage.outbox import Claimed, Queue, Result
from storage.sweeps import LANDING
from tests.storage.samples import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    OIL,
    person,
    to_home,
    to_person,
    write,
)
from tests.storage.scripted import NOON, HandClock

LEASE = timedelta(minutes=1)


async def claim(storage: Storage) -> list[Claimed]:
    """Claim all that is due."""
    return await storage.outbox.claim(100, LEASE)


def kinds(claimed: list[Claimed]) -> list[NoticeKind]:
    """Return what the notices say."""
    return [one.notice.kind for one in claimed]


async def sent(storage: Storage, claimed: list[Claimed]) -> None:
    """Note that these were sent."""
    results = [Result(one, Fate.SENT, chat_id=-1, message_id=one.id) for one in claimed]
    await storage.outbox.record(results)


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


async def test_nothing_is_given_out_twice_at_once(flat: Storage) -> None:
    """Two relays with the same notice would both say it."""
    await write(flat, notices=tuple(to_person(BORIS, key=f"n{n}") for n in range(40)))
    given = await asyncio.gather(*(flat.outbox.claim(7, LEASE) for _ in range(8)))
    ids = [one.id for some in given for one in some]
    assert len(ids) == len(set(ids)) == 40


async def test_a_claim_comes_back_when_its_lease_ends(flat: Storage, clock: HandClock) -> None:
    """A relay that was killed before it sent anything must not keep the notice for ever."""
    await write(flat, notices=(to_home(),))
    await claim(flat)
    assert await claim(flat) == []
    assert await flat.outbox.next_due() == NOON + LEASE
    clock.pass_(minutes=1)
    [again] = await claim(flat)
    assert again.attempts == 2


async def test_an_interrupted_sending_is_not_repeated(flat: Storage, clock: HandClock) -> None:
    """Killed between the call and its answer: sent again, a nudge might arrive twice."""
    await write(flat, notices=(to_person(BORIS), to_home(NoticeKind.TIER)))
    nudge, _tier = await claim(flat)
    await flat.outbox.sending([nudge])
    clock.pass_(minutes=2)
    assert kinds(await claim(flat)) == [NoticeKind.TIER]
    assert await flat.reader.nudges_sent(BORIS, NOON) == 1


async def test_an_interrupted_sending_of_what_is_needed_is_repeated(
    flat: Storage, clock: HandClock
) -> None:
    """Killed before the call left: not sent again, somebody would never hear what they owe."""
    await write(flat, notices=(to_home(NoticeKind.GROUP_SETTLED),))
    for _ in range(TRIES_IN_DOUBT):
        [settled] = await claim(flat)
        await flat.outbox.sending([settled])
        clock.pass_(minutes=2)
    assert await claim(flat) == [], "a message that takes the process down is not sent for ever"


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
    await flat.outbox.sending(await claim(flat))
    await write(flat, notices=(to_home(again=True),))
    clock.pass_(minutes=2)
    assert len(await claim(flat)) == 1


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
    await flat.outbox.record([Result(claimed, Fate.WAITING, "quiet hours", morning)])
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
    await flat.outbox.record([Result(claimed, fate, "because")])
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
    await flat.outbox.record([Result(claimed, Fate.HELD, "never started")])
    assert await flat.outbox.next_due() == NOON + LANDING
    clock.pass_(seconds=LANDING.total_seconds())
    [again] = await claim(flat)
    await write(flat, person(BORIS, "Boris", reach=Reach.NEVER_STARTED))
    await flat.outbox.record([Result(again, Fate.HELD, "never started")])
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
    await flat.outbox.record([Result(boris, Fate.WAITING, "later", NOON), Result(anna, Fate.SENT)])
    assert await claim(flat) == []
    assert await flat.reader.nudges_sent(ANNA, NOON) == 1
    assert await flat.reader.nudges_sent(BORIS, NOON) == 0
