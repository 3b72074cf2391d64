"""Refusals of what somebody wants a buy to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.errors.base import DomainError


@dataclass
class MixedCurrencies(DomainError):
    """Amounts of two currencies met."""

    first: str
    second: str


@dataclass
class LadderNotAscending(DomainError):
    """A tier's threshold is not above the one before. `tier` counts from 1."""

    tier: int
    threshold: int
    previous: int


@dataclass
class RewardNotBetter(DomainError):
    """A tier leaves an item dearer, or none cheaper, than the tier before."""

    tier: int


@dataclass
class PriceNotPositive(DomainError):
    """A tier would bring a price to 0 or below, or below the smallest coin."""

    tier: int


@dataclass
class UnitPriceNeedsOneItem(DomainError):
    """A ladder for the whole buy names a unit price, but covers several different items."""

    tier: int


@dataclass
class MissingTerm(DomainError):
    """A draft cannot start yet, or an edit would leave a buy without something it needs.

    `term` is a `draft.Field`: title, items, price, currency, deadline, home (a buy for members of
    the chat has none), or the field of a question that waits for its answer.
    """

    term: str


@dataclass
class DeadlinePassed(DomainError):
    """The deadline lies in the past."""

    deadline: Any


@dataclass
class DeadlineBeforeOpening(DomainError):
    """The buy would close before it opens."""

    opens_at: Any


@dataclass
class LimitTooSmall(DomainError):
    """A limit, stock, minimum or price below 1."""

    term: str
    value: int


@dataclass
class LimitTooLarge(DomainError):
    """A limit, price or number of tiers, guests or invitations above what is kept."""

    term: str
    value: int
    limit: int


@dataclass
class UnknownZone(DomainError):
    """No time zone of the IANA database has this name."""

    zone: str


@dataclass
class MinimumAboveMaximum(DomainError):
    """More people are needed than fit."""

    minimum: int
    maximum: int


@dataclass
class TooManyItems(DomainError):
    """More items than one buy holds."""

    limit: int


@dataclass
class TextTooLong(DomainError):
    """A name or text is longer than is kept."""

    limit: int
    length: int


@dataclass
class NamedTwice(DomainError):
    """Two areas, pick-up points or slots have the same name. `typed` is that name."""

    typed: str


@dataclass
class AreaTooCheap(DomainError):
    """What the area `typed` takes off would bring a price below the smallest coin."""

    typed: str


@dataclass
class NotAnAddress(DomainError):
    """A supplier cannot be reached at `typed`: no e-mail address, or no https link."""

    typed: str
