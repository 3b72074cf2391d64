"""Reading money and goods: invoices, payments through Telegram, the ledger, points, QR codes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, select

from domain.charges import Charge, Invoice
from domain.goods import Shipment
from domain.ids import BuyId, PersonId
from domain.ledger import Entry
from domain.payment import Method
from domain.points import spendable
from domain.views import PointsHeld
from storage import tables
from storage.fetch import fetch
from storage.reader import people
from storage.records import columns_of, from_row
from storage.tables.charges import DUE


def invoice(connection: Connection, of: str) -> Invoice | None:
    """Return the invoice of that payload."""
    found = fetch(connection, Invoice, [of], tables.invoices.c.id)
    return found[0] if found else None


def charge(connection: Connection, of: str) -> Charge | None:
    """Return the payment of that id of Telegram's."""
    found = fetch(connection, Charge, [of], tables.charges.c.id)
    return found[0] if found else None


def charges(connection: Connection, of: BuyId) -> list[Charge]:
    """Return the payments through Telegram of a buy, in the order they were made."""
    column = tables.charges.c
    query = select(*columns_of(Charge)).where(column.buy == of).order_by(column.at, column.id)
    return [from_row(Charge, row) for row in connection.execute(query)]


def charges_of(connection: Connection, payer: PersonId) -> list[Charge]:
    """Return what somebody paid through Telegram, in the order it was paid."""
    column = tables.charges.c
    query = select(*columns_of(Charge)).where(column.payer == payer).order_by(column.at, column.id)
    return [from_row(Charge, row) for row in connection.execute(query)]


def stars_due_back(connection: Connection) -> list[Charge]:
    """Return the payments in Stars that are due back, the oldest first."""
    column = tables.charges.c
    query = (
        select(*columns_of(Charge))
        .where(DUE, column.method == Method.STARS)
        .order_by(column.at, column.id)
    )
    return [from_row(Charge, row) for row in connection.execute(query)]


def entries(connection: Connection, of: BuyId) -> list[Entry]:
    """Return the ledger of a buy, in the order it was made."""
    return fetch(connection, Entry, [of], tables.entries.c.buy)


def shipment_by_token(connection: Connection, token: str) -> Shipment | None:
    """Return the part whose pick-up QR code says `token`."""
    found = fetch(connection, Shipment, [token], tables.shipments.c.token)
    return found[0] if found else None


def points(connection: Connection, person: PersonId, now: datetime) -> list[PointsHeld]:
    """Return the points that somebody can spend at `now`, by the name of whom they are with."""
    column = tables.entries.c
    query = (
        select(*columns_of(Entry))
        .where(column.person == person, column.points != 0)
        .order_by(column.no)
    )
    accounts: dict[tuple[PersonId, str], list[Entry]] = defaultdict(list)
    for row in connection.execute(query):
        entry = from_row(Entry, row)
        accounts[entry.organiser, entry.currency].append(entry)
    known = people.people(connection, [organiser for organiser, _ in accounts])
    found = []
    for (organiser, currency), moved in accounts.items():
        lots = spendable(moved, now)
        if lots:
            name = known[organiser].name if organiser in known else ""
            amount = sum(lot.amount for lot in lots)
            found.append(PointsHeld(organiser, name, currency, amount, lots[0].until))
    return sorted(found, key=lambda one: (one.organiser_name.casefold(), one.currency))
