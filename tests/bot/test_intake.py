"""How updates are taken: once, in order within one person, acknowledged after their commit."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.catching_up import CatchingUp
from bot.intake import Intake, Raw, lane_of
from bot.progress import CURRENT
from domain.ports import DeskUnavailable

ANNA, BORIS = {"id": 501}, {"id": 502}
FLAT = {"id": -4001}


def update(number: int, who: dict[str, int] = ANNA) -> Raw:
    """A message of somebody in the flat."""
    return {"update_id": number, "message": {"from": who, "chat": FLAT}}


class Handlers:
    """Handlers that wait for the test before they are through."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}
        self.errors: list[Exception] = []
        self.moved = asyncio.Condition()

    def gate(self, number: int) -> asyncio.Event:
        """The gate before which the handler of an update waits."""
        return self.gates.setdefault(number, asyncio.Event())

    async def __call__(self, raw: Raw) -> None:
        """Handle one update: fail if that is due, else wait at its gate."""
        number = raw["update_id"]
        await self._note(self.begun, number)
        if self.errors:
            raise self.errors.pop(0)
        await self.gate(number).wait()
        await self._note(self.ended, number)

    async def _note(self, where: list[int], number: int) -> None:
        async with self.moved:
            where.append(number)
            self.moved.notify_all()

    async def until_begun(self, *numbers: int) -> None:
        """Wait until handlers of exactly these updates have begun."""
        async with self.moved:
            await self.moved.wait_for(lambda: self.begun == list(numbers))


@pytest.fixture
async def handlers() -> Handlers:
    """Handlers with gates."""
    return Handlers()


@pytest.fixture
async def intake(handlers: Handlers) -> Intake:
    """An intake that feeds them."""
    return Intake(handlers, CatchingUp())


async def test_in_order_within_one_person(intake: Intake, handlers: Handlers) -> None:
    """Without it "+1" and then "-1" could end with one, or a correction before what it corrects."""
    first = intake.take(update(1), patient=True)
    second = intake.take(update(2), patient=True)
    third = intake.take(update(3), patient=True)
    await handlers.until_begun(1)
    handlers.gate(2).set()
    handlers.gate(3).set()
    assert not second.done()
    handlers.gate(1).set()
    await asyncio.gather(first, second, third)
    assert handlers.ended == [1, 2, 3]


async def test_different_people_do_not_wait(intake: Intake, handlers: Handlers) -> None:
    """Without it one slow answer would hold up the whole group."""
    slow = intake.take(update(1, ANNA), patient=True)
    quick = intake.take(update(2, BORIS), patient=True)
    handlers.gate(2).set()
    await quick
    assert not slow.done()
    handlers.gate(1).set()
    await slow


async def test_the_same_update_at_the_same_time(intake: Intake, handlers: Handlers) -> None:
    """Without it a webhook retried while the first call still runs would be handled twice."""
    first = intake.take(update(1), patient=False)
    again = intake.take(update(1), patient=False)
    await handlers.until_begun(1)
    assert not again.done()
    handlers.gate(1).set()
    await asyncio.gather(first, again)
    await intake.take(update(1), patient=False)
    assert handlers.begun == [1]


async def test_the_next_waits_for_the_commit_not_for_the_end(
    intake: Intake, handlers: Handlers
) -> None:
    """Without it Telegram's answer to us would hold up what a person does next."""
    speaking = asyncio.Event()

    async def feed(raw: Raw) -> None:
        progress = CURRENT.get()
        assert progress is not None
        if raw["update_id"] == 1:
            progress.speak()
            await speaking.wait()

    intake = Intake(feed, CatchingUp())
    await intake.take(update(1), patient=True)
    await intake.take(update(2), patient=True)
    speaking.set()
    await intake.drain(1)


async def test_a_command_on_its_way_is_waited_for(intake: Intake) -> None:
    """Without it an update could be acknowledged before its order is durable, and be lost."""
    submitted, written = asyncio.Event(), asyncio.Event()

    async def feed(_: Raw) -> None:
        progress = CURRENT.get()
        assert progress is not None
        progress.begin()
        progress.speak()
        submitted.set()
        await written.wait()
        progress.end()

    intake = Intake(feed, CatchingUp())
    committed = intake.take(update(1), patient=True)
    await submitted.wait()
    assert not committed.done()
    written.set()
    await committed


async def test_a_patient_intake_tries_again(intake: Intake, handlers: Handlers) -> None:
    """Without it what people did while the database was locked would be lost."""
    handlers.errors = [DeskUnavailable(), DeskUnavailable()]
    handlers.gate(1).set()
    await intake.take(update(1), patient=True)
    assert handlers.begun == [1, 1, 1]
    assert handlers.ended == [1]


async def test_an_impatient_intake_leaves_it_to_telegram(
    intake: Intake, handlers: Handlers
) -> None:
    """Without it a webhook would say 200 for what was not written."""
    handlers.errors = [DeskUnavailable()]
    handlers.gate(1).set()
    with pytest.raises(DeskUnavailable):
        await intake.take(update(1), patient=False)
    await intake.take(update(1), patient=False)
    assert handlers.ended == [1]


async def test_stopping_acknowledges_nothing_unfinished(intake: Intake, handlers: Handlers) -> None:
    """Without it a stop in the middle of an order would lose it."""
    committed = intake.take(update(1), patient=True)
    await handlers.until_begun(1)
    await intake.drain(0)
    assert committed.cancelled()


LANES: list[tuple[dict[str, Any], int]] = [
    ({"message": {"from": ANNA, "chat": FLAT}}, 501),
    ({"callback_query": {"from": ANNA, "message": {"chat": FLAT, "from": BORIS}}}, 501),
    ({"inline_query": {"from": BORIS, "query": ""}}, 502),
    ({"message": {"from": {"id": 1087968824}, "sender_chat": FLAT, "chat": FLAT}}, -4001),
    ({"message": {"from": {"id": 42}, "chat": {"id": 501}, "refunded_payment": {}}}, 501),
    ({"poll": {"id": "7"}}, 0),
    ({"message": {"from": "Anna", "chat": {"id": "5"}}}, 0),
    ({"message": {"from": {"id": None}, "chat": {"id": 5}}}, 5),
    ({"poll": [1]}, 0),
]


@pytest.mark.parametrize(("raw", "lane"), LANES)
def test_whose_updates_stay_in_order(raw: dict[str, Any], lane: int) -> None:
    """Without it anonymous administrators of all groups would wait for one another."""
    assert lane_of({"update_id": 1, **raw}) == lane
