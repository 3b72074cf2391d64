"""An invoice, and what a person fills in to pay it."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import currencies

Json = dict[str, Any]


@dataclass(frozen=True)
class Invoice:
    """What a bot asks money for; amounts in minor units, `prices` as LabeledPrice.

    With a `start_parameter` it can be paid only where it was sent, and in the bot's own
    chat only once; without, also from forwarded copies, and any number of times.
    `needs` are the fields of OrderInfo that the person must fill in.
    """

    title: str
    description: str
    payload: str
    currency: str
    prices: list[Json]
    start_parameter: str = ""
    max_tip: int = 0
    suggested_tips: list[int] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    flexible: bool = False

    @property
    def total(self) -> int:
        """The sum of its prices."""
        return sum_of(self.prices)

    @property
    def stars(self) -> bool:
        """Whether it is paid with Telegram Stars."""
        return self.currency == currencies.STARS


@dataclass(frozen=True)
class Order:
    """What a person filled in: `info` as OrderInfo, and the shipping options the bot offered."""

    id: str
    person_id: int
    invoice: Invoice
    info: Json
    options: list[Json]


def sum_of(prices: list[Json]) -> int:
    """What labelled prices come to."""
    return sum(price["amount"] for price in prices)
