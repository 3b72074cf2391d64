"""Who may have the money go through Telegram: the bot's owner lists the organisers (BP-4)."""

from __future__ import annotations

from dataclasses import replace

from domain.payment import Method, Payment
from handlers.context import Context


def may_take_online(context: Context) -> bool:
    """Tell whether the actor may take payments by a provider, and there is one."""
    return context.takes_online and bool(context.provider_token)


def as_allowed(payment: Payment, context: Context) -> Payment:
    """Return how a buy is paid, by hand in place of online where the actor may not take that."""
    if payment.method is not Method.ONLINE or may_take_online(context):
        return payment
    return replace(payment, method=Method.BY_HAND)
