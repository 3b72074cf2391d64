"""Changing paying, cases, areas, delivery and handing out in a live buy."""

from dataclasses import replace

from aiogram.types import InlineKeyboardMarkup

from domain.buy import Terms
from domain.commands.base import Cause
from domain.commands.member import ChooseArea
from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.goods import PickUpPoint, PointNo, Supplier
from domain.payment import Due, Method, Payment, Rebate
from handlers.organiser.presses import Verb, on
from handlers.reading.paying import MONTH
from tests.handlers.chatting import ANNA, BORIS, NOW, Talk, alerted, buttons, shown
from tests.handlers.organiser.buys import LINE, fresh, order, start

AREAS = "area North: fee 5, 10% off; area South: fee 3"


async def test_paying_is_changed_on_one_screen_that_stays(talk: Talk) -> None:
    """Without it each answer would lead back to the list of everything."""
    buy = await start(talk)
    screen = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="payment")))
    for label in ("When ordering", "Discount as points", "Points for 6 months"):
        screen = shown(await talk.tap(ANNA, buttons(screen.reply_markup)[label]))
    assert "✓ Points for 6 months" in buttons(screen.reply_markup)
    paid = Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=6 * MONTH)
    assert (await fresh(talk, buy)).terms == replace(buy.terms, payment=paid)
    await talk.write(ANNA, "discount as money")
    now = await fresh(talk, buy)
    assert now.terms.payment == Payment(due=Due.AT_ORDER)
    back = shown(await talk.tap(ANNA, buttons(screen.reply_markup)["Back"]))
    assert "Delivery and areas" in buttons(back.reply_markup)


async def test_once_somebody_ordered_they_are_not_asked_to_pay_otherwise(talk: Talk) -> None:
    """Without it who ordered to pay later would be asked to pay now."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 1)
    screen = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="payment")))
    refused = await talk.tap(ANNA, buttons(screen.reply_markup)["When ordering"])
    assert "in their favour" in alerted(refused)
    assert (await fresh(talk, buy)).terms == buy.terms


async def test_online_needs_to_be_listed_in_a_live_buy_too(talk: Talk) -> None:
    """Without it a buy started by hand could be turned to the bot owner's account."""
    buy = await start(talk)
    screen = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="payment")))
    assert "Online" not in buttons(screen.reply_markup)
    await talk.tap(ANNA, on(Verb.SET_TERM, buy.id, arg="payment=online"))
    assert (await fresh(talk, buy)).terms == buy.terms
    talk.listed.add(ANNA)
    screen = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="payment")))
    assert "lands with the owner of this bot" in str(screen.text)
    await talk.tap(ANNA, buttons(screen.reply_markup)["Online"])
    assert (await fresh(talk, buy)).terms.payment.method is Method.ONLINE


async def test_areas_keep_the_numbers_by_which_people_chose_them(talk: Talk) -> None:
    """Without it somebody in the south would be charged for the north."""
    buy = await start(talk, f"{LINE}; {AREAS}")
    south = ChooseArea(Cause("area", NOW), BORIS, buy.id, AreaNo(2))
    await talk.storage.desk.submit(south)
    await order(talk, buy.id, BORIS, 1)
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="areas"))
    await talk.write(ANNA, "West: fee 1\nsouth: fee 2")
    assert (await fresh(talk, buy)).terms.areas == (
        Area(AreaNo(3), "West", 100),
        Area(AreaNo(2), "south", 200),
    )
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="areas"))
    refused = shown(await talk.write(ANNA, "South: fee 3"))
    assert "Areas" in str(refused.text)
    assert (await fresh(talk, buy)).terms.areas[1].fee == 200


async def test_an_unclear_area_is_asked_with_all_of_them_to_copy(talk: Talk) -> None:
    """Without it the answer about one area would take the others away."""
    buy = await start(talk, f"{LINE}; {AREAS}")
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="areas"))
    asked = shown(await talk.write(ANNA, "North: fee 4\nSouth: 3"))
    assert isinstance(asked.reply_markup, InlineKeyboardMarkup)
    ((button,),) = asked.reply_markup.inline_keyboard
    assert button.copy_text is not None
    copied = button.copy_text.text
    assert copied == "area North: fee 4.00 EUR; area South: fee 3.00 EUR"
    await talk.write(ANNA, copied)
    areas = (await fresh(talk, buy)).terms.areas
    assert [(area.no, area.fee) for area in areas] == [(1, 400), (2, 300)]


async def test_delivery_and_handing_out_stand_behind_their_buttons(talk: Talk) -> None:
    """Without it a place that fell through could not be replaced."""
    buy = await start(talk, f"{LINE}; delivery 30 EUR equally; pick up: the mill")
    screen = shown(await talk.tap(ANNA, on(Verb.EDIT, buy.id)))

    async def asked(group: str, field: str) -> dict[str, str]:
        behind = shown(await talk.tap(ANNA, buttons(screen.reply_markup)[group]))
        there = shown(await talk.tap(ANNA, buttons(behind.reply_markup)[field]))
        return buttons(there.reply_markup)

    async def terms() -> Terms:
        return (await fresh(talk, buy)).terms

    offered = await asked("Delivery and areas", "Delivery cost")
    await talk.write(ANNA, "20")
    assert (await terms()).delivery == Delivery(2000)
    await talk.tap(ANNA, offered["By units"])
    assert (await terms()).delivery == Delivery(2000, SharedBy.UNITS)
    await talk.tap(ANNA, offered["No shared delivery"])
    assert (await terms()).delivery is None
    await asked("Handing out", "Pick-up")
    await talk.write(ANNA, "The church, Sun 11–12")
    place = PickUpPoint(PointNo(1), "The church", ("Sun 11–12",))
    assert (await terms()).pick_up == (place,)
    await talk.tap(ANNA, (await asked("Handing out", "Shipping"))["Yes"])
    await asked("Handing out", "Supplier")
    await talk.write(ANNA, "orders@oil.example")
    assert ((await terms()).ships, (await terms()).supplier) == (
        True,
        Supplier("orders@oil.example"),
    )


async def test_cases_are_an_items_and_the_rest_is_the_organisers(talk: Talk) -> None:
    """Without it the case of the eggs would become that of the oil."""
    buy = await start(talk, "/buy Oil; 42 EUR\nEggs; 3 EUR\nuntil Fri 18:00")
    whole = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="case")))
    assert set(buttons(whole.reply_markup)) == {"I take the rest", "Back"}
    whole = shown(await talk.tap(ANNA, buttons(whole.reply_markup)["I take the rest"]))
    assert "✓ I take the rest" in buttons(whole.reply_markup)
    eggs = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, n=2, arg="case")))
    eggs = shown(await talk.tap(ANNA, buttons(eggs.reply_markup)["10"]))
    assert "✓ 10" in buttons(eggs.reply_markup)
    now = (await fresh(talk, buy)).terms
    assert ([item.case_size for item in now.items], now.takes_rest) == ([None, 10], True)
    await talk.write(ANNA, "12")
    await talk.tap(ANNA, buttons(whole.reply_markup)["✓ I take the rest"])
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="case"))
    await talk.write(ANNA, "6")
    now = (await fresh(talk, buy)).terms
    assert ([item.case_size for item in now.items], now.takes_rest) == ([6, 6], False)
