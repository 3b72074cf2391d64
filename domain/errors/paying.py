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
class DraftGone(DomainError):
    """The draft was started, dropped or never existed."""


@dataclass
class StillOwing(DomainError):
    """Deletion has to wait: the person runs a live buy. `title` names it."""

    title: str
