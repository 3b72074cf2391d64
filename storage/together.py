"""Questions that wait at the same time are answered together, in one transaction.

A reading transaction costs about as much as the questions in it are few, so whoever asks while one
is under way is taken into the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from storage.database import Database
from storage.passing import let_pass

Q = TypeVar("Q")
A = TypeVar("A")

TOGETHER = 500
"""Questions in one transaction at most."""


class Together(Generic[Q, A]):
    """Asks of one kind, to one database."""

    def __init__(
        self,
        database: Database,
        find: Callable[[Connection, Sequence[Q]], Sequence[A]],
        *,
        brief: bool = False,
    ) -> None:
        """`find` returns an answer to each question, in their order.

        `brief` as in `Database.run`.
        """
        self._database = database
        self._brief = brief
        self._find = find
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._work: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """Return the answer. Raises what finding it raises, `DeskUnavailable` above all."""
        future: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, future))
        if self._work is None:
            self._work = asyncio.create_task(self._rounds())
        return await future

    async def _rounds(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            await self._answer(batch)
            await let_pass()
        self._work = None

    async def _answer(self, batch: list[tuple[Q, asyncio.Future[A]]]) -> None:
        questions = [question for question, _ in batch]
        try:
            answers = await self._database.run(
                lambda c: self._find(c, questions), brief=self._brief
            )
        except Exception as error:
            if len(batch) == 1:
                _fail(batch[0][1], error)
                return
            for one in batch:  # whose fault it is shows when each is alone
                await self._answer([one])
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():  # whoever asked may have been cancelled
                future.set_result(answer)


def _fail(future: asyncio.Future[A], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
