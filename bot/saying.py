"""Saying one notice: edited where its card stands, or posted, and what that taught."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.addressing import about, address, card_kind, standing_card
from bot.courier import Address, Courier
from bot.courier_pace import Departure
from bot.delivery import (
    Again,
    Delivery,
    Hidden,
    Migrated,
    Refusal,
    Sent,
    SlowDown,
    Undeliverable,
)
from bot.learning import Learning, reach_of
from bot.noting import Noting
from domain.notices import GIVEN_UP, NUDGES, Fate, Notice, NoticeKind
from domain.ports import Clock
from handlers.notices.say import How, Say
from handlers.notices.scene import Scene
from storage import Storage
from storage.outcomes import Claimed, Result

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)

URGING = NUDGES | {NoticeKind.UNPAID}
"""The kinds that remind of something: said in their time or not at all."""

PATIENT_ATTEMPTS = 300
"""Attempts after which a message that Telegram answers with its own failure is given up: a day."""


class Saying:
    """Turns what a notice says into what stands in the chat."""

    def __init__(self, storage: Storage, courier: Courier, noting: Noting, clock: Clock) -> None:
        """Messages that must not be repeated are marked by `noting` before they leave."""
        self._storage = storage
        self._courier = courier
        self._noting = noting
        self._clock = clock
        self._learning = Learning(storage, clock)

    async def say(
        self, claimed: Claimed, say: Say, scene: Scene, left: Callable[[], None]
    ) -> tuple[Result, Delivery | None]:
        """Say it once; return what became of the notice, and what Telegram made of it.

        `left` is called as the first call leaves.
        """
        notice = claimed.notice
        where = await address(self._storage, notice, say)
        if where is None:
            return Result(claimed, Fate.UNDELIVERABLE, Refusal.NO_CHAT), None
        before = await reach_of(scene.reader, notice.person)
        left_at: datetime | None = None

        def leaves() -> None:
            nonlocal left_at
            left_at = self._clock.now()
            left()

        delivery = await self._deliver(claimed, say, where, leaves)
        if isinstance(delivery, Migrated):
            await self._storage.chats.migrate(where.chat_id, delivery.chat_id)
            where = replace(where, chat_id=delivery.chat_id, thread_id=None, reply_to=None)
            delivery = await self._post(claimed, say, where, leaves)
        if isinstance(delivery, Undeliverable):
            await self._learning.learn(claimed, delivery.refusal, before)
        return replace(self._result(claimed, delivery, where), left_at=left_at), delivery

    async def _deliver(
        self, claimed: Claimed, say: Say, where: Address, left: Callable[[], None]
    ) -> Delivery:
        if say.how is How.CARD:
            edited = await self._edit(claimed.notice, say, where, left)
            if edited is not None and not _gone(edited):
                return edited
        return await self._post(claimed, say, where, left)

    async def _edit(
        self, notice: Notice, say: Say, where: Address, left: Callable[[], None]
    ) -> Delivery | None:
        """Edit the card where it stands; a buy's first card is what its draft card becomes."""
        kind = card_kind(notice)
        card = await standing_card(self._storage, notice, kind, where.chat_id)
        draft = card or await standing_card(
            self._storage, notice, NoticeKind.DRAFT_CARD, where.chat_id
        )
        if draft is None:
            return None
        edited = await self._courier.edit(draft, say.screen, Departure(left=left))
        if isinstance(edited, Hidden):
            return Again(edited.reason)  # an edit may be repeated
        if isinstance(edited, Sent) and card is None:
            await self._note(notice, say, where, edited.message_id)
        return edited

    async def _post(
        self, claimed: Claimed, say: Say, where: Address, left: Callable[[], None]
    ) -> Delivery:
        departure = Departure(partial(self._noting.sending, claimed), left)
        delivery = await self._courier.send(where, say.screen, departure)
        if _gone(delivery) and where.thread_id is not None:
            where = replace(where, thread_id=None)
            delivery = await self._courier.send(where, say.screen, departure)
        if isinstance(delivery, Sent):
            await self._note(claimed.notice, say, where, delivery.message_id)
        return delivery

    async def _note(self, notice: Notice, say: Say, where: Address, message_id: int) -> None:
        """Remember which buy a message in a group is about, and retire the card before it."""
        buy = about(notice)
        if buy is None or notice.home is None:
            return
        is_card = say.how in (How.CARD, How.CARD_AGAIN)
        kind = card_kind(notice) if is_card else notice.kind
        retired = await self._storage.chats.note_message(
            buy, kind, where.chat_id, message_id, where.thread_id
        )
        if retired is not None and say.retired is not None:
            await self._courier.edit(retired, say.retired)

    def _result(self, claimed: Claimed, delivery: Delivery, where: Address) -> Result:
        now = self._clock.now()
        match delivery:
            case Sent(message_id):
                return Result(claimed, Fate.SENT, chat_id=where.chat_id, message_id=message_id)
            case SlowDown(seconds):
                until = now + timedelta(seconds=seconds)
                return Result(claimed, Fate.WAITING, "too many requests", until)
            case Again(reason) if claimed.attempts < PATIENT_ATTEMPTS:
                return Result(claimed, Fate.WAITING, reason, now + pause(claimed.attempts))
            case Undeliverable(refusal) if _may_come_yet(claimed.notice, refusal):
                return Result(claimed, Fate.HELD, refusal)
            case Undeliverable(refusal, detail):
                if refusal is Refusal.REFUSED:
                    log.error("refused", extra={"kind": claimed.notice.kind, "words": detail})
                return Result(claimed, Fate.UNDELIVERABLE, refusal)
            case Hidden(reason):
                return Result(claimed, Fate.UNKNOWN, reason)
            case _:
                return Result(claimed, Fate.UNDELIVERABLE, GIVEN_UP)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 16)
    return min(doubled, LONGEST_PAUSE)


def _gone(delivery: Delivery) -> bool:
    return isinstance(delivery, Undeliverable) and delivery.refusal is Refusal.NO_MESSAGE


def _may_come_yet(notice: Notice, refusal: Refusal) -> bool:
    """Tell whether they may start the bot, or unblock it: then what is still true is said.

    Who blocked it is not met with every reminder there was meanwhile.
    """
    if notice.person is None:
        return False
    if refusal is Refusal.BLOCKED:
        return notice.kind not in URGING
    return refusal in (Refusal.NEVER_STARTED, Refusal.NO_CHAT)
