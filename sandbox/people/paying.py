"""Deeds with money: look at an invoice, fill in, pay, look at receipts."""

from sandbox.errors import NotFound
from sandbox.people import checkout
from sandbox.people.invoices import Bill, bill_behind, bill_in, offered, receipt, sheet
from sandbox.people.request import Request
from sandbox.world import Json


def bill_of(request: Request) -> Bill:
    """The invoice that the address names, by message or by link; raises NotFound."""
    slug = request.http.match_info.get("slug")
    return bill_behind(request.core, slug) if slug else bill_in(request.message())


async def look(request: Request) -> Json:
    """Open the payment sheet."""
    return sheet(request.person, bill_of(request))


async def fill_in(request: Request) -> Json:
    """Fill in the fields of OrderInfo that are needed: the order's id, and ways of shipping."""
    order = await checkout.fill_in(request.core, request.person, bill_of(request), request.body)
    return {
        "order": order.id,
        "options": [offered(option, order.invoice) for option in order.options],
    }


async def pay(request: Request) -> list[Json]:
    """Pay, with the `order` that was filled in, a shipping `option` and a `tip`: the receipts."""
    charges = await checkout.pay(request.core, request.person, bill_of(request), request.body)
    return [receipt(charge) for charge in charges]


async def receipts(request: Request) -> list[Json]:
    """The receipts of all that the person paid, the oldest first."""
    return [receipt(charge) for charge in request.core.till.of(request.person.id)]


async def see_receipt(request: Request) -> Json:
    """One receipt."""
    wanted = request.http.match_info["charge"]
    for charge in request.core.till.of(request.person.id):
        if charge.id == wanted:
            return receipt(charge)
    raise NotFound(f"no receipt {wanted!r}")
