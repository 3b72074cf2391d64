"""Several processes on one PostgreSQL: each decides from what the others left."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection

from domain.buy import Totals
from domain.commands.base import Cause, Command
from domain.commands.drafts import SaveDraft
from domain.commands.member import ChangeOrder
from domain.commands.people import ChangeHome, ChooseLanguage, ChooseZone, Meet, TellMe
from domain.draft import Draft
from domain.ids import BuyId, ItemNo, PersonId
from domain.outcome import Outcome
from domain.people import Membership, Person, Reach
from domain.timers import Timer, TimerKind
from domain.world import Needs, World
from storage import Storage
from storage.load import load
from storage.save import Changes
from tests.storage.replicas import replicas, unguarded
from tests.storage.samples import BORIS, BOTTLE, DEWI, FLAT, NEIGHBOURS, OIL, a_buy, write
from tests.storage.scripted import NOON, HandClock, Scripted, do

_numbers = count(1)
LEASE = timedelta(minutes=1)
DRAFT = Draft(BuyId(9), BORIS, FLAT, NOON, "UTC")
SEEN = Needs(
    people=frozenset({BORIS, DEWI}),
    homes=frozenset({FLAT}),
    memberships=frozenset({(FLAT, BORIS)}),
    drafts=frozenset({DRAFT.id}),
)


def cause() -> Cause:
    """Return a cause of its own."""
    return Cause(f"u:{next(_numbers)}", NOON)


async def seen(storage: Storage) -> World:
    """Return what the database has of those whom the races are about."""
    return await storage.writer.run(lambda connection: load(connection, SEEN))


@dataclass(frozen=True)
class Race:
    """Two commands given to two processes at the same time, and whether both were heeded."""

    one: Callable[[], Command[Any]]
    other: Callable[[], Command[Any]]
    heeded: Callable[[World], bool]


def _both_chosen(world: World) -> bool:
    boris = world.people[BORIS]
    return (boris.language, boris.zone) == ("de", "Europe/Madrid")


def _both_set(world: World) -> bool:
    home = world.homes[FLAT]
    return (home.currency, home.language) == ("PLN", "ru")


RACES = {
    "what one person chose": Race(
        lambda: ChooseLanguage(cause(), BORIS, "de"),
        lambda: ChooseZone(cause(), BORIS, "Europe/Madrid"),
        _both_chosen,
    ),
    "what was set for a home": Race(
        lambda: ChangeHome(cause(), BORIS, FLAT, by_administrator=True, currency="PLN"),
        lambda: ChangeHome(cause(), BORIS, FLAT, by_administrator=True, language="ru"),
        _both_set,
    ),
    "who was met for the first time": Race(
        lambda: Meet(cause(), DEWI, "Dewi", "", None, "en", private=True),
        lambda: Meet(cause(), DEWI, "Dewi", "", None, "en", home=FLAT),
        lambda world: world.people[DEWI].reach is Reach.OPEN,
    ),
    "who came back and wants to be told": Race(
        lambda: TellMe(cause(), BORIS, FLAT, wanted=True),
        lambda: Meet(cause(), BORIS, "Boris", "Bo", None, "en", home=FLAT),
        lambda world: world.memberships[FLAT, BORIS].tell_me,
    ),
    "a draft written twice": Race(
        lambda: SaveDraft(cause(), BORIS, DRAFT),
        lambda: SaveDraft(cause(), BORIS, DRAFT),
        lambda world: world.drafts[DRAFT.id].version == 2,
    ),
}


async def begin(storage: Storage) -> None:
    """Have everybody in the database but Dewi; Boris has left the flat."""
    await write_all(storage, *NEIGHBOURS, Membership(FLAT, BORIS, gone_at=NOON))


async def write_all(storage: Storage, *saves: Any) -> None:
    """Have records written past the rules."""

    def job(connection: Connection) -> None:
        changes = Changes(connection, NOON)
        changes.add(Outcome(saves), NOON)
        changes.write()

    await storage.writer.run(job)


@pytest.mark.parametrize("race", RACES.values(), ids=RACES)
async def test_both_are_heeded(postgres_url: str, clock: HandClock, race: Race) -> None:
    """A choice would be undone by another that was made in the same moment elsewhere."""
    async with replicas(postgres_url, clock) as two:
        await begin(two[0])
        await asyncio.gather(two[0].desk.submit(race.one()), two[1].desk.submit(race.other()))
        assert race.heeded(await seen(two[0]))


@pytest.mark.parametrize("race", RACES.values(), ids=RACES)
async def test_without_locks_one_is_lost(
    postgres_url: str, clock: HandClock, race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If nothing were lost without the locks, the test above would guard nothing."""
    async with replicas(postgres_url, clock) as two:
        await begin(two[0])
        await unguarded(two, (race.one(), race.other()), monkeypatch)
        assert not race.heeded(await seen(two[0]))


async def test_a_cause_acts_once_in_all(postgres_url: str, clock: HandClock) -> None:
    """Telegram repeats an update to another replica: it must not order twice, and is answered."""
    async with replicas(postgres_url, clock, 3) as three:
        await write_all(three[0], *NEIGHBOURS)
        for turn in range(10):
            order = ChangeOrder(Cause(f"u{turn}", NOON), BORIS, OIL, ItemNo(BOTTLE), delta=1)
            answers = await asyncio.gather(*(one.desk.submit(order) for one in three))
            assert {answer.quantity for answer in answers} == {turn + 1}


async def test_a_timer_goes_to_one(postgres_url: str, clock: HandClock) -> None:
    """Two replicas with the same timer would remind everyone twice."""
    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        timers = tuple(Timer(OIL, kind, NOON) for kind in TimerKind)
        await write(three[0], *NEIGHBOURS, timers=timers)
        claims = await asyncio.gather(*(one.timers.claim(2, LEASE) for one in three))
        given = [timer.kind for claim in claims for timer in claim]
        assert len(given) == len(set(given))


async def test_nobody_waits_for_each_other(
    postgres_url: str, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Locks taken in any order would stop two replicas for a second, each waiting for the other."""
    chance = random.Random(12)
    buys = [a_buy(BuyId(number)) for number in range(20, 26)]
    named: list[BuyId] = []
    caplog.set_level(logging.INFO)

    def some() -> Iterator[PersonId]:
        return (PersonId(chance.randrange(1, 30)) for _ in range(3))

    def command() -> Command[Any]:
        people = list(some())
        counted = chance.sample(buys, 2)
        named.extend(buy.id for buy in counted)
        needs = Needs(
            people=frozenset(people),
            homes=frozenset({FLAT}),
            memberships=frozenset((FLAT, one) for one in some()),
            parts=frozenset((buy.id, people[0]) for buy in counted),
        )

        def then(world: World) -> Outcome:
            totals = (world.totals_of(buy.id) for buy in counted)
            more = (replace(one, participants=one.participants + 1) for one in totals)
            met = (world.people.get(one) or Person(one, "New") for one in people)
            seen_here = (Membership(FLAT, who) for _, who in needs.memberships)
            return Outcome((*met, *seen_here, *more))

        return do(then, needs)

    async with replicas(postgres_url, clock, 3, Scripted()) as three:
        await write(three[0], *NEIGHBOURS, *buys, *(Totals(buy.id) for buy in buys))
        for _ in range(8):
            await asyncio.gather(*(one.desk.submit(command()) for one in three for _ in range(4)))
        for buy in buys:
            card = await three[0].reader.card(buy.id)
            assert card is not None
            assert card.totals.participants == named.count(buy.id)
    assert [one for one in caplog.messages if "gave way" in one or "alone" in one] == []
