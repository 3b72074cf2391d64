"""The light Telegram as a program: takes commands as lines of JSON, answers each with one.

`precise` as its argument gives timers of microseconds instead of the fastest loop.
"""

from __future__ import annotations

import asyncio
import gc
import selectors
import sys
from typing import Any

import uvloop

from benchmarks.crowd import Crowd
from benchmarks.lines import serve
from benchmarks.telegram.stub import Stub
from benchmarks.telegram.tapping import Tapping
from benchmarks.telegram.taps import Taps


class Telegram:
    """The servers that are tapped, by name, and the Bot API that they call."""

    def __init__(self) -> None:
        self._tapped: dict[str, Tapping] = {}
        self._now: Tapping | None = None
        self._stub = Stub(self._called)

    async def open(self) -> None:
        """Say the Bot API's URL, then do what standard input says until it ends."""
        url = await self._stub.start()
        gc.freeze()
        await serve(self, {"url": url})

    async def meet(
        self, name: str, crowd: list[int], urls: list[str], at_once: int, newcomers: bool
    ) -> Any:
        """Get to know a server, the (buys, residents) there, and how many tap at once."""
        who = Crowd(*crowd)
        taps = Taps(who, at_once, newcomers=newcomers)
        self._tapped[name] = Tapping(taps, who, at_once, urls)

    async def rush(self, name: str, seconds: float, warm: float) -> Any:
        """Tap as fast as answered; what is answered in the `seconds` after `warm` counts."""
        tapping = self._now = self._tapped[name]
        begun = asyncio.get_running_loop().time() + warm
        await tapping.as_fast_as_answered(warm + seconds)
        return self._result(tapping, begun, seconds)

    async def stroll(self, name: str, rate: float, seconds: float, warm: float) -> Any:
        """Tap at a steady rate; as `rush` otherwise."""
        tapping = self._now = self._tapped[name]
        begun = asyncio.get_running_loop().time() + warm
        await tapping.at_rate(rate, warm + seconds)
        return self._result(tapping, begun, seconds)

    async def units(self, name: str) -> Any:
        """Return what each buy must add up to, and how many updates there were."""
        taps = self._tapped[name].taps
        return {"units": taps.units, "updates": taps.updates}

    async def calls(self) -> Any:
        """Return how often each method was called since the last time, and forget."""
        counted = dict(self._stub.calls)
        self._stub.calls.clear()
        return counted

    def _called(self, query: int) -> None:
        if self._now is not None:
            self._now.called(query)

    def _result(self, tapping: Tapping, begun: float, seconds: float) -> Any:
        took = sorted(
            took for at, took in tapping.done if begun <= at and at - took < begun + seconds
        )
        within = sum(begun <= at < begun + seconds for at, _ in tapping.done)
        return {
            "rate": within / seconds,
            "all": len(tapping.done),
            "median": took[len(took) // 2],
            "p99": took[len(took) * 99 // 100],
            "max": took[-1],
        }


def precise() -> asyncio.AbstractEventLoop:
    """Return a loop whose timers are not rounded to milliseconds."""
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


if __name__ == "__main__":
    factory = precise if "precise" in sys.argv else uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(Telegram().open())
