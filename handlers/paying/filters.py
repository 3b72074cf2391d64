"""What Telegram tells of payments in a private chat; asynchronous, as all filters are."""

from __future__ import annotations

from aiogram.filters import Filter
from aiogram.types import Message


class Paid(Filter):
    """The money of an invoice was taken."""

    async def __call__(self, message: Message) -> bool:
        """Tell whether it was."""
        return message.successful_payment is not None


class PaidBack(Filter):
    """Stars went back to the payer, whoever had it done."""

    async def __call__(self, message: Message) -> bool:
        """Tell whether they did."""
        return message.refunded_payment is not None
