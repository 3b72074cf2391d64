"""Collecting on the board: paid, in part, too much, by others, given back; all can be undone."""

import pytest

from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.member import CancelOrder, ClaimPaid
from domain.commands.organiser import CallOff
from domain.ids import BuyId, PersonId
from domain.ledger import Entry, Reason
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted
from tests.handlers.organiser.buys import LINE, Hand, close, closed, order, row_of, start

AHEAD = f"{LINE}; pay when ordering"


@pytest.fixture
def anna(talk: Talk) -> Hand:
    """Anna, who runs the buy."""
    return Hand(talk)


async def mark(talk: Talk, buy: BuyId, person: PersonId, amount: int | None = None) -> None:
    """Anna marks a payment."""
    cause = Cause(f"mark:{person}:{amount}", NOW)
    await talk.storage.desk.submit(MarkPaid(cause, ANNA, buy, person, amount, over=True))


async def entries(talk: Talk, buy: BuyId, person: PersonId) -> list[Entry]:
    """What the ledger has of somebody."""
    return [one for one in await talk.storage.reader.entries(buy) if one.person == person]


async def test_one_tap_marks_paid_and_one_takes_it_back(talk: Talk, anna: Hand) -> None:
    """UX-7: else collecting from thirty people takes a menu for each, and a slip stays."""
    buy = await closed(talk)
    await anna.open(on(Verb.BOARD, buy.id))
    assert "1 of 3 paid" in anna.text
    await anna.tap("Collect (2)")
    assert "Tap a name once it is paid." in anna.text
    await anna.tap("✓ Boris 84.00")
    assert alerted(anna.calls) == "Boris has paid."
    assert "2 of 3 paid" in anna.text
    assert "✓ Boris 84.00" not in anna.buttons
    await anna.tap("↩ Undo Boris")
    assert alerted(anna.calls).replace("\u00a0", " ") == "Boris owes 84.00 EUR again."
    assert "✓ Boris 84.00" in anna.buttons
    assert "↩ Undo Boris" not in anna.buttons


async def test_a_second_tap_on_the_same_name_marks_nothing(talk: Talk, anna: Hand) -> None:
    """Else an impatient finger makes Boris pay twice."""
    buy = await closed(talk)
    await anna.open(on(Verb.BOARD, buy.id, arg="owe"))
    tick = anna.buttons["✓ Boris 84.00"]
    await anna.open(tick)
    await anna.open(tick)
    assert alerted(anna.calls) == "Nothing is owed."
    assert len(await entries(talk, buy.id, BORIS)) == 2


async def test_when_all_have_paid_nobody_is_left_to_collect_from(talk: Talk, anna: Hand) -> None:
    """Else an empty list looks like a mistake."""
    buy = await closed(talk)
    for person in (BORIS, CARLA):
        await mark(talk, buy.id, person)
    await anna.open(on(Verb.BOARD, buy.id, arg="owe"))
    assert "Nobody is left here." in anna.text
    await anna.open(on(Verb.RUN, buy.id))
    assert "Everyone has paid." in anna.text


async def test_more_than_is_owed_is_asked_about_and_then_is_to_give_back(
    talk: Talk, anna: Hand
) -> None:
    """Else a slip of the finger is kept as a debt of Anna's, or real money is not kept at all."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    await anna.tap("Paid a part")
    assert "How much did Boris pay? 84.00 EUR is still open." in anna.text
    await anna.type("100")
    assert "100.00 EUR is more than the 84.00 that are left" in anna.text
    assert (await row_of(talk, buy, BORIS)).marked_paid == 0
    await anna.tap("Yes, 100.00")
    assert "<b>16.00 EUR</b> to give back" in anna.text
    assert "Paid: 100.00 EUR" in anna.text
    await anna.tap("Mark given back")
    assert alerted(anna.calls) == "Boris has the money back."
    assert "Given back: 16.00 EUR" in anna.text
    await anna.tap("Not given back after all")
    assert alerted(anna.calls) == "Taken back for Boris."
    assert "<b>16.00 EUR</b> to give back" in anna.text


async def test_the_question_about_too_much_can_be_left(talk: Talk, anna: Hand) -> None:
    """Else the number typed next, for whatever it is meant, is taken for a payment."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    await anna.tap("Paid a part")
    await anna.type("100")
    await anna.tap("Back")
    await anna.type("20")
    assert "did not understand" in anna.text
    assert (await row_of(talk, buy, BORIS)).marked_paid == 0


@pytest.mark.parametrize("typed", ["hm", "0", "-5", "20 USD"])
async def test_what_is_no_amount_is_asked_again(talk: Talk, anna: Hand, typed: str) -> None:
    """Else money that nobody named is marked, or what was typed is lost without a word."""
    buy = await closed(talk)
    await anna.open(on(Verb.PART_PAID, buy.id, person=BORIS))
    await anna.type(typed)
    assert anna.text
    assert (await row_of(talk, buy, BORIS)).marked_paid == 0
    await anna.type("20")
    assert "<b>64.00 EUR</b> still to pay" in anna.text


async def test_who_paid_for_somebody_is_kept(talk: Talk, anna: Hand) -> None:
    """Else Carla, who paid for Boris, is asked for it once more by everybody."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    await anna.tap("Paid by somebody else")
    assert anna.text == "Who paid the <b>84.00 EUR</b> that Boris owes?"
    assert set(anna.buttons) == {"Anna", "Carla", "Back"}
    await anna.tap("Carla")
    assert alerted(anna.calls) == "Boris has paid."
    payment = (await entries(talk, buy.id, BORIS))[-1]
    assert (payment.reason, payment.amount, payment.payer) == (Reason.PAYMENT, 8400, CARLA)


async def test_a_claim_is_answered(talk: Talk, anna: Hand) -> None:
    """Else whoever says that they paid never hears whether it arrived."""
    buy = await closed(talk)
    await talk.storage.desk.submit(ClaimPaid(Cause("claim", NOW), BORIS, buy.id))
    await anna.open(on(Verb.BOARD, buy.id))
    assert "says paid" in anna.text
    await anna.tap("Boris")
    assert "Says it was paid" in anna.text
    await anna.tap("Not received")
    assert "is told that nothing arrived yet" in alerted(anna.calls)
    assert "Not received" not in anna.buttons


async def test_the_one_who_collects_has_nothing_to_mark_for_themselves(
    talk: Talk, anna: Hand
) -> None:
    """Else Anna is offered to take back her own share, which no rule lets her."""
    buy = await closed(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=ANNA))
    assert "Paid in full." in anna.text
    assert not {"Mark paid", "Not paid after all", "Mark given back"} & set(anna.buttons)


async def test_what_was_paid_and_cancelled_is_given_back_from_the_board(
    talk: Talk, anna: Hand
) -> None:
    """Else whoever paid when ordering and left is on no list, and their money stays with Anna."""
    buy = await start(talk, AHEAD)
    for person in (BORIS, CARLA):
        await order(talk, buy.id, person, 1)
        await mark(talk, buy.id, person)
    await talk.storage.desk.submit(CancelOrder(Cause("gone", NOW), BORIS, buy.id))
    await close(talk, buy)
    await anna.open(on(Verb.RUN, buy.id))
    assert "<b>42.00 EUR</b> to give back" in anna.text
    await anna.tap("Who is in")
    await anna.tap("Pay back (1)")
    await anna.tap("✓ Boris 42.00")
    assert alerted(anna.calls) == "Boris has the money back."
    await anna.tap("↩ Undo Boris")
    assert "✓ Boris 42.00" in anna.buttons


async def test_a_called_off_buy_still_shows_whom_to_pay_back(talk: Talk, anna: Hand) -> None:
    """Else the money of a buy that did not happen has no list to be given back from."""
    buy = await start(talk, AHEAD)
    await order(talk, buy.id, BORIS, 2)
    await mark(talk, buy.id, BORIS)
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    await anna.open(on(Verb.RUN, buy.id))
    assert "<b>84.00 EUR</b> to give back" in anna.text
    await anna.tap("Who is in")
    await anna.tap("Boris")
    assert "Mark paid" not in anna.buttons
    await anna.tap("Mark given back")
    await anna.open(on(Verb.RUN, buy.id))
    assert "to give back" not in anna.text


async def test_before_the_close_the_board_tells_who_has_paid_ahead(talk: Talk, anna: Hand) -> None:
    """Else an organiser who is paid when people order cannot see whose money is missing."""
    buy = await start(talk, AHEAD)
    await order(talk, buy.id, BORIS, 2)
    await order(talk, buy.id, CARLA, 1)
    await mark(talk, buy.id, CARLA)
    await anna.open(on(Verb.RUN, buy.id))
    assert "<b>84.00 EUR</b> still to come" in anna.text
    await anna.tap("Who is in")
    assert "owes 84.00" in anna.text
    await anna.tap("Carla")
    assert "Paid: 42.00 EUR" in anna.text
    assert "still to pay" not in anna.text
    assert "Not paid after all" in anna.buttons


async def test_reminders_go_out_stop_and_start_again(talk: Talk, anna: Hand) -> None:
    """Else people are reminded of what they were told to leave, or never reminded at all."""
    buy = await closed(talk)
    await anna.open(on(Verb.RUN, buy.id))
    await anna.tap("Remind who owes")
    assert alerted(anna.calls) == "2 people reminded."
    await anna.tap("Stop reminders")
    assert alerted(anna.calls).startswith("No more reminders.")
    await anna.tap("Start reminders again")
    assert "again" in alerted(anna.calls)
    assert "Stop reminders" in anna.buttons
