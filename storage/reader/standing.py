"""Reading how people stand in a buy: what is owed, what is due back, how it was paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Case, Connection, Select, bindparam, case, func, literal_column, select

from domain.buy import GroupBuy
from domain.charges import Back
from domain.ids import BuyId, PersonId
from domain.ledger import Reason
from domain.payment import Method
from domain.points import Lot
from storage import tables
from storage.fetch import WANTED, one_of
from storage.ready import rows

Part = tuple[BuyId, PersonId]

entry, charge = tables.entries.c, tables.charges.c


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands in one buy, in minor units; nothing happened yet by default."""

    entered: int = 0
    """What the ledger leaves to pay."""
    charged: int = 0
    """What of the payments went through Telegram, as the ledger has it."""
    points_spent: int = 0
    marked: int = 0
    """What was paid by hand."""
    given_back: int = 0
    """What the organiser gave back by hand."""
    points_given: int = 0
    """What was due back and became points."""
    going_back: int = 0
    """What of the payments through Telegram is about to go back."""
    late: int = 0
    """What of that is a provider's, and the organiser's to give back."""

    @property
    def owed(self) -> int:
        """See `domain.dues.still_owed`."""
        return self.entered + self.going_back

    @property
    def paid_online(self) -> int:
        """What was paid through Telegram and stays."""
        return self.charged - self.going_back

    @property
    def paid(self) -> int:
        """What was paid in money, however, and stays or was given back by hand."""
        return self.marked + self.paid_online

    def due_back(self, buy: GroupBuy) -> int:
        """See `domain.dues.due_back`."""
        return self.late if buy.live else self.late + max(0, -self.owed)


NOTHING_YET = Standing()


def moved(more: Reason, less: Reason) -> Case[int]:
    """Return what the entries of one reason moved and those of the other did not move back."""
    return case(
        (entry.reason == more, entry.amount), (entry.reason == less, -entry.amount), else_=0
    )


ENTERED = select(
    entry.buy,
    entry.person,
    func.sum(entry.effect),
    func.sum(moved(Reason.CHARGE, Reason.CHARGE_BACK)),
    func.sum(moved(Reason.POINTS_SPENT, Reason.POINTS_RETURNED)),
    func.sum(moved(Reason.PAYMENT, Reason.PAYMENT_REVERSED)),
    func.sum(moved(Reason.PAID_BACK, Reason.PAID_BACK_REVERSED)),
    func.sum(case((entry.reason == Reason.POINTS_GIVEN, entry.amount), else_=0)),
).group_by(entry.buy, entry.person)

CHARGED = 1
"""Where what went through Telegram stands among those sums."""

NOTHING_ENTERED = (0,) * 6

GOING_BACK = (
    select(
        charge.buy,
        charge.person,
        func.sum(charge.amount),
        func.sum(case((charge.method != Method.STARS, charge.amount), else_=0)),
    )
    .where(charge.back == Back.DUE)
    .group_by(charge.buy, charge.person)
)

OF_BUYS = ENTERED.where(one_of(entry.buy)), GOING_BACK.where(one_of(charge.buy))
OF_PARTS = (
    ENTERED.where(one_of(entry.buy, entry.person)),
    GOING_BACK.where(one_of(charge.buy, charge.person)),
)
UNSETTLED = OF_BUYS[0].having(func.sum(entry.effect) != 0), OF_BUYS[1]

LOTS = (
    select(entry.person, entry.until, func.sum(entry.points))
    .where(
        entry.points != literal_column("0"),
        entry.organiser == bindparam("organiser"),
        entry.currency == bindparam("currency"),
        one_of(entry.person),
    )
    .group_by(entry.person, entry.until)
)


def of_buys(connection: Connection, buys: Collection[BuyId]) -> dict[Part, Standing]:
    """Return how everybody stands of whom the ledgers of these buys tell."""
    return _read(connection, OF_BUYS, buys)


def of_parts(connection: Connection, parts: Collection[Part]) -> dict[Part, Standing]:
    """Return how some people stand, as far as the ledger tells of them."""
    return _read(connection, OF_PARTS, parts)


def unsettled(connection: Connection, buys: Collection[BuyId]) -> dict[Part, Standing]:
    """Return what is owed and due back in these buys, of those who have either.

    A payment that came to nothing in the ledger may be about to go back.
    """
    entered, going = (_sums(connection, query, buys) for query in UNSETTLED)
    return _together(entered, going)


def _read(
    connection: Connection, queries: tuple[Select[Any], Select[Any]], wanted: Collection[Any]
) -> dict[Part, Standing]:
    entered = _sums(connection, queries[0], wanted)
    charged = [part for part, sums in entered.items() if sums[CHARGED]]
    return _together(entered, _sums(connection, queries[1], wanted) if charged else {})


def _together(
    entered: Mapping[Part, tuple[int, ...]], going: Mapping[Part, tuple[int, ...]]
) -> dict[Part, Standing]:
    return {
        part: Standing(*entered.get(part, NOTHING_ENTERED), *going.get(part, ()))
        for part in entered.keys() | going.keys()
    }


def _sums(
    connection: Connection, query: Select[Any], wanted: Collection[Any]
) -> dict[Part, tuple[int, ...]]:
    return {
        (buy, person): tuple(map(int, sums))
        for buy, person, *sums in (rows(connection, query, {WANTED: wanted}) if wanted else ())
    }


def points(
    connection: Connection, buy: GroupBuy, wanted: Collection[PersonId], now: datetime
) -> dict[PersonId, int]:
    """Return how many points with the buy's organiser each can spend there now."""
    values = {"organiser": buy.organiser, "currency": buy.terms.currency, WANTED: wanted}
    held: dict[PersonId, int] = {}
    for person, until, amount in rows(connection, LOTS, values):
        lot = Lot(buy.organiser, until, int(amount))
        if lot.amount > 0 and lot.valid(now):
            held[person] = held.get(person, 0) + lot.amount
    return held
