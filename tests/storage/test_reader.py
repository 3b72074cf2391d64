"""The reader: people, homes, drafts, codes and one's own buys, as they stand."""

from dataclasses import replace
from datetime import timedelta

from domain.buy import State, Totals
from domain.conversation import Conversation, Expecting
from domain.draft import Draft
from domain.ids import BuyId, HomeId
from domain.notices import Fate
from domain.outcome import CodeGuess, DraftEnd
from domain.people import Home, Membership
from storage import Storage
from storage.outcomes import Result
from tests.storage.samples import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    FLAT,
    OIL,
    TERMS,
    a_buy,
    claim,
    invited,
    ordered,
    paid,
    person,
    record,
    share,
    to_person,
    write,
)
from tests.storage.scripted import NOON, HandClock


async def test_people(flat: Storage) -> None:
    """Every screen says who somebody is."""
    anna = person(ANNA, "Anna", username="AnnaB")
    assert await flat.reader.person(ANNA) == anna
    assert await flat.reader.person(DEWI) is None
    assert set(await flat.reader.people([ANNA, BORIS, DEWI])) == {ANNA, BORIS}


async def test_whoever_last_bore_a_username(flat: Storage, clock: HandClock) -> None:
    """Usernames change hands: naming @annab must not invite the former bearer."""
    found = await flat.reader.person_by_username("ANNAB")
    assert found is not None
    assert found.id == ANNA
    clock.pass_(minutes=1)
    await write(flat, person(DEWI, "Dewi", username="annab"))
    found = await flat.reader.person_by_username("AnnaB")
    assert found is not None
    assert found.id == DEWI
    assert await flat.reader.person_by_username("nobody") is None


async def test_homes_and_their_members(flat: Storage, clock: HandClock) -> None:
    """Where one may start a buy, and whom one may name there."""
    clock.pass_(minutes=1)
    attic, shed = Home(HomeId(13), "Attic"), Home(HomeId(14), "Shed", present=False)
    await write(flat, attic, shed, Membership(attic.id, ANNA), Membership(shed.id, ANNA))
    assert await flat.reader.home(attic.id) == attic
    assert await flat.reader.home(HomeId(99)) is None
    assert [home.id for home in await flat.reader.homes_of(ANNA)] == [attic.id, FLAT]
    assert [one.id for one in await flat.reader.members(FLAT)] == [ANNA, BORIS]
    await write(flat, Membership(FLAT, ANNA, gone_at=NOON))
    assert [one.id for one in await flat.reader.members(FLAT)] == [BORIS]
    assert [home.id for home in await flat.reader.homes_of(ANNA)] == [attic.id]
    assert await flat.reader.membership(FLAT, BORIS) == Membership(FLAT, BORIS, tell_me=True)
    assert await flat.reader.membership(FLAT, DEWI) is None


async def test_drafts_and_conversations(flat: Storage, clock: HandClock) -> None:
    """Someone who comes back goes on where they were."""
    older = Draft(BuyId(30), ANNA, None, NOON, "UTC", title="Tea")
    newer = replace(older, id=BuyId(31), title="Jam")
    in_group = replace(older, id=BuyId(32), in_group=True)
    for draft in (older, newer, in_group):
        clock.pass_(minutes=1)
        await write(flat, draft)
    assert await flat.reader.latest_draft(ANNA) == newer
    assert await flat.reader.latest_draft(BORIS) is None
    assert await flat.reader.draft(in_group.id) == in_group
    await write(flat, DraftEnd(newer.id))
    assert await flat.reader.draft(newer.id) is None
    assert await flat.reader.latest_draft(ANNA) == older
    assert await flat.reader.conversation(ANNA) == Conversation(ANNA)
    asked = Conversation(ANNA, Expecting.QUANTITY, OIL, guest=1, field="x", person=BORIS)
    await write(flat, asked)
    assert await flat.reader.conversation(ANNA) == asked


async def test_a_buy_is_found_by_every_code_it_ever_had(flat: Storage) -> None:
    """Whoever types a replaced code is told so, instead of that it does not exist."""
    renewed = a_buy(code="FRESH")
    await write(flat, renewed)
    assert await flat.reader.buy(OIL) == renewed
    assert await flat.reader.buy_by_code("CODE7") == renewed
    assert await flat.reader.buy_by_code("FRESH") == renewed
    assert await flat.reader.buy_by_code("OTHER") is None
    assert await flat.reader.buy(BuyId(404)) is None


async def test_invitations(flat: Storage) -> None:
    """A revoked link is refused with a reason, so it must still be found."""
    revoked = invited(CARLA, revoked=True)
    await write(flat, revoked)
    assert await flat.reader.invitation(revoked.token) == revoked
    assert await flat.reader.invitation("made-up") is None


async def test_guesses_are_counted_for_a_while(flat: Storage) -> None:
    """Guessing join codes must become slow."""
    await write(flat, CodeGuess(BORIS, "g1"), CodeGuess(BORIS, "g2"), CodeGuess(BORIS, "g2"))
    assert await flat.reader.recent_guesses(BORIS, NOON) == 2
    assert await flat.reader.recent_guesses(BORIS, NOON + timedelta(seconds=1)) == 0
    assert await flat.reader.recent_guesses(ANNA, NOON) == 0


async def test_live_buys_of_a_home(flat: Storage) -> None:
    """`/order 2` means the only open buy: a closed or foreign one must not be in the way."""
    sooner = a_buy(
        BuyId(8),
        state=State.SCHEDULED,
        terms=replace(TERMS, deadline=NOON + timedelta(hours=1)),
    )
    closed = a_buy(BuyId(9), state=State.CLOSED, closed_at=NOON)
    elsewhere = a_buy(BuyId(10), home=None)
    await write(flat, sooner, closed, elsewhere)
    assert [buy.id for buy in await flat.reader.live_buys(FLAT)] == [sooner.id, OIL]


async def test_my_buys(flat: Storage) -> None:
    """/mine shows what one runs, is named in or ordered in; paid and past ones go in time."""
    tea, jam, old, unpaid, helped = (BuyId(number) for number in range(20, 25))
    over = {"state": State.CLOSED, "closed_at": NOON - timedelta(days=40)}
    await write(
        flat,
        a_buy(tea, organiser=BORIS),
        a_buy(jam, organiser=DEWI),
        a_buy(old, organiser=BORIS, **over),
        a_buy(unpaid, organiser=BORIS, **over),
        a_buy(helped, organiser=DEWI, helpers=frozenset({BORIS})),
        *ordered(BORIS, 3),
        invited(BORIS, jam),
        *ordered(CARLA, 1, buy=old),
        share(CARLA, 900, unpaid),
        paid(CARLA, 400, unpaid),
    )
    since = NOON - timedelta(days=30)
    mine = {line.buy.id: line for line in await flat.reader.my_buys(BORIS, since)}
    assert set(mine) == {OIL, tea, jam, unpaid, helped}
    assert (mine[OIL].units, mine[OIL].runs) == (3, False)
    assert (mine[unpaid].to_collect, mine[unpaid].owed, mine[unpaid].runs) == (500, 0, True)
    assert mine[helped].runs
    ever = await flat.reader.my_buys(BORIS, NOON - timedelta(days=50))
    assert {line.buy.id for line in ever[-2:]} == {old, unpaid}
    theirs = await flat.reader.my_buys(CARLA, since)
    assert {line.buy.id: line.owed for line in theirs} == {unpaid: 500}


async def test_no_helper_any_more(flat: Storage) -> None:
    """Someone who helped once does not run the buy for ever."""
    await write(flat, a_buy(helpers=frozenset({DEWI})))
    assert [line.runs for line in await flat.reader.my_buys(DEWI, NOON)] == [True]
    await write(flat, a_buy())
    assert await flat.reader.my_buys(DEWI, NOON) == []


async def test_nudges_sent_are_counted(flat: Storage, clock: HandClock) -> None:
    """At most two a day over all buys: only those that went out count."""
    await write(flat, notices=tuple(to_person(BORIS, key=f"n{n}") for n in range(3)))
    first, second, _third = await claim(flat, 3)
    await record(flat, Result(first, Fate.SENT), Result(second, Fate.DROPPED, "muted"))
    assert await flat.reader.nudges_sent(BORIS, NOON) == 1
    assert await flat.reader.nudges_sent(BORIS, NOON + timedelta(hours=1)) == 0
    assert await flat.reader.nudges_sent(ANNA, NOON) == 0
    assert await flat.reader.nudges_sent(BORIS, NOON, OIL) == 1
    assert await flat.reader.nudges_sent(BORIS, NOON, BuyId(404)) == 0


async def test_a_nudge_counts_from_when_it_left(flat: Storage, clock: HandClock) -> None:
    """With the database away just then, the next nudge would be dropped as one too soon after."""
    await write(flat, notices=(to_person(BORIS),))
    [nudge] = await claim(flat)
    left_at = clock.now()
    clock.pass_(hours=2)
    await record(flat, Result(nudge, Fate.SENT, left_at=left_at))
    assert await flat.reader.nudges_sent(BORIS, left_at) == 1
    assert await flat.reader.nudges_sent(BORIS, left_at + timedelta(minutes=1)) == 0


async def test_totals_are_read_with_the_card(flat: Storage) -> None:
    """A buy nobody has ordered from yet has a card too."""
    await write(flat, a_buy(BuyId(8), home=None))
    card = await flat.reader.card(BuyId(8))
    assert card is not None
    assert (card.totals, card.home, card.latest) == (Totals(BuyId(8)), None, ())
    assert await flat.reader.card(BuyId(404)) is None
