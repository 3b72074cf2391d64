"""The relay: takes due notices from the outbox, has them put into words and said, notes the fate.

Notices to one person or home are said one after the other, those to different ones side by side.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.context import Defaults
from bot.courier import Courier
from bot.delivery import SlowDown
from bot.saying import Saying, pause
from bot.worker import Worker
from domain.notices import Fate, Notice
from domain.ports import Clock, DeskUnavailable
from handlers.links import Links
from handlers.notices.say import Drop, Later, Say, Verdict
from handlers.notices.scene import Scene
from storage import Storage
from storage.outbox import Claimed, Result

log = logging.getLogger(__name__)

SPEAKER = "speaker"
"""The lease of the one process that speaks unasked: the limits are Telegram's for the bot."""

SPEAKER_LEASE = timedelta(seconds=10)
KEEP_AFTER = 3.0
"""Seconds after which the lease is prolonged."""

CLAIM_LEASE = timedelta(seconds=60)
IN_HAND = 200
"""Notices taken from the outbox at one time."""

ATTEMPTS_AT_A_BUG = 5
RECORD_AGAIN = 0.5
"""Seconds between tries to note a fate while the database is away."""

Destination = tuple[int | None, int | None]
Render = Callable[[Notice, Scene], Awaitable[Verdict]]


class Relay(Worker):
    """Works at each commit and each tick."""

    def __init__(
        self,
        storage: Storage,
        courier: Courier,
        links: Links,
        clock: Clock,
        defaults: Defaults,
        render: Render,
    ) -> None:
        """`render` puts a notice into words, from the state as it is then."""
        super().__init__()
        self._render = render
        self._storage = storage
        self._clock = clock
        self._links = links
        self._defaults = defaults
        self._saying = Saying(storage, courier, clock)
        self._me = secrets.token_hex(8)
        self._kept_at: float | None = None
        self._quiet_until = 0.0
        self._in_hand: set[int] = set()
        self._lanes: dict[Destination, deque[Claimed]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def work(self) -> None:
        """Take what is due, as much as there is room for."""
        if self._quiet or not await self._may_speak():
            return
        while room := IN_HAND - len(self._in_hand):
            claimed = await self._storage.outbox.claim(room, CLAIM_LEASE)
            fresh = [one for one in claimed if one.id not in self._in_hand]
            for one in fresh:
                self._take(one)
            if not fresh:
                return

    async def stop(self) -> None:
        """Finish what is being said, give back the rest and the right to speak."""
        await super().stop()
        await asyncio.gather(*self._tasks)
        if self._kept_at is not None:
            await self._storage.leases.release(SPEAKER, self._me)

    @property
    def _quiet(self) -> bool:
        return asyncio.get_running_loop().time() < self._quiet_until

    async def _may_speak(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._kept_at is not None and now - self._kept_at < KEEP_AFTER:
            return True
        mine = await self._storage.leases.acquire(SPEAKER, self._me, SPEAKER_LEASE)
        self._kept_at = now if mine else None
        return mine

    def _take(self, claimed: Claimed) -> None:
        self._in_hand.add(claimed.id)
        destination = claimed.notice.person, claimed.notice.home
        if destination in self._lanes:
            self._lanes[destination].append(claimed)
            return
        self._lanes[destination] = deque([claimed])
        task = asyncio.create_task(self._say_all(destination))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _say_all(self, destination: Destination) -> None:
        """Say what waits for one person or home, in order."""
        lane = self._lanes[destination]
        while lane:
            claimed = lane.popleft()
            await self._record(await self._outcome(claimed))
            self._in_hand.discard(claimed.id)
        del self._lanes[destination]
        self.wake()

    async def _outcome(self, claimed: Claimed) -> Result:
        if self._stopping or self._quiet:
            return Result(claimed, Fate.WAITING, "given back")
        try:
            return await self._say(claimed)
        except DeskUnavailable:
            return Result(claimed, Fate.WAITING, "database away", self._in(1.0))
        except Exception:
            log.exception("bug notice kind=%s attempt=%s", claimed.notice.kind, claimed.attempts)
            if claimed.attempts >= ATTEMPTS_AT_A_BUG:
                return Result(claimed, Fate.UNDELIVERABLE, "bug")
            later = self._clock.now() + pause(claimed.attempts)
            return Result(claimed, Fate.WAITING, "bug", later)

    async def _say(self, claimed: Claimed) -> Result:
        match await self._render(claimed.notice, self._scene()):
            case Later(until):
                return Result(claimed, Fate.WAITING, "later", until)
            case Drop(reason):
                return Result(claimed, Fate.DROPPED, reason)
            case Say() as say:
                result, delivery = await self._saying.say(claimed, say)
                if isinstance(delivery, SlowDown):
                    self._be_quiet(delivery.seconds)
                return result

    def _scene(self) -> Scene:
        return Scene(
            self._storage.reader,
            self._storage.chats,
            self._links,
            self._clock.now(),
            self._defaults.language,
            self._defaults.zone,
        )

    async def _record(self, result: Result) -> None:
        """Note the fate, however long that takes: what was said must not be said again."""
        while True:
            try:
                await self._storage.outbox.record([result])
            except DeskUnavailable:
                if self._stopping:
                    return  # the mark from before sending makes its fate UNKNOWN
                await asyncio.sleep(RECORD_AGAIN)
            else:
                return

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)

    def _be_quiet(self, seconds: float) -> None:
        """Say nothing to anyone for a while: Telegram asked for it (429)."""
        loop = asyncio.get_running_loop()
        log.warning("too many requests quiet=%s", seconds)
        self._quiet_until = max(self._quiet_until, loop.time() + seconds)
        loop.call_at(self._quiet_until, self.wake)
