"""Where the goods go after the close, the pick-up code, and the file with all lines."""

import re
from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio
import zxingcpp
from aiogram.methods import SendDocument, SendPhoto
from aiogram.types import BufferedInputFile
from PIL import Image

from domain.commands.base import Cause
from domain.commands.goods import EnterArrival, MoveShipment
from domain.commands.organiser import CloseBuy
from domain.goods import Destination, PointNo, Stage
from domain.ids import BuyId
from domain.sheet.checking import check
from domain.sheet.reading import read_sheet
from handlers.callbacks import Act, on_order, on_point, set_line
from tests.handlers.buying.afterwards import GARAGE
from tests.handlers.buying.conftest import start
from tests.handlers.buying.scenery import ONE
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted, buttons, shown

TEA = BuyId(88)
TOKEN = re.compile(r"start=h_([A-Za-z0-9_-]+)")


@pytest_asyncio.fixture
async def talk(talk: Talk) -> Talk:
    """Closed: Boris 2, Carla 1, to be picked up in the garage or sent."""
    await start(talk, TEA, "TEATEA", pick_up=(GARAGE,), ships=True)
    await talk.tap(BORIS, set_line(TEA, ONE, 2))
    await talk.tap(CARLA, set_line(TEA, ONE, 1))
    await talk.storage.desk.submit(CloseBuy(Cause("close", NOW), ANNA, TEA))
    return talk


def read(calls: list[Any]) -> str:
    """What is shown, as HTML."""
    return shown(calls).text or ""


async def statement(talk: Talk) -> list[Any]:
    """Boris's statement."""
    return await talk.tap(BORIS, on_order(TEA, Act.STATEMENT))


async def press(talk: Talk, calls: list[Any], label: str) -> list[Any]:
    """Tap the button of that label under what is shown."""
    return await talk.tap(BORIS, buttons(shown(calls).reply_markup)[label])


async def destination(talk: Talk) -> Destination | None:
    """Where Boris's goods go."""
    view = await talk.storage.reader.mine(TEA, BORIS)
    assert view is not None
    return view.shipment.destination if view.shipment else None


async def move(talk: Talk, stage: Stage, tracking: str = "") -> None:
    """Anna brings Boris's goods to a stage."""
    cause = Cause(f"move:{stage}", NOW)
    await talk.storage.desk.submit(MoveShipment(cause, ANNA, TEA, BORIS, stage, "x" * 16, tracking))


async def test_a_point_and_a_time_are_chosen_by_buttons(talk: Talk) -> None:
    """Else Anna writes to each of them."""
    calls = await statement(talk)
    assert "Where should it go? Tap Where to." in read(calls)
    asked = await press(talk, calls, "Where to?")
    assert list(buttons(shown(asked).reply_markup)) == [
        "The garage, Sat 10–12",
        "The garage, Sun 16–18",
        "To an address",
        "Back",
    ]
    done = await press(talk, asked, "The garage, Sun 16–18")
    assert alerted(done) == "Noted. You can change it until it is packed."
    assert "Goes to: The garage, Sun 16–18" in read(done)
    assert await destination(talk) == Destination(point=GARAGE.no, slot="Sun 16–18")


async def test_an_address_is_typed_and_can_be_changed_until_it_is_packed(talk: Talk) -> None:
    """Else a slip in the address sends the goods to a stranger."""
    asked = await press(talk, await statement(talk), "Where to?")
    question = await press(talk, asked, "To an address")
    assert "Type it in one message." in read(question)
    assert "fit" in read(await talk.write(BORIS, "x" * 501))
    calls = await talk.write(BORIS, "Elm St 5\n12345 <Town>")
    assert "Goes to: Elm St 5 12345 &lt;Town&gt;" in read(calls)
    assert await destination(talk) == Destination(address="Elm St 5\n12345 <Town>")
    assert "Change where to" in buttons(shown(calls).reply_markup)
    await move(talk, Stage.PACKED)
    packed = await statement(talk)
    assert "It is packed." in read(packed)
    assert "Change where to" not in buttons(shown(packed).reply_markup)
    late = await talk.tap(BORIS, on_point(TEA, GARAGE.no))
    assert alerted(late).startswith("It is packed already")


@pytest.mark.parametrize("data", [on_point(TEA, GARAGE.no, 7), on_point(TEA, PointNo(9)), "p:2g:x"])
async def test_a_place_that_is_not_offered_is_refused(talk: Talk, data: str) -> None:
    """Else a forged tap sends somebody where nobody hands out."""
    said = alerted(await talk.tap(BORIS, data))
    assert "not offered any more" in said or "no longer works" in said
    assert await destination(talk) is None


async def test_only_an_address_is_asked_for_where_all_is_sent(talk: Talk) -> None:
    """Else one more tap is needed where there is nothing to choose."""
    rice = BuyId(89)
    await start(talk, rice, "RICERI", ships=True)
    await talk.tap(BORIS, set_line(rice, ONE, 2))
    await talk.storage.desk.submit(CloseBuy(Cause("close:2", NOW), ANNA, rice))
    calls = await talk.tap(BORIS, on_order(rice, Act.STATEMENT))
    assert "Type it in one message." in read(await press(talk, calls, "Where to?"))
    assert "Goes to: Elm St 5" in read(await talk.write(BORIS, "Elm St 5"))


async def test_the_pick_up_code_says_whose_it_is(talk: Talk) -> None:
    """Else whoever hands out has to ask for names."""
    await talk.tap(BORIS, on_point(TEA, GARAGE.no))
    calls = await press(talk, await statement(talk), "Pick-up code")
    (photo,) = [call for call in calls if isinstance(call, SendPhoto)]
    assert isinstance(photo.photo, BufferedInputFile)
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(photo.photo.data)).convert("L"))
    found = TOKEN.search(code.text)
    assert found
    part = await talk.storage.reader.shipment_by_token(found[1])
    assert part is not None
    assert part.person == BORIS


async def test_how_far_the_goods_got_stands_on_the_statement(talk: Talk) -> None:
    """Else everybody asks Anna."""
    await talk.tap(BORIS, on_point(TEA, GARAGE.no))
    for stage, said in (
        (Stage.READY, "It is ready to be picked up."),
        (Stage.HANDED_OUT, "It was handed out."),
    ):
        await move(talk, stage)
        assert said in read(await statement(talk))
    assert "Pick-up code" not in buttons(shown(await statement(talk)).reply_markup)
    await move(talk, Stage.SHIPPED, "https://post.example/1?a=<b>")
    assert "It is on its way: https://post.example/1?a=&lt;b&gt;" in read(await statement(talk))


def sent(calls: list[Any]) -> tuple[str, str]:
    """The document that was sent: its text, and its caption."""
    (document,) = [call for call in calls if isinstance(call, SendDocument)]
    assert isinstance(document.document, BufferedInputFile)
    assert document.document.filename == "TEATEA.csv"
    return document.document.data.decode("utf-8-sig"), document.caption or ""


async def test_the_file_with_all_lines_checks_and_has_no_names(talk: Talk) -> None:
    """Else a participant has to believe what they are asked to pay."""
    text, caption = sent(await press(talk, await statement(talk), "File with all lines"))
    assert check(read_sheet(text)) is None
    assert "You are number 1 in it." in caption
    assert not re.search("Boris|Carla|Anna", text)
    assert "# list_amount = quantity × list_price." in text
    assert text.count("\n") > 15


async def test_the_file_follows_a_correction(talk: Talk) -> None:
    """Else the file tells of a settlement that holds no more."""
    await talk.storage.desk.submit(EnterArrival(Cause("came", NOW), ANNA, TEA, ONE, 2))
    said = await statement(talk)
    assert "settled and corrected" in read(said)
    text, _ = sent(await press(talk, said, "File with all lines"))
    assert check(read_sheet(text)) is None
    assert "#revision,2" in text
    carla = read(await talk.tap(CARLA, on_order(TEA, Act.STATEMENT)))
    assert "1 × Olive oil 5 l did not arrive." in carla


async def test_only_those_who_took_part_get_the_file(talk: Talk) -> None:
    """Else a stranger with a forged button reads what others bought."""
    calls = await talk.tap(ANNA, on_order(TEA, Act.FILE))
    assert [call for call in calls if isinstance(call, SendDocument)]
    await start(talk, BuyId(89), "RICERI")
    refused = await talk.tap(CARLA, on_order(BuyId(89), Act.FILE))
    assert not [call for call in refused if isinstance(call, SendDocument)]
