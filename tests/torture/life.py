"""People of a group who buy one thing after the other, whatever befalls the bot meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random

from sandbox.client import People
from sandbox.errors import NotFound
from sandbox.seen import MessageSeen, NotSeen
from tests.journeys.steps import has
from tests.torture.story import Story

PATIENCE = 30.0
"""Seconds that somebody waits for an answer."""

SOON = 3.0
"""Seconds after which a post that was in doubt is asked for again: it may never come."""

GONE = "the button is gone"

TRIES = 8
ACTS = 8


@dataclass
class Group:
    """A group, its organiser and its members, who act at random."""

    people: People
    story: Story
    random: Random
    title: str
    organiser: str
    members: Sequence[str]
    wanderer: str
    """Comes and goes."""
    over: bool = False
    rounds: int = 0

    async def live(self) -> None:
        """Hold one buy after the other until told that it is over."""
        while not self.over:
            self.rounds += 1
            buy = f"{self.title}{self.rounds:03d}"
            card = await self._start(buy)
            if card is None:
                continue
            orders = asyncio.gather(*(self._order(who, buy, card) for who in self.members))
            await self._wander()
            await self._close(buy)
            await orders
            await asyncio.gather(*(self._pay(who, buy) for who in self.members))

    async def _start(self, buy: str) -> MessageSeen | None:
        """Write a line and tap Start; return the card, None if it is in doubt."""
        line = f"/buy {buy}; 10 EUR; 5: 8; until in 5 days; pay: IBAN DE12"
        me = self.people[self.organiser]
        began = self.story.now
        draft = await self._comes(lambda: me.send(self.title, line), titled(buy, "Start"))
        if draft is None:
            return None
        self.story.started.add(buy)  # whatever is answered, it may have begun
        told = await self._tap(self.organiser, draft, "Start")
        self.story.act(began, self.organiser, buy, "Start", told)
        status = lambda: me.send(self.title, "/status")  # noqa: E731 - it waits to be called
        return await self._comes(status, titled(buy, "+1"), first=False)

    async def _comes(
        self,
        ask: Callable[[], Awaitable[MessageSeen]],
        wanted: Callable[[MessageSeen], bool],
        *,
        first: bool = True,
    ) -> MessageSeen | None:
        """Ask for a post in the group, again if it does not come; `first` asks before looking."""
        for attempt in range(TRIES):
            if self.over and attempt:
                return None
            if first or attempt:
                await ask()
            try:
                return await self.people[self.organiser].sees(self.title, wanted, timeout=SOON)
            except NotSeen:
                continue
        return None

    async def _order(self, who: str, buy: str, card: MessageSeen) -> None:
        """Order at random until the buy is closed or an answer is missing."""
        for _ in range(ACTS):
            await self._pause(0.3)
            began, chance = self.story.now, self.random.random()
            if chance < 0.2:
                told = await self._type(who, buy)
            else:
                change = 1 if chance < 0.8 else -1
                label = "+1" if change > 0 else "−1"
                told = await self._tap(who, card, label)
                if told == GONE:
                    return
                self.story.act(began, who, buy, label, told)
                self.story.ordered(who, buy, change, told)
            if self.over or told is None or "closed" in told:
                return

    async def _type(self, who: str, buy: str) -> str | None:
        """Write an order into the group; the thumb that the bot puts under it is the answer."""
        began, number = self.story.now, self.random.randint(1, 5)
        sent = await self.people[who].send(self.title, f"/order {number}")

        async def answer() -> str | None:
            for one in await self.people[who].messages(self.title):
                if one.id == sent.id and one.reactions:
                    return "thumb"
                if one.reply and one.reply["id"] == sent.id:
                    return one.text
            return None

        told: str | None = await self.people[who].until(answer, PATIENCE)
        self.story.act(began, who, buy, f"/order {number}", told)
        if told is None or told == "thumb":
            self.story.typed(who, buy, number, acknowledged=told is not None)
        else:
            self.story.refused[told.replace(buy, "…")[:60]] += 1
        return told

    async def _close(self, buy: str) -> None:
        """Close the buy; go on only when it is."""
        me = self.people[self.organiser]
        for _ in range(TRIES):
            began = self.story.now
            close = lambda: me.send(self.title, "/close")  # noqa: E731 - it waits to be called
            preview = await self._comes(
                close, lambda one: has("Close now")(one) and buy in one.text
            )
            if preview is None:
                return
            self.story.closing.add(buy)
            told = await self._tap(self.organiser, preview, "Close now")
            self.story.act(began, self.organiser, buy, "Close now", told)
            if told == GONE or (told is not None and "closed" in told):
                self.story.closed.add(buy)
                return

    async def _pay(self, who: str, buy: str) -> None:
        """Say that one has paid, and let the organiser confirm it, if both hear of it."""
        try:
            statement = await self.people[who].sees("bot", titled(buy, "I've paid"), SOON)
            began = self.story.now
            told = await self._tap(who, statement, "I've paid")
            self.story.act(began, who, buy, "I've paid", told)
            me = self.people[self.organiser]
            named = titled(buy, "Mark paid")
            claim = await me.sees("bot", lambda one: named(one) and one.text.startswith(who), SOON)
        except NotSeen:
            return
        began = self.story.now
        told = await self._tap(self.organiser, claim, "Mark paid")
        self.story.act(began, who, buy, "Mark paid", told)
        self.story.paid[buy, who] = {1} if told is not None else {0, 1}

    async def _tap(self, who: str, message: MessageSeen, label: str) -> str | None:
        """Tap a button; return the answer, None if there is none, `GONE` if the button is."""
        try:
            alert = await self.people[who].tap(message, label, PATIENCE)
        except NotFound:
            return GONE
        return alert.text if alert.answered else None

    async def _wander(self) -> None:
        """Let somebody leave the group and come back, as often as it happens."""
        me, organiser = self.people[self.wanderer], self.people[self.organiser]
        for _ in range(3):
            await self._pause(0.5)
            here = self.story.here.get((self.title, self.wanderer), True)
            if here:
                await me.place(self.title, "me", status="left")
            else:
                await organiser.place(self.title, self.wanderer.lower(), status="member")
            self.story.here[self.title, self.wanderer] = not here

    async def _pause(self, longest: float) -> None:
        await asyncio.sleep(self.random.uniform(0, longest))


def titled(buy: str, label: str) -> Callable[[MessageSeen], bool]:
    """Return what finds a message about a buy with a button of that label."""
    return lambda one: buy in one.text and has(label)(one)
