"""Paying, cases, areas, delivery and handing out in a draft: stated, changed, shown."""

from datetime import UTC, datetime

import pytest

from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.draft import Draft, Field
from domain.goods import NO_SUPPLIER, PickUpPoint, PointNo, Supplier
from domain.ids import BuyId, PersonId
from domain.payment import AMONG_FRIENDS, Due, Payment, Rebate
from handlers.draft.presses import Press, on
from handlers.reading.paying import MONTH
from storage.tables.columns import Json
from tests.handlers.chatting import ANNA, Talk, buttons, shown
from tests.handlers.draft.tapping import LINE, changing, draft_of, marked, through


async def test_one_line_in_the_group_states_them_all(talk: Talk) -> None:
    """Without it a buy with areas would need the private chat and a dozen taps."""
    terms = (
        "case of 6; I take the rest; pay when ordering; discount as points for 6 months; "
        "area North: fee 5, 10% off; area South: fee 3; delivery 30 EUR shared by units; "
        "pick up: the mill, Sat 10–12; ships to addresses; supplier: orders@oil.example"
    )
    await talk.write(ANNA, f"{LINE}; {terms}", group=True)
    (card,) = await talk.said_in_group()
    for line in (
        "Pay when ordering",
        "Discount as points for 6 months",
        "The organiser takes the rest",
        "Area North: fee 5.00\u00a0EUR, 10% off",
        "Delivery 30.00\u00a0EUR shared by units",
        "Pick up: the mill, Sat 10–12",
        "Ships to addresses",
        "Supplier: orders@oil.example",
    ):
        assert line in card.text.splitlines()
    await talk.tap(ANNA, card.rows[0][0].data or "", group=True)
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    assert buy.terms.payment == Payment(
        due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=6 * MONTH
    )
    assert buy.terms.areas == (
        Area(AreaNo(1), "North", 500, 1000),
        Area(AreaNo(2), "South", 300),
    )
    assert buy.terms.delivery == Delivery(3000, SharedBy.UNITS)
    assert (buy.terms.items[0].case_size, buy.terms.takes_rest, buy.terms.ships) == (6, True, True)


async def test_the_first_pass_asks_no_more_than_before(talk: Talk) -> None:
    """Without it a first buy would take longer than a minute."""
    for text in ("/buy", "Olive oil 5 l", "42", "10: 38"):
        await talk.write(ANNA, text)
    screen = shown(await talk.write(ANNA, "Fri 18:00"))
    assert "Whom do you want to name" in str(screen.text)
    skipped = shown(await talk.tap(ANNA, buttons(screen.reply_markup)["Skip"]))
    assert "Start" in buttons(skipped.reply_markup)


async def test_areas_are_typed_one_a_line_and_what_is_unclear_is_asked_alone(talk: Talk) -> None:
    """Without it one unclear fee would make all areas be typed again, or lose the others."""
    screen = await changing(talk, "Delivery and areas", "Areas")
    assert "One area a line" in str(screen.text)
    screen = shown(await talk.write(ANNA, "North: fee 5, 10% off\nSouth: 3\nWest: no fee"))
    assert "“South: 3” can mean several things" in str(screen.text)
    preview = await through(talk, screen, ["area South: fee 3.00 EUR"])
    north, south = Area(AreaNo(1), "North", 500, 1000), Area(AreaNo(3), "South", 300)
    assert (await draft_of(talk)).areas == (north, Area(AreaNo(2), "West"), south)
    asked = await through(talk, preview, ["Change", "Delivery and areas", "Areas"])
    await talk.write(ANNA, "North: fee 4")
    assert (await draft_of(talk)).areas == (Area(AreaNo(1), "North", 400),)
    await through(talk, asked, ["One price everywhere"])
    assert (await draft_of(talk)).areas == ()


async def test_how_delivery_is_shared_is_asked_and_changed_by_button(talk: Talk) -> None:
    """Without it the bot would decide who pays for the delivery."""
    await changing(talk, "Delivery and areas", "Delivery cost")
    screen = shown(await talk.write(ANNA, "30"))
    await through(talk, screen, ["delivery 30.00 EUR shared by amount"])
    assert (await draft_of(talk)).delivery == Delivery(3000, SharedBy.AMOUNT)
    draft = await draft_of(talk)
    asked = shown(await talk.tap(ANNA, on(draft, Press.ASK, Field.DELIVERY)))
    assert marked(asked) == {"By amount"}
    await talk.write(ANNA, "40")
    assert (await draft_of(talk)).delivery == Delivery(4000, SharedBy.AMOUNT)
    await talk.tap(ANNA, on(draft, Press.ASK, Field.DELIVERY))
    await through(talk, asked, ["By units"])
    assert (await draft_of(talk)).delivery == Delivery(4000, SharedBy.UNITS)
    await through(talk, asked, ["No shared delivery"])
    assert (await draft_of(talk)).delivery is None


async def test_handing_out_places_times_shipping_and_the_supplier(talk: Talk) -> None:
    """Without it nobody would know where to fetch their part."""
    asked = await changing(talk, "Handing out", "Pick-up")
    await talk.write(ANNA, "The mill, Sat 10–12, Sun 16–18\nMain St 5")
    assert (await draft_of(talk)).pick_up == (
        PickUpPoint(PointNo(1), "The mill", ("Sat 10–12", "Sun 16–18")),
        PickUpPoint(PointNo(2), "Main St 5"),
    )
    draft = await draft_of(talk)
    shipping = shown(await talk.tap(ANNA, on(draft, Press.ASK, Field.SHIPS)))
    assert marked(shipping) == {"No"}
    await through(talk, shipping, ["Yes"])
    assert (await draft_of(talk)).ships
    await talk.tap(ANNA, on(draft, Press.ASK, Field.SUPPLIER))
    wrong = shown(await talk.write(ANNA, "the oil mill"))
    assert "“the oil mill”" in str(wrong.text)
    assert "orders@oil.example" in str(wrong.text)
    await talk.write(ANNA, "a@oil.example, https://oil.example/orders")
    supplier = Supplier("a@oil.example", "https://oil.example/orders")
    assert (await draft_of(talk)).supplier == supplier
    await through(talk, asked, ["Nobody picks up"])
    alone = shown(await talk.tap(ANNA, on(draft, Press.ASK, Field.SUPPLIER)))
    await through(talk, alone, ["Only to me"])
    draft = await draft_of(talk)
    assert (draft.pick_up, draft.supplier) == ((), NO_SUPPLIER)


async def test_cases_have_one_screen_too(talk: Talk) -> None:
    """Without it "the organiser takes the rest" could be set and never be taken back."""
    screen = await changing(talk, "Cases")
    assert marked(screen) == {"No cases"}
    screen = await through(talk, screen, ["12", "I take the rest"])
    assert marked(screen) == {"12", "I take the rest"}
    screen = shown(await talk.write(ANNA, "8"))
    draft = await draft_of(talk)
    assert (draft.items[0].case_size, draft.takes_rest) == (8, True)
    await through(talk, screen, ["✓ I take the rest", "No cases"])
    draft = await draft_of(talk)
    assert (draft.items[0].case_size, draft.takes_rest) == (None, False)


async def test_another_currency_takes_fees_and_delivery_along(talk: Talk) -> None:
    """Without it a fee of 5 would become one of 500 yen."""
    line = f"{LINE}; area North: fee 5; delivery 2.50 EUR equally"
    await changing(talk, "Currency", line=line)
    screen = shown(await talk.write(ANNA, "JPY"))
    assert "“2.50”" in str(screen.text)
    draft = await draft_of(talk)
    assert (draft.areas, draft.delivery) == ((Area(AreaNo(1), "North", 5),), None)


FORGED = [
    (Field.PAYMENT, "gold"),
    (Field.PAYMENT, "points-x"),
    (Field.PAYMENT, "points-0"),
    (Field.PAYMENT, "points-999999999999"),
    (Field.CASE, "-6"),
    (Field.CASE, "9999"),
    (Field.AREAS, "all"),
    (Field.DELIVERY, "units"),
    (Field.PICK_UP, ""),
    (Field.SHIPS, "perhaps"),
    (Field.SUPPLIER, "x"),
]


@pytest.mark.parametrize(("field", "value"), FORGED)
async def test_forged_taps_change_nothing(talk: Talk, field: Field, value: str) -> None:
    """Callback data is typed by anyone who likes."""
    await talk.write(ANNA, LINE)
    before = await draft_of(talk)
    await talk.tap(ANNA, on(before, Press.SET, field, value))
    await talk.tap(ANNA, on(before, Press.CHANGE, value="nowhere"))
    assert await draft_of(talk) == before


async def test_flags_that_contradict_each_other_are_settled_by_a_tap(talk: Talk) -> None:
    """Without it the answer offered would be asked for again and again."""
    line = f"{LINE}; close early; keep open until the deadline"
    screen = shown(await talk.write(ANNA, line))
    after = await through(talk, screen, ["close early"])
    assert "Start" in buttons(after.reply_markup)
    assert (await draft_of(talk)).close_when_answered


def test_a_draft_of_before_still_loads() -> None:
    """Without it whoever was writing a buy down while the bot was updated starts again."""
    kept = (
        '{"id":1,"owner":2,"home":null,"created_at":"2026-06-03T10:00:00Z","zone":"UTC",'
        '"step":"ladder","title":"Oil","currency":"EUR","items":[{"no":1,"name":"Oil",'
        '"list_price":4200,"unit":"","stock":null,"case_size":6,"ladder":null,"removed":false}],'
        '"ladder":null,"deadline":null,"opens_at":null,"minimum":null,"max_people":null,'
        '"per_person_limit":null,"extend_by":null,"admission":"code","guests_count":false,'
        '"close_when_answered":null,"how_to_pay":"","named":[],"questions":[],'
        '"copied_from":null,"in_group":false,"version":3}'
    )
    read = Json(Draft).process_result_value(kept, None)  # type: ignore[arg-type]
    assert isinstance(read, Draft)
    assert read.payment == AMONG_FRIENDS
    assert (read.id, read.owner, read.step) == (BuyId(1), PersonId(2), Field.LADDER)
    assert read.created_at == datetime(2026, 6, 3, 10, tzinfo=UTC)
