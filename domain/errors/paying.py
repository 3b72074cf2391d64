"""Refusals about money owed, and of what has to wait or is gone."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors.base import DomainError


@dataclass
class NothingOwed(DomainError):
    """The person owes nothing (any more) for this buy."""


@dataclass
class MoreThanOwed(DomainError):
    """A payment larger than what is owed; `owed` in minor units of `currency`."""

    owed: int
    currency: str = ""


@dataclass
class NothingDueBack(DomainError):
    """No money is due to the person."""


@dataclass
class NotEnoughPoints(DomainError):
    """More points than the person has with this organiser; `left` in minor units."""

    left: int
    currency: str = ""


@dataclass
class NotPaidOnline(DomainError):
    """This buy is paid by hand."""


@dataclass
class NotListed(DomainError):
    """The bot's owner lets only listed organisers take payments through Telegram."""


@dataclass
class UnknownInvoice(DomainError):
    """An invoice that the bot never made, or with another amount."""


@dataclass
class StarsAlone(DomainError):
    """Stars pay for buys in Stars (XTR) alone, and such buys are paid in nothing else."""


@dataclass
class CurrencyNotTaken(DomainError):
    """Telegram takes no payments in this `currency`."""

    currency: str


@dataclass
class DraftGone(DomainError):
    """The draft was started, dropped or never existed."""


@dataclass
class StillOwing(DomainError):
    """Deletion has to wait: the person runs a live buy. `title` names it."""

    title: str
