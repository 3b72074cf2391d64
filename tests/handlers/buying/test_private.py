"""What members do in private: links, codes, quantities, guests, leaving, paying."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from aiogram.methods import EditMessageText, SendMessage, SendPhoto

from domain.commands.base import Cause
from domain.commands.member import OrderAnswer
from domain.commands.organiser import CloseBuy, Invite, InviteOpen
from domain.ids import GuestNo
from handlers.callbacks import Act, Step, ask_line, on_order, set_line, step_line
from handlers.order.changing import have_now
from handlers.start.arriving import GUESSES
from locales.translator import Translator
from tests.handlers.buying.conftest import CODE, OIL
from tests.handlers.buying.scenery import ONE
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted, buttons, shown


def read(calls: list[Any]) -> str:
    """What is shown, as HTML."""
    return shown(calls).text or ""


async def close(talk: Talk) -> None:
    """Let Anna close the buy."""
    await talk.storage.desk.submit(CloseBuy(Cause("close", NOW), ANNA, OIL))


async def test_a_start_without_a_link_is_two_sentences_and_two_buttons(talk: Talk) -> None:
    """Else a newcomer does not know what this is."""
    calls = await talk.write(BORIS, "/start")
    assert list(buttons(shown(calls).reply_markup)) == ["Start a group buy", "Add me to a group"]


@pytest.mark.parametrize(
    "typed",
    [f"/start {CODE}", f"/start {CODE.lower()}", f"/start o_{OIL}", CODE.lower(), "K7Q 4PN",
     f"https://t.me/flat_bot?start={CODE}", f"/order {CODE}"],
)  # fmt: skip
async def test_every_way_in_leads_to_the_order(talk: Talk, typed: str) -> None:
    """Else somebody with the code in their hands cannot order."""
    calls = await talk.write(BORIS, typed)
    assert "How many for you?" in read(calls)
    assert list(buttons(shown(calls).reply_markup))[:4] == ["1", "2", "3", "Other"]


@pytest.mark.parametrize("typed", [f"/order {CODE} 2", f"{CODE.lower()} 2 oil"])
async def test_a_code_with_a_quantity_is_an_order(talk: Talk, typed: str) -> None:
    """Else ordering with the code (GP-1) needs a second message."""
    assert "2 × Olive oil 5 l" in read(await talk.write(BORIS, typed))


async def test_a_quantity_alone_means_the_only_buy(talk: Talk) -> None:
    """Else /order 5 in private changes nothing and says nothing."""
    await talk.tap(BORIS, set_line(OIL, ONE, 1))
    assert "5 × Olive oil 5 l" in read(await talk.write(BORIS, "/order 5"))


async def test_small_talk_is_no_guessing(talk: Talk) -> None:
    """Else who says hello five times may not enter the right code afterwards."""
    for _ in range(GUESSES + 1):
        for typed in ("hello", "ok", "I did it", "Olive oil please"):
            assert "did not understand" in read(await talk.write(BORIS, typed))
    assert "How many" in read(await talk.write(BORIS, CODE))


async def test_guessing_codes_is_slowed_down(talk: Talk) -> None:
    """Else the codes of strangers are found by trying."""
    for n in range(GUESSES):
        assert "No buy has the code" in read(await talk.write(CARLA, f"/start AAAAA{n}"))
    assert "Try again in 10 minutes" in read(await talk.write(CARLA, f"/start {CODE}"))
    talk.clock.moment += timedelta(minutes=11)
    assert "Olive oil" in read(await talk.write(CARLA, f"/start {CODE}"))


async def test_a_personal_link_serves_its_person(talk: Talk) -> None:
    """Else a forwarded link orders in another's name."""
    desk = talk.storage.desk
    await desk.submit(Invite(Cause("i", NOW), ANNA, OIL, (BORIS,), ("tokenB",)))
    await desk.submit(InviteOpen(Cause("o", NOW), ANNA, OIL, "tokenO", "aunt"))
    assert "made for somebody else" in read(await talk.write(CARLA, "/start i_tokenB"))
    assert "How many for you?" in read(await talk.write(BORIS, "/start i_tokenB"))
    assert "How many for you?" in read(await talk.write(CARLA, "/start i_tokenO"))
    assert "find that buy" in read(await talk.write(CARLA, "/start i_unknown"))


async def test_what_is_not_understood_says_what_is(talk: Talk) -> None:
    """Else typing to the bot is talking to a wall."""
    for typed in ("hello there, how are you?", "/nonsense"):
        assert "I did not understand that" in read(await talk.write(BORIS, typed))


async def test_quantities_are_set_and_stepped_in_place(talk: Talk) -> None:
    """Else each tap posts another message."""
    calls = await talk.tap(BORIS, set_line(OIL, ONE, 3))
    assert alerted(calls) == "You have 3. 42.00\u00a0EUR each now."
    assert isinstance(shown(calls), EditMessageText)
    assert "3 × Olive oil 5 l" in read(calls)
    assert "2 × Olive oil 5 l" in read(await talk.tap(BORIS, step_line(OIL, ONE, Step.LESS)))


async def test_an_exact_number_is_asked_and_read(talk: Talk) -> None:
    """Else nobody can order more than three at once."""
    assert "How many" in read(await talk.tap(BORIS, ask_line(OIL, ONE)))
    assert "as a quantity" in read(await talk.write(BORIS, "a few"))
    assert "fits one order" in read(await talk.write(BORIS, "100000"))
    assert "12 × Olive oil 5 l" in read(await talk.write(BORIS, "12"))
    assert "12 × Olive oil" not in read(await talk.write(BORIS, "13 or so"))


async def test_a_guest_gets_lines_of_their_own(talk: Talk) -> None:
    """Else ordering for somebody else means remembering it."""
    await talk.tap(BORIS, on_order(OIL, Act.GUEST))
    calls = await talk.write(BORIS, "Maria")
    assert "For Maria" in read(calls)
    tapped = await talk.tap(BORIS, buttons(shown(calls).reply_markup)["2"])
    assert "2 × Olive oil 5 l for Maria" in read(tapped)
    assert alerted(tapped) == "Maria has 2. 42.00\u00a0EUR each now."
    none = await talk.tap(BORIS, set_line(OIL, ONE, 0, GuestNo(1)))
    assert alerted(none) == "Maria has none now."


@pytest.mark.parametrize(
    ("own_units", "said"), [(0, "You have none now."), (3, "You have none of it now.")]
)
def test_giving_up_one_thing_is_not_giving_up_all(own_units: int, said: str) -> None:
    """Else somebody who took back the eggs believes that the oil is gone too."""
    changed = OrderAnswer(0, own_units, Fraction(4200), 4200, about=False, currency="EUR")
    assert have_now(Translator("en"), changed) == said


async def test_an_old_not_this_time_asks_before_it_takes_an_order_back(talk: Talk) -> None:
    """Else a tap on yesterday's nudge silently cancels what was ordered since."""
    await talk.tap(BORIS, set_line(OIL, ONE, 2))
    assert "Take all of it back?" in read(await talk.tap(BORIS, on_order(OIL, Act.DECLINE)))
    assert "2 × Olive oil 5 l" in read(await talk.tap(BORIS, on_order(OIL, Act.SHOW)))


async def test_cancelling_declining_and_muting_can_be_undone(talk: Talk) -> None:
    """Else leaving is a trap, or does not leave in peace."""
    await talk.tap(BORIS, set_line(OIL, ONE, 2))
    assert "Take all of it back?" in read(await talk.tap(BORIS, on_order(OIL, Act.CANCEL)))
    assert "none now" in alerted(await talk.tap(BORIS, on_order(OIL, Act.CANCEL_NOW)))
    assert "left in peace" in read(await talk.tap(BORIS, on_order(OIL, Act.DECLINE)))
    assert "How many for you?" in read(await talk.tap(BORIS, on_order(OIL, Act.TAKE_BACK)))
    await talk.tap(BORIS, on_order(OIL, Act.MUTE))
    mine = await talk.storage.reader.mine(OIL, BORIS)
    assert mine is not None
    assert mine.involvement.muted
    calls = await talk.tap(BORIS, on_order(OIL, Act.UNMUTE))
    assert "Fewer messages" in buttons(shown(calls).reply_markup)


async def test_a_buy_is_handed_on_in_every_way(talk: Talk) -> None:
    """Else the code does not reach whoever needs it (GP-3)."""
    calls = await talk.write(BORIS, f"/start s_{OIL}")
    assert f"https://t.me/flat_bot?start={CODE}" in read(calls)
    assert "Copy link" in str(shown(calls).reply_markup)
    (qr,) = [c for c in await talk.tap(BORIS, on_order(OIL, Act.QR)) if isinstance(c, SendPhoto)]
    assert CODE in (qr.caption or "")
    forward = shown(await talk.tap(BORIS, on_order(OIL, Act.FORWARD)))
    assert isinstance(forward, SendMessage)
    assert forward.reply_markup is None
    assert "Join in: https://t.me" in read([forward])


async def test_after_the_close_the_link_shows_the_statement(talk: Talk) -> None:
    """Else who owes cannot find what, and a late tap changes a frozen order."""
    await talk.tap(BORIS, set_line(OIL, ONE, 10))
    await close(talk)
    for typed in (f"/start o_{OIL}", f"/start {CODE}", CODE):
        assert "10 × 38.00 = <b>380.00\u00a0EUR</b>" in read(await talk.write(BORIS, typed))
    assert "is closed" in alerted(await talk.tap(BORIS, set_line(OIL, ONE, 11)))
    assert "is closed" in alerted(await talk.tap(BORIS, on_order(OIL, Act.SHARE)))


async def test_a_stranger_with_the_card_sees_the_result(talk: Talk) -> None:
    """Else the button of a settled card fails for whoever did not order."""
    await talk.tap(BORIS, set_line(OIL, ONE, 1))
    await close(talk)
    assert "You were not in it." in read(await talk.write(CARLA, f"/start o_{OIL}"))


async def test_paying_is_said_and_can_be_checked(talk: Talk) -> None:
    """Else the organiser never hears of a payment, and nobody can check the sums."""
    await talk.tap(BORIS, set_line(OIL, ONE, 10))
    assert "Orders cannot" not in alerted(await talk.tap(BORIS, on_order(OIL, Act.WORKED_OUT)))
    await close(talk)
    assert "420.00 − 40.00" in read(await talk.tap(BORIS, on_order(OIL, Act.WORKED_OUT)))
    calls = await talk.tap(BORIS, on_order(OIL, Act.PAID))
    assert alerted(calls) == "Anna is asked to confirm. You will hear."
    assert "was asked to confirm" in read(calls)


async def test_my_in_a_group_says_where_to_ask(talk: Talk) -> None:
    """Else the group's silence looks as if the bot were gone."""
    await talk.write(BORIS, "/my", group=True)
    (said,) = await talk.said_in_group()
    assert "send /my" in said.text


async def test_my_lists_what_one_is_in(talk: Talk) -> None:
    """Else somebody in three buys has to search three groups."""
    assert "You are in no buy yet" in read(await talk.write(CARLA, "/my"))
    await talk.tap(BORIS, set_line(OIL, ONE, 10))
    listed = read(await talk.write(BORIS, "/my"))
    assert "yours 10" in listed
    assert "until <tg-time" in listed, "told in one's own zone, which Telegram alone knows"
    assert "Yours: <b>10 × Olive oil 5 l</b>" in read(await talk.write(BORIS, "/status"))
    await close(talk)
    assert "to pay 380.00\u00a0EUR" in read(await talk.write(BORIS, "/my"))
    assert "you run it · 380.00\u00a0EUR still to come in" in read(await talk.write(ANNA, "/my"))
