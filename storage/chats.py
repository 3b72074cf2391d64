"""Which chat is which home, and which message shows which buy."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Select, select, update

from domain.ids import BuyId, HomeId
from domain.notices import NoticeKind
from domain.people import Home
from domain.ports import Clock
from storage import tables
from storage.database import Database
from storage.locks import reserve
from storage.migrating import migrate
from storage.records import to_row
from storage.upserts import keep_first, upsert
from storage.writer import Writer

T = TypeVar("T")

HOME_BITS = 53
"""Homes are numbered by chance, so that no number tells how many there are or leads to another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: a chat, the message in it, and the forum topic if any."""

    chat_id: int
    message_id: int
    thread_id: int | None = None


CARDS = frozenset({NoticeKind.CARD, NoticeKind.DRAFT_CARD})
"""The kinds of message of which a buy has at most one at a time, edited in place."""


class Chats:
    """See `handlers.ports.Chats`; the relay uses the further methods."""

    def __init__(self, writer: Writer, readers: Database, clock: Clock) -> None:
        self._writer = writer
        self._readers = readers
        self._clock = clock

    async def home_of(self, chat_id: int) -> HomeId | None:
        """Return the home that a chat is, under its present id or a former one."""
        column = tables.chats.c
        return await self._one(select(column.home).where(column.chat_id == chat_id), HomeId)

    async def settle_in(self, chat_id: int, title: str, language: str | None) -> HomeId:
        """Return the chat's home; make one if the chat is new, and keep its title current."""
        query = _home_and_title(chat_id)
        known = await self._readers.run(lambda connection: connection.execute(query).first())
        if known is not None and known.title == title:
            return HomeId(known.id)
        return await self._writer.run(
            lambda writing: _settle_in(writing, chat_id, title, language, self._clock.now())
        )

    async def chat_of(self, home: HomeId) -> int | None:
        """Return the chat of a home."""
        column = tables.chats.c
        return await self._one(
            select(column.chat_id).where(column.home == home, column.present), int
        )

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """The group became a supergroup: the home goes on under the new id. Twice is once.

        Telegram copies no messages: cards under the old id can be edited no more and count as
        gone, so that a new one is posted.
        """
        await self._writer.run(lambda connection: migrate(connection, old_chat_id, new_chat_id))

    async def card_place(self, buy: BuyId) -> Place | None:
        """Return where the buy's present card stands."""
        return await self.place(buy, NoticeKind.CARD)

    async def place(self, buy: BuyId, kind: NoticeKind) -> Place | None:
        """Return where the present message of that kind of a buy (or its draft) stands."""
        column = tables.messages.c
        query = (
            select(column.chat_id, column.message_id, column.thread_id)
            .where(column.buy == buy, column.kind == kind, column.present)
            .order_by(column.noted_at.desc(), column.message_id.desc())
            .limit(1)
        )
        found = await self._readers.run(lambda connection: connection.execute(query).first())
        return Place(*found) if found else None

    async def buy_at(self, chat_id: int, message_id: int) -> BuyId | None:
        """Return the buy (or draft) that a bot message is about, or that a `/buy` line made."""
        column = tables.messages.c
        here = (column.chat_id == chat_id) & (column.message_id == message_id)
        return await self._one(select(column.buy).where(here), BuyId)

    async def written_in(self, chat_id: int, message_id: int, draft: BuyId) -> BuyId:
        """Return the draft that a `/buy` line made; for a new line that is `draft`, kept."""
        column = tables.messages.c
        here = (column.chat_id == chat_id) & (column.message_id == message_id)
        row = {
            "chat_id": chat_id,
            "message_id": message_id,
            "thread_id": None,
            "buy": draft,
            "kind": NoticeKind.DRAFT_CARD,
            "present": False,
            "noted_at": self._clock.now(),
        }

        def job(connection: Connection) -> BuyId:
            keep_first(connection, tables.messages, [row])
            return BuyId(connection.scalars(select(column.buy).where(here)).one())

        return await self._writer.run(job)

    async def use_thread(self, buy: BuyId, thread_id: int | None) -> None:
        """Remember the forum topic a buy (or its draft) was started in."""
        row = {"buy": buy, "thread_id": thread_id}
        await self._writer.run(lambda connection: upsert(connection, tables.threads, [row]))

    async def thread_of(self, buy: BuyId) -> int | None:
        """Return the forum topic a buy is to be spoken of in."""
        column = tables.threads.c
        return await self._one(select(column.thread_id).where(column.buy == buy), int)

    async def note_message(
        self,
        buy: BuyId,
        kind: NoticeKind,
        chat_id: int,
        message_id: int,
        thread_id: int | None = None,
    ) -> Place | None:
        """Remember that a message is about a buy.

        A card (or draft card) becomes the present one; the one it takes over from is retired,
        and where that stands is returned, so that its buttons can be taken away.
        """
        row = {
            "chat_id": chat_id,
            "message_id": message_id,
            "thread_id": thread_id,
            "buy": buy,
            "kind": kind,
            "present": True,
            "noted_at": self._clock.now(),
        }

        def job(connection: Connection) -> Place | None:
            retired = _retire(connection, buy, kind) if kind in CARDS else None
            upsert(connection, tables.messages, [row])
            same = retired and (retired.chat_id, retired.message_id) == (chat_id, message_id)
            return None if same else retired

        return await self._writer.run(job)

    async def retire(self, buy: BuyId, kind: NoticeKind) -> Place | None:
        """The present card is one no more (deleted, or replaced); return where it stood."""
        return await self._writer.run(lambda connection: _retire(connection, buy, kind))

    async def _one(self, query: Select[int], kind: Callable[[int], T]) -> T | None:
        found = await self._readers.run(lambda connection: connection.scalar(query))
        return None if found is None else kind(found)


def _home_and_title(chat_id: int) -> Select[int, str]:
    joined = tables.chats.join(tables.homes, tables.homes.c.id == tables.chats.c.home)
    columns = (tables.homes.c.id, tables.homes.c.title)
    return select(*columns).select_from(joined).where(tables.chats.c.chat_id == chat_id)


def _settle_in(
    connection: Connection, chat_id: int, title: str, language: str | None, now: datetime
) -> HomeId:
    reserve(connection, tables.chats, [chat_id])
    known = connection.execute(_home_and_title(chat_id)).first()
    if known is not None:
        statement = update(tables.homes).where(tables.homes.c.id == known.id)
        connection.execute(statement.values(title=title))
        return HomeId(known.id)
    home = Home(HomeId(secrets.randbits(HOME_BITS)), title, language)
    upsert(connection, tables.homes, [to_row(home, now)])
    keep_first(connection, tables.chats, [{"chat_id": chat_id, "home": home.id, "present": True}])
    return home.id


def _retire(connection: Connection, buy: BuyId, kind: NoticeKind) -> Place | None:
    reserve(connection, tables.messages, [(buy, kind.value)])
    column = tables.messages.c
    present = (column.buy == buy) & (column.kind == kind) & column.present
    query = select(column.chat_id, column.message_id, column.thread_id).where(present)
    found = connection.execute(query).first()
    connection.execute(update(tables.messages).where(present).values(present=False))
    return Place(*found) if found else None
