"""Running a buy: who may, in which place, and what each button does."""

from datetime import timedelta

import pytest

from domain.buy import State
from domain.commands.base import Cause
from domain.commands.member import ClaimPaid, Open
from domain.commands.organiser import CallOff
from domain.ids import BuyId
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted, buttons, shown
from tests.handlers.organiser.buys import LINE, fresh, order, start

SECOND = "/buy Eggs; 3 EUR; until Fri 18:00"


async def test_close_in_the_group_previews_and_then_closes(talk: Talk) -> None:
    """Closing cannot be undone: what happens is said before, and the tap decides."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 10)
    await talk.write(ANNA, "/close", group=True)
    *_, preview = await talk.said_in_group()
    assert (
        "1 person has ordered 10 units for 380.00\u00a0EUR in all, 40.00\u00a0EUR saved"
        in preview.text
    )
    refused = await talk.tap(BORIS, preview.rows[0][0].data or "", group=True)
    assert "Anna" in alerted(refused)
    assert (await fresh(talk, buy)).state is State.OPEN
    closed = await talk.tap(ANNA, preview.rows[0][0].data or "", group=True)
    assert "closed" in alerted(closed)
    assert (await fresh(talk, buy)).state is State.CLOSED
    again = await talk.tap(ANNA, preview.rows[0][0].data or "", group=True)
    assert alerted(again)


async def test_close_says_beforehand_that_a_missed_minimum_calls_off(talk: Talk) -> None:
    """An organiser who closes early must not be surprised by an empty result."""
    buy = await start(talk, f"{LINE}; min 5 people")
    await order(talk, buy.id, BORIS, 1)
    calls = await talk.write(ANNA, "/close")
    message = shown(calls)
    assert "needs 5 people" in str(message.text)
    done = await talk.tap(ANNA, buttons(message.reply_markup)["Close now"])
    assert "called off" in alerted(done)
    assert (await fresh(talk, buy)).state is State.CALLED_OFF
    assert "Nothing is owed" in str(shown(done).text)


async def test_which_buy_is_asked_only_when_it_is_open_to_doubt(talk: Talk) -> None:
    """Guessing would close the wrong one; asking without need is a nuisance."""
    oil = await start(talk)
    await start(talk, SECOND)
    await talk.write(ANNA, "/extend", group=True)
    (which,) = await talk.said_in_group()
    labels = {row[0].text: row[0].data or "" for row in which.rows}
    assert set(labels) == {"Olive oil 5 l", "Eggs"}
    await talk.tap(ANNA, labels["Olive oil 5 l"], group=True)
    (extend,) = await talk.said_in_group()
    day = extend.rows[0][0]
    assert day.text == "1 day"
    await talk.tap(ANNA, day.data or "", group=True)
    assert (await fresh(talk, oil)).terms.deadline == oil.terms.deadline + timedelta(days=1)


async def test_extend_takes_a_time_in_words(talk: Talk) -> None:
    """/extend Sun 20:00 says it all: no question is needed."""
    buy = await start(talk)
    await talk.write(ANNA, "/extend Sun 20:00", group=True)
    (said,) = await talk.said_in_group()
    assert "Sun 20:00" in said.text
    assert (await fresh(talk, buy)).terms.deadline > buy.terms.deadline


@pytest.mark.parametrize("command", ["/close", "/invite", "/nudge", "/edit", "/extend", "/calloff"])
async def test_every_command_answers_where_nothing_is_open(talk: Talk, command: str) -> None:
    """Silence looks broken; the answer says how a buy is started."""
    await talk.write(ANNA, command, group=True)
    (said,) = await talk.said_in_group()
    assert "/buy" in said.text
    assert "/buy" in str(shown(await talk.write(ANNA, command)).text)


@pytest.mark.parametrize("command", ["/close", "/invite", "/nudge", "/edit", "/extend", "/calloff"])
async def test_every_command_tells_others_who_runs_it(talk: Talk, command: str) -> None:
    """A member who tries learns whom to ask, without blame."""
    await start(talk)
    await talk.write(BORIS, command, group=True)
    (said,) = await talk.said_in_group()
    assert "Anna runs" in said.text


@pytest.mark.parametrize("command", ["/invite", "/nudge", "/edit", "/extend", "/close", "/calloff"])
async def test_every_command_works_in_both_places(talk: Talk, command: str) -> None:
    """UX-1: all of the main loop in the group or in the private chat."""
    await start(talk)
    await talk.write(ANNA, command, group=True)
    (said,) = await talk.said_in_group()
    assert said.rows or "Nobody" in said.text or "answered" in said.text
    assert str(shown(await talk.write(ANNA, command)).text)


async def test_an_administrator_may_call_off(talk: Talk) -> None:
    """Who keeps a group in order can end a buy there; any other member cannot."""
    buy = await start(talk)
    talk.telegram.administrators.add(CARLA)
    await talk.write(CARLA, "/calloff", group=True)
    (sure,) = await talk.said_in_group()
    now = sure.rows[0][0].data or ""
    refused = await talk.tap(BORIS, now, group=True)
    assert alerted(refused)
    assert (await fresh(talk, buy)).state is State.OPEN
    await talk.tap(CARLA, now, group=True)
    assert (await fresh(talk, buy)).state is State.CALLED_OFF


async def test_taking_over_waits_until_the_organiser_is_gone(talk: Talk) -> None:
    """A buy is not to be grabbed; an orphaned one is not to be stuck."""
    buy = await start(talk)
    talk.telegram.administrators.add(CARLA)
    refused = await talk.tap(CARLA, on(Verb.TAKE_OVER, buy.id), group=True)
    assert "Anna" in alerted(refused)
    talk.telegram.left.add(ANNA)
    await talk.tap(CARLA, on(Verb.TAKE_OVER, buy.id), group=True)
    assert (await fresh(talk, buy)).organiser == CARLA


async def test_nudge_says_whom_it_reaches_before_it_goes(talk: Talk) -> None:
    """A nudge cannot be taken back."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.PICK, buy.id))
    await talk.write(ANNA, "@boris @carla")
    await order(talk, buy.id, CARLA, 1)
    message = shown(await talk.write(ANNA, "/nudge"))
    assert "1 person has not answered" in str(message.text)
    assert "Boris" in str(message.text)
    sent = await talk.tap(ANNA, buttons(message.reply_markup)["Send it"])
    assert alerted(sent).startswith("1 nudge")


async def test_collecting_marks_parts_takes_back_and_denies(talk: Talk) -> None:
    """UX-7: the board keeps who paid, to the cent, and a mistake can be undone."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 2)
    await talk.tap(ANNA, on(Verb.CLOSE_NOW, buy.id))
    await talk.storage.desk.submit(ClaimPaid(Cause("claim", NOW), BORIS, buy.id))
    board = shown(await talk.tap(ANNA, on(Verb.BOARD, buy.id)))
    assert "says paid" in str(board.text)
    person = shown(await talk.tap(ANNA, buttons(board.reply_markup)["Boris"]))
    assert "<b>84.00\u00a0EUR</b> still to pay" in str(person.text)
    await talk.tap(ANNA, buttons(person.reply_markup)["Paid a part"])
    part = shown(await talk.write(ANNA, "34"))
    assert "<b>50.00\u00a0EUR</b> still to pay" in str(part.text)
    paid = shown(await talk.tap(ANNA, buttons(part.reply_markup)["Mark paid"]))
    assert "Paid in full" in str(paid.text)
    undone = shown(await talk.tap(ANNA, buttons(paid.reply_markup)["Not paid after all"]))
    assert "<b>84.00\u00a0EUR</b> still to pay" in str(undone.text)


async def test_the_board_is_for_those_who_run_the_buy(talk: Talk) -> None:
    """GP-13: what is known about participants is the organiser's alone, whatever is forged."""
    buy = await start(talk)
    await order(talk, buy.id, CARLA, 1)
    for verb in Verb:
        calls = await talk.tap(BORIS, on(verb, buy.id, person=CARLA))
        assert "Carla" not in "".join(str(getattr(call, "text", "")) for call in calls), verb
        assert alerted(calls), verb


async def test_a_helper_runs_the_buy_and_ends(talk: Talk) -> None:
    """Work can be shared, and taken back."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.HELPERS, buy.id, n=1))
    message = shown(await talk.write(ANNA, "@boris"))
    assert "Now: Boris" in str(message.text)
    assert "Olive oil" in str(shown(await talk.tap(BORIS, on(Verb.RUN, buy.id))).text)
    await talk.tap(ANNA, buttons(message.reply_markup)["End: Boris"])
    assert (await fresh(talk, buy)).helpers == frozenset()


async def test_what_has_no_room_in_a_group_opens_in_private(talk: Talk) -> None:
    """A board in the group would show everyone who owes what."""
    buy = await start(talk)
    calls = await talk.tap(ANNA, on(Verb.BOARD, buy.id), group=True)
    assert [call.url for call in calls] == [talk.links.run(buy.id)]
    opened = shown(await talk.write(ANNA, f"/start run_{buy.id}"))
    assert "Who is in" in buttons(opened.reply_markup)


async def test_the_order_for_the_supplier_is_ready_to_forward(talk: Talk) -> None:
    """UX-15: 20 × Olive oil 5 l, to copy with one tap."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 3)
    await talk.storage.desk.submit(Open(Cause("open", NOW), CARLA, buy.id, code=buy.code))
    totals = shown(await talk.tap(ANNA, on(Verb.TOTALS, buy.id)))
    assert "<pre>3 × Olive oil 5 l</pre>" in str(totals.text)


async def test_forged_taps_never_crash(talk: Talk) -> None:
    """Anything can stand in callback data."""
    buy = await start(talk)
    for arg in (
        "",
        "home",
        "price=x",
        "deadline=soon",
        "admission=all",
        "guests",
        "stock=no",
        "price",
        "ladder=no",
    ):
        for verb in (Verb.EDIT_TERM, Verb.SET_TERM, Verb.INVITATION, Verb.REVOKE):
            assert await talk.tap(ANNA, on(verb, buy.id, n=77, arg=arg))
    assert await talk.tap(ANNA, on(Verb.RUN, BuyId(1)))


async def test_a_close_that_saves_nothing_says_nothing_of_savings(talk: Talk) -> None:
    """Else it boasts of 0.00 saved."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 1)
    assert "saved" not in str(shown(await talk.write(ANNA, "/close")).text)


async def test_a_command_ends_what_was_being_asked(talk: Talk) -> None:
    """Else a number typed much later becomes the deadline that was asked for before."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="how_to_pay"))
    await talk.write(ANNA, "/my")
    await talk.write(ANNA, "12")
    assert not (await fresh(talk, buy)).terms.how_to_pay


async def test_a_buy_that_is_over_asks_for_nothing_more(talk: Talk) -> None:
    """Else what is typed is read as a term of a buy that was called off, again and again."""
    buy = await start(talk)
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="deadline"))
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    assert "was called off" in str(shown(await talk.write(ANNA, "12")).text)
    assert "did not understand" in str(shown(await talk.write(ANNA, "hm")).text)
