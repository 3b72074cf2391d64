"""What the organiser is told of money: that it came through Telegram, and what to give back."""

from __future__ import annotations

from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid, MarkPaidBack
from domain.commands.organiser import CallOff
from domain.ids import PersonId
from domain.notices import NoticeKind
from handlers.callbacks import Act
from handlers.notices import render
from handlers.notices.say import Drop, Say, Verdict
from handlers.notices.scene import Scene
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, SPEAKER, Talk
from tests.handlers.organiser.buys import LINE, Hand, order, start
from tests.handlers.paying.till import invoice, open_buy, pay


async def verdicts(talk: Talk, kind: NoticeKind) -> list[Verdict]:
    """What becomes of the notices of a kind that are due to Anna."""
    reader, chats = talk.storage.reader, talk.storage.chats
    scene = Scene(reader, chats, talk.links, talk.clock.now(), "en", "Europe/Berlin")
    claim = await talk.storage.outbox.claim(SPEAKER, 50, 50)
    mine = [one.notice for one in claim.notices if one.notice.person == ANNA]
    return [await render(notice, scene) for notice in mine if notice.kind is kind]


async def told(talk: Talk, kind: NoticeKind) -> tuple[str, dict[str, str]]:
    """The one notice of a kind that Anna reads, and its buttons."""
    (said,) = await verdicts(talk, kind)
    assert isinstance(said, Say)
    rows = said.screen.rows
    found = {one.text.replace("\u00a0", " "): one.data or "" for row in rows for one in row}
    return str(said.screen.text).replace("\u00a0", " "), found


async def late(talk: Talk) -> None:
    """Boris pays twice through the provider."""
    buy = await open_buy(talk)
    first, second = await invoice(talk, buy), await invoice(talk, buy)
    await pay(talk, first, "tg-1")
    await pay(talk, second, "tg-2")


async def test_that_somebody_paid_is_told(talk: Talk) -> None:
    """Else Anna, who does not see the money, asks for it by hand."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy))
    text, found = await told(talk, NoticeKind.CHARGED)
    assert text == "Boris paid <b>84.00 EUR</b> for Olive oil 5 l through Telegram."
    anna = Hand(talk)
    await anna.open(found["Who is in"])
    assert "Boris: 2, 84.00" in anna.text
    assert "paid" in anna.text


async def test_that_somebody_paid_for_another_names_both(talk: Talk) -> None:
    """Else Anna looks for Carla among those who ordered."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy, act=Act.PAY_LINK), who=CARLA)
    text, _ = await told(talk, NoticeKind.CHARGED)
    assert text == "Carla paid <b>84.00 EUR</b> for Boris through Telegram: Olive oil 5 l."


async def test_a_payment_too_many_is_to_give_back(talk: Talk) -> None:
    """Else a provider's money that came twice stays where it is, and nobody knows."""
    await late(talk)
    text, found = await told(talk, NoticeKind.PAY_BACK)
    assert "Boris paid <b>84.00 EUR</b> for Olive oil 5 l" in text
    assert "<code>p-tg-2</code>" in text
    anna = Hand(talk)
    await anna.open(found["Pay back (1)"])
    await anna.tap("✓ Boris 84.00")
    await anna.open(found["Pay back (1)"])
    assert "Nobody is left here." in anna.text


async def test_a_payment_too_many_goes_back_to_whoever_made_it(talk: Talk) -> None:
    """Else Anna gives Carla's money to Boris, for whom Carla had paid."""
    buy = await open_buy(talk)
    first, link = await invoice(talk, buy), await invoice(talk, buy, act=Act.PAY_LINK)
    await pay(talk, first, "tg-1")
    await pay(talk, link, "tg-2", who=CARLA)
    anna = Hand(talk)
    await anna.open(on(Verb.PERSON, buy.id, person=BORIS))
    assert "<b>84.00 EUR</b> to give back\n84.00 of it to Carla, who paid it" in anna.text
    await anna.tap("Mark given back")
    assert "who paid it" not in anna.text


async def test_what_was_given_back_meanwhile_is_not_asked_for(talk: Talk) -> None:
    """Else Anna gives it back a second time."""
    await late(talk)
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    await talk.storage.desk.submit(MarkPaidBack(Cause("b", NOW), ANNA, buy.id, BORIS))
    assert await verdicts(talk, NoticeKind.PAY_BACK) == [Drop("given back by now")]


async def test_a_called_off_buy_names_everybody_to_pay_back(talk: Talk) -> None:
    """UX-5: else the money of a buy that did not happen is forgotten."""
    buy = await start(talk, f"{LINE}; pay when ordering")
    for person, units in ((BORIS, 2), (CARLA, 1)):
        await order(talk, buy.id, person, units)
        await talk.storage.desk.submit(MarkPaid(Cause(f"m{person}", NOW), ANNA, buy.id, person))
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    text, found = await told(talk, NoticeKind.PAY_BACK)
    assert text.splitlines() == [
        "<b>Olive oil 5 l</b>: money is due back to 2 people. Give it back and tick it off.",
        "Boris 84.00",
        "Carla 42.00",
    ]
    anna = Hand(talk)
    await anna.open(found["Pay back (2)"])
    assert {"✓ Boris 84.00", "✓ Carla 42.00"} <= set(anna.buttons)


async def test_many_to_pay_back_are_counted(talk: Talk) -> None:
    """Else two hundred names make a message that Telegram refuses, and Anna hears nothing."""
    buy = await start(talk, f"{LINE}; pay when ordering")
    for number in range(35):
        person = PersonId(2000 + number)
        await order(talk, buy.id, person, 1)
        await talk.storage.desk.submit(MarkPaid(Cause(f"m{person}", NOW), ANNA, buy.id, person))
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    text, _ = await told(talk, NoticeKind.PAY_BACK)
    assert "and 5 more" in text
    assert len(text) < 4096


async def test_cash_for_a_buy_paid_online_is_ticked_off_by_hand(talk: Talk) -> None:
    """Else somebody who brings cash owes for ever."""
    buy = await open_buy(talk)
    anna = Hand(talk)
    await anna.open(on(Verb.BOARD, buy.id, arg="owe"))
    await anna.tap("✓ Boris 84.00")
    assert "↩ Undo Boris" in anna.buttons
