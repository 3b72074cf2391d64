"""What tests of payments share: an invoice to send, and the bot's side of a checkout."""

from typing import Any

from sandbox import Sandbox
from sandbox.client import People, Person
from sandbox.seen import MessageSeen
from tests.sandbox.conftest import Raw

ANNA, BORIS = 501, 502


def priced(amount: int, label: str = "Olive oil") -> list[dict[str, Any]]:
    """Prices with one portion."""
    return [{"label": label, "amount": amount}]


def invoice(sandbox: Sandbox, **fields: Any) -> dict[str, Any]:
    """The parameters of an invoice over 42.00 EUR, with `fields` in place of its own."""
    given = {
        "title": "Olive oil",
        "description": "2 × 5 l",
        "payload": "i1",
        "provider_token": sandbox.provider_token,
        "currency": "EUR",
        "prices": priced(4200),
    }
    return given | fields


def stars(**fields: Any) -> dict[str, Any]:
    """What makes an invoice one over 250 Stars."""
    return {"currency": "XTR", "prices": priced(250), "provider_token": ""} | fields


async def sent(
    sandbox: Sandbox, raw: Raw, people: People, chat_id: int = ANNA, **fields: Any
) -> MessageSeen:
    """Send an invoice to a chat; how Anna sees it."""
    answer = await raw("sendInvoice", chat_id=chat_id, **invoice(sandbox, **fields))
    assert answer["ok"], answer
    return await people["anna"].last("bot" if chat_id == ANNA else chat_id)


async def asked(raw: Raw, kind: str) -> dict[str, Any]:
    """Wait for the next update, which is of `kind`; it is acknowledged."""
    (update,) = (await raw("getUpdates", timeout=8, limit=1))["result"]
    await raw("getUpdates", offset=update["update_id"] + 1, limit=1)
    found: dict[str, Any] = update[kind]
    return found


async def agree(raw: Raw, **answer: Any) -> dict[str, Any]:
    """Wait for a pre-checkout query, and agree to it (or answer as given)."""
    query = await asked(raw, "pre_checkout_query")
    given = {"ok": True} | answer
    assert (await raw("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], **given))["ok"]
    return query


async def seen_service(person: Person, kind: str) -> MessageSeen:
    """Wait until the person sees a service message of a kind in the bot's chat."""
    return await person.sees("bot", lambda one: bool(one.service and one.service["kind"] == kind))
