"""The rules played out in memory: a world, a clock, what was said, and the timers that wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from domain.buy import GroupBuy, Item, State, Totals
from domain.commands.base import Cause, Command
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.member import ChangeOrder, OrderAnswer
from domain.commands.people import Meet, NoteHome
from domain.commands.time import TimerDue
from domain.decide import answer, decide, needs
from domain.draft import Draft
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.ledger import Entry, owed
from domain.notices import Notice, NoticeKind
from domain.outcome import NOTHING, Outcome
from domain.people import Home
from domain.timers import Timer, TimerKind
from domain.world import World
from tests.domain.guarding import unguarded
from tests.domain.loading import loaded

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday, 13:00 in Berlin."""

ANNA, BORIS, CARLA, DEWI, EMIL, FARAH = (PersonId(number) for number in range(1, 7))
NAMES = ("Anna", "Boris", "Carla", "Dewi", "Emil", "Farah")
FLAT = HomeId(12)
OIL = ItemNo(1)
BUY = BuyId(5)

OIL_LADDER = Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))
"""42.00 -> from 10: 38.00 -> from 20: 35.00."""


def olive_oil(**terms: Any) -> Draft:
    """Return Anna's draft for olive oil at 42.00 EUR until Friday, with further terms."""
    given: dict[str, Any] = {
        "id": BUY,
        "owner": ANNA,
        "home": FLAT,
        "created_at": NOON,
        "zone": "Europe/Berlin",
        "currency": "EUR",
        "items": (Item(OIL, "Olive oil 5 l", 4200),),
        "ladder": OIL_LADDER,
        "deadline": NOON + timedelta(days=4),
    }
    return Draft(**{**given, **terms})


@dataclass
class Play:
    """Submits commands the way the desk does, each to a world of only what it needs."""

    world: World = field(default_factory=World)
    now: datetime = NOON
    said: list[Notice] = field(default_factory=list)
    """In order; a notice whose key was used is not said again, unless it wants to be."""
    timers: dict[TimerKind, datetime] = field(default_factory=dict)
    """Of the one buy that most plays are about."""
    others: dict[tuple[BuyId, TimerKind], datetime] = field(default_factory=dict)
    """Of all other buys."""
    outcome: Outcome = NOTHING
    _commands: int = 0

    def do(self, kind: type[Command[Any]], actor: int, *args: Any, **kwargs: Any) -> Any:
        """Have `actor` give a command now; return its answer."""
        self._commands += 1
        cause = Cause(f"u{self._commands}", self.now)
        return self.submit(kind(cause, PersonId(actor), *args, **kwargs))

    def submit(self, command: Command[Any]) -> Any:
        """Decide a command and take what it leads to; return its answer."""
        needed = needs(command)
        part = loaded(self.world, needed)
        self.outcome = decide(part, command)
        assert self.outcome == decide(part, command), "decide is not pure"
        assert not unguarded(part, needed, self.outcome), "another replica could undo it"
        part.take(self.outcome.saves)
        self.world.take(self.outcome.saves)
        keys = {notice.key for notice in self.said}
        self.said += [one for one in self.outcome.notices if one.again or one.key not in keys]
        for timer in self.outcome.timers:
            self._set(timer)
        return answer(part, command)

    def _set(self, timer: Timer) -> None:
        timers: dict[Any, datetime] = self.timers if timer.buy == BUY else self.others
        key = timer.kind if timer.buy == BUY else (timer.buy, timer.kind)
        timers.pop(key, None)
        if timer.due_at is not None:
            timers[key] = timer.due_at

    def wait(self, span: timedelta) -> None:
        """Let time pass, and submit each timer when it is due."""
        until = self.now + span
        while waiting := {**{(BUY, kind): at for kind, at in self.timers.items()}, **self.others}:
            buy, kind = min(waiting, key=lambda one: waiting[one])
            due_at = waiting[buy, kind]
            if due_at > until:
                break
            self._set(Timer(buy, kind, None))
            self.now = max(self.now, due_at)
            cause = Cause(f"timer:{buy}:{kind}:{due_at.isoformat()}", self.now)
            self.submit(TimerDue(cause, self.world.buy(buy).organiser, buy, kind, due_at))
        self.now = until

    def order(self, actor: int, quantity: int, item: int = OIL, guest: int = 0) -> OrderAnswer:
        """Have `actor` order exactly `quantity`."""
        answered = self.do(ChangeOrder, actor, BUY, ItemNo(item), quantity=quantity, guest=guest)
        assert isinstance(answered, OrderAnswer)
        return answered

    @property
    def buy(self) -> GroupBuy:
        """The one buy."""
        return self.world.buy(BUY)

    @property
    def totals(self) -> Totals:
        """Its running totals."""
        return self.world.totals_of(BUY)

    @property
    def open(self) -> bool:
        """Whether it takes orders."""
        return self.buy.state is State.OPEN

    def told(self, kind: NoticeKind) -> list[int | None]:
        """Return to whom notices of a kind were said, in order; None is the home."""
        return [notice.person for notice in self.said if notice.kind is kind]

    def last(self, kind: NoticeKind) -> Notice:
        """Return the latest notice of a kind."""
        return next(notice for notice in reversed(self.said) if notice.kind is kind)

    def entries(self, person: int) -> list[Entry]:
        """Return the ledger's entries of a person."""
        return self.world.entries.get(BUY, {}).get(PersonId(person), [])

    def owes(self, person: int) -> int:
        """Return what a person owes."""
        return owed(self.entries(person))


P = TypeVar("P", bound=Play)


def everyone() -> Play:
    """Return a play in which Flat 12 exists and six people have started the bot."""
    return everyone_in(Play())


def everyone_in(play: P) -> P:
    """Let Flat 12 exist in `play`, and six people start the bot."""
    play.do(NoteHome, ANNA, Home(FLAT, "Flat 12", zone="Europe/Berlin"))
    for number, name in enumerate(NAMES, start=1):
        play.do(Meet, number, name, "", None, "en", private=True, home=FLAT)
    return play


def started(**terms: Any) -> Play:
    """Return a play in which Anna has started the olive oil buy, with further terms."""
    return start_in(Play(), **terms)


def start_in(play: P, **terms: Any) -> P:
    """Let Anna start the olive oil buy in `play`, with further terms."""
    everyone_in(play)
    draft = olive_oil(**terms)
    play.do(SaveDraft, ANNA, draft)
    tokens = tuple(f"token-{person}" for person in draft.named)
    play.do(StartBuy, ANNA, BUY, "K7Q4MN", tokens, may_take_online=True)
    return play
