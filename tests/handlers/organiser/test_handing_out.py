"""Handing out: requests, steps with undo, tracking, and the pick-up code of a participant."""

import pytest

from domain.buy import GroupBuy
from domain.commands.base import Cause
from domain.commands.member import ChooseDestination
from domain.goods import Destination, PointNo, Stage
from domain.ids import PersonId
from domain.notices import NoticeKind
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import BORIS, CARLA, NOW, SPEAKER, Talk, alerted
from tests.handlers.organiser.buys import LINE, Hand, closed, row_of, start

SENT = f"{LINE}; ships to addresses; pick up: the garage, Sat 10–12"
CARLAS = "pick-up-code-of-carla"


@pytest.fixture
def anna(talk: Talk) -> Hand:
    """Anna, who runs the buy."""
    return Hand(talk)


async def choose(talk: Talk, buy: GroupBuy, person: PersonId, where: Destination) -> None:
    """Somebody says where their part goes."""
    cause = Cause(f"where:{person}", NOW)
    token = CARLAS if person == CARLA else f"code-of-{person}"
    await talk.storage.desk.submit(ChooseDestination(cause, person, buy.id, where, token))


async def waiting(talk: Talk) -> list[NoticeKind]:
    """The kinds of what is to be said to people."""
    claim = await talk.storage.outbox.claim(SPEAKER, 50, 50)
    return [one.notice.kind for one in claim.notices]


async def stage(talk: Talk, buy: GroupBuy, person: PersonId) -> Stage:
    """How far somebody's goods are."""
    shipment = (await row_of(talk, buy, person)).shipment
    return shipment.stage if shipment else Stage.AWAITED


async def test_one_tap_hands_out_and_one_takes_it_back(talk: Talk, anna: Hand) -> None:
    """UX-7: else a queue at the garage waits for menus, and a slip cannot be put right."""
    buy = await closed(talk)
    await anna.open(on(Verb.RUN, buy.id))
    await anna.tap("Hand out")
    assert "3 waiting" in anna.text
    await anna.tap("Tick off who got theirs")
    assert "Tap a name once the goods are handed out." in anna.text
    await anna.tap("✓ Boris")
    assert alerted(anna.calls) == "Boris: handed out"
    assert "1 of 3 handed out" in anna.text
    await anna.tap("↩ Undo Boris")
    assert alerted(anna.calls) == "Boris: waiting"
    assert "✓ Boris" in anna.buttons
    assert await stage(talk, buy, BORIS) is Stage.AWAITED


async def test_parts_that_are_picked_up_become_ready(talk: Talk, anna: Hand) -> None:
    """Else nobody is told that their oil waits for them."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    assert {"Mark packed", "Mark ready", "Hand out"} <= set(anna.buttons)
    assert "Mark shipped" not in anna.buttons
    await anna.tap("Mark packed")
    assert alerted(anna.calls) == "Boris: packed"
    assert "Goods: packed, " in anna.text
    assert "Mark packed" not in anna.buttons
    await anna.tap("Mark ready")
    await anna.tap("Undo the last step")
    assert alerted(anna.calls) == "Boris: packed"
    assert "Undo the last step" not in anna.buttons


async def test_what_is_shipped_can_be_followed(talk: Talk, anna: Hand) -> None:
    """Else Boris asks Anna every day where his parcel is."""
    buy = await closed(talk, SENT)
    await choose(talk, buy, BORIS, Destination(address="Main St 5\n10115 Berlin"))
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    assert "To: Main St 5 10115 Berlin" in anna.text
    assert "Mark ready" not in anna.buttons
    await anna.tap("Mark shipped")
    assert anna.text == "What is the tracking number, or link, for Boris? Type it."
    await anna.type("x" * 201)
    assert "200 fit" in anna.text
    await anna.type("DHL 123")
    assert "Goods: shipped, " in anna.text
    assert "Tracking: DHL 123" in anna.text


async def test_without_tracking_no_later_text_becomes_one(talk: Talk, anna: Hand) -> None:
    """Else the next thing that Anna types is sent to Boris as the number of his parcel."""
    buy = await closed(talk, SENT)
    await anna.open(on(Verb.TRACKING, buy.id, person=BORIS))
    await anna.tap("Ship without tracking")
    assert alerted(anna.calls) == "Boris: shipped"
    await anna.type("see you")
    assert "did not understand" in anna.text
    shipment = (await row_of(talk, buy, BORIS)).shipment
    assert shipment is not None
    assert shipment.tracking == ""


async def test_the_requests_go_out_on_a_tap(talk: Talk, anna: Hand) -> None:
    """GP-5: else one participant who never answers holds up everybody's parcels."""
    buy = await closed(talk, SENT)
    await anna.open(on(Verb.GOODS, buy.id))
    assert "0 of 3" in anna.text
    await anna.tap("Send the requests now")
    assert alerted(anna.calls) == "Nobody has said yet where their part goes."
    await choose(talk, buy, BORIS, Destination(address="Main St 5"))
    await anna.open(on(Verb.GOODS, buy.id))
    await anna.tap("Send the requests now")
    assert alerted(anna.calls) == "1 part is asked for."
    assert "1 requested" in anna.text
    assert NoticeKind.SHIPPING_REQUESTS in await waiting(talk)


async def test_a_supplier_can_be_asked_without_addresses(talk: Talk, anna: Hand) -> None:
    """Else a supplier was named and there is no way to tell them anything."""
    buy = await closed(talk, f"{LINE}; supplier: orders@oil.example")
    await anna.open(on(Verb.GOODS, buy.id))
    await anna.tap("Send the requests now")
    assert alerted(anna.calls) == "3 parts are asked for."
    assert NoticeKind.SUPPLIER_REQUEST in await waiting(talk)
    assert "Send the requests now" not in anna.buttons


async def test_among_friends_no_requests_are_offered(talk: Talk, anna: Hand) -> None:
    """Else a button stands there that leads to nothing anybody wanted."""
    buy = await closed(talk)
    await anna.open(on(Verb.GOODS, buy.id))
    assert "Send the requests now" not in anna.buttons


async def picked_up(talk: Talk) -> GroupBuy:
    """A closed buy of which Carla picks her part up in the garage."""
    buy = await closed(talk, SENT)
    where = Destination(point=PointNo(1), slot="Sat 10–12")
    await choose(talk, buy, CARLA, where)
    return buy


async def test_a_scanned_code_shows_whose_it_is_and_hands_out(talk: Talk, anna: Hand) -> None:
    """GP-5: else the one who hands out has to find each name in a list."""
    await picked_up(talk)
    await anna.type(f"/start h_{CARLAS}")
    assert anna.text.startswith("<b>Carla</b>")
    assert "3 × Olive oil 5 l" in anna.text
    assert "To: the garage, Sat 10–12" in anna.text
    await anna.tap("Hand out")
    assert alerted(anna.calls) == "Carla: handed out"
    await anna.type(f"/start h_{CARLAS}")
    assert "Goods: handed out, " in anna.text
    assert "Hand out" not in anna.buttons


async def test_a_helper_hands_out_by_the_code(talk: Talk, anna: Hand) -> None:
    """Else only Anna can stand at the garage."""
    buy = await picked_up(talk)
    await anna.open(on(Verb.HELPERS, buy.id, n=1))
    await anna.type("@boris")
    boris = Hand(talk, BORIS)
    await boris.type(f"/start h_{CARLAS}")
    await boris.tap("Hand out")
    assert await stage(talk, buy, CARLA) is Stage.HANDED_OUT


async def test_anybody_else_is_told_kindly(talk: Talk) -> None:
    """GP-13: else whoever finds the code reads what Carla bought and where she picks it up."""
    buy = await picked_up(talk)
    boris, carla = Hand(talk, BORIS), Hand(talk, CARLA)
    await boris.type(f"/start h_{CARLAS}")
    assert "somebody’s pick-up code" in boris.text
    assert "Carla" not in boris.text
    assert not boris.buttons
    await carla.type(f"/start h_{CARLAS}")
    assert "your own pick-up code" in carla.text
    await boris.type("/start h_forged")
    assert boris.text == "I do not know this pick-up code. Ask to see it again."
    assert await stage(talk, buy, CARLA) is Stage.AWAITED


async def test_nothing_is_handed_out_while_it_is_open(talk: Talk, anna: Hand) -> None:
    """Else a forged or old button moves goods that nobody has."""
    buy = await start(talk)
    for verb in (Verb.STAGE, Verb.UNDO_STAGE, Verb.REQUEST):
        await anna.open(on(verb, buy.id, person=BORIS, arg=Stage.READY))
        assert alerted(anna.calls) == "It is still open. This comes after the close."
