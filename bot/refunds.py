"""Stars that are due back go back: the bot asks Telegram for it until it is done.

Telegram pays each charge back once, however often it is asked, so this needs neither a claim nor
a lease: a process that dies in between asks again, and two that ask do no harm.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.courier import Courier
from bot.delivery import Sent, SlowDown, Undeliverable
from bot.worker import Worker
from domain.charges import Charge
from domain.commands.base import Cause
from domain.commands.member import RecordChargeBack
from domain.ports import Clock
from storage import Storage

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(hours=1)
"""Between two tries for one charge; each pause is twice the one before."""


class Refunds(Worker):
    """Works at each tick."""

    def __init__(self, storage: Storage, courier: Courier, clock: Clock) -> None:
        super().__init__()
        self._storage = storage
        self._courier = courier
        self._clock = clock
        self._not_before: dict[str, tuple[datetime, timedelta]] = {}

    async def work(self) -> None:
        """Pay back all Stars that are due, each at its time."""
        due = await self._storage.reader.stars_due_back()
        self._not_before = {
            one.id: known for one in due if (known := self._not_before.get(one.id)) is not None
        }
        for charge in due:
            if self._stopping:
                return
            at, _ = self._not_before.get(charge.id, (None, None))
            if at is None or at <= self._clock.now():
                await self._pay_back(charge)

    async def _pay_back(self, charge: Charge) -> None:
        match await self._courier.pay_back(charge.payer, charge.id):
            case Sent():
                cause = Cause(f"paid-back:{charge.id}", self._clock.now())
                await self._storage.desk.submit(RecordChargeBack(cause, charge.payer, charge.id))
                log.info("paid back", extra={"buy": charge.buy})
            case SlowDown(seconds):
                self._courier.pace.hold(seconds)
                self._put_off(charge)
            case Undeliverable(_, detail):
                # Somebody has to look why; until then it is asked for now and then.
                log.error("not paid back", extra={"buy": charge.buy, "words": detail})
                self._put_off(charge)
            case passing:
                reason = type(passing).__name__
                log.warning("not paid back yet", extra={"buy": charge.buy, "reason": reason})
                self._put_off(charge)

    def _put_off(self, charge: Charge) -> None:
        _, before = self._not_before.get(charge.id, (None, FIRST_PAUSE / 2))
        pause = min(before * 2, LONGEST_PAUSE)
        self._not_before[charge.id] = (self._clock.now() + pause, pause)
