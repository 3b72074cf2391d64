"""Who has something new to see: the version numbers that pages and tests wait on."""

import asyncio
from collections.abc import Iterable


class Changes:
    """One rising number; each person remembers the number of their latest change."""

    def __init__(self) -> None:
        """Start with nothing changed."""
        self._latest = 0
        self._versions: dict[int, int] = {}
        self._waiting: set[asyncio.Future[None]] = set()

    def version(self, person_id: int | None) -> int:
        """The number of this person's (None: anyone's) latest change, 0 if none."""
        return self._latest if person_id is None else self._versions.get(person_id, 0)

    def touch(self, person_ids: Iterable[int]) -> None:
        """Say that what these people see has changed."""
        self._latest += 1
        for person_id in person_ids:
            self._versions[person_id] = self._latest
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, person_id: int | None, after: int, patience: float) -> int:
        """The person's version as soon as it exceeds `after`, or after `patience` seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        while self.version(person_id) <= after and (left := deadline - loop.time()) > 0:
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            await asyncio.wait([future], timeout=left)
            self._waiting.discard(future)
        return self.version(person_id)
