"""A group becomes a supergroup: Telegram gives the chat a new id."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from storage import tables
from storage.locks import reserve
from storage.upserts import upsert


def migrate(connection: Connection, old_chat_id: int, new_chat_id: int) -> None:
    """Let the home of the old id go on under the new id; see `storage.chats.Chats.migrate`."""
    reserve(connection, tables.chats, [old_chat_id, new_chat_id])
    chats, messages = tables.chats.c, tables.messages.c
    home = connection.scalar(select(chats.home).where(chats.chat_id == old_chat_id))
    if home is None:
        return
    stray = connection.scalar(select(chats.home).where(chats.chat_id == new_chat_id))
    if stray is not None and stray != home:
        _merge(connection, stray, home)
    connection.execute(update(tables.chats).where(chats.home == home).values(present=False))
    upsert(connection, tables.chats, [{"chat_id": new_chat_id, "home": home, "present": True}])
    connection.execute(
        update(tables.messages).where(messages.chat_id == old_chat_id).values(present=False)
    )


def _merge(connection: Connection, stray: int, home: int) -> None:
    """Move all from `stray` to `home`.

    The new chat was heard of before the migration was: it got a home of its own for that while.
    """
    member = tables.memberships.c
    known = select(member.person).where(member.home == home)
    connection.execute(
        delete(tables.memberships).where(member.home == stray, member.person.in_(known))
    )
    for table in (tables.memberships, tables.buys, tables.notices, tables.chats):
        connection.execute(update(table).where(table.c.home == stray).values(home=home))
    connection.execute(delete(tables.homes).where(tables.homes.c.id == stray))
