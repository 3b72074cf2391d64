"""What a decision leads to: records to save, notices to say, timers to set."""

from __future__ import annotations

from dataclasses import dataclass

from domain.buy import GroupBuy, Totals
from domain.charges import Charge, Invoice
from domain.conversation import Conversation
from domain.draft import Draft
from domain.goods import Shipment
from domain.ids import BuyId, PersonId
from domain.ledger import Entry
from domain.notices import Notice
from domain.order import Guest, Invitation, Involvement, Line
from domain.people import Home, Membership, Person
from domain.settlement import Settlement
from domain.timers import Timer


@dataclass(frozen=True, slots=True)
class CodeGuess:
    """One attempt with an unknown code, for slowing down whoever guesses (`at` in the cause)."""

    person: PersonId
    key: str


@dataclass(frozen=True, slots=True)
class DraftEnd:
    """A draft is over: started or dropped."""

    draft: BuyId


@dataclass(frozen=True, slots=True)
class Erasure:
    """Forget a person: names, contact, language, drafts, conversation, memberships, open notices.

    Settled statements and ledger entries keep the numeric key alone.
    """

    person: PersonId


@dataclass(frozen=True, slots=True)
class Release:
    """What was held for this person because they never opened the bot becomes due."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Waiting and held notices of these kinds (all if empty) of a buy, or person, are dropped."""

    buy: BuyId
    person: PersonId | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """What people may not have got of a buy (Fate.UNKNOWN) becomes due once more.

    It is another version of each notice: somebody asked for it. What the organiser themselves may
    not have got is not repeated, since they see how the buy stands.
    """

    buy: BuyId


Save = (
    Person
    | Home
    | Membership
    | Draft
    | DraftEnd
    | Conversation
    | GroupBuy
    | Totals
    | Line
    | Guest
    | Involvement
    | Invitation
    | Settlement
    | Entry
    | Invoice
    | Charge
    | Shipment
    | CodeGuess
    | Erasure
    | Release
    | Withdrawal
    | Repetition
)
"""A record to write as it now is (by its natural key), or one of the sweeping changes above."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one command changes. The desk writes it in one transaction."""

    saves: tuple[Save, ...] = ()
    notices: tuple[Notice, ...] = ()
    timers: tuple[Timer, ...] = ()


NOTHING = Outcome()
