"""An order that arrives as the buy closes: decided once, told to whoever was late, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram.methods import SendMessage
from hypothesis import given
from hypothesis import strategies as st

from domain.buy import State
from domain.commands.people import Expect
from domain.ids import PersonId
from tests.promises.acts import NUMBER, on
from tests.promises.amounts import FEW
from tests.promises.street import ANNA, BORIS, CARLA, FLAT, OIL, Street, answers, cause_of
from tests.promises.updates import Raw, tap, text

CLOSE = on("r", OIL, "cls2", "", 0, "")


def ordered(here: Street) -> dict[int, int]:
    """Return what stands on the board: tins of each person."""
    board = here.runner.run(here.storage.reader.board(OIL))
    return {
        row.person: line.quantity
        for row in board
        for line in row.lines
        if row.person is not None and line.item == 1 and not line.guest
    }


@pytest.mark.timeout(300)
@FEW
@given(before=st.integers(0, 3), after=st.integers(1, 3), elsewhere=st.booleans())
def test_each_tap_counts_or_is_told_that_it_is_late(
    everywhere: Street, before: int, after: int, elsewhere: bool
) -> None:
    """Lost otherwise: somebody is told that they are in, and gets nothing; or pays unasked."""
    number = everywhere.number
    taps: list[Raw] = [
        tap(number(), 900 + place, FLAT, on("t", OIL, 1, "m")) for place in range(before + after)
    ]
    close = tap(number(), ANNA, ANNA, CLOSE)
    order = [*taps[:before], close, *taps[before:]]
    said = everywhere.hear(*([taps[0], *order] if elsewhere else order))
    told = {answer.callback_query_id: str(answer.text) for answer in answers(said)}
    buy = everywhere.runner.run(everywhere.storage.reader.buy(OIL))
    settlement = everywhere.runner.run(everywhere.storage.reader.settlement(OIL))
    assert buy is not None
    assert buy.state is State.CLOSED
    assert settlement is not None
    held = ordered(everywhere)
    for one in taps:
        who, answer = one["callback_query"]["from"]["id"], told[str(one["update_id"])]
        assert ("closed" in answer) != (who in held), (answer, held)
        assert ("You have 1" in answer) == (who in held)
    owing = {statement.person for statement in settlement.statements}
    assert owing == {*held, BORIS}
    assert not everywhere.bugs.found, everywhere.bugs.blamed()
    everywhere.say_all()
    everywhere.put_back()


@pytest.mark.timeout(300)
@FEW
@given(first=st.booleans(), quantity=st.integers(1, 5))
def test_what_is_typed_as_it_closes_is_ordered_or_refused_in_words(
    everywhere: Street, first: bool, quantity: int
) -> None:
    """Lost otherwise: a number typed in that moment is met with "I did not understand"."""
    number = everywhere.number
    everywhere.run(Expect(cause_of(f"asked{number()}"), BORIS, NUMBER))
    typed = text(number(), BORIS, BORIS, str(quantity))
    close = tap(number(), ANNA, ANNA, CLOSE)
    said = everywhere.hear(typed, close) if first else everywhere.hear(close, typed)
    held = ordered(everywhere)[BORIS]
    told = " ".join(
        one.text for one in said if isinstance(one, SendMessage) and one.chat_id == BORIS
    )
    assert told, said
    assert "closed" in told or held == quantity, (told, held)
    assert "closed" not in told or held == 2, (told, held)
    settlement = everywhere.runner.run(everywhere.storage.reader.settlement(OIL))
    assert settlement is not None
    lines = [line for one in settlement.statements for line in one.lines if line.item == 1]
    assert [line.quantity for line in lines if not line.guest] == [held]
    everywhere.put_back()


@pytest.mark.timeout(300)
def test_the_deadline_and_a_tap_at_once(everywhere: Street) -> None:
    """Lost otherwise: a buy that time closes settles without an order that it took."""
    for _ in range(4):
        everywhere.clock.moment += timedelta(days=5)
        late = tap(everywhere.number(), CARLA, FLAT, on("t", OIL, 1, "m"))
        everywhere.hear_at_the_deadline(late)
        settlement = everywhere.runner.run(everywhere.storage.reader.settlement(OIL))
        assert settlement is not None
        owing = {PersonId(statement.person) for statement in settlement.statements}
        assert owing == {PersonId(who) for who in {*ordered(everywhere), BORIS}}
        everywhere.clock.moment -= timedelta(days=5)
        everywhere.put_back()
