"""Refusals because of how a buy stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.errors.base import DomainError


@dataclass
class UnknownBuy(DomainError):
    """No such group buy, or its code is not valid any more and nothing more may be said."""


@dataclass
class BuyNotOpenYet(DomainError):
    """Orders are taken from `opens_at` on."""

    opens_at: Any


@dataclass
class BuyClosed(DomainError):
    """The buy is closed; a closed buy never opens again."""

    title: str


@dataclass
class BuyCalledOff(DomainError):
    """The buy was called off; nothing is owed."""

    title: str


@dataclass
class WorseForBuyers(DomainError):
    """A higher price, weaker ladder or earlier deadline, after someone has ordered."""

    term: str


@dataclass
class BelowOrders(DomainError):
    """A new stock, max_people or per_person_limit (`term`) below what people ordered already."""

    term: str
    value: int
    ordered: int


@dataclass
class AlreadyExtended(DomainError):
    """The new deadline is not later than the present one."""


@dataclass
class BuyNotClosed(DomainError):
    """Only possible after the close: the buy is still open."""
