"""What the organiser takes away: every list, before the close, after it, and of what was off."""

from __future__ import annotations

from datetime import datetime

from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.goods import EnterArrival, ReturnUnits
from domain.commands.member import AddGuest, ChangeOrder, ChooseArea, ChooseDestination, SetLine
from domain.commands.organiser import CallOff, Invite
from domain.delivery import AreaNo
from domain.goods import Destination
from domain.ids import HOST, ItemNo
from domain.order import Condition
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted
from tests.handlers.export.opened import by_name, exported, separated, sheets
from tests.handlers.organiser.buys import LINE, close, order, start

OIL = ItemNo(1)
EVERYTHING = (
    f"{LINE}; pay when ordering; area North: fee 5, 10% off; area South: no fee; "
    "delivery 9 EUR shared equally; ships to addresses"
)


async def test_before_the_close_the_lists_tell_what_is_ordered(talk: Talk) -> None:
    """UX-7: else Anna copies a chat into a spreadsheet by hand."""
    buy = await start(talk)
    desk = talk.storage.desk
    await desk.submit(Invite(Cause("i", NOW), ANNA, buy.id, (BORIS, CARLA), ("t1" * 8, "t2" * 8)))
    await order(talk, buy.id, BORIS, 2)
    guest = await desk.submit(AddGuest(Cause("g", NOW), BORIS, buy.id, "=Maria"))
    await desk.submit(ChangeOrder(Cause("o", NOW), BORIS, buy.id, OIL, quantity=1, guest=guest))
    wish = (Condition(3500, 4),)
    await desk.submit(SetLine(Cause("w", NOW), CARLA, buy.id, OIL, 1, wish, 0, HOST))
    name, file = await exported(talk, buy)
    assert name == f"Olive-oil-5-l-{buy.code}.xlsx"
    found = sheets(file)
    assert list(found) == ["People", "Orders", "To order", "Money"]
    boris = by_name(found["People"])["Boris"]
    assert (boris["Username"], boris["Invitation"], boris["Units"]) == ("@boris", "in", 3)
    assert (boris["At list price"], boris["Share"], boris["Still to pay"]) == (126, None, 0)
    assert isinstance(boris["Ordered"], datetime)
    assert "Area" not in boris
    assert "Where to" not in boris
    assert [(row["Name"], row["Guest"], row["Units"], row["Wish"]) for row in found["Orders"]] == [
        ("Boris", None, 2, None),
        ("Boris", "=Maria", 1, None),
        ("Carla", None, 1, "1 in any case, 4 at 35.00 or less"),
    ]
    assert found["To order"] == [
        {"Item": "Olive oil 5 l", "Unit": None, "Units": 4, "Units in a case": None,
         "List price": 42, "Arrived": None}
    ]  # fmt: skip
    assert found["Money"] == []


async def test_after_the_close_all_figures_add_up(talk: Talk) -> None:
    """Done when: all figures on every screen add up to the cent; in a spreadsheet as well."""
    buy = await start(talk, EVERYTHING)
    desk = talk.storage.desk
    for person, area, units in ((BORIS, 1, 4), (CARLA, 2, 7)):
        await desk.submit(ChooseArea(Cause(f"a{area}", NOW), person, buy.id, AreaNo(area)))
        await order(talk, buy.id, person, units)
    await desk.submit(MarkPaid(Cause("m", NOW), ANNA, buy.id, BORIS, 5000, payer=CARLA))
    buy = await close(talk, buy)
    where = Destination(address="Main St 5\n" + "10115 Berlin, " * 20)
    await desk.submit(ChooseDestination(Cause("d", NOW), BORIS, buy.id, where, "token-of-boris"))
    await desk.submit(EnterArrival(Cause("e", NOW), ANNA, buy.id, OIL, 10))
    await desk.submit(ReturnUnits(Cause("r", NOW), ANNA, buy.id, BORIS, OIL, 1))
    found = sheets((await exported(talk, buy))[1])
    assert list(found) == ["People", "Orders", "Not got", "To order", "Money"]
    settlement = await talk.storage.reader.settlement(buy.id)
    assert settlement is not None
    people = by_name(found["People"])
    assert round(sum(row["Share"] for row in people.values()) * 100) == settlement.due
    for row in people.values():
        lines = [line["To pay"] for line in found["Orders"] if line["Name"] == row["Name"]]
        goods = row["Share"] - row["Fee of the area"] - row["Delivery"]
        assert round(sum(lines) - goods, 6) == 0
        ledger = [one["Change of what is owed"] for one in found["Money"]
                  if one["Name"] == row["Name"]]  # fmt: skip
        assert round(sum(ledger) - row["Still to pay"] + row["To give back"], 6) == 0
    boris = people["Boris"]
    assert (boris["Area"], boris["Fee of the area"], boris["Paid"]) == ("North", 5, 50)
    assert boris["Where to"] == " ".join(where.address.split())
    assert len(boris["Where to"]) > 200
    line = next(row for row in found["Orders"] if row["Name"] == "Boris")
    assert (line["Units"], line["Given back"]) == (4, 1)
    assert found["Not got"] == [
        {"Name": "Carla", "Guest": None, "Item": "Olive oil 5 l", "Units": 1,
         "Why": "did not arrive", "Price at most": None}
    ]  # fmt: skip
    assert [(row["Units"], row["Arrived"]) for row in found["To order"]] == [(11, 10)]
    (payment,) = [row for row in found["Money"] if row["What"] == "Paid by hand"]
    assert (payment["Name"], payment["Paid by"]) == ("Boris", "Carla")


async def test_of_a_called_off_buy_the_money_is_left(talk: Talk) -> None:
    """Else nobody can show later who got what back."""
    buy = await start(talk, f"{LINE}; pay when ordering")
    await order(talk, buy.id, BORIS, 2)
    await talk.storage.desk.submit(MarkPaid(Cause("m", NOW), ANNA, buy.id, BORIS))
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, buy.id))
    found = sheets((await exported(talk, buy))[1])
    boris = by_name(found["People"])["Boris"]
    assert (boris["Paid"], boris["Still to pay"], boris["To give back"]) == (84, 0, 84)
    assert boris["Payment"] == "84.00 to give back"
    assert [row["Change of what is owed"] for row in found["Money"]] == [-84]


async def test_the_people_also_come_as_csv(talk: Talk) -> None:
    """Else whoever has no Excel, or writes a program, gets nothing."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 2)
    await close(talk, buy)
    name, file = await exported(talk, buy, "csv")
    assert name.endswith(".csv")
    boris = by_name(separated(file))["Boris"]
    assert (boris["Units"], boris["Share"], boris["Still to pay"]) == ("2", "84.00", "84.00")


async def test_it_is_said_that_the_lists_hold_names(talk: Talk) -> None:
    """GP-13: what is known about people is for this buy alone."""
    buy = await start(talk)
    calls = await talk.tap(ANNA, on(Verb.EXPORT, buy.id, arg="nonsense"))
    assert alerted(calls) == "Here it is."
    captions = [call.caption for call in calls if getattr(call, "caption", None)]
    assert captions == [
        "The lists of <b>Olive oil 5 l</b>. They hold names: keep them to yourself."
    ]


async def test_nobody_else_gets_the_lists(talk: Talk) -> None:
    """GP-13: a forged tap gives nothing away."""
    buy = await start(talk)
    calls = await talk.tap(BORIS, on(Verb.EXPORT, buy.id, arg="xlsx"))
    assert alerted(calls).startswith("That is for Anna to do")
    assert [type(call).__name__ for call in calls] == ["AnswerCallbackQuery"]
