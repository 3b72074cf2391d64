"""The group buy: one purchase that a group makes together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.delivery import Area, AreaNo, Delivery
from domain.goods import NO_SUPPLIER, PickUpPoint, Supplier
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric
from domain.payment import AMONG_FRIENDS, Payment


class State(StrEnum):
    """Where a group buy stands; only OPEN takes orders, and a closed one never opens again."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class Admission(StrEnum):
    """Who may order."""

    CODE = "code"
    """Anyone who has the join code."""
    NAMED = "named"
    """The people named by the organiser, alone."""
    CHAT = "chat"
    """Members of the home chat."""


class CallOffReason(StrEnum):
    """Why a buy was called off."""

    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"
    MINIMUM_MISSED = "minimum_missed"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on offer. `list_price` is in minor units; `stock` and limits are in units."""

    no: ItemNo
    name: str
    list_price: int
    unit: str = ""
    stock: int | None = None
    case_size: int | None = None
    ladder: Ladder | None = None
    """An item with its own ladder uses only that one, not the buy's."""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a buy needs to go ahead: people, units, or minor units at list price."""

    metric: Metric
    value: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions of a group buy (BP-1, BP-3, BP-7): what a draft fills in and a buy keeps."""

    title: str
    currency: str
    items: tuple[Item, ...]
    deadline: datetime
    zone: str
    """IANA zone in which the deadline was named and is shown to the organiser."""
    ladder: Ladder | None = None
    opens_at: datetime | None = None
    minimum: Minimum | None = None
    max_people: int | None = None
    per_person_limit: int | None = None
    """Units of one item that one person, guests included, may order."""
    extend_by: timedelta | None = None
    """If the minimum is missed: extend once by this span; None calls the buy off."""
    admission: Admission = Admission.CODE
    guests_count: bool = False
    """Whether guests count as further people."""
    close_when_answered: bool = False
    """Close as soon as everyone named has ordered or declined."""
    how_to_pay: str = ""
    payment: Payment = AMONG_FRIENDS
    takes_rest: bool = False
    """The organiser takes what is missing to fill the last case, so that nobody falls out."""
    areas: tuple[Area, ...] = ()
    """Destination areas to choose from; none is one price for all."""
    delivery: Delivery | None = None
    pick_up: tuple[PickUpPoint, ...] = ()
    ships: bool = False
    """Parts are sent to addresses, which are asked in private after the close."""
    supplier: Supplier = NO_SUPPLIER

    @property
    def handed_out(self) -> bool:
        """Whether it is asked where each part goes: shipped, or picked up at a point."""
        return self.ships or bool(self.pick_up)

    def area(self, no: AreaNo) -> Area | None:
        """Return the area of that number, or None."""
        return next((area for area in self.areas if area.no == no), None)

    @property
    def live_items(self) -> tuple[Item, ...]:
        """The items still on offer."""
        return tuple(item for item in self.items if not item.removed)

    def item(self, no: ItemNo) -> Item | None:
        """Return the item of that number, removed or not."""
        return next((item for item in self.items if item.no == no), None)

    def ladder_of(self, item: Item) -> Ladder | None:
        """Return the ladder that prices `item`: its own, else the buy's."""
        return item.ladder or self.ladder


@dataclass(frozen=True, slots=True)
class GroupBuy:
    """One group buy as it stands. `version` grows with every change of this record."""

    id: BuyId
    organiser: PersonId
    home: HomeId | None
    """None is a buy shared by link alone, without a group chat."""
    terms: Terms
    state: State
    code: str
    code_expires_at: datetime
    created_at: datetime
    helpers: frozenset[PersonId] = frozenset()
    extended: bool = False
    """The minimum was missed once and the buy was extended."""
    closes_at: datetime | None = None
    """Set while everyone named has answered: the buy closes then unless kept open."""
    kept_open: bool = False
    """The organiser tapped Keep open: the early close does not come again."""
    first_opened_at: datetime | None = None
    """When the first named person other than the organiser opened it (GP-11)."""
    first_opened_by: PersonId | None = None
    announced: dict[ItemNo, int] = field(default_factory=dict)
    """Highest tier ever announced per ladder: key 0 is the buy's, else an item's own (UX-3)."""
    closed_at: datetime | None = None
    call_off_reason: CallOffReason | None = None
    reminders_stopped: bool = False
    copied_from: BuyId | None = None
    version: int = 1

    @property
    def live(self) -> bool:
        """Whether the buy still takes, or will take, orders."""
        return self.state in (State.OPEN, State.SCHEDULED)

    def run_by(self, person: PersonId) -> bool:
        """Tell whether `person` is the organiser or one of the helpers they named."""
        return person == self.organiser or person in self.helpers


@dataclass(frozen=True, slots=True)
class Totals:
    """Running totals of a group buy, kept by difference and never re-added from all orders."""

    buy: BuyId
    participants: int = 0
    """Persons with at least one order line that asks for something at any price."""
    people: int = 0
    """Participants, and their guests with such a line where the organiser counts guests."""
    amount: int = 0
    """All that is wanted at any price, at list price, in minor units."""
    units: dict[ItemNo, int] = field(default_factory=dict)
    """Units of each item that are wanted at any price; no entry is 0."""
    named: int = 0
    """Standing invitations, open ones included; the organiser is never invited."""
    unanswered: int = 0
    """Those of `named` who have neither ordered nor declined; an open one has not answered."""
    next_seq: int = 1
    """The number the next new order line gets: the order of asking."""

    @property
    def all_units(self) -> int:
        """Units over all items."""
        return sum(self.units.values())

    def measure(self, metric: Metric, item: Item | None = None) -> int:
        """Return what a ladder on `metric` sees: of the whole buy, or of one item's units."""
        match metric:
            case Metric.PARTICIPANTS:
                return self.people
            case Metric.UNITS:
                return self.units.get(item.no, 0) if item else self.all_units
            case Metric.AMOUNT:
                return self.units.get(item.no, 0) * item.list_price if item else self.amount
