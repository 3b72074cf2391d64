"""After the close: what arrived, the bill, goods given back; each can be entered anew."""

import pytest

from domain.commands.base import Cause
from domain.commands.member import AddGuest, ChangeOrder
from domain.goods import Stage
from domain.ids import GuestNo, ItemNo, PersonId
from domain.ledger import owed
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import BORIS, CARLA, NOW, Talk, alerted
from tests.handlers.organiser.buys import Hand, close, closed, order, row_of, start

NOBODY = PersonId(999)


@pytest.fixture
def anna(talk: Talk) -> Hand:
    """Anna, who runs the buy."""
    return Hand(talk)


async def test_fewer_arrive_and_the_latest_go_without(talk: Talk, anna: Hand) -> None:
    """NEW-5: else everyone pays for what never came."""
    buy = await closed(talk)
    await anna.open(on(Verb.RUN, buy.id))
    await anna.tap("Enter what arrived")
    assert "Olive oil 5 l: 6 ordered" in anna.text
    assert "The goods cost 252.00 EUR." in anna.text
    await anna.tap("Correct Olive oil 5 l")
    await anna.type("4")
    assert "Olive oil 5 l: 4 arrived of 6 ordered" in anna.text
    assert "The goods cost 168.00 EUR." in anna.text
    assert (await row_of(talk, buy, CARLA)).due == 4200
    await anna.open(on(Verb.PERSON, buy.id, person=CARLA))
    assert "1 × Olive oil 5 l" in anna.text
    assert "Not got: 2 × Olive oil 5 l, did not arrive" in anna.text
    await anna.open(on(Verb.TOTALS, buy.id))
    assert "<pre>6 × Olive oil 5 l</pre>" in anna.text


async def test_what_was_entered_by_mistake_is_entered_again(talk: Talk, anna: Hand) -> None:
    """Else a slip in the number that arrived costs somebody their oil for good."""
    buy = await closed(talk)
    for typed in ("0", "6"):
        await anna.open(on(Verb.ARRIVED_ITEM, buy.id, n=1))
        await anna.type(typed)
    assert "6 arrived of 6 ordered" in anna.text
    assert (await row_of(talk, buy, CARLA)).due == 12600


@pytest.mark.parametrize("typed", ["-1", "many", "1.234", "2.5"])
async def test_what_is_no_number_of_units_is_asked_again(
    talk: Talk, anna: Hand, typed: str
) -> None:
    """Else a slip of the keyboard corrects thirty statements."""
    buy = await closed(talk)
    await anna.open(on(Verb.ARRIVED_ITEM, buy.id, n=1))
    await anna.type(typed)
    assert f"I cannot read “{typed}” as a number of units" in anna.text
    settlement = await talk.storage.reader.settlement(buy.id)
    assert settlement is not None
    assert settlement.arrived == {}
    await anna.type("6")
    assert "6 arrived" in anna.text


async def test_the_final_bill_is_shared_and_can_be_dropped(talk: Talk, anna: Hand) -> None:
    """NEW-5: else the difference to the real bill stays with Anna, or a wrong bill stays."""
    buy = await closed(talk)
    await anna.open(on(Verb.ARRIVED, buy.id))
    await anna.tap("Enter the final bill")
    await anna.type("240")
    assert "The goods cost 240.00 EUR, by the final bill." in anna.text
    assert (await row_of(talk, buy, BORIS)).due == 8000
    await anna.tap("Drop the bill")
    assert alerted(anna.calls) == "The prices of the ladder count again."
    assert "The goods cost 252.00 EUR." in anna.text
    assert (await row_of(talk, buy, BORIS)).due == 8400


async def test_a_bill_above_the_prices_boasts_of_no_savings(talk: Talk, anna: Hand) -> None:
    """Else "−8.00 saved together" stands on the board."""
    buy = await closed(talk)
    await anna.open(on(Verb.BILL, buy.id))
    await anna.type("260")
    await anna.open(on(Verb.RUN, buy.id))
    assert "260.00 EUR in all" in anna.text
    assert "saved" not in anna.text


async def test_nothing_is_corrected_while_it_is_open(talk: Talk, anna: Hand) -> None:
    """Else a forged or old button asks for a number, and the next one typed goes nowhere."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 2)
    for verb in (Verb.ARRIVED, Verb.ARRIVED_ITEM, Verb.BILL, Verb.GOODS, Verb.RETURN_LINE):
        await anna.open(on(verb, buy.id, person=BORIS, n=1))
        assert alerted(anna.calls) == "It is still open. This comes after the close."
    await anna.type("3")
    assert "did not understand" in anna.text


async def test_goods_come_back_and_go_out_again(talk: Talk, anna: Hand) -> None:
    """Else a bottle given back is paid for, or a slip takes it off for ever."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=CARLA))
    await anna.tap("Take goods back")
    assert anna.text == "What did Carla give back?"
    await anna.tap("3 × Olive oil 5 l")
    assert "How many of the 3 × Olive oil 5 l came back?" in anna.text
    await anna.type("4")
    assert anna.text == "They have 3 of it. Type that or less."
    await anna.type("1")
    assert "Given back: 1 × Olive oil 5 l, 42.00 less" in anna.text
    assert "<b>84.00 EUR</b> still to pay" in anna.text
    await anna.tap("Take goods back")
    assert {"2 × Olive oil 5 l", "↩ Undo 1 × Olive oil 5 l"} <= set(anna.buttons)
    await anna.tap("↩ Undo 1 × Olive oil 5 l")
    assert alerted(anna.calls) == "Carla has it again."
    assert "↩ Undo 1 × Olive oil 5 l" not in anna.buttons
    assert owed(await talk.storage.reader.entries(buy.id)) == 8400 + 12600


async def test_who_gave_all_back_has_nothing_to_be_handed_out(talk: Talk, anna: Hand) -> None:
    """Else the list of parts to hand out is never empty."""
    buy = await closed(talk)
    await anna.open(on(Verb.RETURN_LINE, buy.id, person=BORIS, n=1))
    await anna.type("2")
    assert "Mark ready" not in anna.buttons
    assert "Take goods back" in anna.buttons
    await anna.open(on(Verb.BOARD, buy.id, arg="out"))
    assert set(anna.buttons) == {"✓ Anna", "✓ Carla", "Collect (1)", "Show all (3)",
                                 "Find somebody", "Back"}  # fmt: skip


async def test_a_guests_goods_come_back_by_themselves(talk: Talk, anna: Hand) -> None:
    """Else what the guest gave back is taken off the host's own line."""
    buy = await start(talk)
    guest = await talk.storage.desk.submit(AddGuest(Cause("guest", NOW), BORIS, buy.id, "Maria"))
    for no, quantity in ((GuestNo(0), 1), (guest, 2)):
        await talk.storage.desk.submit(
            ChangeOrder(Cause(f"o{no}", NOW), BORIS, buy.id, ItemNo(1), quantity=quantity, guest=no)
        )
    buy = await close(talk, buy)
    await anna.open(on(Verb.RETURN, buy.id, person=BORIS))
    await anna.tap("2 × Olive oil 5 l for Maria")
    await anna.type("2")
    assert "1 × Olive oil 5 l" in anna.text
    await anna.open(on(Verb.RETURN, buy.id, person=BORIS))
    assert {"1 × Olive oil 5 l", "↩ Undo 2 × Olive oil 5 l for Maria"} <= set(anna.buttons)


async def test_a_helper_who_is_one_no_more_is_asked_no_more(talk: Talk) -> None:
    """Else whatever Boris types is refused as if he still helped."""
    buy = await closed(talk)
    anna, boris = Hand(talk), Hand(talk, BORIS)
    await anna.open(on(Verb.HELPERS, buy.id, n=1))
    await anna.type("@boris")
    await boris.open(on(Verb.BILL, buy.id))
    await anna.tap("End: Boris")
    await boris.type("200")
    assert "Anna" in boris.text
    await boris.type("200")
    assert "did not understand" in boris.text


@pytest.mark.parametrize("stage", ["", "awaited", "nonsense"])
async def test_a_forged_stage_is_refused_or_harmless(talk: Talk, anna: Hand, stage: str) -> None:
    """Else anything in callback data stands in the database."""
    buy = await closed(talk)
    await anna.open(on(Verb.STAGE, buy.id, person=BORIS, arg=stage))
    shipment = (await row_of(talk, buy, BORIS)).shipment
    assert shipment is None or shipment.stage is Stage.AWAITED


async def test_forged_returns_are_refused(talk: Talk, anna: Hand) -> None:
    """Else an item or guest that is none crashes, or a return is taken back twice."""
    buy = await closed(talk)
    for verb in (Verb.RETURN_LINE, Verb.UNRETURN):
        for n, arg in ((77, ""), (1, "7"), (1, "?"), (1, "0")):
            await anna.open(on(verb, buy.id, person=BORIS, n=n, arg=arg))
    assert (await row_of(talk, buy, BORIS)).due == 8400
    await anna.open(on(Verb.PERSON, buy.id, person=NOBODY))
    assert alerted(anna.calls)
