"""Destination areas: chosen before ordering, shown with one's own prices, changed again."""

from typing import Any

import pytest
import pytest_asyncio

from domain.commands.base import Cause
from domain.commands.organiser import CallOff
from domain.delivery import Delivery, SharedBy
from domain.ids import BuyId
from handlers.callbacks import Act, Step, on_order, set_line, tap
from tests.handlers.buying.afterwards import AREAS, NORTH
from tests.handlers.buying.conftest import OIL, start
from tests.handlers.buying.scenery import ONE, text
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted, buttons, shown

CHEESE, CODE = BuyId(88), "CHEESE"
DELIVERY = Delivery(3000, SharedBy.UNITS)


@pytest_asyncio.fixture
async def talk(talk: Talk) -> Talk:
    """A buy to two areas, with a delivery shared by units."""
    await start(talk, CHEESE, CODE, areas=AREAS, delivery=DELIVERY)
    return talk


def read(calls: list[Any]) -> str:
    """What is shown, as HTML."""
    return shown(calls).text or ""


async def choose(talk: Talk, label: str, calls: list[Any] | None = None) -> list[Any]:
    """Open the buy, if it is not, and tap an area."""
    calls = calls or await talk.write(BORIS, f"/start {CODE}")
    found = buttons(shown(calls).reply_markup)
    return await talk.tap(BORIS, found[next(one for one in found if one.startswith(label))])


async def test_the_area_is_asked_before_quantities(talk: Talk) -> None:
    """Else somebody orders at a price that is not theirs."""
    calls = await talk.write(BORIS, f"/start {CODE}")
    assert "Where does your part go? The price depends on it." in read(calls)
    assert list(buttons(shown(calls).reply_markup))[:3] == [
        "North · 3.00\u00a0EUR on top",
        "South · 10% off",
        "Not this time",
    ]
    chosen = await choose(talk, "South", calls)
    assert "Your part goes to <b>South</b>: 10% off" in read(chosen)
    assert "about 37.80\u00a0EUR → from 10: about 34.20 → from 20: about 31.50" in read(chosen)
    assert list(buttons(shown(chosen).reply_markup))[:3] == ["1", "2", "3"]


async def test_a_tap_on_the_card_says_what_comes_first(talk: Talk) -> None:
    """Else +1 is refused, and nobody knows what to do."""
    said = alerted(await talk.tap(BORIS, tap(CHEESE, ONE, Step.MORE), group=True))
    assert said == "First say where your part goes: the price depends on it. Tap My order."
    await choose(talk, "South")
    assert alerted(await talk.tap(BORIS, tap(CHEESE, ONE, Step.MORE), group=True)) == (
        "You have 1. about 37.80\u00a0EUR now."
    )


async def test_an_order_typed_in_the_group_leads_to_the_question(talk: Talk) -> None:
    """Else /order 2 in the group ends nowhere."""
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, OIL))
    await talk.said_in_group()
    await talk.write(BORIS, "/order 2", group=True)
    (said,) = await talk.said_in_group()
    assert text(said) == "First say where your part goes: the price depends on it. Tap My order."
    assert said.rows[0][0].url == talk.links.order(CHEESE)


@pytest.mark.parametrize("typed", [f"/order {CODE} 2", f"{CODE} 2"])
async def test_an_order_typed_in_private_asks_for_the_area(talk: Talk, typed: str) -> None:
    """Else typing is refused where a tap would be asked."""
    assert "Where does your part go?" in read(await talk.write(BORIS, typed))


async def test_a_quantity_of_an_old_nudge_asks_for_the_area(talk: Talk) -> None:
    """Else the first tap of a newcomer is a refusal."""
    calls = await talk.tap(BORIS, set_line(CHEESE, ONE, 2))
    assert "Where does your part go?" in read(calls)


async def test_fee_and_delivery_are_told_as_they_stand(talk: Talk) -> None:
    """Else what one pays at the close comes as a surprise."""
    await choose(talk, "North")
    await talk.tap(BORIS, set_line(CHEESE, ONE, 2))
    theirs = await talk.write(CARLA, f"/start {CODE}")
    south = buttons(shown(theirs).reply_markup)["South · 10% off"]
    await talk.tap(CARLA, south)
    await talk.tap(CARLA, set_line(CHEESE, ONE, 1))
    calls = await talk.tap(BORIS, on_order(CHEESE, Act.SHOW))
    assert read(calls).split("\n")[-6:] == [
        "Your part goes to <b>North</b>",
        "Yours:",
        "2 × Olive oil 5 l",
        "North: 3.00 on top",
        "Delivery: 20.00 now, your share of 30.00",
        "Together <b>107.00\u00a0EUR</b> now",
    ]


async def test_the_area_can_be_changed(talk: Talk) -> None:
    """Else a slip of the thumb sends one's part to the wrong place."""
    calls = await choose(talk, "South")
    asked = await talk.tap(BORIS, buttons(shown(calls).reply_markup)["Another area"])
    assert list(buttons(shown(asked).reply_markup))[-1] == "Back"
    assert "goes to <b>North</b>" in read(await choose(talk, "North", asked))
    view = await talk.storage.reader.mine(CHEESE, BORIS)
    assert view is not None
    assert view.involvement.area == NORTH
