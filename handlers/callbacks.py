"""What the buttons of those who buy along say back: at most 64 bytes, ids in base 36.

What cannot be read (forged, or of an older version) matches nothing and ends at `handlers.last`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from aiogram.filters.callback_data import CallbackData

from domain.delivery import AreaNo
from domain.goods import PointNo
from domain.ids import HOST, BuyId, GuestNo, HomeId, ItemNo, PersonId
from handlers.base36 import Int36, decode

PACKED = 4096
"""Buttons of which the packed form is kept: a buy's are the same for all its people."""


class Step(StrEnum):
    """One more or one less."""

    MORE = "m"
    LESS = "l"

    @property
    def delta(self) -> int:
        """The change in units."""
        return 1 if self is Step.MORE else -1


class Tap(CallbackData, prefix="t"):
    """−1 or +1 on the card in the group."""

    buy: Int36
    item: Int36
    step: Step


class OnLine(CallbackData, prefix="l"):
    """A tap in private on one line of one's own order, or of a guest's.

    Exactly one of the rest: `step` changes by one, `quantity` sets it, neither asks for a number.
    """

    buy: Int36
    item: Int36
    guest: Int36 = 0
    step: Step | None = None
    quantity: Int36 | None = None
    page: Int36 = 0


class Act(StrEnum):
    """What a tap in one's own order, on a nudge or a statement asks for."""

    SHOW = "s"
    BACK = "b"
    """Show it, and take what is typed next for no answer any more."""
    CANCEL = "x"
    CANCEL_NOW = "xx"
    DECLINE = "d"
    TAKE_BACK = "db"
    """Not declined after all."""
    MUTE = "m"
    UNMUTE = "mb"
    GUEST = "g"
    """Ask for a guest's name."""
    SHARE = "sh"
    QR = "qr"
    FORWARD = "f"
    STATEMENT = "st"
    WORKED_OUT = "w"
    PAID = "p"
    PAY = "py"
    """An invoice over all that is left to pay."""
    PAY_PART = "pp"
    """Ask for how much the invoice shall be."""
    PAY_LINK = "pl"
    """A link with which somebody else pays."""
    AREAS = "ar"
    """Ask where one's part goes, of the buy's areas."""
    POINTS = "po"
    """Let as many points pay as there are and are needed."""
    POINTS_SOME = "ps"
    """Ask for how many."""
    POINTS_BACK = "pb"
    FILE = "fi"
    """The file with all lines of the settlement."""
    WHERE = "wh"
    """Ask where one's goods go."""
    ADDRESS = "ad"
    """Ask for the address they are sent to."""
    PICK_UP_CODE = "pc"


class OnOrder(CallbackData, prefix="o"):
    """A tap in private about one's own order; `guest` and `page` say what of it is shown."""

    buy: Int36
    act: Act
    guest: Int36 = 0
    page: Int36 = 0


class OnArea(CallbackData, prefix="a"):
    """One's destination area is chosen."""

    buy: Int36
    area: Int36


class OnPoint(CallbackData, prefix="p"):
    """The pick-up point is chosen where one's goods go, and which of its slots, from 0."""

    buy: Int36
    point: Int36
    slot: Int36 = 0


class Limit(StrEnum):
    """What a tap does about price limits and tolerance of a line."""

    PRICE = "p"
    """Ask at which price; with `limit` ask how many at it; with `units` too, set that."""
    UP_TO = "u"
    """Ask up to how many; with `units` set it."""


class OnLimit(CallbackData, prefix="c"):
    """A tap in private about what else one line of one's order asks for.

    Without `item` it is asked which one is meant. `limit` in minor units; 0 `units` take it away.
    """

    buy: Int36
    what: Limit
    item: Int36 = 0
    guest: Int36 = 0
    limit: Int36 = 0
    units: Int36 | None = None


class OnHome(CallbackData, prefix="h"):
    """ "Tell me about buys here" on the card."""

    home: Int36


class Meant(CallbackData, prefix="w"):
    """Which buy was meant, asked in the group; only `asker` may answer.

    With `quantity` an order of so many; without it the card comes down again.
    """

    buy: Int36
    asker: Int36
    item: Int36 = 0
    quantity: Int36 | None = None


def buy_tapped(data: str | None) -> BuyId | None:
    """Return the buy of a tap on the card in the group; None for anything else."""
    prefix, _, rest = (data or "").partition(Tap.__separator__)
    number = decode(rest.partition(Tap.__separator__)[0]) if prefix == Tap.__prefix__ else None
    return None if number is None else BuyId(number)


def tap(buy: BuyId, item: ItemNo, step: Step) -> str:
    """Return the callback data of −1 or +1 on the card."""
    return Tap(buy=buy, item=item, step=step).pack()


def step_line(buy: BuyId, item: ItemNo, step: Step, guest: GuestNo = HOST, page: int = 0) -> str:
    """Return the callback data of −1 or +1 on a line."""
    return OnLine(buy=buy, item=item, guest=guest, step=step, page=page).pack()


@lru_cache(maxsize=PACKED)
def set_line(buy: BuyId, item: ItemNo, quantity: int, guest: GuestNo = HOST) -> str:
    """Return the callback data that sets a line to exactly `quantity`."""
    return OnLine(buy=buy, item=item, guest=guest, quantity=quantity).pack()


@lru_cache(maxsize=PACKED)
def ask_line(buy: BuyId, item: ItemNo, guest: GuestNo = HOST, page: int = 0) -> str:
    """Return the callback data that asks for an exact number."""
    return OnLine(buy=buy, item=item, guest=guest, page=page).pack()


@lru_cache(maxsize=PACKED)
def on_order(buy: BuyId, act: Act, guest: GuestNo = HOST, page: int = 0) -> str:
    """Return the callback data of a tap about one's own order."""
    return OnOrder(buy=buy, act=act, guest=guest, page=page).pack()


def on_area(buy: BuyId, area: AreaNo) -> str:
    """Return the callback data that chooses an area."""
    return OnArea(buy=buy, area=area).pack()


def on_point(buy: BuyId, point: PointNo, slot: int = 0) -> str:
    """Return the callback data that chooses a pick-up point and slot."""
    return OnPoint(buy=buy, point=point, slot=slot).pack()


def on_limit(
    buy: BuyId,
    what: Limit,
    item: int = 0,
    guest: int = HOST,
    limit: int = 0,
    units: int | None = None,
) -> str:
    """Return the callback data of a tap about price limits or tolerance."""
    press = OnLimit(buy=buy, what=what, item=item, guest=guest, limit=limit, units=units)
    return press.pack()


def tell_me(home: HomeId) -> str:
    """Return the callback data of "Tell me about buys here"."""
    return OnHome(home=home).pack()


def meant(buy: BuyId, asker: PersonId, item: int = 0, quantity: int | None = None) -> str:
    """Return the callback data that says which buy was meant."""
    return Meant(buy=buy, asker=asker, item=item, quantity=quantity).pack()
