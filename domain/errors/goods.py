"""Refusals about the goods after the close."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors.base import DomainError


@dataclass
class NothingOrdered(DomainError):
    """The person has nothing in this buy that could be handed out."""


@dataclass
class UnknownPoint(DomainError):
    """No such pick-up point or slot in this buy."""


@dataclass
class AlreadyPacked(DomainError):
    """The destination cannot change any more: the part is packed or on its way."""
