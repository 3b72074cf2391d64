"""One's own order, as it is read in private."""

from dataclasses import replace

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.member import AddGuest, ChangeOrder, Decline, MuteBuy
from domain.delivery import Delivery
from domain.ids import HOST, GuestNo, ItemNo, PersonId
from domain.order import Condition
from domain.payment import Due, Payment
from handlers.callbacks import set_line
from handlers.order.screen import Shown, cancel_screen, order_screen
from handlers.screen import Screen
from tests.handlers.buying.afterwards import AREAS, NORTH, goes_to
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.scenery import (
    ANNA,
    BORIS,
    EN,
    NOW,
    OIL,
    ONE,
    flat,
    labels,
    oil,
    order,
    text,
)


async def own(memory: Memory, person: PersonId = BORIS, shown: Shown | None = None) -> Screen:
    """Somebody's order as it is now."""
    view = await memory.mine(OIL, person)
    assert view is not None
    return order_screen(view, EN, NOW, shown)


async def test_a_newcomer_sees_the_buy_and_can_order_at_once() -> None:
    """Else the first Start needs more than one tap to an order."""
    screen = await own(flat())
    assert text(screen) == (
        "Olive oil 5 l · Anna\n"
        "42.00 EUR → from 10: 38.00 → from 20: 35.00\n"
        "▱▱▱▱▱▱▱▱▱▱ 0 of 10\n"
        "10 more and everyone saves 4.00 each\n"
        "Until Fri 18:00\n"
        "\n"
        "How many for you?"
    )
    assert labels(screen) == [
        ["1", "2", "3", "Other"],
        ["Only at a price…"],
        ["For a guest", "Not this time"],
        ["Share", "Fewer messages"],
    ]


async def test_an_order_says_what_it_comes_to() -> None:
    """Else somebody owes more than they knew."""
    memory = flat()
    await order(memory, BORIS, 12)
    screen = await own(memory)
    assert text(screen).endswith("Yours: 12 × Olive oil 5 l, 456.00 EUR now")
    assert labels(screen) == [
        ["−1", "Other", "+1"],
        ["Only at a price…"],
        ["For a guest", "Cancel my order"],
        ["Share", "Fewer messages"],
    ]


async def test_guests_are_listed_and_have_orders_of_their_own() -> None:
    """Else a host cannot tell what they take for whom."""
    memory = flat()
    await order(memory, BORIS, 2)
    guest = await memory.submit(AddGuest(Cause("g", NOW), BORIS, OIL, "Maria"))
    await memory.submit(ChangeOrder(Cause("q", NOW), BORIS, OIL, ONE, quantity=1, guest=guest))
    screen = await own(memory)
    assert text(screen).split("\n")[-4:] == [
        "Yours:",
        "2 × Olive oil 5 l",
        "1 × Olive oil 5 l for Maria",
        "Together 126.00 EUR now",
    ]
    assert ["Maria: 1"] in labels(screen)
    theirs = await own(memory, shown=Shown(GuestNo(guest)))
    assert text(theirs).endswith("Together 126.00 EUR now\nFor Maria: how many?")
    own_only = [["Only at a price…"], ["Back to my own order"]]
    assert labels(theirs) == [["−1", "Other", "+1"], *own_only]


async def test_a_guest_without_an_order_is_asked_for_like_oneself() -> None:
    """Else one's own order stands there as the guest's, and the usual numbers are missing."""
    memory = flat()
    await order(memory, BORIS, 2)
    guest = GuestNo(await memory.submit(AddGuest(Cause("g", NOW), BORIS, OIL, "Maria")))
    screen = await own(memory, shown=Shown(guest))
    assert text(screen).split("\n")[-2:] == [
        "Yours: 2 × Olive oil 5 l, 84.00 EUR now",
        "For Maria: how many?",
    ]
    own_only = [["Only at a price…"], ["Back to my own order"]]
    assert labels(screen) == [["1", "2", "3", "Other"], *own_only]
    assert screen.rows[0][1].data == set_line(OIL, ONE, 2, guest)


async def test_many_items_are_turned_page_by_page() -> None:
    """Else a keyboard of thirty items is refused by Telegram, or not found through."""
    items = tuple(Item(ItemNo(n), f"Thing {n}", 100) for n in range(1, 31))
    memory = flat(oil(items=items, ladder=None))
    first, last = await own(memory), await own(memory, shown=Shown(HOST, 3))
    assert labels(first)[0] == ["Thing 1: 0", "+1"]
    assert ["▶"] in labels(first)
    assert labels(last)[0] == ["Thing 25: 0", "+1"]
    assert ["◀"] in labels(last)
    assert labels(await own(memory, shown=Shown(HOST, 99)))[0] == ["Thing 25: 0", "+1"]


async def test_who_declined_is_told_and_can_come_back() -> None:
    """Else "not this time" seems final, or seems to have done nothing."""
    memory = flat()
    await memory.submit(Decline(Cause("d", NOW), BORIS, OIL))
    screen = await own(memory)
    assert "left in peace" in text(screen)
    assert "Maybe after all" in labels(screen)[2]


async def test_muting_can_be_undone_where_it_was_done() -> None:
    """Else fewer messages is a way without return."""
    memory = flat()
    await memory.submit(MuteBuy(Cause("m", NOW), BORIS, OIL))
    assert "Messages again" in labels(await own(memory))[-1]


async def test_the_organiser_can_run_it_from_their_own_order() -> None:
    """Else the organiser looks for the buttons to run it."""
    assert labels(await own(flat(), ANNA))[-1] == ["Share", "Run this buy"]


async def test_cancelling_is_asked_once() -> None:
    """Else one slip of the thumb takes everything back."""
    memory = flat()
    await order(memory, BORIS, 2)
    view = await memory.mine(OIL, BORIS)
    assert view is not None
    screen = cancel_screen(view, EN)
    assert text(screen).endswith("Take all of it back?")
    assert labels(screen) == [["Cancel my order", "Back"]]


async def test_the_largest_order_fits_a_message() -> None:
    """Else whoever orders most cannot see their order."""
    items = tuple(Item(ItemNo(n), "N" * 200, 10_000_000_000) for n in range(1, 31))
    memory = flat(oil(items=items, ladder=None, title="T" * 200))
    for item in items:
        await order(memory, BORIS, 9_999, item.no)
    view = await memory.mine(OIL, BORIS)
    assert view is not None
    lines = tuple(replace(line, guest=GuestNo(guest)) for guest in range(51) for line in view.lines)
    guests = dict.fromkeys(range(1, 51), "G" * 100)
    screen = order_screen(replace(view, lines=lines, guests=guests), EN, NOW)
    assert len(text(screen)) <= 4096
    assert sum(len(row) for row in screen.rows) <= 100


async def test_the_largest_order_with_limits_fits_a_message() -> None:
    """Else whoever waits for many prices cannot see their order."""
    items = tuple(Item(ItemNo(n), "N" * 200, 10_000_000_000, case_size=6) for n in range(1, 31))
    areas = tuple(replace(area, name="A" * 200) for area in AREAS)
    delivery, ahead = Delivery(10_000_000_000), Payment(due=Due.AT_ORDER)
    terms = {"items": items, "ladder": None, "areas": areas, "delivery": delivery}
    memory = flat(oil(**terms, payment=ahead, title="T" * 200, how_to_pay="H" * 500))
    goes_to(memory, BORIS, NORTH)
    for item in items:
        await order(memory, BORIS, 9_000, item.no)
    view = await memory.mine(OIL, BORIS)
    assert view is not None
    limits = tuple(Condition(9_999_999_999 - n, 9_001 + n) for n in range(10))
    lines = tuple(
        replace(line, guest=GuestNo(guest), conditions=limits, extra=5)
        for guest in range(51)
        for line in view.lines
    )
    guests = dict.fromkeys(range(1, 51), "G" * 100)
    screen = order_screen(replace(view, lines=lines, guests=guests), EN, NOW)
    assert len(text(screen)) <= 4096
    assert sum(len(row) for row in screen.rows) <= 100
