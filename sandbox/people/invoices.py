"""An invoice as a person sees it: in a message, on the payment sheet, on a receipt."""

from dataclasses import dataclass

from sandbox import currencies
from sandbox.core import Core
from sandbox.errors import NotFound, NotPaid
from sandbox.invoice import Invoice
from sandbox.till import Charge
from sandbox.world import Json, Message, Person


@dataclass(frozen=True)
class Bill:
    """An invoice before a person: in a message, or behind a link (`message` is None)."""

    invoice: Invoice
    message: Message | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether it can be paid only in the chat that this copy was forwarded from."""
        return bool(self.message and self.message.forwarded and self.invoice.start_parameter)

    def once(self, core: Core) -> bool:
        """Whether it can be paid only once: a single-chat invoice in the bot's own chat.

        https://core.telegram.org/bots/payments, "Choose Forwarding Behavior".
        """
        if self.message is None or not self.invoice.start_parameter:
            return False
        return core.world.chat(self.message.chat_id).type == "private"

    def check(self) -> None:
        """Raise NotPaid if it can't be paid here, or not any more."""
        if self.elsewhere:
            raise NotPaid("MESSAGE_ID_INVALID", "this invoice can be paid only where it was sent")
        if self.message and self.message.receipt:
            raise NotPaid("INVOICE_ALREADY_PAID", "this invoice is paid already")


def bill_in(stored: Message) -> Bill:
    """The invoice in a message; raises NotFound."""
    if stored.invoice is None:
        raise NotFound("there is no invoice in this message")
    return Bill(stored.invoice, stored)


def bill_behind(core: Core, slug: str) -> Bill:
    """The invoice behind a link; raises NotFound."""
    if slug not in core.invoice_links:
        raise NotFound(f"no invoice {slug!r}")
    return Bill(core.invoice_links[slug])


def money(amount: int, currency: str) -> Json:
    """An amount as the page needs it: `amount` has `decimals` decimals."""
    return {"amount": amount, "currency": currency, "decimals": currencies.exponent(currency)}


def in_message(stored: Message) -> Json | None:
    """What a message shows of its invoice; None without one."""
    invoice = stored.invoice
    if invoice is None:
        return None
    return {
        "title": invoice.title,
        "description": invoice.description,
        "total": money(invoice.total, invoice.currency),
        "receipt": stored.receipt,
    }


def sheet(person: Person, bill: Bill) -> Json:
    """The payment sheet before anything is filled in; `balance` is of Stars, else None."""
    invoice = bill.invoice
    return {
        "title": invoice.title,
        "description": invoice.description,
        "prices": [priced(price, invoice) for price in invoice.prices],
        "total": money(invoice.total, invoice.currency),
        "max_tip": money(invoice.max_tip, invoice.currency),
        "suggested_tips": [money(tip, invoice.currency) for tip in invoice.suggested_tips],
        "needs": invoice.needs,
        "flexible": invoice.flexible,
        "balance": person.stars if invoice.stars else None,
        "receipt": bill.message.receipt if bill.message else None,
    }


def priced(price: Json, invoice: Invoice) -> Json:
    """A labelled price with its currency."""
    return {"label": price["label"], "price": money(price["amount"], invoice.currency)}


def offered(option: Json, invoice: Invoice) -> Json:
    """A shipping option with what it costs in all."""
    total = sum(price["amount"] for price in option["prices"])
    return {
        "id": option["id"],
        "title": option["title"],
        "price": money(total, invoice.currency),
    }


def receipt(charge: Charge) -> Json:
    """What a person keeps of a payment; `returned` once it went back.  Unix seconds."""
    invoice = charge.invoice
    option = charge.option
    return {
        "charge": charge.id,
        "provider_charge": charge.provider_id,
        "title": invoice.title,
        "description": invoice.description,
        "prices": [priced(price, invoice) for price in invoice.prices],
        "option": offered(option, invoice) if option else None,
        "tip": money(charge.tip, invoice.currency) if charge.tip else None,
        "total": money(charge.amount, invoice.currency),
        "stars": invoice.stars,
        "info": charge.info,
        "date": charge.taken.timestamp(),
        "returned": charge.returned.timestamp() if charge.returned else None,
    }
