"""What Prometheus is told: counts, how long things take, and what waits.

Whoever does the work knows nothing of this: it offers plain hooks, or is wrapped here. Labels are
bound beforehand and everything runs in the loop's thread; a tap costs about 3 µs in all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import Any, TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.dispatching import UPDATES
from bot.progress import CURRENT
from bot.spread import Spread
from domain.commands.base import Command
from domain.commands.member import ChangeOrder
from domain.errors import DomainError
from domain.notices import Fate, NoticeKind
from domain.ports import Desk

A = TypeVar("A")
Feed = Callable[[dict[str, Any]], Awaitable[None]]

OTHER = "other"

QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds: from what a quiet machine needs to what nobody waits for."""

PATIENT = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 43200)
"""Seconds that a notice waits: Telegram's limits, then nights."""

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 500)

disable_created_metrics()  # type: ignore[no-untyped-call] # the library left its type out


class Metrics:
    """The figures of one running bot, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        updates = self._counter("updates", "Updates handled, by kind", "kind")
        kinds = [*(kind.value for kind in UPDATES), OTHER]
        self._updates = {kind: updates.labels(kind) for kind in kinds}
        self._orders = self._counter("orders", "Orders placed or changed, answered")
        self._refusals = self._counter("refusals", "Commands refused, by the reason", "code")
        self._notices = self._counter(
            "notices",
            "What became of notices, by kind",
            "kind",
            "fate",
        )
        self._commit = self._spread(
            "update_commit_seconds", "From an update's arrival until its effects are durable", QUICK
        )
        self._answer = self._spread(
            "update_answer_seconds", "From there until the handler has answered", QUICK
        )
        self._waited = self._spread(
            "notice_wait_seconds", "From a notice's due time until it was said", PATIENT
        )
        self._rounds = self._spread("round_commands", "Commands written in one transaction", SIZES)
        self._due = self._gauge("outbox_due", "Notices due and not yet said, of all replicas")
        self._oldest = self._gauge("outbox_oldest_seconds", "How long the oldest of them is due")
        self._speaks = self._gauge("speaks", "1 if this replica is the one that says notices")
        self.before_scrape: Callable[[], Awaitable[None]] | None = None
        """Awaited before each reading, to look at what is only known by asking."""

    async def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        if self.before_scrape is not None:
            await self.before_scrape()
        return generate_latest(self._registry)

    def update(self, update: dict[str, Any], commit: float, answer: float) -> None:
        """Note an update that was handled: seconds to its commit, and from there to the end."""
        for kind in update:
            if kind in self._updates:
                self._updates[kind].inc()
                break
        else:
            self._updates[OTHER].inc()
        self._commit.observe(commit)
        self._answer.observe(answer)

    def order(self) -> None:
        """Note an order."""
        self._orders.inc()

    def refusal(self, code: str) -> None:
        """Note a refusal."""
        self._refusals.labels(code).inc()

    def round(self, size: int) -> None:
        """Note a transaction of so many commands."""
        self._rounds.observe(size)

    def notice(self, kind: NoticeKind, fate: Fate, waited: float) -> None:
        """Note what became of a notice, `waited` seconds after it was due."""
        self._notices.labels(kind, fate).inc()
        if fate is Fate.SENT:
            self._waited.observe(max(0.0, waited))

    def outbox(self, due: float, oldest: float) -> None:
        """Note how many notices are due, and for how many seconds the oldest; NaN: not known."""
        self._due.set(due)
        self._oldest.set(oldest)

    def speaks(self, *, speaks: bool) -> None:
        """Note whether this replica says notices."""
        self._speaks.set(speaks)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(name, what, labels, namespace="groupbuy", registry=self._registry)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, namespace="groupbuy", registry=self._registry)

    def _spread(self, name: str, what: str, bounds: Sequence[float]) -> Spread:
        made = Spread(f"groupbuy_{name}", what, bounds)
        self._registry.register(made)
        return made


class MeasuredFeed:
    """Feeds updates on and notes how long each took."""

    def __init__(self, feed: Feed, metrics: Metrics) -> None:
        self._feed = feed
        self._metrics = metrics

    async def __call__(self, update: dict[str, Any]) -> None:
        """Handle one update; one that could not be handled yet is not counted."""
        await self._feed(update)
        progress = CURRENT.get()
        if progress is None:
            return
        ended = perf_counter()
        committed = progress.committed_at or ended
        self._metrics.update(update, committed - progress.began_at, ended - committed)


class MeasuredDesk:
    """A desk that notes orders and refusals."""

    def __init__(self, desk: Desk, metrics: Metrics) -> None:
        self._desk = desk
        self._metrics = metrics

    async def submit(self, command: Command[A]) -> A:
        """Submit to the desk; see `domain.ports.Desk`."""
        try:
            answer = await self._desk.submit(command)
        except DomainError as error:
            self._metrics.refusal(error.code)
            raise
        if isinstance(command, ChangeOrder):
            self._metrics.order()
        return answer
