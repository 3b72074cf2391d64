"""What is read: small records for screens and pages, made by storage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.buy import GroupBuy, Totals
from domain.delivery import NO_AREA, AreaNo
from domain.goods import Shipment
from domain.ids import PersonId
from domain.notices import Fate, NoticeKind
from domain.order import Invitation, Involvement, Line
from domain.people import Home, Person
from domain.settlement import FallOut, Settlement, Statement


@dataclass(frozen=True, slots=True)
class CardParticipant:
    """One of the names on the card; `units` over all items, guests included."""

    person: PersonId
    name: str
    units: int


@dataclass(frozen=True, slots=True)
class CardView:
    """What the card shows; `latest` are at most ten participants, the latest to order first."""

    buy: GroupBuy
    totals: Totals
    organiser_name: str
    home: Home | None
    latest: tuple[CardParticipant, ...]
    settlement: Settlement | None = None
    waiting: tuple[Line, ...] = ()
    """All live lines of those who have one with price limits, in the order of asking: what they
    would unlock is shown while the buy is open (`domain.sharing.prospect`)."""
    waiting_areas: dict[PersonId, AreaNo] = field(default_factory=dict)
    """The destination areas of those who have such lines."""


@dataclass(frozen=True, slots=True)
class MemberView:
    """One person's view of a buy; amounts in minor units."""

    buy: GroupBuy
    totals: Totals
    organiser_name: str
    person: PersonId
    lines: tuple[Line, ...]
    """Live lines, earliest first."""
    guests: dict[int, str]
    """Names of the person's guests by number, with or without live lines."""
    involvement: Involvement
    invitation: Invitation | None
    statement: Statement | None = None
    fallen: tuple[FallOut, ...] = ()
    """What of the order was not served, after the close."""
    owed: int = 0
    """As `domain.dues.still_owed` says: below zero is money due to the person, or before the close
    what was paid. A payment through Telegram that is about to go back has gone already."""
    due_back: int = 0
    """What the organiser has to give back by hand, as `domain.dues.due_back` says."""
    paid: int = 0
    """What came in for this part in money, and stays or was given back by hand."""
    given_back: int = 0
    """What the organiser gave back by hand."""
    points_given: int = 0
    """What was due back and became points."""
    points: int = 0
    """Points with the organiser that can be spent here now."""
    points_spent: int = 0
    """Points that pay for this buy."""
    shipment: Shipment | None = None
    waiting: tuple[Line, ...] = ()
    """The lines of all those who wait for a lower price, as on the card."""
    waiting_areas: dict[PersonId, AreaNo] = field(default_factory=dict)
    member: bool = True
    """Seen in the home chat, or the buy has none."""


@dataclass(frozen=True, slots=True)
class BuyLine:
    """One buy in somebody's list; amounts in minor units."""

    buy: GroupBuy
    runs: bool
    units: int
    owed: int
    """As in `MemberView`."""
    to_collect: int
    """What is still to come in, where the person runs the closed buy."""
    to_give_back: int = 0
    """What the organiser has to give back by hand, where the person runs the buy."""
    due_back: int = 0
    """What of it is due to the person."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One person on the organiser's board. Amounts in minor units; times UTC."""

    person: PersonId | None
    """None is a personal link that nobody opened yet; `name` is then its label."""
    name: str
    username: str | None
    named: bool
    reach: str
    nudges: int
    opened_at: datetime | None
    declined_at: datetime | None
    ordered_at: datetime | None
    units: int
    list_amount: int
    lines: tuple[Line, ...]
    due: int
    """What the settlement has them pay."""
    owed: int
    """As in `MemberView`."""
    claimed_paid_at: datetime | None
    token: str | None = None
    expires_at: datetime | None = None
    in_doubt: bool = False
    """Something that was said to them may not have arrived."""
    shipment: Shipment | None = None
    fallen: tuple[FallOut, ...] = ()
    paid_online: int = 0
    """What of the payments went through Telegram and stays."""
    points_spent: int = 0
    due_back: int = 0
    """What the organiser has to give back by hand."""
    marked_paid: int = 0
    """What was paid by hand."""
    marked_back: int = 0
    """What the organiser gave back by hand."""
    area: AreaNo = NO_AREA
    statement: Statement | None = None
    """What they got and owe, after the close; `lines` are what they had asked for."""

    @property
    def kept(self) -> int:
        """Units that the person got and did not give back."""
        return self.statement.kept if self.statement else 0


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something of a buy that somebody did not get, or may not have got."""

    name: str
    kind: NoticeKind
    fate: Fate
    """UNKNOWN, UNDELIVERABLE, or HELD until they start the bot or unblock it."""
    reason: str
    """Why, as the notice has it; see `domain.notices.Fate`."""


@dataclass(frozen=True, slots=True)
class PointsHeld:
    """Somebody's points with one organiser. `amount` in minor units of `currency`."""

    organiser: PersonId
    organiser_name: str
    currency: str
    amount: int
    next_expiry: datetime | None
    """When the first of them expire (UTC); None is never."""


@dataclass(frozen=True, slots=True)
class AudienceMember:
    """Somebody a nudge may go to."""

    person: Person
    named: bool
    involvement: Involvement
    ordered: bool


@dataclass(frozen=True, slots=True)
class HeldData:
    """All that is kept about one person, ready to export: table name to rows."""

    person: Person | None
    tables: dict[str, list[dict[str, Any]]]
