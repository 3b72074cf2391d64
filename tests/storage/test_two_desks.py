"""Two processes with the same PostgreSQL: each decides from what the other left."""

import asyncio

from domain.buy import Totals
from domain.ids import PersonId
from domain.outcome import Outcome
from domain.world import Needs, World
from storage import open_storage
from tests.storage.samples import BOTTLE, OIL, a_buy, write
from tests.storage.scripted import HandClock, Scripted, do

PEOPLE = 40
DESKS = 2


def one_more(world: World) -> Outcome:
    """Decide to count one bottle more."""
    held = world.totals_of(OIL).units.get(BOTTLE, 0)
    return Outcome((Totals(OIL, units={BOTTLE: held + 1}),))


async def test_totals_are_counted_on_from_what_the_other_left(
    postgres_url: str, clock: HandClock
) -> None:
    """Lost otherwise: who waits for another's transaction counts on from before it."""
    desks = [await open_storage(postgres_url, clock, Scripted()) for _ in range(DESKS)]
    try:
        await write(desks[0], a_buy(home=None), Totals(OIL))
        for _ in range(PEOPLE // DESKS):
            counting = (
                storage.desk.submit(do(one_more, Needs(parts=frozenset({(OIL, PersonId(2))}))))
                for storage in desks
            )
            await asyncio.gather(*counting)
        card = await desks[0].reader.card(OIL)
        assert card is not None
        assert card.totals.units == {BOTTLE: PEOPLE}
    finally:
        for storage in desks:
            await storage.close()
