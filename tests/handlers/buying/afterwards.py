"""A buy with everything in it: areas, delivery, limits, cases, and where the goods go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.buy import GroupBuy, Item
from domain.charges import Back, Charge, WhyBack
from domain.commands.base import Cause
from domain.commands.goods import MoveShipment
from domain.commands.member import ChangeOrder, ChooseDestination
from domain.delivery import Area, AreaNo, Delivery
from domain.goods import Destination, PickUpPoint, PointNo, Stage
from domain.ids import PersonId
from domain.order import Condition, Line
from domain.payment import Method
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.scenery import ANNA, BORIS, CARLA, DEWI, NOW, OIL, ONE, close, flat, oil

NORTH, SOUTH = AreaNo(1), AreaNo(2)
AREAS = (Area(NORTH, "North", fee=300), Area(SOUTH, "South", basis_points=1_000))
GARAGE = PickUpPoint(PointNo(1), "The garage", ("Sat 10–12", "Sun 16–18"))


def everything(**terms: Any) -> GroupBuy:
    """Olive oil in cases of 6 to two areas, with a delivery for all, picked up or sent."""
    fields: dict[str, Any] = {
        "items": (Item(ONE, "Olive oil 5 l", 4200, case_size=6),),
        "areas": AREAS,
        "delivery": Delivery(3000),
        "pick_up": (GARAGE,),
        "ships": True,
    }
    return oil(**(fields | terms))


def goes_to(memory: Memory, person: PersonId, area: AreaNo) -> None:
    """Let somebody's part go to an area."""
    memory.world.take([replace(memory.world.involvement(OIL, person), area=area)])


def wants(
    memory: Memory,
    person: PersonId,
    quantity: int,
    *conditions: tuple[int, int],
    extra: int = 0,
) -> None:
    """Put down a line with limits (minor units, units) and tolerance."""
    totals = memory.world.totals_of(OIL)
    limits = tuple(Condition(*one) for one in conditions)
    seq = totals.next_seq
    line = Line(OIL, person, ONE, quantity, seq, NOW, conditions=limits, extra=extra)
    memory.world.take([line, replace(totals, next_seq=seq + 1)])


async def certainly(memory: Memory, person: PersonId, quantity: int) -> None:
    """Let somebody order so many in any case."""
    cause = Cause(f"o:{person}:{quantity}", NOW)
    await memory.submit(ChangeOrder(cause, person, OIL, ONE, quantity=quantity))


async def over(**terms: Any) -> Memory:
    """Closed: Boris 10 to the North, Carla 2 to the South, Dewi waited for 30.00 in vain.

    Boris picks up in the garage, where his part is ready; Carla has not said where yet.
    """
    memory = flat(everything(**terms))
    for person, area in ((BORIS, NORTH), (CARLA, SOUTH), (DEWI, SOUTH)):
        goes_to(memory, person, area)
    await certainly(memory, BORIS, 10)
    await certainly(memory, CARLA, 2)
    wants(memory, DEWI, 0, (3000, 3))
    await close(memory)
    where = Destination(point=GARAGE.no, slot=GARAGE.slots[0])
    said = ChooseDestination(Cause("where", NOW), BORIS, OIL, where, "t" * 16)
    await memory.submit(said)
    ready = MoveShipment(Cause("ready", NOW), ANNA, OIL, BORIS, Stage.READY, "x" * 16)
    await memory.submit(ready)
    return memory


def twice(method: Method = Method.ONLINE, why: WhyBack = WhyBack.TWICE) -> Charge:
    """A payment of Boris's that goes back."""
    return Charge(
        id="charge",
        invoice="invoice",
        buy=OIL,
        person=BORIS,
        payer=BORIS,
        amount=5000,
        currency="EUR",
        method=method,
        provider_charge="provider",
        at=NOW,
        back=Back.DUE,
        why_back=why,
    )
