"""Commands of those who run a group buy: the organiser, their helpers, chat administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.buy import Admission, Item, Minimum
from domain.commands.base import Command
from domain.delivery import Area, Delivery
from domain.draft import Field
from domain.goods import PickUpPoint, Supplier
from domain.ids import BuyId, ItemNo, PersonId
from domain.ladder import Ladder
from domain.payment import Payment


@dataclass(frozen=True, slots=True)
class Invite(Command[int]):
    """Name `people` (with a fresh token each); answers how many of them are named now.

    Whoever was named before keeps their invitation and counts in the answer, which so is the
    same when an update comes twice, with other fresh tokens.
    Once the buy was opened by a named person, the newly named are nudged as well.
    Raises `NotTheOrganiser`, `BuyClosed`, `BuyCalledOff`.
    """

    buy: BuyId
    people: tuple[PersonId, ...]
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InviteOpen(Command[None]):
    """Make a personal link for somebody the bot does not know yet; `label` says for whom."""

    buy: BuyId
    token: str
    label: str


@dataclass(frozen=True, slots=True)
class RevokeInvitation(Command[None]):
    """Take an invitation back; its link is refused from now on."""

    buy: BuyId
    token: str


@dataclass(frozen=True, slots=True)
class NudgeAll(Command[int]):
    """Nudge everyone in the audience who neither ordered nor declined; answers to how many.

    The caps of UX-9 still hold for each. Raises `NotTheOrganiser`, `BuyClosed`, …
    """

    buy: BuyId


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What changes in a live buy; None leaves a term as it is, `without` takes terms away."""

    title: str | None = None
    deadline: datetime | None = None
    ladder: Ladder | None = None
    minimum: Minimum | None = None
    max_people: int | None = None
    per_person_limit: int | None = None
    extend_by: timedelta | None = None
    admission: Admission | None = None
    guests_count: bool | None = None
    close_when_answered: bool | None = None
    how_to_pay: str | None = None
    payment: Payment | None = None
    takes_rest: bool | None = None
    areas: tuple[Area, ...] | None = None
    """All areas anew; one that anybody chose keeps its number, is not dearer and is not missing."""
    delivery: Delivery | None = None
    pick_up: tuple[PickUpPoint, ...] | None = None
    ships: bool | None = None
    supplier: Supplier | None = None
    item: Item | None = None
    """A new version of the item of the same number, or a new item with the next number.

    A version without stock or ladder takes these away from the item.
    """
    without: frozenset[Field] = frozenset()
    """Any of LADDER, MINIMUM, MAX_PEOPLE, PERSON_LIMIT, IF_MISSED (the extension), DELIVERY."""


@dataclass(frozen=True, slots=True)
class EditBuy(Command[None]):
    """Correct a live buy (UX-14), add an item (GP-2) or extend the deadline.

    Good changes apply at once, and a limit or minimum taken away is one. Raises `WorseForBuyers`
    for a higher price, weaker ladder (or none) or earlier deadline once anyone has ordered,
    `BelowOrders` for a stock, maximum of people or
    limit per person below what is ordered, `AlreadyExtended` for the deadline it has, `NotListed`
    for paying through Telegram, and what `check_terms` refuses.

    Worse is also another way of paying, a dearer fee or delivery, areas where there were none, a
    chosen area that is gone, another case, and a rest that the organiser takes no more.
    """

    buy: BuyId
    terms: NewTerms
    may_take_online: bool = False
    """Whether the bot's owner lists the organiser among those who may take payments by Telegram."""


@dataclass(frozen=True, slots=True)
class RemoveItem(Command[None]):
    """Take an item off the buy: cancels its lines and tells each person."""

    buy: BuyId
    item: ItemNo


@dataclass(frozen=True, slots=True)
class NewCode(Command[None]):
    """Replace the join code; the old one is refused from now on (GP-12)."""

    buy: BuyId
    code: str


@dataclass(frozen=True, slots=True)
class CloseBuy(Command[None]):
    """Close now, by the organiser. A missed minimum calls the buy off (the preview says so).

    Raises `NotTheOrganiser`, `BuyClosed`, `BuyCalledOff`.
    """

    buy: BuyId


@dataclass(frozen=True, slots=True)
class CallOff(Command[None]):
    """Call the buy off: everyone told, nothing owed. Organiser, helper or chat administrator."""

    buy: BuyId
    by_administrator: bool = False


@dataclass(frozen=True, slots=True)
class KeepOpen(Command[None]):
    """Keep the buy open though everyone named has answered."""

    buy: BuyId


@dataclass(frozen=True, slots=True)
class TakeOver(Command[None]):
    """A chat administrator becomes organiser of a live buy.

    Raises `OrganiserStillHere`, `OnlyAdministrators`, and `BuyClosed` after the close: what
    people owe stays owed to whom they ordered from.
    """

    buy: BuyId
    by_administrator: bool
    organiser_left: bool = False


@dataclass(frozen=True, slots=True)
class NameHelper(Command[None]):
    """Name a helper, or end it. Only the organiser may."""

    buy: BuyId
    helper: PersonId
    wanted: bool = True
