"""Where updates come in, by polling or by webhook: concurrently, in order within one person.

Within this process a person's updates follow one another in a lane; the first in the lane then
takes a turn, which it shares with the other replicas (`storage.turns`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.catching_up import CatchingUp
from bot.logs import UPDATE
from bot.progress import CURRENT, Committed, Progress
from domain.ports import DeskUnavailable
from storage.turns import AlwaysMine, Turn, Turns

log = logging.getLogger(__name__)

REMEMBERED = 20_000
"""Updates after which a repeated one is not recognised here any more (the desk still does)."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds between tries while the database is away."""

Feed = Callable[[dict[str, Any]], Awaitable[None]]
Raw = dict[str, Any]


class Intake:
    """Hands each update to `feed` once, and tells when its effects are written."""

    def __init__(self, feed: Feed, catching_up: CatchingUp, turns: Turns | None = None) -> None:
        """Without `turns` this process is alone with its database."""
        self._feed = feed
        self._turns = turns or AlwaysMine()
        self.catching_up = catching_up
        self._lanes: dict[int, Committed] = {}
        self._running: dict[int, Progress] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, update: Raw, *, patient: bool) -> Committed:
        """Begin to handle an update as Telegram sent it; return what resolves at its commit.

        One that is being handled, or was, is not handled again. While the database is away a
        `patient` intake tries again and again; otherwise the future fails with
        `DeskUnavailable` and the update may come once more.
        """
        number: int = update["update_id"]
        if number in self._running:
            return self._running[number].committed
        progress = Progress(carries=not patient)
        if number in self._seen:
            progress.finish()
            return progress.committed
        self._running[number] = progress
        lane = lane_of(update)
        before = self._lanes.get(lane)
        self._lanes[lane] = progress.committed
        task = asyncio.create_task(self._handle(update, lane, progress, before, patient))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        progress.committed.add_done_callback(lambda done: self._committed(number, lane, done))
        return progress.committed

    async def drain(self, seconds: float) -> None:
        """Let handlers that are at it finish; after `seconds` they are cancelled."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _handle(
        self,
        update: Raw,
        lane: int,
        progress: Progress,
        before: Committed | None,
        patient: bool,
    ) -> None:
        CURRENT.set(progress)
        UPDATE.set(update["update_id"])
        try:
            if before is not None:
                await asyncio.wait([before])
            await self._persist(update, lane, progress, patient)
        finally:
            if not progress.committed.done():
                progress.committed.cancel()

    async def _persist(self, update: Raw, lane: int, progress: Progress, patient: bool) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                if await self._turns.take(lane, update["update_id"]) is Turn.MINE:
                    await self._feed(update)
            except DeskUnavailable as error:
                log.warning("database away", extra={"again": patient})
                if not patient or progress.committed.done():
                    progress.fail(error)
                    return
            else:
                progress.finish()
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _committed(self, number: int, lane: int, done: Committed) -> None:
        self._running.pop(number, None)
        if self._lanes.get(lane) is done:
            del self._lanes[lane]
        if done.cancelled() or done.exception() is not None:
            self._turns.give_back(lane, number)
            return
        self._turns.done(lane, number)
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)


def lane_of(update: Raw) -> int:
    """Return whose updates this one must stay in order with: the person's, else the chat's.

    That somebody came or left concerns them, whoever did it: otherwise one who left and was
    brought back by another could be written down as gone. That Stars went back, which the bot says
    itself, concerns whoever paid them.
    """
    for kind, part in update.items():
        if isinstance(part, dict):
            chat = _id_in(part.get("chat"))
            if (kind == "my_chat_member" or "refunded_payment" in part) and chat is not None:
                return chat
            whom = _of_whom(part)
            who = _id_in(part.get("from") or part.get("user")) if whom is None else whom
            if who is not None and ("sender_chat" not in part or whom is not None):
                return who
            if chat is not None:
                return chat
    return 0


def _of_whom(part: Raw) -> int | None:
    """Return who came or left, of several the first."""
    member, came = part.get("new_chat_member"), part.get("new_chat_members")
    if isinstance(member, dict) and "user" in member:
        return _id_in(member["user"])
    return _id_in(came[0] if isinstance(came, list) and came else part.get("left_chat_member"))


def _id_in(part: Any) -> int | None:
    found = part.get("id") if isinstance(part, dict) else None
    return found if isinstance(found, int) else None
