"""Methods about payments under way and done: checkout answers, refunds, the Stars account."""

import telegram

from sandbox import currencies, protocol
from sandbox.botapi.answering import query_of
from sandbox.botapi.call import Call, method
from sandbox.botapi.invoices import check_prices
from sandbox.core import QueryKind
from sandbox.errors import bad_request
from sandbox.people.groups import say_service
from sandbox.till import Charge
from sandbox.world import Json

TRANSACTIONS = 100
"""How many getStarTransactions gives at most."""


@method("answerShippingQuery")
async def answer_shipping_query(call: Call) -> bool:
    """Offer ways of shipping to an address, or say why there is none."""
    options = call.params.get("shipping_options", [])
    if call.params["ok"]:
        if not options:
            raise bad_request('parameter "shipping_options" is required')
        if len({option["id"] for option in options}) < len(options):
            raise bad_request("SHIPPING_OPTION_ID_DUPLICATE")
        for option in options:
            check_prices(option["prices"])
    return answer(call, "shipping", {"options": options})


@method("answerPreCheckoutQuery")
async def answer_pre_checkout_query(call: Call) -> bool:
    """Let a payment go ahead, or say why not."""
    return answer(call, "pre_checkout", {})


def answer(call: Call, kind: QueryKind, more: Json) -> bool:
    """Answer a checkout with ok and `more`, or with the reason why not; raises ApiError."""
    given: Json = {"ok": call.params["ok"], "reason": call.params.get("error_message", "")}
    if not given["ok"] and not given["reason"]:
        raise bad_request('parameter "error_message" is required')
    query = query_of(call, kind)
    if not query.answer.done():
        query.answer.set_result(given | more)
    return True


@method("refundStarPayment")
async def refund_star_payment(call: Call) -> bool:
    """Give Stars back; both the person and the bot are told by a service message."""
    core, person_id = call.core, call.params["user_id"]
    if not call.params["telegram_payment_charge_id"]:
        raise bad_request('parameter "telegram_payment_charge_id" is required')
    if person_id not in core.world.people or not core.world.person(person_id).met:
        raise bad_request("USER_ID_INVALID")
    charge = core.till.charges.get(call.params["telegram_payment_charge_id"])
    if charge is None or charge.person_id != person_id or not charge.invoice.stars:
        raise bad_request("CHARGE_NOT_FOUND")
    if charge.returned:
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    core.till.give_back(core.world.person(person_id), charge, core.clock.now())
    refunded = telegram.RefundedPayment(
        charge.invoice.currency,
        charge.amount,
        charge.invoice.payload,
        charge.id,
        charge.provider_id,
    )
    say_service(core, core.world.chat(person_id), core.world.bot.id, refunded_payment=refunded)
    return True


@method("getMyStarBalance")
async def get_my_star_balance(call: Call) -> Json:
    """How many Stars the bot has."""
    return telegram.StarAmount(call.core.till.held().get(currencies.STARS, 0)).to_dict()


@method("getStarTransactions")
async def get_star_transactions(call: Call) -> Json:
    """How Stars came and went, the oldest first; a refund has the id of its payment."""
    begin = max(call.params.get("offset", 0), 0)
    limit = min(max(call.params.get("limit", TRANSACTIONS), 1), TRANSACTIONS)
    charges = [one for one in call.core.till.charges.values() if one.invoice.stars]
    every = [transaction(call, one, back=False) for one in charges]
    every += [transaction(call, one, back=True) for one in charges if one.returned]
    every.sort(key=lambda one: one.date)
    return {"transactions": [one.to_dict() for one in every[begin : begin + limit]]}


def transaction(call: Call, charge: Charge, *, back: bool) -> telegram.StarTransaction:
    """A payment as it came in, or as it went `back`."""
    partner = telegram.TransactionPartnerUser(
        "invoice_payment",
        protocol.user(call.core.world.person(charge.person_id)),
        invoice_payload=charge.invoice.payload,
    )
    if back and charge.returned:
        return telegram.StarTransaction(charge.id, charge.amount, charge.returned, receiver=partner)
    return telegram.StarTransaction(charge.id, charge.amount, charge.taken, source=partner)
