"""What is kept about people in money and goods, and what is left when they are forgotten."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

from domain.buy import State
from domain.charges import INVOICE_LASTS
from domain.goods import Destination, Stage
from domain.ids import GuestNo
from domain.ledger import Reason
from domain.order import Condition, Guest
from domain.outcome import Erasure, Outcome
from domain.settlement import FallOut, WhyOut
from domain.world import Needs, World
from storage import Storage
from tests.storage.money import charge, given, invoice, moved, shipment
from tests.storage.samples import (
    BORIS,
    BOTTLE,
    CARLA,
    DEWI,
    OIL,
    a_buy,
    a_line,
    paid,
    settled,
    share,
    write,
)
from tests.storage.scripted import NOON, HandClock, do

ADDRESS = "Calle Mayor 1, 28013 Madrid"
CLOSED = a_buy(state=State.CLOSED, closed_at=NOON)
OMAS = FallOut(BORIS, BOTTLE, 2, WhyOut.CASE, GuestNo(1), "Oma Bo")
OTHERS = FallOut(CARLA, BOTTLE, 1, WhyOut.STOCK, GuestNo(1), "Opa")
PARCEL = shipment(
    BORIS,
    destination=Destination(address=ADDRESS),
    tracking="ES 1",
    stage=Stage.SHIPPED,
    stage_at=NOON,
)


async def bought(storage: Storage) -> None:
    """Have Boris buy along, with a guest, by an address, paid by and for others."""
    asked, for_carla = invoice(BORIS), invoice(CARLA, payer=BORIS)
    await write(
        storage,
        CLOSED,
        a_line(BORIS, 1, guest=GuestNo(1), guest_name="Oma Bo", conditions=(Condition(9, 2),)),
        Guest(OIL, BORIS, GuestNo(1), "Oma Bo"),
        a_line(CARLA, 0),
        replace(settled(BORIS), fallen=(OMAS, OTHERS)),
        share(BORIS, 3800),
        given(BORIS, 70),
        moved(Reason.CHARGE, CARLA, 3800, payer=BORIS, charge="x"),
        asked,
        for_carla,
        charge(for_carla),
        PARCEL,
    )


async def test_all_that_is_kept_is_told(flat: Storage) -> None:
    """Whoever asks what is kept learns of the address and of what they paid for others."""
    await bought(flat)
    held = (await flat.reader.held_data(BORIS)).tables
    assert [row["destination"]["address"] for row in held["shipments"]] == [ADDRESS]
    assert {row["person"] for row in held["charges"]} == {CARLA}
    assert {row["person"] for row in held["invoices"]} == {BORIS, CARLA}
    assert {(row["person"], row["reason"]) for row in held["entries"]} == {
        (BORIS, "share"),
        (BORIS, "points_given"),
        (CARLA, "charge"),
    }
    assert [row["conditions"] for row in held["lines"]] == [[{"limit": 9, "quantity": 2}]]
    assert [row["guest_name"] for row in held["fallen"]] == ["Oma Bo"]
    json.dumps(held)
    assert "fallen" not in (await flat.reader.held_data(DEWI)).tables


async def test_names_and_addresses_go_and_the_sums_stay(flat: Storage) -> None:
    """An address kept after its person went is a leak; a sum lost is somebody's money."""
    await bought(flat)
    entries = await flat.reader.entries(OIL)
    await write(flat, Erasure(BORIS))
    kept = json.dumps((await flat.reader.held_data(BORIS)).tables)
    assert not [name for name in ("Calle", "ES 1", "Oma") if name in kept]
    assert await flat.reader.entries(OIL) == entries
    assert len(await flat.reader.charges(OIL)) == 1
    left = await flat.reader.settlement(OIL)
    assert left is not None
    assert left.fallen == (replace(OMAS, guest_name=""), OTHERS)
    parcel = await flat.reader.shipment_by_token(PARCEL.token)
    assert parcel == replace(PARCEL, destination=None, tracking="")


async def test_what_is_decided_right_after_brings_nothing_back(flat: Storage) -> None:
    """A correction of the same moment has read the names before they went."""
    await bought(flat)

    def correct(world: World) -> Outcome:
        settlement = replace(world.settlements[OIL], revision=2)
        return Outcome((settlement, *world.shipments[OIL].values()))

    await asyncio.gather(
        flat.desk.submit(do(Outcome((Erasure(BORIS),)))),
        flat.desk.submit(do(correct, Needs(whole=frozenset({OIL})))),
    )
    left = await flat.reader.settlement(OIL)
    assert left is not None
    assert left.revision == 2
    kept = json.dumps((await flat.reader.held_data(BORIS)).tables)
    assert not [name for name in ("Calle", "Oma") if name in kept]


async def test_invoices_that_nobody_paid_go(flat: Storage, clock: HandClock) -> None:
    """Each look at a price would stay for ever; one that can still be paid must not go.

    Telegram may take the money in the last moment and tell of it a day later.
    """
    unpaid, settled_by = invoice(BORIS), invoice(CARLA)
    await write(flat, unpaid, settled_by, charge(settled_by), paid(CARLA, 1))
    clock.time += INVOICE_LASTS + timedelta(days=1)
    await flat.tidying.tidy()
    assert await flat.reader.invoice(unpaid.id) == unpaid
    clock.pass_(days=1, seconds=1)
    await flat.tidying.tidy()
    assert await flat.reader.invoice(unpaid.id) is None
    assert await flat.reader.invoice(settled_by.id) == settled_by
