"""Loading: what each kind of need brings."""

from dataclasses import replace

from domain.buy import Admission, State
from domain.conversation import Conversation, Expecting
from domain.draft import Draft
from domain.ids import BuyId, GuestNo
from domain.order import Guest
from domain.outcome import NOTHING
from domain.world import Needs, World
from storage import Storage
from tests.storage.samples import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    FLAT,
    OIL,
    TERMS,
    a_buy,
    invited,
    ordered,
    settled,
    share,
    write,
)
from tests.storage.scripted import NOON, do


async def loaded(storage: Storage, needs: Needs) -> World:
    """Return the world that `needs` brings."""
    world = await storage.desk.submit(do(NOTHING, needs, lambda world: world))
    assert isinstance(world, World)
    return world


async def test_a_whole_buy_brings_everybody(flat: Storage) -> None:
    """Closing a buy without one of its people would leave somebody's order unsettled."""
    await write(flat, *ordered(BORIS, 2), invited(CARLA), share(DEWI, 100))
    world = await loaded(flat, Needs(whole=frozenset({OIL})))
    assert {line.person for line in world.all_lines(OIL)} == {BORIS}
    assert world.invitation(OIL, CARLA) == invited(CARLA)
    assert set(world.entries[OIL]) == {DEWI}
    assert set(world.people) == {ANNA, BORIS, CARLA}
    assert set(world.memberships) == {(FLAT, BORIS)}


async def test_parts_and_whole_together_count_once(flat: Storage) -> None:
    """Two commands of one round ask for the same entries: counted twice, people owe twice."""
    await write(flat, share(BORIS, 100))
    needs = Needs(whole=frozenset({OIL}), parts=frozenset({(OIL, BORIS)}))
    world = await loaded(flat, needs)
    assert world.entries[OIL][BORIS] == [share(BORIS, 100)]


async def test_a_part_brings_all_of_ones_own(flat: Storage) -> None:
    """A guest or an invitation not loaded would be made a second time."""
    guest = Guest(OIL, BORIS, GuestNo(1), "Oma")
    await write(flat, *ordered(BORIS, 2), guest, invited(BORIS), share(BORIS, 5))
    world = await loaded(flat, Needs(parts=frozenset({(OIL, BORIS)})))
    assert world.guests[OIL][BORIS] == {1: guest}
    assert world.invitation(OIL, BORIS) == invited(BORIS)
    assert world.involvement(OIL, BORIS).ordered_at == NOON
    assert set(world.memberships) == {(FLAT, BORIS)}


async def test_an_order_brings_what_it_looks_at_and_no_more(flat: Storage) -> None:
    """Most of what is done is orders: a table more each would slow everybody down."""
    guest = Guest(OIL, BORIS, GuestNo(1), "Oma")
    await write(flat, *ordered(BORIS, 2), guest, invited(BORIS), share(BORIS, 5))
    needs = Needs(orders=frozenset({(OIL, BORIS)}))
    world = await loaded(flat, needs)
    assert world.lines_of(OIL, BORIS)
    assert world.invitation(OIL, BORIS) == invited(BORIS)
    assert world.involvement(OIL, BORIS).ordered_at == NOON
    assert set(world.people) == {ANNA}
    assert [world.guests, world.entries, world.memberships, world.homes] == [{}] * 4
    await write(flat, a_buy(terms=replace(TERMS, admission=Admission.CHAT)))
    assert set((await loaded(flat, needs)).memberships) == {(FLAT, BORIS)}


async def test_a_draft_brings_its_people_and_home(flat: Storage) -> None:
    """Whose draft it is, and who may start in its home, is only known from the draft."""
    draft = Draft(BuyId(9), ANNA, FLAT, NOON, "UTC", named=(BORIS,))
    await write(flat, draft, Conversation(ANNA, Expecting.DRAFT, BuyId(9)))
    world = await loaded(flat, Needs(drafts=frozenset({BuyId(9)})))
    assert world.drafts == {9: draft}
    assert set(world.people) == {ANNA, BORIS}
    assert set(world.homes) == {FLAT}
    assert world.conversations[ANNA].expecting is Expecting.DRAFT


async def test_a_closed_buy_brings_its_settlement(flat: Storage) -> None:
    """Paying is judged by the frozen result, never worked out again."""
    await write(flat, a_buy(state=State.CLOSED, closed_at=NOON), settled(BORIS, ANNA))
    world = await loaded(flat, Needs(buys=frozenset({OIL})))
    assert world.settlements[OIL] == settled(BORIS, ANNA)


async def test_a_token_brings_its_invitation(flat: Storage) -> None:
    """A personal link leads to nobody otherwise."""
    await write(flat, invited(None))
    world = await loaded(flat, Needs(tokens=frozenset({"token-None-7"})))
    assert world.invitations == {"token-None-7": invited(None)}


async def test_a_bound_token_brings_the_part_of_its_person(flat: Storage) -> None:
    """Taking back the link of somebody who ordered would count them as one who had not."""
    await write(flat, *ordered(BORIS, 2), invited(BORIS))
    needs = Needs(buys=frozenset({OIL}), tokens=frozenset({f"token-{BORIS}-{OIL}"}))
    world = await loaded(flat, needs)
    assert [line.quantity for line in world.lines_of(OIL, BORIS)] == [2]
    assert world.people[BORIS].first_name == "Boris"


async def test_everything_of_somebody_is_found(flat: Storage) -> None:
    """Deleting oneself must leave no order behind, in whatever role one had."""
    tea, jam = BuyId(20), BuyId(21)
    helped = a_buy(jam, helpers=frozenset({BORIS}))
    await write(flat, a_buy(tea, organiser=BORIS), helped, *ordered(BORIS, 1))
    world = await loaded(flat, Needs(everything_of=frozenset({BORIS})))
    assert set(world.buys) == {OIL, tea, jam}
    assert world.lines_of(OIL, BORIS)
