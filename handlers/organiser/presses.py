"""What the buttons of those who run a buy say back; notices to the organiser use them too."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from domain.ids import BuyId, PersonId
from handlers.base36 import Int36


class Verb(StrEnum):
    """What a tap asks for. Short: it travels in callback data."""

    RUN = "run"
    """Show "Run this buy"."""
    INVITE = "inv"
    PICK = "pick"
    HAND_OVER = "hand"
    INVITED = "who"
    """The list of the invited; `n` is the page."""
    INVITATION = "one"
    """One invitation; `arg` is its token."""
    REVOKE = "rev"
    NEW_CODE = "code"
    NUDGE = "ndg"
    NUDGE_NOW = "ndg2"
    EDIT = "edit"
    EDIT_TERM = "term"
    """Ask for the term `arg`; `n` is an item's number where it belongs to one."""
    SET_TERM = "set"
    """The term and its choice stand in `arg`."""
    REMOVE_ITEM = "rm"
    REMOVE_NOW = "rm2"
    EXTEND = "ext"
    EXTEND_BY = "ext2"
    """Longer by `n` hours."""
    CLOSE = "cls"
    CLOSE_NOW = "cls2"
    CALL_OFF = "off"
    CALL_OFF_NOW = "off2"
    KEEP_OPEN = "keep"
    TAKE_OVER = "take"
    HELPERS = "help"
    HELPER = "help2"
    """Name `person` a helper, or end it."""
    BOARD = "brd"
    """The board; `n` is the page, `arg` which people it shows."""
    FIND = "find"
    """Ask for a name to look for."""
    TICK = "tick"
    """Paid, given back or handed out, as the board's `arg` says."""
    UNTICK = "untk"
    PAID_BACK = "back"
    UNPAID_BACK = "unbk"
    OVERPAID = "over"
    """Paid so much more than is left: `arg` minor units in base 36."""
    WHO_PAID = "whop"
    """Choose who paid for the person; `n` is the page."""
    PAID_BY = "by"
    """`arg`, in base 36, paid for the person."""
    RETURN = "ret"
    """Choose the line that something was given back of."""
    RETURN_LINE = "ret1"
    """Ask how many of item `n` (and guest `arg`) were given back."""
    UNRETURN = "uret"
    """They were not given back after all."""
    ARRIVED = "arr"
    """Choose the item of which not all, or more, arrived."""
    ARRIVED_ITEM = "arr1"
    """Ask how many of item `n` arrived."""
    BILL = "bill"
    """Ask for the supplier's final bill."""
    NO_BILL = "nobl"
    GOODS = "good"
    """Handing out: how many parts stand at which stage, and the shipping requests."""
    REQUEST = "req"
    """Send the shipping requests."""
    STAGE = "stg"
    """Bring the person's goods to stage `arg`."""
    TRACKING = "trk"
    """Ask for the tracking number of what is shipped to the person."""
    UNDO_STAGE = "ustg"
    EXPORT = "exp"
    """Send the lists, as `arg`: "xlsx" or "csv"."""
    PERSON = "per"
    """One row of the board."""
    PAID = "paid"
    PART_PAID = "part"
    UNPAID = "undo"
    DENY = "deny"
    REMIND = "rmd"
    REMINDERS = "rms"
    """Stop the reminders, or start them again."""
    TOTALS = "tot"
    UNSAID = "uns"
    """What did not arrive, or may not have."""
    SAY_AGAIN = "say"
    CARD_AGAIN = "card"


class OnBuy(CallbackData, prefix="r"):
    """A tap of somebody who runs a buy, or wants to."""

    buy: Int36
    verb: Verb
    person: Int36 | None = None
    n: Int36 = 0
    arg: str = ""


def on(verb: Verb, buy: BuyId, *, person: PersonId | None = None, n: int = 0, arg: str = "") -> str:
    """Return the callback data of a tap."""
    return OnBuy(buy=buy, verb=verb, person=person, n=n, arg=arg).pack()
