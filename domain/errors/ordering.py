"""Refusals of an order."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors.base import DomainError


@dataclass
class NotEnoughLeft(DomainError):
    """More than the stock holds; `left` includes what the person already has (`have`)."""

    wanted: int
    left: int
    have: int


@dataclass
class OverPersonLimit(DomainError):
    """More than one person may order."""

    wanted: int
    limit: int
    have: int


@dataclass
class QuantityBelowZero(DomainError):
    """A quantity below 0."""

    have: int


@dataclass
class QuantityTooLarge(DomainError):
    """A quantity no real order has."""

    limit: int
    have: int


@dataclass
class BuyIsFull(DomainError):
    """The maximum of people is reached; those in it may still change their orders."""

    maximum: int


@dataclass
class NothingToUndo(DomainError):
    """-1 at nothing, cancel without an order, un-decline without a decline."""


@dataclass
class UnknownItem(DomainError):
    """No such item in this buy, or it was removed."""


@dataclass
class ConditionsDoNotGrow(DomainError):
    """A lower price limit has to ask for more units, and every limit lies below the list price."""


@dataclass
class NoCases(DomainError):
    """Tolerance for an item that is not sold in cases."""


@dataclass
class AreaMissing(DomainError):
    """The person has to choose where their part goes before ordering."""


@dataclass
class UnknownArea(DomainError):
    """No such destination area in this buy."""


@dataclass
class GuestNameMissing(DomainError):
    """A guest needs a name."""
