"""The table of turns on PostgreSQL: many people's in one statement, by the server's own clock."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import URL

from domain.ports import DeskUnavailable

LEASE = "5 seconds"
"""How long a turn is kept for a replica from which nothing is heard."""

WAITS = "2 seconds"
"""How long a later update lets an earlier one go first that nobody asks for any more."""

KNOWN = 16
"""Of one person's handled updates so many are known again; of all of them their causes are."""

KEPT = "10 minutes"
"""How long a person's handled updates are known again after their latest."""

MAY = """excluded.holder IS NOT NULL AND excluded.update_id <> ALL (t.done)
    AND (t.holder IS NULL OR t.holder = $1 OR t.until <= clock_timestamp())"""

STEP = f"""
INSERT INTO turns AS t (person, holder, update_id, until, done)
SELECT a.person,
    CASE WHEN NOT EXISTS (
        SELECT FROM turns_waiting w
        WHERE w.person = a.person AND w.update_id < a.next AND w.until > clock_timestamp()
    ) AND a.next IS NOT NULL THEN $1::bigint END,
    a.next,
    clock_timestamp() + interval '{LEASE}',
    CASE WHEN a.finished IS NULL THEN '{{}}'::bigint[] ELSE ARRAY[a.finished] END
FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS a (person, next, finished)
ON CONFLICT (person) DO UPDATE SET
    holder = CASE WHEN {MAY} THEN $1 WHEN t.holder = $1 THEN NULL ELSE t.holder END,
    update_id = CASE WHEN {MAY} THEN excluded.update_id ELSE t.update_id END,
    until = CASE WHEN {MAY} OR t.holder = $1 THEN excluded.until ELSE t.until END,
    done = (excluded.done || t.done)[1:{KNOWN}]
RETURNING t.person, t.holder = $1 AS mine, t.update_id, t.done
"""  # noqa: S608 - of constants alone
"""Rows come sorted by person, so that no two replicas wait for each other."""

WAIT = f"""
INSERT INTO turns_waiting (person, update_id, holder, until)
SELECT a.person, a.update_id, $1, clock_timestamp() + interval '{WAITS}'
FROM unnest($2::bigint[], $3::bigint[]) AS a (person, update_id)
ON CONFLICT (person, update_id, holder) DO UPDATE SET until = excluded.until
"""  # noqa: S608 - of constants alone

NO_MORE = """
DELETE FROM turns_waiting w USING unnest($2::bigint[], $3::bigint[]) AS a (person, update_id)
WHERE w.person = a.person AND w.update_id = a.update_id AND w.holder = $1
"""

TIDY = tuple(
    f"""
    DELETE FROM {table} WHERE ctid IN (
        SELECT ctid FROM {table}
        WHERE until < clock_timestamp() - interval '{KEPT}' FOR UPDATE SKIP LOCKED
    )
    """  # noqa: S608 - of constants alone
    for table in ("turns", "turns_waiting")
)

AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
"""A server that is gone is reported in many ways; the last is a connection lost while in use."""


@dataclass(frozen=True, slots=True)
class Step:
    """What changes about one person's turn: one update is `finished`, the `next` is asked for."""

    person: int
    next: int | None = None
    finished: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a person's row after a step."""

    holds: int | None
    """The update whose turn is this process's."""
    done: Sequence[int]
    """The latest that were handled."""


class Tickets:
    """One process's connection to the table; every statement is a transaction of its own."""

    def __init__(self, url: URL, patience: float) -> None:
        """`patience` is seconds to wait for the server."""
        _, self._address = url.get_dialect()().create_connect_args(url)
        self._patience = patience
        self._me = secrets.randbits(62)
        self._connection: asyncpg.Connection[Any] | None = None

    async def step(self, steps: Iterable[Step]) -> dict[int, Found]:
        """Take steps, one a person, and return what they led to, by person."""
        inorder = sorted(steps, key=lambda step: step.person)
        rows = await self._fetch(
            STEP,
            [step.person for step in inorder],
            [step.next for step in inorder],
            [step.finished for step in inorder],
        )
        return {person: Found(held if mine else None, done) for person, mine, held, done in rows}

    async def wait(self, asked: dict[int, int]) -> None:
        """Let later updates of these people see that these (by person) wait."""
        await self._fetch(WAIT, *_columns(asked))

    async def wait_no_more(self, asked: dict[int, int]) -> None:
        """Take that back."""
        await self._fetch(NO_MORE, *_columns(asked))

    async def tidy(self) -> None:
        """Take away what nobody will ask for any more."""
        for statement in TIDY:
            await self._fetch(statement, me=False)

    async def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.terminate()

    async def _fetch(self, query: str, *given: list[Any], me: bool = True) -> list[Any]:
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await asyncpg.connect(
                    **self._address,
                    timeout=self._patience,
                    command_timeout=self._patience,
                    server_settings={"synchronous_commit": "off"},
                )
            found: list[Any] = await self._connection.fetch(
                query, *((self._me,) if me else ()), *given
            )
        except (asyncpg.SyntaxOrAccessError, asyncpg.DataError):
            raise
        except AWAY as error:
            await self.close()
            raise DeskUnavailable(f"turns: {error}") from error
        return found


def _columns(asked: dict[int, int]) -> tuple[list[int], list[int]]:
    inorder = sorted(asked)
    return inorder, [asked[person] for person in inorder]
