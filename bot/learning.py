"""What a refused message teaches: whom the bot cannot write to, and where it is no more."""

from __future__ import annotations

from dataclasses import replace

from bot.delivery import Refusal
from domain.commands.base import Cause
from domain.commands.people import NoteHome, NoteReach
from domain.ids import HomeId, PersonId
from domain.people import Reach
from domain.ports import Clock, Reader
from storage import Storage
from storage.outcomes import Claimed


async def reach_of(reader: Reader, person: PersonId | None) -> Reach | None:
    """Return whether somebody can be written to, as far as is known."""
    known = await reader.person(person) if person is not None else None
    return known.reach if known else None


class Learning:
    """Writes it down through the desk, like everything else."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def learn(self, claimed: Claimed, refusal: Refusal, before: Reach | None) -> None:
        """Take in that Telegram refused `claimed` for good; `before` is `reach_of` back then."""
        notice = claimed.notice
        key = f"notice:{claimed.id}:{claimed.version}:{claimed.attempts}"
        cause = Cause(key, self._clock.now())
        if notice.person is not None:
            if refusal.reach is not None:
                known = NoteReach(cause, notice.person, refusal.reach, before)
                await self._storage.desk.submit(known)
        elif notice.home is not None and refusal in (Refusal.KICKED, Refusal.NO_CHAT):
            await self._away_from(notice.home, cause)

    async def _away_from(self, home: HomeId, cause: Cause) -> None:
        known = await self._storage.reader.home(home)
        if known is not None and known.present:
            # Nobody acts here; the command wants somebody, and the rules ask nothing of them.
            away = NoteHome(cause, PersonId(0), replace(known, present=False))
            await self._storage.desk.submit(away)
