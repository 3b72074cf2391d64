"""Timers: given to one process at a time, and given back."""

import asyncio
from datetime import timedelta

from domain.timers import Timer, TimerKind
from storage import Storage
from tests.storage.samples import OIL, write
from tests.storage.scripted import NOON, HandClock

LEASE = timedelta(minutes=1)
DEADLINE = Timer(OIL, TimerKind.DEADLINE, NOON)
SOON = Timer(OIL, TimerKind.CLOSING_SOON, NOON - timedelta(hours=3))


async def test_due_timers_are_given_out_in_order(flat: Storage, clock: HandClock) -> None:
    """After downtime the reminder is overdue as well as the close: first things first."""
    later = Timer(OIL, TimerKind.UNPAID, NOON + timedelta(days=1))
    await write(flat, timers=(DEADLINE, later, SOON))
    assert await flat.timers.next_due() == SOON.due_at
    assert await flat.timers.claim(10, LEASE) == [SOON, DEADLINE]
    assert await flat.timers.next_due() == NOON + LEASE


async def test_no_timer_is_given_out_twice_at_once(flat: Storage) -> None:
    """Two schedules with the same timer would both close the buy."""
    await write(flat, timers=(DEADLINE, SOON))
    given = await asyncio.gather(*(flat.timers.claim(1, LEASE) for _ in range(5)))
    assert [timer for some in given for timer in some] == [SOON, DEADLINE]


async def test_a_timer_comes_back_when_its_lease_ends(flat: Storage, clock: HandClock) -> None:
    """A process killed while closing a buy must not leave it open for ever."""
    await write(flat, timers=(DEADLINE,))
    await flat.timers.claim(1, LEASE)
    clock.pass_(minutes=1)
    assert await flat.timers.claim(1, LEASE) == [DEADLINE]
    await flat.timers.finish([DEADLINE])
    clock.pass_(minutes=1)
    assert await flat.timers.claim(1, LEASE) == []
    assert await flat.timers.next_due() is None


async def test_a_moved_timer_survives_its_former_self(flat: Storage, clock: HandClock) -> None:
    """A buy extended as its deadline fires would otherwise never close."""
    await write(flat, timers=(DEADLINE,))
    claimed = await flat.timers.claim(1, LEASE)
    moved = Timer(OIL, TimerKind.DEADLINE, NOON + timedelta(days=2))
    await write(flat, timers=(moved,))
    await flat.timers.finish(claimed)
    assert await flat.timers.next_due() == moved.due_at


async def test_a_timer_can_be_taken_away(flat: Storage) -> None:
    """Keep open ends the early close."""
    await write(flat, timers=(DEADLINE,))
    await write(flat, timers=(Timer(OIL, TimerKind.DEADLINE, None),))
    assert await flat.timers.next_due() is None
