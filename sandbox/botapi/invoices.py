"""Methods that ask for money: an invoice in a chat, or as a link."""

import re
from typing import Any

from sandbox import bounds, currencies
from sandbox.botapi.call import Call, method
from sandbox.botapi.sending import say
from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.invoice import Invoice, sum_of
from sandbox.world import Json

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{0,64}")

NEEDED = {
    "name": ("need_name",),
    "phone_number": ("need_phone_number", "send_phone_number_to_provider"),
    "email": ("need_email", "send_email_to_provider"),
    "shipping_address": ("need_shipping_address", "is_flexible"),
}
"""Field of OrderInfo -> the parameters any of which makes a person fill it in."""


@method("sendInvoice")
async def send_invoice(call: Call) -> Any:
    """Ask for money in a chat."""
    chat = call.chat()
    return say(call, chat, invoice=read_invoice(call.core, call.params))


@method("createInvoiceLink")
async def create_invoice_link(call: Call) -> str:
    """Make a link by which anybody can pay, any number of times."""
    if "subscription_period" in call.params:
        raise bad_request("subscriptions are not simulated")
    invoice = read_invoice(call.core, call.params)
    slug = f"s{call.core.new_id()}"
    call.core.invoice_links[slug] = invoice
    return f"https://t.me/${slug}"


def read_invoice(core: Core, params: Json) -> Invoice:
    """The invoice that a call describes; raises ApiError for what Telegram refuses.

    The words of most refusals are from Telegram's list of errors and its open server; those
    for a title, description or order of tips out of bounds are not told anywhere.
    """
    for name in ("title", "description", "payload", "currency"):
        if not params[name]:
            raise bad_request(f'parameter "{name}" is required')
    if len(params["title"]) > bounds.INVOICE_TITLE:
        raise bad_request("INVOICE_TITLE_TOO_LONG")
    if len(params["description"]) > bounds.INVOICE_DESCRIPTION:
        raise bad_request("INVOICE_DESCRIPTION_TOO_LONG")
    if len(params["payload"].encode()) > bounds.INVOICE_PAYLOAD:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    if not START_PARAMETER.fullmatch(params.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    check_prices(params["prices"])
    check_tips(params)
    stars = params["currency"] == currencies.STARS
    invoice = Invoice(
        title=params["title"],
        description=params["description"],
        payload=params["payload"],
        currency=params["currency"],
        prices=params["prices"],
        start_parameter=params.get("start_parameter", ""),
        max_tip=params.get("max_tip_amount", 0),
        suggested_tips=params.get("suggested_tip_amounts", []),
        needs=[] if stars else needed(params),
        flexible=not stars and params.get("is_flexible", False),
    )
    check_provider(core, params.get("provider_token", ""), invoice)
    return invoice


def needed(params: Json) -> list[str]:
    """What a person must fill in, as fields of OrderInfo."""
    return [
        field for field, names in NEEDED.items() if any(params.get(name, False) for name in names)
    ]


def check_prices(prices: list[Json]) -> None:
    """Raise ApiError for prices that are no price in any currency."""
    if not prices:
        raise bad_request("there must be at least one price part")
    if any(abs(price["amount"]) > bounds.MONEY for price in prices):
        raise bad_request("too big amount of the currency specified")
    total = sum_of(prices)
    if total <= 0:
        raise bad_request("total price must be positive")
    if total > bounds.MONEY:
        raise bad_request("total price is too big")


def check_tips(params: Json) -> None:
    """Raise ApiError for tips that could not be given."""
    most, suggested = params.get("max_tip_amount", 0), params.get("suggested_tip_amounts", [])
    if not 0 <= most <= bounds.MONEY:
        raise bad_request("invalid max_tip_amount of the currency specified")
    if any(tip <= 0 for tip in suggested):
        raise bad_request("suggested tip amount must be positive")
    if any(tip > most for tip in suggested):
        raise bad_request("suggested tip amount can't be bigger than max_tip_amount")
    if len(suggested) > bounds.SUGGESTED_TIPS:
        raise bad_request("there can be at most 4 suggested tip amounts")
    if suggested != sorted(set(suggested)):
        raise bad_request("TIP_AMOUNTS_INVALID")


def check_provider(core: Core, token: str, invoice: Invoice) -> None:
    """Raise ApiError unless this provider takes this currency and this amount."""
    if invoice.stars:
        if token or len(invoice.prices) > 1 or invoice.max_tip:
            raise bad_request("STARS_INVOICE_INVALID")
    elif not token or token != core.provider_token:
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    elif not currencies.known(invoice.currency):
        raise bad_request("CURRENCY_INVALID")
    least, most = currencies.bounds(invoice.currency)
    if not least <= invoice.total <= most:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
