"""Money and goods in the neighbourhood: points, invoices, payments through Telegram, parcels."""

from __future__ import annotations

from typing import Any

from domain.charges import Charge, Invoice
from domain.goods import Shipment
from domain.ids import BuyId, PersonId
from domain.ledger import Entry, Reason
from domain.payment import Method
from tests.storage.samples import ANNA, OIL
from tests.storage.scripted import NOON


def moved(reason: Reason, who: PersonId, amount: int, buy: BuyId = OIL, **fields: Any) -> Entry:
    """Return an entry of any reason; its key names all of it."""
    known: dict[str, Any] = {
        "key": f"{reason}:{buy}:{who}:{amount}",
        "organiser": ANNA,
        "currency": "EUR",
        "actor": who,
        "at": NOON,
    }
    return Entry(buy=buy, person=who, amount=amount, reason=reason, **{**known, **fields})


def given(who: PersonId, amount: int, buy: BuyId = OIL, **fields: Any) -> Entry:
    """Return the entry by which a buy of Anna's gives somebody points."""
    return moved(Reason.POINTS_GIVEN, who, amount, buy, **fields)


def spent(who: PersonId, amount: int, buy: BuyId = OIL, **fields: Any) -> Entry:
    """Return the entry by which points of Anna's pay for a buy."""
    return moved(Reason.POINTS_SPENT, who, amount, buy, **fields)


def invoice(who: PersonId, buy: BuyId = OIL, **fields: Any) -> Invoice:
    """Return an invoice that somebody asked for themselves; its id is named after them."""
    known: dict[str, Any] = {
        "id": f"invoice-{who}-{buy}",
        "payer": who,
        "amount": 3800,
        "currency": "EUR",
        "method": Method.ONLINE,
        "asked_at": NOON,
    }
    return Invoice(buy=buy, person=who, **{**known, **fields})


def charge(of: Invoice, **fields: Any) -> Charge:
    """Return the payment that came of an invoice."""
    known: dict[str, Any] = {
        "id": f"tg-{of.id}",
        "payer": of.payer,
        "amount": of.amount,
        "currency": of.currency,
        "method": of.method,
        "provider_charge": f"provider-{of.id}",
        "at": NOON,
    }
    return Charge(invoice=of.id, buy=of.buy, person=of.person, **{**known, **fields})


def shipment(who: PersonId, buy: BuyId = OIL, **fields: Any) -> Shipment:
    """Return somebody's goods, of which nothing was asked yet."""
    return Shipment(buy, who, **{"token": f"qr-{who}-{buy}", **fields})
