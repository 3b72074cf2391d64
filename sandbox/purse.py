"""What a person does with money and with what they are handed: pay, keep receipts, open files."""

from typing import Any

from sandbox.acting import Acting
from sandbox.errors import NotFound
from sandbox.seen import MessageSeen, Receipt
from sandbox.world import Json

HOME: Json = {
    "country_code": "DE", "state": "", "city": "Berlin", "street_line1": "Flurstraße 12",
    "street_line2": "", "post_code": "10115",
}  # fmt: skip
"""Where things are sent unless told otherwise."""


class Paying(Acting):
    """A person who pays; an invoice is given as its message, or as its link."""

    async def _bill(self, verb: str, invoice: MessageSeen | str, path: str, **body: Any) -> Any:
        if isinstance(invoice, str):
            opened = await self._call("POST", "/open", url=invoice)
            if opened["kind"] != "invoice":
                raise NotFound(f"no invoice behind {invoice}")
            return await self._call(verb, f"/invoices/{opened['slug']}{path}", **body)
        where = f"/chats/{invoice.chat}/messages/{invoice.id}"
        return await self._call(verb, where + (path or "/invoice"), **body)

    async def sheet(self, invoice: MessageSeen | str) -> Json:
        """What the payment sheet shows.

        title, description, prices, total, max_tip, suggested_tips, needs, flexible, receipt,
        and the `balance` of Stars if it is paid with them.
        """
        shown: Json = await self._bill("GET", invoice, "")
        return shown

    async def fill_in(self, invoice: MessageSeen | str, **info: Any) -> Json:
        """Fill in the fields of OrderInfo that the invoice needs: {"order", "options"}.

        What is not given is their own name, and made up: phone_number, email, and
        shipping_address (`HOME`).  Raises NotPaid when nothing is shipped there.
        """
        own = {
            "name": (await self.me())["name"],
            "phone_number": "+491700000000",
            "email": f"{self.key}@example.org",
            "shipping_address": HOME,
        }
        order: Json = await self._bill("POST", invoice, "/order", **(own | info))
        return order

    async def pay(
        self, invoice: MessageSeen | str, *, option: str | None = None, tip: int = 0, **info: Any
    ) -> Receipt:
        """Pay an invoice, filled in with `info` where it needs that; see `fill_in`.

        `option` is the title of a way of shipping, or a part of it; the first one if not
        given.  `tip` is in minor units.  Raises NotPaid with what the person then reads: the
        bot's words, or that it did not respond.
        """
        return (await self.pay_all(invoice, option=option, tip=tip, **info))[0]

    async def pay_all(
        self, invoice: MessageSeen | str, *, option: str | None = None, tip: int = 0, **info: Any
    ) -> list[Receipt]:
        """Pay as `pay` does: every receipt, two of them if the payment was doubled."""
        order: Json = {"order": None, "options": []}
        if (await self.sheet(invoice))["needs"]:
            order = await self.fill_in(invoice, **info)
        ways = [one["id"] for one in order["options"] if (option or "") in one["title"]]
        if option is not None and not ways:
            raise NotFound(f"no shipping {option!r} among {order['options']}")
        given: Json = {"order": order["order"], "option": ways[0] if ways else None, "tip": tip}
        paid = await self._bill("POST", invoice, "/pay", **given)
        return [Receipt.read(one) for one in paid]

    async def receipts(self) -> list[Receipt]:
        """All their receipts, the oldest first."""
        return [Receipt.read(one) for one in await self._call("GET", "/receipts")]

    async def open_document(self, message: MessageSeen) -> tuple[str, bytes]:
        """Open the file of a message: its name and content; raises NotFound without one."""
        if message.document is None:
            raise NotFound(f"no document in {message.text!r}")
        return message.document["name"], await self.people.download(message.document["url"])

    async def open_photo(self, message: MessageSeen) -> bytes:
        """Look at the picture of a message: its file; raises NotFound without one."""
        if message.photo is None:
            raise NotFound(f"no photo in {message.text!r}")
        return await self.people.download(message.photo)
