"""Callback data of the buyers' buttons."""

import pytest
from aiogram.filters.callback_data import CallbackData

from domain.delivery import AreaNo
from domain.goods import PointNo
from domain.ids import BuyId, GuestNo, HomeId, ItemNo, PersonId
from handlers import callbacks
from handlers.callbacks import Act, Limit, Meant, OnHome, OnLimit, OnLine, OnOrder, Step, Tap

BUY = BuyId(2**53 - 1)
ITEM = ItemNo(999)
GUEST = GuestNo(50)


@pytest.mark.parametrize(
    "data",
    [
        callbacks.tap(BUY, ITEM, Step.LESS),
        callbacks.step_line(BUY, ITEM, Step.MORE, GUEST, 99),
        callbacks.set_line(BUY, ITEM, 2**53, GUEST),
        callbacks.ask_line(BUY, ITEM, GUEST, 99),
        *(callbacks.on_order(BUY, act, GUEST, 99) for act in Act),
        *(callbacks.on_limit(BUY, what, ITEM, GUEST, 10**10, 9_999) for what in Limit),
        callbacks.on_area(BUY, AreaNo(999)),
        callbacks.on_point(BUY, PointNo(999), 99),
        callbacks.tell_me(HomeId(2**53)),
        callbacks.meant(BUY, PersonId(2**52), 999, 2**53),
    ],
)
def test_the_largest_ids_fit(data: str) -> None:
    """Else Telegram refuses the whole message, for the one buy whose id is large."""
    assert 1 <= len(data.encode()) <= 64


@pytest.mark.parametrize("kind", [Tap, OnLine, OnOrder, OnLimit, OnHome, Meant])
@pytest.mark.parametrize(
    "forged",
    ["", ":", "t", "t:zz", "t:" + "z" * 60, "t:-1:1:m", "t:1:1:x", "l:1:1:0::-5:0", "o:1:zz:0:0",
     "h:-1", "w:1:1:1:99999999999999", "t:1:1:m:1", "💥" * 16],
)  # fmt: skip
def test_forged_data_is_not_ours(kind: type[CallbackData], forged: str) -> None:
    """Else a made-up button raises somewhere inside, or reaches numbers no database holds."""
    with pytest.raises((TypeError, ValueError)):
        kind.unpack(forged)


def test_what_is_packed_is_what_comes_back() -> None:
    """Else a tap changes another line than the one it stands under."""
    data = callbacks.step_line(BUY, ITEM, Step.LESS, GUEST, 3)
    back = OnLine.unpack(data)
    assert (back.buy, back.item, back.guest, back.step, back.page) == (BUY, 999, 50, Step.LESS, 3)
    assert OnLine.unpack(callbacks.set_line(BUY, ITEM, 0)).quantity == 0
    assert OnLine.unpack(callbacks.ask_line(BUY, ITEM)).quantity is None
