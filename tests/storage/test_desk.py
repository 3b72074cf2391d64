"""The desk: nothing lost, nothing doubled, nobody disturbed by another's refusal."""

import asyncio
from dataclasses import replace

import pytest

from domain.buy import Totals
from domain.errors import BuyClosed
from domain.outcome import NOTHING, Outcome
from domain.people import Person
from domain.ports import DeskUnavailable
from domain.timers import Timer, TimerKind
from domain.world import Needs, World
from storage import Storage
from storage.codes import CodeTaken
from storage.round import Committed
from tests.storage.samples import ANNA, BORIS, OIL, ordered, person, to_home, write
from tests.storage.scripted import NOON, do

OF_OIL = Needs(buys=frozenset({OIL}))


def one_more(world: World) -> Outcome:
    """Read the totals, add one, write them."""
    totals = world.totals_of(OIL)
    return Outcome((replace(totals, participants=totals.participants + 1),))


def counted(world: World) -> int:
    """Tell how many there are."""
    return world.totals_of(OIL).participants


def refuse(_world: World) -> Outcome:
    """Refuse."""
    raise BuyClosed(title="Olive oil")


async def test_fifty_at_once_lose_nothing(flat: Storage) -> None:
    """Orders placed in the same moment would overwrite each other's totals."""
    answers = await asyncio.gather(
        *(flat.desk.submit(do(one_more, OF_OIL, counted)) for _ in range(50))
    )
    assert sorted(answers) == list(range(1, 51))
    card = await flat.reader.card(OIL)
    assert card is not None
    assert card.totals.participants == 50


async def test_a_cause_acts_once(flat: Storage) -> None:
    """Telegram delivers an update twice: the second must not order again, but be answered."""
    for _ in range(2):
        assert await flat.desk.submit(do(one_more, OF_OIL, counted, key="u-twice")) == 1


async def test_a_cause_acts_once_within_a_round(flat: Storage) -> None:
    """The two deliveries may wait at the desk side by side."""
    twice = [do(one_more, OF_OIL, counted, key="u-twice") for _ in range(2)]
    assert await asyncio.gather(*map(flat.desk.submit, twice)) == [1, 1]


async def test_what_was_refused_stays_refused(flat: Storage) -> None:
    """An update that comes again after a crash must not do what its person was told it cannot."""
    with pytest.raises(BuyClosed):
        await flat.desk.submit(do(refuse, key="u-again"))
    assert await flat.desk.submit(do(one_more, OF_OIL, counted, key="u-again")) == 0


async def test_a_refusal_without_an_answer_comes_again(flat: Storage) -> None:
    """A buy that was refused is not there to be answered about; its person hears why, not a bug."""

    def nothing_there(_world: World) -> int:
        raise KeyError

    for _ in range(2):
        with pytest.raises(BuyClosed):
            await flat.desk.submit(do(refuse, OF_OIL, nothing_there, key="u-none"))


async def test_a_refusal_disturbs_no_other(flat: Storage) -> None:
    """Commands share a transaction: one that is refused must not take the others with it."""

    def stumble(_world: World) -> Outcome:
        raise ZeroDivisionError

    commands = [do(one_more, OF_OIL, counted), do(refuse), do(stumble), do(one_more, OF_OIL)]
    results = await asyncio.gather(*map(flat.desk.submit, commands), return_exceptions=True)
    assert results[0] == 1
    assert isinstance(results[1], BuyClosed)
    assert isinstance(results[2], ZeroDivisionError)
    assert await flat.desk.submit(do(NOTHING, OF_OIL, counted)) == 2


async def test_a_write_that_fails_disturbs_no_other(flat: Storage) -> None:
    """A row the database refuses fails the round: the others are then decided alone."""
    for_nobody = Outcome((Totals(type(OIL)(404)),))  # there is no such buy
    commands = [do(one_more, OF_OIL), do(for_nobody), do(one_more, OF_OIL)]
    results = await asyncio.gather(*map(flat.desk.submit, commands), return_exceptions=True)
    assert results[0] is None
    assert "FOREIGN KEY" in str(results[1]).upper()
    assert results[2] is None
    assert await flat.desk.submit(do(NOTHING, OF_OIL, counted)) == 2


async def test_a_failing_answer_takes_its_decision_back(flat: Storage) -> None:
    """Whoever gets an error must be able to rely on nothing having happened."""

    def stumble(_world: World) -> None:
        raise ZeroDivisionError

    commands = [do(one_more, OF_OIL), do(one_more, OF_OIL, stumble)]
    results = await asyncio.gather(*map(flat.desk.submit, commands), return_exceptions=True)
    assert isinstance(results[1], ZeroDivisionError)
    assert await flat.desk.submit(do(NOTHING, OF_OIL, counted)) == 1


async def test_later_commands_see_what_earlier_ones_decided(flat: Storage) -> None:
    """Within a round nothing is read again: the world itself must be kept current."""
    dewi = person(ANNA, "Anna the Second")

    def name(world: World) -> str:
        return world.people[ANNA].first_name

    people = Needs(people=frozenset({ANNA}))
    commands = [do(Outcome((dewi,)), people, name), do(NOTHING, people, name)]
    assert await asyncio.gather(*map(flat.desk.submit, commands)) == ["Anna the Second"] * 2


async def test_a_cancelled_waiter_breaks_nothing(flat: Storage) -> None:
    """A webhook that Telegram gave up on must not tear a transaction apart."""
    waiting = [asyncio.create_task(flat.desk.submit(do(one_more, OF_OIL))) for _ in range(5)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    waiting[3].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await flat.desk.submit(do(NOTHING, OF_OIL, counted)) == 5


async def test_closing_finishes_what_waits(url: str, flat: Storage) -> None:
    """An order taken in as the bot stops is still an order."""
    waiting = [asyncio.create_task(flat.desk.submit(do(one_more, OF_OIL))) for _ in range(5)]
    await asyncio.sleep(0)
    await flat.desk.close()
    assert [task.exception() for task in waiting if task.done()] == [None] * 5
    with pytest.raises(DeskUnavailable):
        await flat.desk.submit(do(one_more, OF_OIL))


async def test_commits_are_told(flat: Storage) -> None:
    """The relay and the schedule sleep until something is due: they must be woken."""
    told: list[Committed] = []

    def fail(_committed: Committed) -> None:
        raise ZeroDivisionError

    flat.desk.on_commit(fail)
    flat.desk.on_commit(told.append)
    timer = Timer(OIL, TimerKind.DEADLINE, NOON)
    await write(flat, *ordered(BORIS, 1), notices=(to_home(),), timers=(timer,))
    with pytest.raises(BuyClosed):
        await flat.desk.submit(do(refuse))
    assert told == [Committed(notices=True, timers=True, buys=frozenset({OIL}))]


async def test_a_record_is_written_in_its_last_version(flat: Storage) -> None:
    """One statement cannot write a row twice: PostgreSQL refuses it, and order would be chance."""
    names = [person(BORIS, f"Boris {number}") for number in range(5)]
    await asyncio.gather(*(write(flat, name) for name in names))
    assert await flat.reader.person(BORIS) == names[-1]


async def test_a_code_belongs_to_one_buy_for_ever(flat: Storage) -> None:
    """A replaced code given to another buy would lead old links to strangers."""
    buy = await flat.reader.buy(OIL)
    assert buy is not None
    await write(flat, replace(buy, code="NEWER"))
    other = replace(buy, id=type(OIL)(8), code="CODE7")
    with pytest.raises(CodeTaken):
        await write(flat, other)
    assert await flat.reader.buy_by_code("CODE7") == replace(buy, code="NEWER")


async def test_what_is_needed_is_loaded(flat: Storage) -> None:
    """A record missing from the world would be decided upon as if it were not there."""
    seen: list[World] = []

    def look(world: World) -> Outcome:
        seen.append(world)
        return NOTHING

    await write(flat, *ordered(BORIS, 2), *ordered(ANNA, 1))
    needs = Needs(parts=frozenset({(OIL, BORIS)}))
    await flat.desk.submit(do(look, needs))
    world = seen[0]
    assert world.lines_of(OIL, BORIS)
    assert not world.lines_of(OIL, ANNA)
    assert set(world.people) == {ANNA, BORIS}
    assert set(world.homes) == {world.buy(OIL).home}
    assert len(world.memberships) == 1


async def test_a_new_person_is_not_there_yet(flat: Storage) -> None:
    """What does not exist must be missing, not empty."""
    unknown = type(ANNA)(99)

    def known(world: World) -> Person | None:
        return world.people.get(unknown)

    needs = Needs(people=frozenset({unknown}))
    assert await flat.desk.submit(do(NOTHING, needs, known)) is None
