"""Reading for many people at once what notices to them are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from domain.ids import BuyId, PersonId
from domain.notices import NUDGES, Fate
from domain.people import Person
from domain.settlement import Settlement
from domain.views import CardView
from storage import tables
from storage.fetch import WANTED, one_of
from storage.reader import card, people
from storage.settled import load_settlements


@dataclass(frozen=True, slots=True)
class Nudged:
    """A question: how many nudges of all buys, or of one, went to somebody since then."""

    person: PersonId
    since: datetime
    buy: BuyId | None


def persons(connection: Connection, ids: Sequence[PersonId]) -> list[Person | None]:
    """Return each of those the bot has met."""
    found = people.people(connection, ids)
    return [found.get(one) for one in ids]


def cards(connection: Connection, ids: Sequence[BuyId]) -> list[CardView | None]:
    """Return what each card shows."""
    found = {one: card.card(connection, one) for one in set(ids)}
    return [found[one] for one in ids]


def settlements(connection: Connection, ids: Sequence[BuyId]) -> list[Settlement | None]:
    """Return the frozen result of each buy that is closed."""
    found = {one.buy: one for one in load_settlements(connection, set(ids))}
    return [found.get(one) for one in ids]


def nudged(connection: Connection, asked: Sequence[Nudged]) -> list[int]:
    """Answer each question.

    One nudge of which Telegram hid whether it arrived counts: better one too few than one too
    many.
    """
    column = tables.notices.c
    query = select(column.person, column.buy, column.sent_at).where(
        one_of(column.person),
        column.sent_at >= min(one.since for one in asked),
        column.kind.in_(NUDGES),
        column.fate.in_([Fate.SENT, Fate.UNKNOWN]),
    )
    sent: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for person, buy, at in connection.execute(query, {WANTED: [*{one.person for one in asked}]}):
        sent[person].append((buy, at))
    return [
        sum(at >= one.since and one.buy in (None, buy) for buy, at in sent.get(one.person, ()))
        for one in asked
    ]
