"""Reading what people type: pure functions from text to values, or to questions.

Start at `buy.py` (the `/buy` entry), `answers.py` (single answers), `ladders.py` and
`deadlines.py`. Nothing is guessed: what can be read in two ways becomes a `Question`.
"""

from handlers.reading.answers import (
    read_currency,
    read_items,
    read_limit,
    read_max_people,
    read_minimum,
    read_payment_amount,
    read_price,
    read_quantity,
    read_stock,
)
from handlers.reading.buy import read_buy
from handlers.reading.deadlines import read_deadline, read_span, write_full
from handlers.reading.entry import BuyEntry, fill, settle_currency
from handlers.reading.ladders import read_ladder
from handlers.reading.orders import read_code, read_line, read_order
from handlers.reading.setting import Setting, Unreadable
from handlers.reading.wish import Wish
from handlers.reading.write_buy import write_buy
from handlers.reading.zones import read_zone

__all__ = [
    "BuyEntry",
    "Setting",
    "Unreadable",
    "Wish",
    "fill",
    "read_buy",
    "read_code",
    "read_currency",
    "read_deadline",
    "read_items",
    "read_ladder",
    "read_limit",
    "read_line",
    "read_max_people",
    "read_minimum",
    "read_order",
    "read_payment_amount",
    "read_price",
    "read_quantity",
    "read_span",
    "read_stock",
    "read_zone",
    "settle_currency",
    "write_buy",
    "write_full",
]
