"""The relay: takes due notices from the outbox, has them put into words and said, notes the fate.

Notices to one person or home are said one after the other, those to different ones side by side.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.context import Defaults
from bot.courier import Courier
from bot.delivery import SlowDown
from bot.gate import Gate, Place, places
from bot.logs import BUY
from bot.noting import Noting
from bot.pace import Closed
from bot.saying import Saying, pause
from bot.supplier.dispatching import Suppliers
from bot.unsaid import tell_unsaid
from bot.worker import Worker
from domain.notices import BUG, Fate, Notice, NoticeKind
from domain.ports import Clock, DeskUnavailable
from handlers.links import Links
from handlers.notices.say import Dispatch, Drop, Later, Say, Verdict
from handlers.notices.scene import Scene
from storage import Storage
from storage.outcomes import Claimed, Result
from storage.reader import NoticeReader

log = logging.getLogger(__name__)

HOMES_IN_HAND, PEOPLE_IN_HAND = 200, 500
"""Notices to each that are taken from the outbox at one time."""

LOOKS_EVERY = 0.1
"""Seconds between looks into the outbox, however often it is woken: writing orders goes first."""

ATTEMPTS_AT_A_BUG = 5

Destination = tuple[int | None, int | None]
Render = Callable[[Notice, Scene], Awaitable[Verdict]]
Hook = Callable[[NoticeKind, Fate, float], None]


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
        suppliers: Suppliers,
    ) -> None:
        """`render` puts a notice into words, from the state as it is then."""
        super().__init__()
        self._suppliers = suppliers
        self._render = render
        self._storage = storage
        self._reader = NoticeReader(storage.readers, clock)
        self._clock = clock
        self._pace = courier.pace
        self._links = links
        self._defaults = defaults
        self._me = secrets.token_hex(8)
        self._noting = Noting(storage.outbox, self._me)
        self._saying = Saying(storage, courier, self._noting, clock)
        self._gate = Gate(places(courier.pace.per_second))
        self._looked_at = 0.0
        self._more = False
        self.speaks = False
        """Whether this process is the one that speaks, as far as it knows."""
        self._in_hand: Counter[bool] = Counter()
        self._lanes: dict[Destination, deque[Claimed]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._hooks: list[Hook] = []

    def on_outcome(self, hook: Hook) -> None:
        """Call `hook` with a notice's kind, its fate and the seconds since it was due.

        Not for one that waits for another attempt. It must return at once.
        """
        self._hooks.append(hook)

    async def work(self) -> None:
        """Keep the right to speak, and take what is due, as much as there is room for."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._looked_at + LOOKS_EVERY - loop.time()))
        self._looked_at = loop.time()
        homes = HOMES_IN_HAND - self._in_hand[True]
        people = PEOPLE_IN_HAND - self._in_hand[False]
        claim = await self._storage.outbox.claim(self._me, homes, people)
        self.speaks = claim.speaks
        taken = Counter(_to_home(one) for one in claim.notices)
        self._more = taken[True] == homes or taken[False] == people
        for one in claim.interrupted:
            self._begin(self._end(Result(one, Fate.UNKNOWN, "interrupted")))
        for one in claim.notices:
            self._take(one)

    async def stop(self) -> None:
        """Finish what is being said, give back the rest and the right to speak."""
        await super().stop()
        self._gate.close()
        self._pace.close()
        self._noting.give_up()
        await asyncio.gather(*self._tasks)
        await self._storage.outbox.resign(self._me)

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _take(self, claimed: Claimed) -> None:
        self._in_hand[_to_home(claimed)] += 1
        destination = claimed.notice.person, claimed.notice.home
        if destination in self._lanes:
            self._lanes[destination].append(claimed)
            return
        self._lanes[destination] = deque([claimed])
        self._begin(self._say_all(destination))

    async def _say_all(self, destination: Destination) -> None:
        """Say what waits for one person or home, in order."""
        lane = self._lanes[destination]
        to_home = destination[1] is not None
        while lane:
            claimed = lane.popleft()
            BUY.set(claimed.notice.buy)
            try:
                await self._end(await self._outcome(claimed))
            except Exception:  # those behind it are said all the same
                log.exception("bug in a fate", extra={"kind": claimed.notice.kind})
            finally:
                self._in_hand[to_home] -= 1
        del self._lanes[destination]
        room = self._in_hand[False] <= PEOPLE_IN_HAND / 2
        if to_home or (self._more and room):  # the card may be due again
            self.wake()

    async def _outcome(self, claimed: Claimed) -> Result:
        try:
            place = await self._enter(claimed.notice)
            if place is None:
                return Result(claimed, Fate.WAITING, "given back")
            try:
                return await self._say(claimed, place)
            finally:
                place.leave()
        except DeskUnavailable:
            return Result(claimed, Fate.WAITING, "database away", self._in(1.0))
        except Exception:
            log.exception(
                "bug in a notice", extra={"kind": claimed.notice.kind, "attempt": claimed.attempts}
            )
            if claimed.attempts >= ATTEMPTS_AT_A_BUG:
                return Result(claimed, Fate.UNDELIVERABLE, BUG)
            later = self._clock.now() + pause(claimed.attempts)
            return Result(claimed, Fate.WAITING, BUG, later)

    async def _enter(self, notice: Notice) -> Place | None:
        """Wait until the chat may be spoken to, and for a place; None if the bot stops."""
        chat: int | None = notice.person
        if notice.home is not None:
            chat = await self._storage.chats.chat_of(notice.home)
        try:
            if chat is not None:
                await self._pace.calm(chat)
        except Closed:
            return None
        return await self._gate.enter(group=notice.home is not None)

    async def _say(self, claimed: Claimed, place: Place) -> Result:
        scene = self._scene()
        match await self._render(claimed.notice, scene):
            case Later(until):
                return Result(claimed, Fate.WAITING, "later", until)
            case Drop(reason):
                return Result(claimed, Fate.DROPPED, reason)
            case Dispatch() as dispatch:
                place.leave()  # a slow supplier keeps nobody waiting
                return await self._suppliers.tell(claimed, dispatch, self._noting)
            case Say() as say:
                result, delivery = await self._saying.say(claimed, say, scene, place.leave)
                if isinstance(delivery, SlowDown):
                    log.warning("too many requests", extra={"quiet": delivery.seconds})
                    self._pace.hold(delivery.seconds)
                return result

    def _scene(self) -> Scene:
        return Scene(
            self._reader,
            self._storage.chats,
            self._links,
            self._clock.now(),
            self._defaults.language,
            self._defaults.zone,
        )

    async def _end(self, result: Result) -> None:
        """Note the fate; what a group did not get for certain, its organiser is told first."""
        notice = result.claimed.notice
        if result.fate in (Fate.UNKNOWN, Fate.UNDELIVERABLE):
            log.warning(
                "unsaid",
                extra={"kind": notice.kind, "fate": result.fate, "reason": result.reason},
            )
            while not await tell_unsaid(self._storage.desk, result, self._clock.now()):
                if self._stopping:
                    return  # the mark from before sending makes its fate UNKNOWN
                await asyncio.sleep(1.0)
        await self._noting.became(result)
        if result.fate is not Fate.WAITING:
            waited = (self._clock.now() - notice.due_at).total_seconds()
            for hook in self._hooks:
                hook(notice.kind, result.fate, waited)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)


def _to_home(claimed: Claimed) -> bool:
    return claimed.notice.home is not None
