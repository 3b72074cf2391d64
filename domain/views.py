"""What is read: small records for screens and pages, made by storage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.buy import GroupBuy, Totals
from domain.ids import PersonId
from domain.notices import Fate, NoticeKind
from domain.order import Invitation, Involvement, Line
from domain.people import Home, Person
from domain.settlement import Settlement, Statement


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


@dataclass(frozen=True, slots=True)
class MemberView:
    """One person's view of a buy. `owed` in minor units, after the close."""

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
    owed: int = 0
    member: bool = True
    """Seen in the home chat, or the buy has none."""


@dataclass(frozen=True, slots=True)
class BuyLine:
    """One buy in somebody's list."""

    buy: GroupBuy
    runs: bool
    units: int
    owed: int
    to_collect: int
    """Minor units still to come in, where the person runs the closed buy."""


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
    owed: int
    claimed_paid_at: datetime | None
    token: str | None = None
    expires_at: datetime | None = None
    in_doubt: bool = False
    """Something that was said to them may not have arrived."""


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
