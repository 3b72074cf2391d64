"""Loading and writing of money and goods: what a decision on them looks at, and what it leaves."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.buy import State
from domain.charges import Back, WhyBack
from domain.delivery import AreaNo
from domain.goods import Destination, PointNo, Stage
from domain.ids import BuyId, ItemNo
from domain.ledger import Reason
from domain.order import Condition, Involvement
from domain.settlement import FallOut, WhyOut
from domain.world import Needs
from storage import Storage, open_storage
from storage.copies import copy_to, put_back
from tests.databases import only_sqlite
from tests.storage.money import charge, given, invoice, moved, shipment, spent
from tests.storage.samples import (
    ANNA,
    BORIS,
    BOTTLE,
    CARLA,
    DEWI,
    OIL,
    a_buy,
    a_line,
    ordered,
    paid,
    settled,
    share,
    write,
)
from tests.storage.scripted import NOON, HandClock, Scripted
from tests.storage.test_load import loaded

TEA, JAM = BuyId(8), BuyId(9)


async def test_a_part_brings_payments_and_goods(flat: Storage) -> None:
    """A payment not loaded would be asked for again, a parcel sent twice."""
    asked, parcel = invoice(BORIS), shipment(BORIS, stage=Stage.PACKED)
    others = invoice(CARLA)
    await write(flat, asked, others, charge(asked), charge(others), parcel, shipment(CARLA))
    world = await loaded(flat, Needs(parts=frozenset({(OIL, BORIS)})))
    assert world.charges == {charge(asked).id: charge(asked)}
    assert world.shipments == {OIL: {BORIS: parcel}}
    assert world.invoices == {}
    whole = await loaded(flat, Needs(whole=frozenset({OIL})))
    assert set(whole.charges) == {charge(asked).id, charge(others).id}
    assert set(whole.shipments[OIL]) == {BORIS, CARLA}


async def test_an_invoice_brings_the_part_that_it_pays_for(flat: Storage) -> None:
    """Telegram tells the payload alone: what is left to pay, and whose it is, follows from it."""
    asked = invoice(BORIS, payer=CARLA)
    await write(flat, asked, share(BORIS, 3800), *ordered(BORIS, 1))
    await write(flat, a_buy(TEA), given(BORIS, 500, TEA))
    world = await loaded(flat, Needs(invoices=frozenset({asked.id, "forged"})))
    assert world.invoices == {asked.id: asked}
    assert world.buy(OIL).organiser == ANNA
    assert world.entries == {OIL: {BORIS: [share(BORIS, 3800)]}}
    assert [line.quantity for line in world.lines_of(OIL, BORIS)] == [1]
    assert world.point_entries == {(ANNA, BORIS, "EUR"): [given(BORIS, 500, TEA)]}


async def test_a_charge_brings_the_part_that_it_paid_for(flat: Storage) -> None:
    """That a payment went back is noted in a ledger that only the charge leads to."""
    asked = invoice(BORIS)
    await write(flat, asked, charge(asked), share(BORIS, 3800))
    world = await loaded(flat, Needs(charges=frozenset({charge(asked).id, "unknown"})))
    assert world.charges == {charge(asked).id: charge(asked)}
    assert world.buy(OIL).organiser == ANNA
    assert world.entries == {OIL: {BORIS: [share(BORIS, 3800)]}}


async def test_an_invoice_stays_and_a_charge_changes(flat: Storage) -> None:
    """What was asked for is what was agreed; what was paid twice is paid back once."""
    asked = invoice(BORIS)
    await write(flat, asked, charge(asked, back=Back.DUE, why_back=WhyBack.TWICE))
    await write(flat, replace(asked, amount=1))
    assert await flat.reader.invoice(asked.id) == asked
    done = charge(asked, back=Back.DONE, why_back=WhyBack.TWICE)
    await write(flat, done)
    assert await flat.reader.charge(done.id) == done
    assert await flat.reader.charges(OIL) == [done]


async def test_points_are_those_with_the_organiser_over_all_their_buys(flat: Storage) -> None:
    """Points given in spring could not be spent in autumn, or a stranger's could."""
    await write(flat, a_buy(TEA), a_buy(JAM, organiser=DEWI))
    first = given(BORIS, 500, TEA, until=NOON + timedelta(days=30))
    later = given(BORIS, 70, TEA)
    used = spent(BORIS, 200)
    await write(flat, first, used, share(BORIS, 900, TEA), later)
    await write(
        flat,
        given(BORIS, 1, JAM, organiser=DEWI),
        given(BORIS, 2, TEA, currency="USD"),
        given(CARLA, 3, TEA),
    )
    world = await loaded(flat, Needs(points=frozenset({(OIL, BORIS)})))
    assert world.point_entries == {(ANNA, BORIS, "EUR"): [first, used, later]}
    assert set(world.buys) == {OIL}


async def test_points_of_other_buys_tell_nothing_of_those_buys(flat: Storage) -> None:
    """What was paid with points there would look like all that is paid or owed there."""
    await write(flat, a_buy(TEA), share(BORIS, 900, TEA), spent(BORIS, 300, TEA))
    await write(flat, given(BORIS, 500))
    needs = Needs(points=frozenset({(OIL, BORIS)}), buys=frozenset({TEA}))
    world = await loaded(flat, needs)
    assert world.entries == {}
    both = Needs(points=frozenset({(OIL, BORIS)}), parts=frozenset({(TEA, BORIS)}))
    world = await loaded(flat, both)
    assert world.entries == {TEA: {BORIS: [share(BORIS, 900, TEA), spent(BORIS, 300, TEA)]}}
    account = world.point_entries[ANNA, BORIS, "EUR"]
    assert account == [spent(BORIS, 300, TEA), given(BORIS, 500)]


async def test_who_has_no_points_has_an_account_all_the_same(flat: Storage) -> None:
    """The first points ever given are moved on it within the same round."""
    world = await loaded(flat, Needs(points=frozenset({(OIL, CARLA)})))
    assert world.point_entries == {(ANNA, CARLA, "EUR"): []}
    world.take([given(CARLA, 5)])
    assert world.point_entries == {(ANNA, CARLA, "EUR"): [given(CARLA, 5)]}


async def test_points_that_a_buy_gave_bring_the_accounts_whole(flat: Storage) -> None:
    """What was spent elsewhere of points that expire would be taken away a second time."""
    await write(flat, a_buy(TEA), given(BORIS, 500), spent(BORIS, 200, TEA))
    await write(flat, moved(Reason.POINTS_RETURNED, DEWI, 80), given(CARLA, 9, TEA))
    await write(flat, spent(CARLA, 4))
    world = await loaded(flat, Needs(points_given=frozenset({OIL})))
    assert world.point_entries == {
        (ANNA, BORIS, "EUR"): [given(BORIS, 500), spent(BORIS, 200, TEA)],
        (ANNA, DEWI, "EUR"): [moved(Reason.POINTS_RETURNED, DEWI, 80)],
    }
    assert world.buy(OIL).organiser == ANNA


async def test_entries_come_in_the_order_they_were_made(flat: Storage) -> None:
    """Of which points was spent depends on what was given and spent before."""
    made = [
        share(BORIS, 4000),
        paid(BORIS, 4000),
        moved(Reason.SHARE_CORRECTED, BORIS, -300, payer=CARLA),
        given(BORIS, 300, at=NOON - timedelta(hours=1), until=NOON),
        moved(Reason.CHARGE, BORIS, 7, charge="tg-1"),
        moved(Reason.CHARGE, BORIS, 5, charge="tg-0"),
    ]
    await write(flat, *made[:3])
    await write(flat, *made[3:])
    assert await flat.reader.entries(OIL) == made
    needs = Needs(parts=frozenset({(OIL, BORIS)}))
    assert (await loaded(flat, needs)).entries[OIL][BORIS] == made
    assert (await loaded(flat, Needs(whole=frozenset({OIL})))).entries[OIL][BORIS] == made


async def test_conditions_tolerance_and_area_are_kept(flat: Storage) -> None:
    """Somebody who said "at most 3.50" would pay any price."""
    line = a_line(
        BORIS, 0, conditions=(Condition(4000, 1), Condition(3500, 4)), extra=2, ordered_at=NOON
    )
    there = Involvement(OIL, BORIS, area=AreaNo(2))
    await write(flat, line, there)
    world = await loaded(flat, Needs(orders=frozenset({(OIL, BORIS)})))
    assert world.lines_of(OIL, BORIS) == [line]
    assert world.involvement(OIL, BORIS) == there
    await write(flat, replace(line, conditions=()))
    world = await loaded(flat, Needs(orders=frozenset({(OIL, BORIS)})))
    assert world.lines_of(OIL, BORIS) == []


async def test_a_shipment_is_kept_with_where_it_goes(flat: Storage) -> None:
    """A parcel without its address goes nowhere."""
    sent = shipment(
        BORIS,
        stage=Stage.SHIPPED,
        destination=Destination(address="Calle Mayor 1\n28013 Madrid"),
        tracking="ES 1",
        stage_at=NOON,
        before=Stage.PACKED,
    )
    fetched = shipment(CARLA, destination=Destination(point=PointNo(2), slot="Sat 10-12"))
    await write(flat, sent, fetched)
    world = await loaded(flat, Needs(whole=frozenset({OIL})))
    assert world.shipments[OIL] == {BORIS: sent, CARLA: fetched}
    assert await flat.reader.shipment_by_token(sent.token) == sent
    assert await flat.reader.shipment_by_token("made-up") is None


async def test_a_correction_replaces_the_settlement(flat: Storage) -> None:
    """Who got nothing after all would still have a statement, and be asked to pay it."""
    first = settled(BORIS, CARLA)
    out = FallOut(CARLA, BOTTLE, 1, WhyOut.SHORTAGE, seq=2)
    less = replace(
        first,
        list_amount=4200,
        statements=(replace(first.statements[0], area=AreaNo(1), fee=50, delivery=120),),
        fallen=(out, replace(out, person=DEWI, why=WhyOut.PRICE, limit=3500)),
        delivery=120,
        fees=50,
        returned=10,
        bill=3700,
        arrived={ItemNo(1): 1},
        revision=2,
    )
    await write(flat, a_buy(state=State.CLOSED, closed_at=NOON), first)
    await write(flat, less)
    world = await loaded(flat, Needs(buys=frozenset({OIL})))
    assert world.settlements[OIL] == less
    assert await flat.reader.settlement(OIL) == less


@only_sqlite
async def test_a_copy_holds_the_money(
    flat: Storage, url: str, tmp_path: Path, clock: HandClock
) -> None:
    """After a backup was put back, the ledger goes on where it stopped, in its order."""
    asked = invoice(BORIS)
    made = [share(BORIS, 3800), given(BORIS, 9), moved(Reason.CHARGE, BORIS, 3800)]
    await write(flat, asked, charge(asked), shipment(BORIS), *made)
    copy_to(url, tmp_path / "copy.db")
    other = f"sqlite:///{tmp_path}/other.db"
    put_back(other, tmp_path / "copy.db")
    storage = await open_storage(other, clock, Scripted())
    try:
        await write(storage, spent(BORIS, 4))
        assert await storage.reader.entries(OIL) == [*made, spent(BORIS, 4)]
        assert await storage.reader.charges(OIL) == [charge(asked)]
        assert await storage.reader.shipment_by_token(shipment(BORIS).token) == shipment(BORIS)
    finally:
        await storage.close()
