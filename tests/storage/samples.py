"""A small neighbourhood: people, a home, a buy, and ways to have them written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.buy import GroupBuy, Item, Minimum, State, Terms, Totals
from domain.ids import BuyId, GuestNo, HomeId, ItemNo, PersonId
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice
from domain.ledger import Entry, Reason
from domain.notices import Notice, NoticeKind
from domain.order import Invitation, Involvement, Line
from domain.outcome import Outcome, Save
from domain.people import Home, Membership, Person, Reach
from domain.settlement import LineShare, Settlement, Statement
from storage import Storage
from storage.outcomes import Claimed, Result
from tests.storage.scripted import NOON, do

ANNA, BORIS, CARLA, DEWI = (PersonId(number) for number in (2**40 + 1, 2, 3, 4))
FLAT = HomeId(12)
OIL = BuyId(7)
BOTTLE, TIN = ItemNo(1), ItemNo(2)

TERMS = Terms(
    title="Olive oil <5 l> & co 🫒",
    currency="EUR",
    items=(
        Item(BOTTLE, "Olive oil 5 l", 4200, "bottle", stock=40, case_size=6),
        Item(TIN, "Olives", 900, ladder=Ladder(Metric.UNITS, (Tier(5, AmountOff(100)),))),
    ),
    deadline=NOON + timedelta(days=2),
    zone="Europe/Madrid",
    ladder=Ladder(Metric.PARTICIPANTS, (Tier(2, PercentOff(500)), Tier(10, UnitPrice(3500)))),
    minimum=Minimum(Metric.AMOUNT, 10_000),
    extend_by=timedelta(days=2, microseconds=1),
)


def person(number: PersonId, name: str, **fields: Any) -> Person:
    """Return someone who has opened the bot."""
    return Person(number, name, **{"reach": Reach.OPEN, **fields})


def a_buy(buy: BuyId = OIL, **fields: Any) -> GroupBuy:
    """Return an open buy of Anna's in the flat."""
    known: dict[str, Any] = {
        "id": buy,
        "organiser": ANNA,
        "home": FLAT,
        "terms": TERMS,
        "state": State.OPEN,
        "code": f"CODE{buy}",
        "code_expires_at": TERMS.deadline,
        "created_at": NOON,
    }
    return GroupBuy(**{**known, **fields})


def a_line(who: PersonId, quantity: int, *, buy: BuyId = OIL, **fields: Any) -> Line:
    """Return a line of bottles."""
    known: dict[str, Any] = {"item": BOTTLE, "seq": int(who) % 1000, "ordered_at": NOON}
    return Line(buy, who, quantity=quantity, **{**known, **fields})


def ordered(who: PersonId, quantity: int, minutes: int = 0, **fields: Any) -> tuple[Save, ...]:
    """Return what is saved when somebody orders, `minutes` after noon."""
    at = NOON + timedelta(minutes=minutes)
    line = a_line(who, quantity, ordered_at=at, **fields)
    return line, Involvement(line.buy, who, opened_at=at, ordered_at=at)


def invited(who: PersonId | None, buy: BuyId = OIL, **fields: Any) -> Invitation:
    """Return an invitation by Anna; its token is named after who it is for."""
    known: dict[str, Any] = {"token": f"token-{who}-{buy}", "created_at": NOON}
    return Invitation(buy=buy, named_by=ANNA, person=who, **{**known, **fields})


def share(who: PersonId, amount: int, buy: BuyId = OIL) -> Entry:
    """Return the entry by which somebody comes to owe."""
    return Entry(f"share:{buy}:{who}", buy, who, ANNA, amount, "EUR", Reason.SHARE, ANNA, NOON)


def paid(who: PersonId, amount: int, buy: BuyId = OIL) -> Entry:
    """Return the entry by which somebody paid."""
    key = f"paid:{buy}:{who}:{amount}"
    return Entry(key, buy, who, ANNA, amount, "EUR", Reason.PAYMENT, ANNA, NOON)


def settled(*who: PersonId, buy: BuyId = OIL) -> Settlement:
    """Return a settlement with one bottle for each."""
    statements = tuple(
        Statement(
            buy,
            one,
            f"CODE-{place}",
            (LineShare(one, BOTTLE, 1, 4200, 400, GuestNo(1), "Oma", place),),
        )
        for place, one in enumerate(who, start=1)
    )
    amount = 4200 * len(who)
    return Settlement(buy, NOON, amount, 400 * len(who), {ItemNo(0): 1}, statements)


def to_person(who: PersonId, kind: NoticeKind = NoticeKind.NUDGE, **fields: Any) -> Notice:
    """Return a notice to somebody, due at noon."""
    known: dict[str, Any] = {"key": f"{kind}:{OIL}:{who}", "due_at": NOON, "buy": OIL}
    return Notice(kind=kind, person=who, **{**known, **fields})


def to_home(kind: NoticeKind = NoticeKind.CARD, **fields: Any) -> Notice:
    """Return a notice to the flat, due at noon."""
    known: dict[str, Any] = {"key": f"{kind}:{OIL}", "due_at": NOON, "buy": OIL, "home": FLAT}
    return Notice(kind=kind, **{**known, **fields})


NEIGHBOURS: tuple[Save, ...] = (
    Home(FLAT, "Flat 12", "en", "Europe/Madrid"),
    person(ANNA, "Anna", username="AnnaB"),
    person(BORIS, "Boris", last_name="Bo"),
    person(CARLA, "Carla", reach=Reach.NEVER_STARTED),
    Membership(FLAT, ANNA),
    Membership(FLAT, BORIS, tell_me=True),
    a_buy(),
    Totals(OIL),
)


async def write(storage: Storage, *saves: Save, **outcome: Any) -> None:
    """Have records written, as a decision would."""
    await storage.desk.submit(do(Outcome(saves, **outcome)))


SPEAKER = "the test"


async def claim(storage: Storage, limit: int = 100) -> list[Claimed]:
    """Claim what is due, as the one process that speaks."""
    given = await storage.outbox.claim(SPEAKER, limit, limit)
    assert given.speaks
    return list(given.notices)


async def record(storage: Storage, *results: Result) -> None:
    """Note what became of claimed notices."""
    await storage.outbox.note(SPEAKER, results=results)
