"""Turns shared by replicas: asked for together, prolonged while at work, passed on in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass

from domain.ports import DeskUnavailable
from storage.tickets import Found, Step, Tickets
from storage.turns import Turn

log = logging.getLogger(__name__)

PASSED_ON = 0.02
"""Seconds within which others hear that a turn is free, unless its person is asked for again."""

POLL = 0.03
"""Seconds between looks at a turn that another replica has."""

KEEP = 1.5
"""Seconds after which a turn that is still needed is prolonged."""

AGAIN = 0.5
"""Seconds between tries to pass turns on while the database is away."""

TIDY = 300.0
"""Seconds between tidyings of the table."""


@dataclass(slots=True)
class _Asked:
    update: int
    told: asyncio.Future[Turn]
    registered: bool = False
    """Other replicas can see that it waits."""


class SharedTurns:
    """See `storage.turns.Turns`; for replicas on one PostgreSQL. All dictionaries are by person."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._loop = asyncio.get_running_loop()
        self._asked: dict[int, _Asked] = {}
        self._held: dict[int, tuple[int, float]] = {}
        """Our turns: of which update, and since when."""
        self._finished: dict[int, int | None] = {}
        """What the table was not told yet: updates that were handled, None for given back."""
        self._concerned: set[int] = set()
        """Who is to be in the next statement."""
        self._work: asyncio.Task[None] | None = None
        self._telling: asyncio.TimerHandle | None = None
        self._keeping: asyncio.TimerHandle | None = None
        self._tidied_at = self._loop.time()
        self._closed = False

    async def take(self, person: int, update_id: int) -> Turn:
        """See `Turns.take`."""
        if self._closed:
            raise DeskUnavailable("the database is closed")
        asked = _Asked(update_id, self._loop.create_future())
        self._asked[person] = asked
        self._concern(person)
        try:
            return await asked.told
        except asyncio.CancelledError:
            if self._asked.get(person) is asked:
                del self._asked[person]
            self.give_back(person, update_id)
            raise

    def done(self, person: int, update_id: int) -> None:
        """See `Turns.done`."""
        self._held.pop(person, None)
        self._finished[person] = update_id
        self._tell_in(PASSED_ON)

    def give_back(self, person: int, update_id: int) -> None:
        """See `Turns.give_back`."""
        if self._held.get(person, (update_id,))[0] == update_id:
            self._held.pop(person, None)
            self._finished.setdefault(person, None)
            self._tell_in(PASSED_ON)

    async def close(self) -> None:
        """See `Turns.close`."""
        self._closed = True
        for timer in (self._telling, self._keeping):
            if timer is not None:
                timer.cancel()
        if self._work is not None:
            await self._work
        for person in self._held:
            self._finished.setdefault(person, None)
        self._held.clear()
        try:
            await self._step(set(self._finished))
        except DeskUnavailable as error:
            log.warning("turns will end by themselves", exc_info=error)
        await self._tickets.close()

    def _concern(self, *people: int) -> None:
        self._concerned.update(people)
        if self._work is None and self._concerned and not self._closed:
            self._work = asyncio.create_task(self._steps())

    def _tell_in(self, seconds: float) -> None:
        if self._telling is None and not self._closed:
            self._telling = self._loop.call_later(seconds, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self._concern(*self._finished)

    def _keep(self) -> None:
        self._keeping = None
        now = self._loop.time()
        self._concern(*(one for one, (_, since) in self._held.items() if now - since >= KEEP))
        self._keep_on()

    def _keep_on(self) -> None:
        if self._keeping is None and self._held and not self._closed:
            self._keeping = self._loop.call_later(KEEP, self._keep)

    async def _steps(self) -> None:
        try:
            while self._concerned:
                people, self._concerned = self._concerned, set()
                await self._step(people)
            if self._loop.time() - self._tidied_at >= TIDY:
                self._tidied_at = self._loop.time()
                await self._tickets.tidy()
        except Exception as error:  # whatever it is, nobody may wait for ever
            self._fail(error)
        finally:
            self._work = None
        self._concern()

    async def _step(self, people: Collection[int]) -> None:
        """Ask for the turns of these people, and tell what was done and is still at work."""
        finished = {one: self._finished.pop(one) for one in people if one in self._finished}
        asked = {one: self._asked[one] for one in people if one in self._asked}
        kept = {one: self._held[one][0] for one in people if one in self._held}
        wishes = kept | {person: one.update for person, one in asked.items()}
        concerned = wishes.keys() | finished.keys()
        if not concerned:
            return
        try:
            found = await self._tickets.step(
                Step(one, wishes.get(one), finished.get(one)) for one in concerned
            )
            await self._hand_out(asked, found)
        except Exception:
            self._finished = finished | self._finished
            raise

    async def _hand_out(self, asked: dict[int, _Asked], found: dict[int, Found]) -> None:
        now, late, over = self._loop.time(), {}, {}
        for person, one in asked.items():
            if found[person].holds == one.update:
                turn = Turn.MINE
                self._held[person] = one.update, now
            elif one.update in found[person].done:
                turn = Turn.DONE
            else:
                late[person] = one.update
                continue
            if one.registered:
                over[person] = one.update
            if self._asked.get(person) is one:
                del self._asked[person]
                one.told.set_result(turn)
            elif turn is Turn.MINE:  # who asked was cancelled meanwhile
                self.give_back(person, one.update)
        self._keep_on()
        if over:
            await self._tickets.wait_no_more(over)
        if late:
            await self._tickets.wait(late)
            for person in late:
                asked[person].registered = True
            self._loop.call_later(POLL, self._concern, *late)

    def _fail(self, error: Exception) -> None:
        asked, self._asked = self._asked, {}
        self._concerned.clear()
        for one in asked.values():
            if not one.told.done():
                one.told.set_exception(error)
        if self._finished:
            self._tell_in(AGAIN)
