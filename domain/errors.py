"""Refusals: everything the domain can say no to, each with the values its sentence needs.

A refusal carries numbers and names, never text: `code` is the key of its sentence in `locales/`
(`refusal-<code>`), and the public fields fill that sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class DomainError(Exception):
    """Something that may not happen. Subclasses say what; their fields say with what values."""

    @property
    def code(self) -> str:
        """The kebab-case name of the refusal: NotEnoughLeft is `not-enough-left`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")

    @property
    def values(self) -> dict[str, Any]:
        """The fields by name, as the sentence takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


# -- reading and terms ------------------------------------------------------------------------


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


# -- ordering ---------------------------------------------------------------------------------


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
class GuestNameMissing(DomainError):
    """A guest needs a name."""


# -- the buy's state --------------------------------------------------------------------------


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


# -- who may ----------------------------------------------------------------------------------


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


# -- codes and tokens -------------------------------------------------------------------------


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


# -- paying -----------------------------------------------------------------------------------


@dataclass
class NothingOwed(DomainError):
    """The person owes nothing (any more) for this buy."""


@dataclass
class MoreThanOwed(DomainError):
    """A payment larger than what is owed; `owed` in minor units of `currency`."""

    owed: int
    currency: str = ""


# -- the rest ---------------------------------------------------------------------------------


@dataclass
class DraftGone(DomainError):
    """The draft was started, dropped or never existed."""


@dataclass
class StillOwing(DomainError):
    """Deletion has to wait: the person runs a live buy. `title` names it."""

    title: str
