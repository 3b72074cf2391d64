"""Refusals because of who acts, or with what code or token."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors.base import DomainError


@dataclass
class NotTheOrganiser(DomainError):
    """Only the organiser (or a helper they named) may do this. `organiser` is their name."""

    organiser: str


@dataclass
class NotYourDraft(DomainError):
    """The draft belongs to someone else."""

    owner: str


@dataclass
class OnlyAdministratorsStart(DomainError):
    """In this home only administrators start group buys."""


@dataclass
class OnlyAdministrators(DomainError):
    """Only administrators of the chat may do this."""


@dataclass
class NotInvited(DomainError):
    """The buy is for named people only. `organiser` is whom to ask."""

    organiser: str


@dataclass
class NotAMember(DomainError):
    """The buy is for members of the home chat. `organiser` is whom to ask."""

    organiser: str


@dataclass
class OrganiserStillHere(DomainError):
    """An administrator may take over only when the organiser left or blocked the bot."""

    organiser: str


@dataclass
class UnknownCode(DomainError):
    """No group buy has this join code."""

    typed: str


@dataclass
class CodeExpired(DomainError):
    """The join code has expired or was replaced. `organiser` is whom to ask."""

    organiser: str


@dataclass
class InvitationRevoked(DomainError):
    """The personal link was revoked or has expired. `organiser` is whom to ask."""

    organiser: str


@dataclass
class AnothersToken(DomainError):
    """The personal link serves another person. `organiser` is whom to ask."""

    organiser: str


@dataclass
class GuessedTooOften(DomainError):
    """Too many unknown codes in a short time; wait `seconds`."""

    seconds: int
