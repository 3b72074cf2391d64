"""Service messages for the page: their kind and the names in them."""

from typing import Any

import telegram

from sandbox.core import Core
from sandbox.people.invoices import money
from sandbox.world import Json, Message


def describe(core: Core, stored: Message) -> Json:
    """{"kind", "names", "title", "charge", "total"}: the page makes a sentence of it."""
    kind, value = next(iter(stored.service.items()))
    charge = core.till.charges.get(getattr(value, "telegram_payment_charge_id", ""))
    return {
        "kind": kind,
        "names": names(core, value),
        "title": charge.invoice.title if charge else getattr(value, "name", None),
        "charge": charge and charge.id,
        "total": charge and money(charge.amount, charge.invoice.currency),
    }


def names(core: Core, value: Any) -> list[str]:
    """The names of the people or the chat that a service message is about."""
    match value:
        case telegram.User():
            return [value.full_name]
        case telegram.UsersShared():
            return [core.world.person(one.user_id).name for one in value.users]
        case telegram.ChatShared():
            return [core.world.chat(value.chat_id).title or ""]
        case telegram.Message():
            return [value.text or value.caption or ""]
        case [*users]:
            return [user.full_name for user in users]
    return []
