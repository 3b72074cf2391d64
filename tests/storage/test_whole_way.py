"""A group buy from its first line to its last payment, decided by the domain itself."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from itertools import count

import pytest

from domain.buy import Item, State
from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.member import AddGuest, ChangeOrder, Open
from domain.commands.organiser import Invite
from domain.commands.people import DeleteMe, GuessedCode, Meet
from domain.commands.time import TimerDue
from domain.draft import Draft
from domain.errors import BuyClosed
from domain.ids import BuyId, GuestNo, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.notices import Fate, NoticeKind
from domain.people import Reach
from storage import Storage, open_storage
from storage.outcomes import Result
from tests.storage.samples import ANNA, BORIS, CARLA, claim, record
from tests.storage.scripted import NOON, HandClock

BOTTLE = ItemNo(1)
BUY = BuyId(2**52 + 1)
LEASE = timedelta(minutes=1)


@pytest.fixture
async def product(url: str, clock: HandClock) -> AsyncIterator[Storage]:
    """A database whose desk decides as the product does."""
    storage = await open_storage(url, clock)
    yield storage
    await storage.close()


@dataclass
class Play:
    """A group buy being played through."""

    product: Storage
    clock: HandClock
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def cause(self) -> Cause:
        """Return a new cause."""
        return Cause(f"u{next(self.numbers)}", self.clock.now())

    async def meet(self, who: PersonId, name: str, home: HomeId | None = None) -> None:
        """Let somebody be seen: in private, or in a home."""
        private = home is None
        command = Meet(self.cause(), who, name, "", None, "en", private=private, home=home)
        await self.product.desk.submit(command)

    async def say_all(self) -> set[NoticeKind]:
        """Send all that is due, and return what it was."""
        claimed = await claim(self.product)
        await record(self.product, *(Result(one, Fate.SENT) for one in claimed))
        return {one.notice.kind for one in claimed}

    async def ring(self) -> None:
        """Let all timers that are due go off."""
        for timer in await self.product.timers.claim(10, LEASE):
            assert timer.due_at is not None
            due = TimerDue(self.cause(), ANNA, timer.buy, timer.kind, timer.due_at)
            await self.product.desk.submit(due)
            await self.product.timers.finish([timer])

    async def start(self) -> None:
        """Anna starts a buy that names Boris, and then Carla as well."""
        desk = self.product.desk
        home = await self.product.chats.settle_in(-100, "Flat 12", "en")
        await self.meet(ANNA, "Anna")
        for who, name in ((ANNA, "Anna"), (BORIS, "Boris"), (CARLA, "Carla")):
            await self.meet(who, name, home)
        draft = Draft(
            BUY,
            ANNA,
            home,
            self.clock.now(),
            "Europe/Madrid",
            title="Olive oil",
            currency="EUR",
            items=(Item(BOTTLE, "Olive oil 5 l", 4200),),
            ladder=Ladder(Metric.UNITS, (Tier(3, UnitPrice(3800)),)),
            deadline=self.clock.now() + timedelta(days=2),
            named=(BORIS,),
        )
        await desk.submit(SaveDraft(self.cause(), ANNA, draft))
        start = StartBuy(self.cause(), ANNA, BUY, "ABCDEF", ("token-boris",))
        assert await desk.submit(start) == BUY
        invite = Invite(self.cause(), ANNA, BUY, (CARLA,), ("token-carla",))
        assert await desk.submit(invite) == 1

    async def order(self) -> None:
        """Boris orders two, is delivered twice, and one for his grandmother."""
        desk = self.product.desk
        order = ChangeOrder(self.cause(), BORIS, BUY, BOTTLE, quantity=2)
        answer = await desk.submit(order)
        assert (answer.quantity, answer.price) == (2, Fraction(4200))
        assert await desk.submit(order) == answer
        guest = await desk.submit(AddGuest(self.cause(), BORIS, BUY, "Oma"))
        assert guest == GuestNo(1)
        await desk.submit(ChangeOrder(self.cause(), BORIS, BUY, BOTTLE, quantity=1, guest=guest))


@pytest.fixture
def play(product: Storage, clock: HandClock) -> Play:
    """A play that has not begun."""
    return Play(product, clock)


async def test_from_draft_to_payment(play: Play) -> None:
    """The rules and the tables were written apart: here they must understand each other."""
    desk, reader = play.product.desk, play.product.reader
    await play.start()
    assert await reader.draft(BUY) is None
    assert NoticeKind.CARD in await play.say_all()
    await play.order()
    assert NoticeKind.TIER in await play.say_all()
    card = await reader.card(BUY)
    assert card is not None
    assert [(one.name, one.units) for one in card.latest] == [("Boris", 3)]

    play.clock.pass_(days=2)
    await play.ring()
    closed = await reader.buy(BUY)
    assert closed is not None
    assert closed.state is State.CLOSED
    with pytest.raises(BuyClosed):
        await desk.submit(ChangeOrder(play.cause(), CARLA, BUY, BOTTLE, delta=1))
    mine = await reader.mine(BUY, BORIS)
    assert mine is not None
    assert mine.statement is not None
    assert (mine.owed, mine.statement.due, mine.statement.saved) == (11400, 11400, 1200)
    await desk.submit(MarkPaid(play.cause(), ANNA, BUY, BORIS))
    [row] = [row for row in await reader.board(BUY) if row.person == BORIS]
    assert (row.owed, row.due, row.units, row.reach) == (0, 11400, 3, Reach.NEVER_STARTED)


async def test_a_first_opening_nudges_the_others(play: Play) -> None:
    """The nudge of someone who never opened the bot waits for their first Start (GP-11)."""
    await play.start()
    await play.product.desk.submit(Open(play.cause(), BORIS, BUY, token="token-boris"))
    await play.ring()
    assert NoticeKind.NUDGE not in await play.say_all()
    await play.meet(CARLA, "Carla")
    play.clock.pass_(minutes=1)
    assert NoticeKind.NUDGE in await play.say_all()
    assert await play.product.reader.nudges_sent(CARLA, NOON) == 1


async def test_forgotten_and_met_again(play: Play) -> None:
    """Whoever was deleted may come back, as someone new."""
    desk, reader = play.product.desk, play.product.reader
    await play.start()
    await play.order()
    await desk.submit(GuessedCode(play.cause(), BORIS))
    await desk.submit(DeleteMe(play.cause(), BORIS))
    forgotten = await reader.person(BORIS)
    assert forgotten is not None
    assert (forgotten.erased, forgotten.name) == (True, "")
    assert await reader.recent_guesses(BORIS, NOON) == 0
    card = await reader.card(BUY)
    assert card is not None
    assert (card.latest, card.totals.all_units) == ((), 0)
    await play.meet(BORIS, "Boris")
    back = await reader.person(BORIS)
    assert back is not None
    assert (back.name, back.erased) == ("Boris", False)
