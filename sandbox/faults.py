"""What can go wrong on the way, on demand: failures, delays, lost answers, doubles."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from random import Random
from typing import Literal

Effect = Literal["fail", "delay", "hold", "drop_before", "drop_after", "double"]

NOT_CALLS = ("update", "payment")
"""What a rule can be about besides calls of the bot."""

PAUSES = ("delay", "hold")
"""Effects after which a call is done, or an update delivered, all the same: later."""


@dataclass
class Fault:
    """One rule about calls (`on` is a method or "*"), updates ("update") or payments ("payment").

    effect: "fail" answers `code` and `description` without doing anything; "delay" waits
    `seconds` first; "hold" waits until `release` first; "drop_before" closes the connection
    and does nothing; "drop_after" does it and closes the connection without an answer;
    "double" does it twice (an update is delivered twice).  A payment is struck when the bot
    has agreed to it: one that fails is declined, with the description for the person; one
    that waits is taken from them later; a double one is taken twice.

    Applies to `chat` only (of a payment: the person) if given; with `kind`, to that kind of
    update only, or to messages with that field ("successful_payment"); from the `nth`
    matching occasion on (1 = the first); at most `times` times (None = always); with the
    given `probability`, drawn from `seed`.
    """

    on: str = "*"
    effect: Effect = "fail"
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0.0
    chat: int | None = None
    kind: str | None = None
    nth: int = 1
    times: int | None = 1
    probability: float = 1.0
    seed: int = 0
    seen: int = 0
    done: int = 0
    _random: Random | None = field(default=None, repr=False)
    _happened: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _held: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _released: bool = False

    def strikes(self, on: str, chat: int | None, kinds: Collection[str] = ()) -> bool:
        """Whether the rule applies on this occasion; counts the occasion."""
        if self.on != on and not (self.on == "*" and on not in NOT_CALLS):
            return False
        if self.chat is not None and self.chat != chat:
            return False
        if self.kind is not None and self.kind not in kinds:
            return False
        self.seen += 1
        if self.seen < self.nth or (self.times is not None and self.done >= self.times):
            return False
        self._random = self._random or Random(self.seed)  # repeatable chance, no secret
        if self._random.random() >= self.probability:
            return False
        self.done += 1
        self._happened.set()
        return True

    async def happens(self) -> None:
        """Wait until the rule has applied for the first time."""
        await self._happened.wait()

    def afterwards(self, go_on: Callable[[], None]) -> None:
        """Call `go_on` once the pause of a "delay" or "hold" is over."""
        if self.effect == "delay":
            asyncio.get_running_loop().call_later(self.seconds, go_on)
        elif self._released:
            go_on()
        else:
            self._held.append(go_on)

    async def pause(self) -> None:
        """Wait as long as a "delay" or "hold" asks."""
        over = asyncio.Event()
        self.afterwards(over.set)
        await over.wait()

    def release(self) -> None:
        """Let what a "hold" holds, and will meet, go on."""
        self._released = True
        while self._held:
            self._held.pop(0)()


class Faults:
    """The rules now in force; the first that strikes is the one that happens."""

    def __init__(self) -> None:
        """Start without any."""
        self.rules: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put a rule in force and return it, so that a test can look at its counts."""
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything go right again, and what is held go on."""
        rules, self.rules = self.rules, []
        for rule in rules:
            rule.release()

    def strike(self, on: str, chat: int | None, kinds: Collection[str] = ()) -> Fault | None:
        """The rule that applies to this call, update or payment, if any."""
        for rule in self.rules:
            if rule.strikes(on, chat, kinds):
                return rule
        return None
