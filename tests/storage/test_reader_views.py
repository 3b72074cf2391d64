"""The reader's larger views: card, one's own part, board, audience, what is held."""

import json
from datetime import timedelta

from sqlalchemy import text

from domain.buy import State
from domain.draft import Draft
from domain.ids import BuyId, GuestNo, ItemNo, PersonId
from domain.notices import Fate
from domain.order import Guest, Involvement
from domain.outcome import Erasure
from domain.people import Membership, Reach
from domain.views import CardParticipant
from storage import Storage
from storage.outcomes import Result
from tests.databases import only_sqlite
from tests.storage.samples import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    FLAT,
    OIL,
    TIN,
    a_buy,
    a_line,
    claim,
    invited,
    ordered,
    paid,
    person,
    record,
    settled,
    share,
    to_person,
    write,
)
from tests.storage.scripted import NOON


async def test_the_card_names_the_latest_ten(flat: Storage) -> None:
    """With 200 people the card stays readable: the latest to order stand first."""
    many = [PersonId(number) for number in range(100, 112)]
    for minute, who in enumerate(many):
        await write(flat, person(who, f"P{who}"), *ordered(who, 1, minute))
    await write(flat, a_line(many[5], 2, guest=GuestNo(1), guest_name="Oma"))
    await write(flat, *ordered(many[11], 0, 30))  # cancelled since
    card = await flat.reader.card(OIL)
    assert card is not None
    assert [one.person for one in card.latest] == many[10:0:-1]
    assert card.latest[5] == CardParticipant(many[5], "P105", 3)
    assert (card.organiser_name, card.home and card.home.title) == ("Anna", "Flat 12")


async def test_an_erased_person_is_not_on_the_card(flat: Storage) -> None:
    """Whoever asked to be forgotten must not be named to the group."""
    await write(flat, *ordered(BORIS, 2))
    await write(flat, Erasure(BORIS))
    card = await flat.reader.card(OIL)
    assert card is not None
    assert card.latest == ()


@only_sqlite
async def test_the_card_reads_only_what_it_shows(flat: Storage) -> None:
    """If the card sorted all orders, each order would cost more than the one before."""
    plan = text(
        "EXPLAIN QUERY PLAN SELECT person FROM involvements"
        " WHERE buy = 7 AND ordered_at IS NOT NULL ORDER BY ordered_at DESC LIMIT 10"
    )
    steps = await flat.readers.run(lambda connection: connection.execute(plan).all())
    assert "ix_involvements_buy_ordered_at" in str(steps)
    assert "TEMP B-TREE" not in str(steps)


async def test_mine(flat: Storage) -> None:
    """One's own order, guests included, while the buy is open."""
    oma = Guest(OIL, BORIS, GuestNo(1), "Oma")
    tins = a_line(BORIS, 1, item=TIN, seq=99)
    gone = a_line(BORIS, 0, item=ItemNo(3))
    await write(flat, *ordered(BORIS, 2), oma, tins, gone, invited(BORIS))
    mine = await flat.reader.mine(OIL, BORIS)
    assert mine is not None
    assert [line.item for line in mine.lines] == [1, 2]
    assert mine.guests == {1: "Oma"}
    assert mine.invitation == invited(BORIS)
    assert mine.involvement.ordered_at == NOON
    assert (mine.owed, mine.statement, mine.member, mine.organiser_name) == (0, None, True, "Anna")


async def test_mine_for_a_stranger(flat: Storage) -> None:
    """Someone with the link alone sees the buy, and that they are no member of its chat."""
    mine = await flat.reader.mine(OIL, DEWI)
    assert mine is not None
    assert (mine.lines, mine.guests, mine.invitation, mine.member) == ((), {}, None, False)
    assert mine.involvement == Involvement(OIL, DEWI)
    await write(flat, Membership(FLAT, BORIS, gone_at=NOON), a_buy(BuyId(8), home=None))
    left = await flat.reader.mine(OIL, BORIS)
    by_link = await flat.reader.mine(BuyId(8), DEWI)
    assert left is not None
    assert by_link is not None
    assert (left.member, by_link.member) == (False, True)
    assert await flat.reader.mine(BuyId(404), DEWI) is None


async def test_a_new_invitation_counts_more_than_a_revoked_one(flat: Storage) -> None:
    """Named again after being taken off, one is named."""
    await write(flat, invited(BORIS, revoked=True, created_at=NOON + timedelta(hours=1)))
    await write(flat, invited(BORIS, token="again"))
    mine = await flat.reader.mine(OIL, BORIS)
    assert mine is not None
    assert mine.invitation is not None
    assert mine.invitation.token == "again"


async def test_after_the_close(flat: Storage) -> None:
    """What one owes and how it came about, from the frozen result and the ledger."""
    result = settled(BORIS, CARLA)
    await write(flat, a_buy(state=State.CLOSED, closed_at=NOON), result)
    await write(flat, share(BORIS, 3800), paid(BORIS, 1000), share(CARLA, 3800))
    mine = await flat.reader.mine(OIL, BORIS)
    card = await flat.reader.card(OIL)
    assert mine is not None
    assert card is not None
    assert (mine.owed, mine.statement) == (2800, result.statements[0])
    assert await flat.reader.settlement(OIL) == card.settlement == result
    assert await flat.reader.settlement(BuyId(404)) is None


async def test_an_entry_is_made_once_and_stays(flat: Storage) -> None:
    """The ledger is append-only: the same payment told twice is one, and is never rewritten."""
    await write(flat, share(BORIS, 3800))
    await write(flat, share(BORIS, 9999))
    mine = await flat.reader.mine(OIL, BORIS)
    assert mine is not None
    assert mine.owed == 3800


async def test_the_board(flat: Storage) -> None:
    """Who is in, named, reached, nudged, paid: those in first, in the order of asking."""
    await write(
        flat,
        *ordered(BORIS, 2, seq=2),
        *ordered(ANNA, 1, seq=1),
        invited(BORIS),
        invited(CARLA),
        invited(None, label="Tante Ria"),
        invited(DEWI, revoked=True),
        Involvement(OIL, PersonId(50), opened_at=NOON),
        share(BORIS, 8400),
        notices=(to_person(BORIS),),
    )
    nudge = await claim(flat, 1)
    await record(flat, Result(nudge[0], Fate.SENT))
    rows = await flat.reader.board(OIL)
    assert [row.person for row in rows[:2]] == [ANNA, BORIS]
    by_person = {row.person: row for row in rows}
    assert set(by_person) == {ANNA, BORIS, CARLA, 50, None}
    boris = by_person[BORIS]
    assert (boris.name, boris.units, boris.list_amount) == ("Boris Bo", 2, 8400)
    assert (boris.owed, boris.nudges, boris.named, boris.due) == (8400, 1, True, 0)
    assert by_person[CARLA].reach == Reach.NEVER_STARTED
    assert (rows[-1].name, rows[-1].token) == ("Tante Ria", "token-None-7")
    assert await flat.reader.board(BuyId(404)) == []


async def test_the_audience(flat: Storage) -> None:
    """A nudge goes to those named and those who asked for it, and to nobody else."""
    await write(flat, *ordered(CARLA, 1), invited(CARLA), invited(DEWI), invited(None))
    await write(flat, invited(PersonId(60), revoked=True), Membership(FLAT, ANNA, tell_me=True))
    await write(flat, person(PersonId(61), "Gone"))
    await write(flat, Membership(FLAT, PersonId(61), tell_me=True, gone_at=NOON))
    audience = {one.person.id: one for one in await flat.reader.audience(OIL)}
    assert set(audience) == {BORIS, CARLA, DEWI}
    assert (audience[BORIS].named, audience[BORIS].ordered) == (False, False)
    assert (audience[CARLA].named, audience[CARLA].ordered) == (True, True)
    assert audience[DEWI].person.reach is Reach.NEVER_STARTED
    assert await flat.reader.audience(BuyId(404)) == []


async def test_held_data_and_forgetting(flat: Storage) -> None:
    """Whoever asks sees all that is kept, and after deletion only numbers remain."""
    await write(
        flat,
        *ordered(BORIS, 2),
        a_line(BORIS, 1, guest=GuestNo(1), guest_name="Oma"),
        Guest(OIL, BORIS, GuestNo(1), "Oma"),
        Draft(BuyId(9), BORIS, None, NOON, "UTC", title="Secret tea"),
        invited(BORIS, label="Bo"),
        settled(BORIS),
        share(BORIS, 100),
        notices=(to_person(BORIS, values={"guest": "Oma"}),),
    )
    held = await flat.reader.held_data(BORIS)
    assert held.person is not None
    assert {"people", "memberships", "drafts", "lines", "entries", "notices"} <= set(held.tables)
    assert "Secret tea" in json.dumps(held.tables)
    await write(flat, Erasure(BORIS))
    left = await flat.reader.held_data(BORIS)
    assert {"memberships", "drafts", "guests"}.isdisjoint(left.tables)
    assert {"lines", "entries", "statements"} <= set(left.tables)
    kept = json.dumps(left.tables)
    assert not [name for name in ("Boris", "Bo", "Oma", "Secret") if f'"{name}' in kept]
    assert left.person is not None
    assert (left.person.erased, left.person.name) == (True, "")
    assert await claim(flat, 1) == []
    mine = await flat.reader.mine(OIL, BORIS)
    assert mine is not None
    assert mine.owed == 100
