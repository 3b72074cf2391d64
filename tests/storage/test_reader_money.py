"""The reader on money and goods: what people owe, get back, have in points, wait for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Select

from domain import dues, points
from domain.buy import GroupBuy, State
from domain.charges import Back, Charge, Invoice, WhyBack
from domain.delivery import Area, AreaNo
from domain.goods import Stage
from domain.ids import BuyId, GuestNo, PersonId
from domain.ledger import Entry, Reason
from domain.order import Condition, Involvement
from domain.payment import Method
from domain.settlement import FallOut, WhyOut
from domain.views import MemberView, PointsHeld
from storage import Storage
from storage.reader import NoticeReader
from storage.reader.card import WAITING
from storage.reader.standing import LOTS
from tests.databases import only_sqlite
from tests.storage.money import charge, given, invoice, moved, shipment, spent
from tests.storage.samples import (
    ANNA,
    BORIS,
    BOTTLE,
    CARLA,
    DEWI,
    OIL,
    TERMS,
    a_buy,
    a_line,
    invited,
    ordered,
    paid,
    settled,
    share,
    write,
)
from tests.storage.scripted import NOON, HandClock

TEA, JAM = BuyId(8), BuyId(9)
EVA = PersonId(5)
IF_CHEAP = (Condition(3500, 2),)

CLOSED = a_buy(state=State.CLOSED, closed_at=NOON)
CALLED_OFF = a_buy(state=State.CALLED_OFF, closed_at=NOON)


def charged(of: Charge) -> Entry:
    """Return the entry that a payment through Telegram makes."""
    return moved(Reason.CHARGE, of.person, of.amount, charge=of.id, key=f"charge:{of.id}")


LATE = charge(invoice(BORIS, amount=700), back=Back.DUE, why_back=WhyBack.TWICE)
STARS = charge(invoice(CARLA, amount=900, method=Method.STARS), back=Back.DUE)
STAYS = charge(invoice(DEWI, amount=300))
GONE = charge(invoice(EVA, amount=50), back=Back.DONE)

STREET = (
    share(BORIS, 3800),
    charged(LATE),
    paid(BORIS, 1000),
    charged(STARS),
    spent(CARLA, 40),
    moved(Reason.POINTS_RETURNED, CARLA, 15),
    share(DEWI, 100),
    charged(STAYS),
    share(EVA, 10),
    charged(GONE),
    moved(Reason.CHARGE_BACK, EVA, 50, charge=GONE.id),
    paid(EVA, 100),
    moved(Reason.PAID_BACK, EVA, 60),
    given(EVA, 30, OIL),
)
"""Who still owes and paid late, who paid twice in Stars, who paid too much, who paid back."""


async def seen(storage: Storage, person: PersonId, buy: BuyId = OIL) -> MemberView:
    """Return one's own view, which many people's notices read the same."""
    view = await storage.reader.mine(buy, person)
    assert view is not None
    return view


@pytest.mark.parametrize("buy", [a_buy(), CLOSED, CALLED_OFF], ids=lambda buy: buy.state)
async def test_how_people_stand_is_as_the_domain_says(flat: Storage, buy: GroupBuy) -> None:
    """Two figures for one debt, on the screen and at the desk, and nobody trusts either."""
    charges = (LATE, STARS, STAYS, GONE)
    await write(flat, buy, *map(of_invoice, charges), *charges, *STREET)
    rows = {row.person: row for row in await flat.reader.board(OIL)}
    for person in (BORIS, CARLA, DEWI, EVA):
        entries = [entry for entry in STREET if entry.person == person]
        theirs = [one for one in charges if one.person == person]
        owed = dues.still_owed(entries, theirs)
        back = dues.due_back(buy, entries, theirs)
        own, row = await seen(flat, person), rows[person]
        assert (own.owed, own.due_back) == (row.owed, row.due_back) == (owed, back)
        assert own.points_spent == row.points_spent
        shares = sum(entry.amount for entry in entries if entry.reason is Reason.SHARE)
        came_in = own.paid - own.given_back + own.points_spent - own.points_given
        assert shares - came_in == owed
    assert (await seen(flat, CARLA)).points_spent == 25
    assert [rows[one].paid_online for one in (BORIS, CARLA, DEWI, EVA)] == [0, 0, 300, 0]


def of_invoice(one: Charge) -> Invoice:
    """Return the invoice of which a payment came."""
    return invoice(one.person, amount=one.amount, method=one.method)


async def test_points_are_counted_until_they_expire(flat: Storage, clock: HandClock) -> None:
    """Points shown that the desk then refuses are worse than none."""
    soon = NOON + timedelta(days=1)
    account = (
        given(BORIS, 500, TEA, until=soon),
        given(BORIS, 70, TEA),
        spent(BORIS, 200, until=soon),
    )
    await write(flat, a_buy(TEA), *account, given(BORIS, 9, TEA, currency="USD"))
    assert (await seen(flat, BORIS)).points == points.held(account, NOON) == 370
    assert await flat.reader.points(BORIS) == [
        PointsHeld(ANNA, "Anna", "EUR", 370, soon),
        PointsHeld(ANNA, "Anna", "USD", 9, None),
    ]
    clock.pass_(days=1)
    assert (await seen(flat, BORIS)).points == points.held(account, soon) == 70
    assert [held.amount for held in await flat.reader.points(BORIS)] == [70, 9]
    assert (await seen(flat, CARLA)).points == 0
    assert await flat.reader.points(CARLA) == []


async def test_points_are_with_whoever_gave_them(flat: Storage) -> None:
    """One organiser's points would be offered in another's buy."""
    await write(flat, a_buy(TEA, organiser=DEWI), given(BORIS, 500, TEA, organiser=DEWI))
    assert (await seen(flat, BORIS)).points == 0
    assert (await seen(flat, BORIS, TEA)).points == 500
    assert await flat.reader.points(BORIS) == [PointsHeld(DEWI, "", "EUR", 500, None)]


async def test_lines_that_wait_for_a_price(flat: Storage) -> None:
    """What waits is shown with what it would unlock, and counts nowhere else."""
    terms = replace(TERMS, areas=(Area(AreaNo(1), "North"), Area(AreaNo(2), "South")))
    waits = a_line(BORIS, 0, conditions=IF_CHEAP)
    both = a_line(CARLA, 1, conditions=(Condition(3500, 3),))
    sure = a_line(CARLA, 1, guest=GuestNo(1), seq=900)
    await write(flat, a_buy(terms=terms), *ordered(DEWI, 1), waits, both, sure)
    await write(flat, Involvement(OIL, BORIS, ordered_at=NOON, area=AreaNo(2)))
    await write(flat, Involvement(OIL, CARLA, ordered_at=NOON))
    card = await flat.reader.card(OIL)
    assert card is not None
    assert (card.waiting, card.waiting_areas) == ((waits, both, sure), {BORIS: 2})
    assert {one.person: one.units for one in card.latest} == {CARLA: 2}
    own = await seen(flat, BORIS)
    assert own.lines == (waits,)
    assert (own.waiting, own.waiting_areas) == (card.waiting, card.waiting_areas)
    await write(flat, replace(waits, conditions=()), CLOSED)
    assert (await seen(flat, BORIS)).waiting == (await seen(flat, BORIS)).lines == ()


async def test_who_waits_for_a_price_has_answered(flat: Storage) -> None:
    """They would be nudged to order what they ordered, or lose the buy from their list."""
    await write(flat, invited(CARLA), a_line(CARLA, 0, conditions=IF_CHEAP), *ordered(BORIS, 1))
    audience = {one.person.id: one.ordered for one in await flat.reader.audience(OIL)}
    assert audience == {BORIS: True, CARLA: True}
    assert [line.units for line in await flat.reader.my_buys(CARLA, NOON)] == [0]
    await write(flat, Involvement(OIL, DEWI, opened_at=NOON))
    assert [row.person for row in await flat.reader.board(OIL)] == [BORIS, CARLA, DEWI]


@only_sqlite
@pytest.mark.parametrize(
    ("query", "index"), [(WAITING, "ix_lines_waiting"), (LOTS, "ix_entries_on_points")]
)
async def test_few_are_found_among_many(flat: Storage, query: Select[Any], index: str) -> None:
    """The card would read all orders to find the few with limits, a screen all entries."""

    def plan(connection: Connection) -> str:
        compiled = query.compile(connection.engine)
        values = ("[[1]]",) * len(compiled.positiontup or ())
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
        return str(steps.all())

    assert index in await flat.readers.run(plan)


async def test_after_the_close(flat: Storage) -> None:
    """Who did not get what they asked for learns what and why; parcels stand with their people."""
    out = FallOut(BORIS, BOTTLE, 2, WhyOut.PRICE, limit=3500)
    others = FallOut(CARLA, BOTTLE, 1, WhyOut.STOCK, seq=1)
    result = replace(settled(BORIS), fallen=(out, others))
    parcel = shipment(BORIS, stage=Stage.READY)
    await write(flat, CLOSED, result, parcel, a_line(CARLA, 0, conditions=IF_CHEAP))
    own = await seen(flat, BORIS)
    assert (own.fallen, own.shipment, own.statement) == ((out,), parcel, result.statements[0])
    rows = {row.person: row for row in await flat.reader.board(OIL)}
    assert (rows[BORIS].fallen, rows[BORIS].shipment) == ((out,), parcel)
    assert (rows[CARLA].fallen, rows[CARLA].shipment) == ((others,), None)
    card = await flat.reader.card(OIL)
    assert card is not None
    assert (card.settlement, card.waiting) == (result, ())


async def test_my_buys_tell_of_money_due(flat: Storage) -> None:
    """Money due to somebody would be forgotten once the buy has left the list."""
    long_ago = NOON - timedelta(days=40)
    over = {"state": State.CLOSED, "closed_at": long_ago, "home": None}
    await write(flat, a_buy(TEA, organiser=DEWI, **over), a_buy(JAM, organiser=DEWI, **over))
    await write(
        flat,
        *(share(BORIS, 3800, TEA), paid(BORIS, 4200, TEA)),
        *(share(CARLA, 3800, TEA), paid(CARLA, 3000, TEA)),
        *(share(BORIS, 100, JAM), paid(BORIS, 100, JAM)),
        paid(BORIS, 4200),
    )
    since = NOON - timedelta(days=30)
    own = {line.buy.id: line for line in await flat.reader.my_buys(BORIS, since)}
    assert {buy: (line.owed, line.due_back) for buy, line in own.items()} == {
        TEA: (-400, 400),
        OIL: (-4200, 0),
    }
    [runs] = await flat.reader.my_buys(DEWI, since)
    assert (runs.buy.id, runs.to_collect, runs.to_give_back, runs.owed) == (TEA, 800, 400, 0)
    await write(flat, moved(Reason.PAID_BACK, BORIS, 400, TEA))
    assert [line.buy.id for line in await flat.reader.my_buys(BORIS, since)] == [OIL]


async def test_payments_through_telegram(flat: Storage) -> None:
    """Money that came, from whom, and what has to go back, found however it is asked for."""
    by_carla = charge(invoice(DEWI, payer=CARLA), at=NOON - timedelta(hours=1))
    await write(flat, *map(of_invoice, (LATE, STARS)), invoice(DEWI, payer=CARLA))
    await write(flat, LATE, STARS, by_carla)
    assert await flat.reader.charges(OIL) == [by_carla, *sorted((LATE, STARS), key=lambda c: c.id)]
    assert await flat.reader.charges_of(CARLA) == [by_carla, STARS]
    assert await flat.reader.stars_due_back() == [STARS]
    assert await flat.reader.charge("unknown") is None
    assert await flat.reader.invoice("forged") is None


async def test_notices_read_the_same(flat: Storage, clock: HandClock) -> None:
    """A statement sent that tells another figure than the screen makes two truths."""
    await write(flat, CLOSED, settled(BORIS), *STREET, given(BORIS, 5))
    reader = NoticeReader(flat.readers, clock)
    assert await reader.mine(OIL, BORIS) == await seen(flat, BORIS)
    assert await reader.card(OIL) == await flat.reader.card(OIL)
    assert await reader.points(BORIS) == await flat.reader.points(BORIS)
