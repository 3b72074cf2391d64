"""Leases: what only one process may do at a time, such as speaking to Telegram."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, or_, update

from domain.ports import Clock
from storage import tables
from storage.upserts import insert_into
from storage.writer import Writer


class Leases:
    """Named leases in the database; whoever stops renewing loses theirs when it ends."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock

    async def acquire(self, name: str, owner: str, span: timedelta) -> bool:
        """Take the lease for `span` from now, or keep one's own for longer; False if another's."""
        now = self._clock.now()

        def job(connection: Connection) -> bool:
            statement = insert_into(tables.leases, connection.dialect.name).values(
                name=name, owner=owner, until=now + span
            )
            column, new = tables.leases.c, statement.excluded
            taken = statement.on_conflict_do_update(
                index_elements=["name"],
                set_={"owner": new.owner, "until": new.until},
                where=or_(column.owner == owner, column.until <= now),
            ).returning(column.name)
            return connection.execute(taken).first() is not None

        return await self._writer.run(job)

    async def renew(self, name: str, owner: str, span: timedelta) -> bool:
        """Hold on to one's lease for `span` from now; False if it ended or is another's."""
        now = self._clock.now()
        column = tables.leases.c
        statement = (
            update(tables.leases)
            .where(column.name == name, column.owner == owner, column.until > now)
            .values(until=now + span)
            .returning(column.name)
        )
        return await self._writer.run(
            lambda connection: connection.execute(statement).first() is not None
        )

    async def release(self, name: str, owner: str) -> None:
        """Give one's lease back."""
        column = tables.leases.c
        statement = delete(tables.leases).where(column.name == name, column.owner == owner)
        await self._writer.execute(statement)
