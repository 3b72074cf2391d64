"""Notices of the end, of payments and of changes, put into words."""

from datetime import timedelta

from domain.buy import Item, Minimum
from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.ids import ItemNo
from domain.ladder import Metric
from domain.notices import NoticeKind
from handlers.notices import Drop, render
from tests.handlers.buying.noticing import closed, notice, say
from tests.handlers.buying.scenery import (
    ANNA,
    BORIS,
    CARLA,
    NOW,
    OIL,
    flat,
    labels,
    oil,
    order,
    scene,
    text,
)


async def test_the_summary_says_what_to_order_and_who_owes() -> None:
    """Else the organiser adds up by hand."""
    said = await say(await closed(), notice(NoticeKind.SUMMARY, ANNA))
    assert text(said.screen).split("\n") == [
        "Olive oil 5 l, settled",
        "To order:",
        "20 × Olive oil 5 l",
        "700.00 EUR in all",
        "2 people owe you:",
        "Boris 420.00",
        "Carla 280.00",
    ]
    assert labels(said.screen) == [["Collect", "Remind"], ["What to order"]]


async def test_reminders_stop_by_themselves() -> None:
    """Else who paid, or said so, is reminded."""
    memory = await closed()
    said = await say(memory, notice(NoticeKind.UNPAID, BORIS))
    assert text(said.screen).startswith("Olive oil 5 l: 420.00 EUR is still to be paid.")
    assert isinstance(await render(notice(NoticeKind.UNPAID, CARLA), scene(memory)), Drop)
    await memory.submit(MarkPaid(Cause("p", NOW), ANNA, OIL, BORIS))
    assert isinstance(await render(notice(NoticeKind.UNPAID, BORIS), scene(memory)), Drop)


async def test_a_claim_is_put_to_the_organiser() -> None:
    """Else "I've paid" goes nowhere."""
    memory = await closed()
    said = await say(memory, notice(NoticeKind.PAYMENT_CLAIMED, ANNA, payer=CARLA))
    assert text(said.screen) == (
        "Carla says 280.00 EUR for Olive oil 5 l is paid, reference K7Q4PN-02."
    )
    assert labels(said.screen) == [["Mark paid", "Not seen yet"]]
    await memory.submit(MarkPaid(Cause("p", NOW), ANNA, OIL, CARLA))
    verdict = await render(notice(NoticeKind.PAYMENT_CLAIMED, ANNA, payer=CARLA), scene(memory))
    assert isinstance(verdict, Drop)


async def test_an_item_taken_off_is_explained() -> None:
    """Else somebody waits for what does not come."""
    items = (Item(ItemNo(1), "Oil", 4200), Item(ItemNo(2), "Vinegar", 850, removed=True))
    memory = flat(oil(title="Spring order", items=items))
    said = await say(memory, notice(NoticeKind.ITEM_REMOVED, BORIS, item=2, quantity=3))
    assert text(said.screen) == (
        "Anna took Vinegar off Spring order. Your 3 are cancelled; nothing is owed for them."
    )


async def test_an_early_close_can_be_kept_open() -> None:
    """Else the buy closes in 15 minutes and nobody can stop it."""
    memory = flat()
    memory.change(OIL, closes_at=NOW + timedelta(minutes=15))
    said = await say(memory, notice(NoticeKind.CLOSES_EARLY))
    assert "closes Wed 12:15" in text(said.screen)
    assert labels(said.screen) == [["Keep open"]]
    memory.change(OIL, closes_at=None)
    assert isinstance(await render(notice(NoticeKind.CLOSES_EARLY), scene(memory)), Drop)


async def test_an_extension_says_why() -> None:
    """Else the deadline seems to move by itself."""
    memory = flat(oil(minimum=Minimum(Metric.PARTICIPANTS, 10)))
    await order(memory, BORIS, 1)
    for kind, person in ((NoticeKind.GROUP_EXTENDED, None), (NoticeKind.EXTENDED, BORIS)):
        assert text((await say(memory, notice(kind, person))).screen) == (
            "1 of 10 people came together, so Olive oil 5 l has more time: until Fri 18:00."
        )


async def test_what_is_left_of_a_part_paid_share_is_said_once_with_how_to_pay() -> None:
    """Else whoever paid a part reads the sum twice, or has to search for how to pay the rest."""
    memory = await closed()
    view = await memory.mine(OIL, BORIS)
    assert view is not None
    await memory.submit(MarkPaid(Cause("part", NOW), ANNA, OIL, BORIS, view.owed - 100))
    part = notice(NoticeKind.PAYMENT_MARKED, BORIS, amount=view.owed - 100, left=100)
    for kind in (part, notice(NoticeKind.UNPAID, BORIS)):
        said = (await say(memory, kind)).screen
        assert " 1.00 EUR" in text(said)
        assert text(said).count("1.00 EUR") == 1
        assert "Pay Anna" in text(said)
        assert "I've paid" in labels(said)[0]


async def test_a_payment_marked_by_mistake_is_said_to_be_one() -> None:
    """Else somebody who never said that they paid is asked to check that it was sent."""
    memory = await closed()
    said = await say(memory, notice(NoticeKind.PAYMENT_DENIED, BORIS, reversed=True))
    assert "Anna marked Olive oil 5 l paid by mistake" in text(said.screen)
