"""/paysupport: what somebody paid, where it lies, and whom to ask."""

from domain.commands.base import Cause
from domain.commands.collecting import MarkPaidBack
from domain.commands.organiser import CallOff
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, buttons, shown
from tests.handlers.organiser.buys import order, start
from tests.handlers.paying.till import ONLINE, invoice, open_buy, pay


async def support(talk: Talk) -> tuple[str, dict[str, str]]:
    """What Boris is told, and the buttons under it."""
    said = shown(await talk.write(BORIS, "/paysupport"))
    return str(said.text).replace("\u00a0", " "), buttons(said.reply_markup)


async def test_who_paid_nothing_is_told_where_to_ask(talk: Talk) -> None:
    """Telegram asks for an answer to /paysupport of every bot that takes payments."""
    text, links = await support(talk)
    assert text.startswith("You have paid nothing through this bot.")
    assert not links


async def test_each_payment_has_its_number_and_its_organiser(talk: Talk) -> None:
    """Else nobody can ask about a payment so that it is found."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy), "tg-1")
    eggs = await start(talk, ONLINE.replace("Olive oil 5 l", "Eggs"))
    await order(talk, eggs.id, BORIS, 1)
    await pay(talk, await invoice(talk, eggs), "tg-2")
    text, links = await support(talk)
    assert "<b>Your payments through Telegram</b>" in text
    assert "84.00 EUR for Olive oil 5 l" in text
    assert text.index("tg-2") < text.index("tg-1"), "the latest first"
    assert links == {"Write to Anna": "https://t.me/anna"}


async def test_only_the_latest_are_shown(talk: Talk) -> None:
    """Else a year of payments makes a message that Telegram refuses."""
    buy = await open_buy(talk, units=1)
    for number in range(7):
        await order(talk, buy.id, BORIS, number + 2)
        await pay(talk, await invoice(talk, buy), f"tg-{number}")
    text, _ = await support(talk)
    assert "tg-6" in text
    assert "tg-2" in text
    assert "tg-1<" not in text


async def test_what_goes_back_is_told_until_it_has_gone(talk: Talk) -> None:
    """Else Boris asks for money that is on its way, or believes that it never comes."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy), "tg-1")
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    text, _ = await support(talk)
    assert ": goes back to you" in text
    await talk.storage.desk.submit(MarkPaidBack(Cause("back", NOW), ANNA, buy.id, BORIS))
    text, _ = await support(talk)
    assert ": went back to you" in text


async def test_who_paid_for_another_is_told_and_nobody_else(talk: Talk) -> None:
    """GP-13: a payment is the business of whoever made it."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy), "tg-1", who=CARLA)
    text, _ = await support(talk)
    assert "tg-1" not in text
    assert "tg-1" in str(shown(await talk.write(CARLA, "/paysupport")).text)


async def test_in_a_group_nothing_is_told(talk: Talk) -> None:
    """Else a whole group reads what somebody paid."""
    buy = await open_buy(talk)
    await pay(talk, await invoice(talk, buy), "tg-1")
    await talk.write(BORIS, "/paysupport", group=True)
    *_, said = await talk.said_in_group()
    assert "tg-1" not in said.text
    assert said.rows[0][0].url == talk.links.private()
