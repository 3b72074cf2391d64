"""One shipping request to one supplier, by whichever way the organiser named."""

from __future__ import annotations

import logging

from bot.delivery import Again, Delivery, Hidden, Sent, Undeliverable
from bot.noting import Noting
from bot.saying import PATIENT_ATTEMPTS, pause
from bot.supplier.mail import Mail
from bot.supplier.webhook import SupplierWebhook
from domain.notices import GIVEN_UP, NOT_ACCEPTED, NOT_ARRANGED, Fate
from domain.ports import Clock
from handlers.notices.say import Dispatch
from storage.outcomes import Claimed, Result

log = logging.getLogger(__name__)


class Suppliers:
    """What the bot's owner has arranged for telling suppliers."""

    def __init__(self, mail: Mail, webhook: SupplierWebhook, clock: Clock) -> None:
        self._mail = mail
        self._webhook = webhook
        self._clock = clock

    async def tell(self, claimed: Claimed, dispatch: Dispatch, noting: Noting) -> Result:
        """Send it once, and return what became of the notice. Raises `DeskUnavailable`.

        Who named both a web address and an e-mail is called, where the bot's owner has arranged
        that. A call may be repeated, under the same key; an e-mail is marked before it leaves,
        since it must not be repeated blindly.
        """
        supplier = dispatch.supplier
        if supplier.url and self._webhook.ready:
            return self._result(claimed, await self._webhook.send(dispatch))
        if not (supplier.email and self._mail.ready):
            return Result(claimed, Fate.UNDELIVERABLE, NOT_ARRANGED)
        if not await noting.sending(claimed):
            return Result(claimed, Fate.WAITING, "another speaks")
        return self._result(claimed, await self._mail.send(dispatch))

    def _result(self, claimed: Claimed, delivery: Delivery) -> Result:
        match delivery:
            case Sent():
                return Result(claimed, Fate.SENT)
            case Again(reason) if claimed.attempts < PATIENT_ATTEMPTS:
                later = self._clock.now() + pause(claimed.attempts)
                return Result(claimed, Fate.WAITING, reason, later)
            case Undeliverable(_, detail):
                log.warning("supplier not told", extra={"words": detail})
                return Result(claimed, Fate.UNDELIVERABLE, NOT_ACCEPTED)
            case Hidden(reason):
                return Result(claimed, Fate.UNKNOWN, reason)
            case _:
                return Result(claimed, Fate.UNDELIVERABLE, GIVEN_UP)
