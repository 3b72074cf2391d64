"""Drafts: a group buy being written down, by one line or by the wizard, before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.buy import Admission, Item, Minimum
from domain.delivery import Area, Delivery
from domain.goods import NO_SUPPLIER, PickUpPoint, Supplier
from domain.ids import BuyId, HomeId, PersonId
from domain.ladder import Ladder
from domain.payment import AMONG_FRIENDS, Payment


class Field(StrEnum):
    """A part of a draft that can be asked for or changed."""

    TITLE = "title"
    ITEMS = "items"
    PRICE = "price"
    CURRENCY = "currency"
    LADDER = "ladder"
    DEADLINE = "deadline"
    ZONE = "zone"
    OPENS_AT = "opens_at"
    MINIMUM = "minimum"
    MAX_PEOPLE = "max_people"
    PERSON_LIMIT = "per_person_limit"
    STOCK = "stock"
    IF_MISSED = "if_missed"
    ADMISSION = "admission"
    GUESTS = "guests"
    PEOPLE = "people"
    EARLY_CLOSE = "early_close"
    HOW_TO_PAY = "how_to_pay"
    HOME = "home"
    PAYMENT = "payment"
    """By which method, when, to whom, and what becomes of money due back."""
    AREAS = "areas"
    DELIVERY = "delivery"
    CASE = "case"
    """Units of a case, and whether the organiser takes the rest."""
    PICK_UP = "pick_up"
    SHIPS = "ships"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Question:
    """Something typed that could mean several things, or nothing: asked, never guessed.

    `quoted` is what was typed. `options` are complete replacement entries to choose between,
    written so that reading them again is unambiguous (e.g. "1.234" -> "1234", "1.23"); empty
    means that it could not be read at all and is to be typed again.
    """

    field: Field
    quoted: str
    options: tuple[str, ...] = ()
    item: int | None = None
    """Which item (counted from 1) the entry belongs to, where it belongs to one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far of a buy to be started; its id becomes the buy's id.

    An item whose price is still unknown has `list_price` 0.
    """

    id: BuyId
    owner: PersonId
    home: HomeId | None
    created_at: datetime
    zone: str
    step: Field | None = None
    """The wizard's present question; None shows the preview."""
    title: str = ""
    currency: str = ""
    items: tuple[Item, ...] = ()
    ladder: Ladder | None = None
    deadline: datetime | None = None
    opens_at: datetime | None = None
    minimum: Minimum | None = None
    max_people: int | None = None
    per_person_limit: int | None = None
    extend_by: timedelta | None = None
    admission: Admission = Admission.CODE
    guests_count: bool = False
    close_when_answered: bool | None = None
    """None takes the default: on only when the buy is for named people alone."""
    how_to_pay: str = ""
    payment: Payment = AMONG_FRIENDS
    takes_rest: bool = False
    areas: tuple[Area, ...] = ()
    delivery: Delivery | None = None
    pick_up: tuple[PickUpPoint, ...] = ()
    ships: bool = False
    supplier: Supplier = NO_SUPPLIER
    named: tuple[PersonId, ...] = ()
    questions: tuple[Question, ...] = ()
    copied_from: BuyId | None = None
    in_group: bool = False
    """The draft card stands in the group (one-line `/buy` there), not in the private chat."""
    version: int = 0
    """Grows with every save; 0 was never saved."""
