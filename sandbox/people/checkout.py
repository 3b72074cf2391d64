"""Paying: what is filled in, the bot's last word, and then the money."""

from typing import Any

from sandbox import protocol
from sandbox.core import Core
from sandbox.errors import NotFound, NotPaid
from sandbox.faults import PAUSES
from sandbox.invoice import Invoice, Order, sum_of
from sandbox.people.groups import say_service
from sandbox.people.invoices import Bill
from sandbox.telling import tell_pre_checkout, tell_shipping
from sandbox.till import Charge
from sandbox.world import Json, Person

PATIENCE = 10.0
"""Seconds within which a bot must answer (Bot API, answerPreCheckoutQuery)."""

SILENT = "the bot did not respond, and nothing was paid"

ADDRESS = ("country_code", "state", "city", "street_line1", "street_line2", "post_code")
MAY_BE_EMPTY = ("state", "street_line2")

COUNTRY_CODE = 2
"""Letters (ISO 3166-1 alpha-2)."""


async def fill_in(core: Core, person: Person, bill: Bill, given: Json) -> Order:
    """Fill in what the invoice asks for; with a flexible price the bot offers shipping.

    `given` is an OrderInfo.  Raises NotPaid for what is missing or when nothing is shipped
    there.
    """
    invoice = bill.invoice
    bill.check()
    info = {field: checked(field, given.get(field)) for field in invoice.needs}
    options: list[Json] = []
    if invoice.flexible:
        query = core.ask(person.id, kind="shipping")
        tell_shipping(core, query, invoice, info["shipping_address"])
        answer = await core.answered_in_time(query, PATIENCE)
        if answer is None:
            raise NotPaid("SHIPPING_BOT_TIMEOUT", SILENT)
        if not answer["ok"]:
            raise NotPaid("SHIPPING_NOT_AVAILABLE", answer["reason"])
        options = answer["options"]
    order = Order(core.new_id(), person.id, invoice, info, options)
    core.orders[order.id] = order
    return order


def checked(field: str, value: Any) -> Any:
    """A field of OrderInfo as it was filled in; raises NotPaid if it is not."""
    if field != "shipping_address":
        if not value:
            raise NotPaid(f"REQ_INFO_{field.upper()}_INVALID", f"{field} is missing")
        return value
    address = {part: (value or {}).get(part, "") for part in ADDRESS}
    for part, text in address.items():
        if not text and part not in MAY_BE_EMPTY:
            raise NotPaid(f"ADDRESS_{part.upper()}_INVALID", f"{part} is missing")
    if len(address["country_code"]) != COUNTRY_CODE:
        raise NotPaid("ADDRESS_COUNTRY_INVALID", "the country is two letters")
    return address


async def pay(core: Core, person: Person, bill: Bill, wish: Json) -> list[Charge]:
    """Press Pay: the bot is asked, then the money is taken and the bot is told.

    `wish` holds the `order` that was filled in, the shipping `option` and a `tip`.  Returns
    the charge, or two of them where a fault doubles the payment.  Raises NotPaid with what
    the person reads.  Two presses at once of an invoice that can be paid once both go
    through: Telegram promises nothing for them, so a bot must not rely on it.
    """
    bill.check()
    if person.blocked:
        raise NotPaid("YOU_BLOCKED_USER", "you blocked this bot; unblock it first")
    charge = planned(core, person, bill.invoice, wish)
    check_balance(person, charge)
    query = core.ask(person.id, kind="pre_checkout")
    tell_pre_checkout(core, query, charge)
    answer = await core.answered_in_time(query, PATIENCE)
    if answer is None:
        raise NotPaid("BOT_PRECHECKOUT_TIMEOUT", SILENT)
    if not answer["ok"]:
        raise NotPaid("BOT_PRECHECKOUT_FAILED", answer["reason"])
    fault = core.faults.strike("payment", person.id)
    if fault and fault.effect in PAUSES:
        await fault.pause()
    elif fault and fault.effect == "fail":
        raise NotPaid("PAYMENT_FAILED", fault.description)
    charges = [settle(core, person, bill, charge)]
    if fault and fault.effect == "double":
        charges.append(settle(core, person, bill, planned(core, person, bill.invoice, wish)))
    return charges


def planned(core: Core, person: Person, invoice: Invoice, wish: Json) -> Charge:
    """The charge as it will be made; raises NotPaid for an order or tip that is none."""
    order = core.orders.get(wish.get("order") or "")
    if order and (order.person_id != person.id or order.invoice is not invoice):
        raise NotFound("this order is another one")
    if invoice.needs and order is None:
        raise NotPaid("REQUESTED_INFO_INVALID", f"fill in {', '.join(invoice.needs)} first")
    options = {option["id"]: option for option in order.options} if order else {}
    option = options.get(wish.get("option"))
    if invoice.flexible and option is None:
        raise NotPaid("SHIPPING_OPTION_INVALID", f"choose one of {', '.join(options)}")
    tip = int(wish.get("tip") or 0)
    if not 0 <= tip <= invoice.max_tip:
        raise NotPaid("TIP_AMOUNT_INVALID", f"the tip can be at most {invoice.max_tip}")
    return Charge(
        id=f"{'stx' if invoice.stars else 'tg'}{core.new_id()}",
        provider_id=f"{person.id}_{core.new_id()}",
        person_id=person.id,
        invoice=invoice,
        amount=invoice.total + (sum_of(option["prices"]) if option else 0) + tip,
        taken=core.clock.now(),
        info=order.info if order else None,
        option=option,
        tip=tip,
    )


def check_balance(person: Person, charge: Charge) -> None:
    """Raise NotPaid if the person has too few Stars."""
    if charge.invoice.stars and person.stars < charge.amount:
        raise NotPaid("BALANCE_TOO_LOW", f"you have {person.stars} Stars only")


def settle(core: Core, person: Person, bill: Bill, charge: Charge) -> Charge:
    """Take the money, show it in the person's chat with the bot, and tell the bot."""
    check_balance(person, charge)
    charge.taken = core.clock.now()
    core.till.take(person, charge)
    if bill.message and bill.once(core):
        bill.message.receipt = charge.id
    paid = protocol.successful_payment(charge)
    say_service(core, core.world.chat(person.id), person.id, successful_payment=paid)
    return charge
