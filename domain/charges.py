"""Payments through Telegram: the invoice that was asked for, and each charge that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import BuyId, PersonId
from domain.payment import Method

INVOICE_LASTS = timedelta(days=28)
"""How long an invoice can be paid; it is forgotten some days later."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """A request to pay `amount` minor units for one person's part in a buy.

    `id` is random, kept here and is the invoice's payload: one that is not known was forged.
    """

    id: str
    buy: BuyId
    person: PersonId
    """Whose part is paid."""
    payer: PersonId
    """Who asked for the invoice."""
    amount: int
    currency: str
    method: Method
    asked_at: datetime


class Back(StrEnum):
    """Whether a charge goes back to whoever made it."""

    NOT = "not"
    DUE = "due"
    """To be paid back: Stars by the bot itself, a provider's money by the organiser."""
    DONE = "done"


class WhyBack(StrEnum):
    """Why a charge goes back."""

    TWICE = "twice"
    """Nothing, or less than that, was left to pay."""
    CLOSED = "closed"
    """The buy was called off, or its order is gone."""
    CALLED_OFF = "called_off"
    """The buy was called off after it was paid."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One successful payment. `id` is Telegram's, unique for ever; amounts in minor units."""

    id: str
    invoice: str
    buy: BuyId
    person: PersonId
    payer: PersonId
    amount: int
    currency: str
    method: Method
    provider_charge: str
    at: datetime
    back: Back = Back.NOT
    why_back: WhyBack | None = None
