"""Locking what a batch of decisions may replace, so that each decides from what others left.

PostgreSQL only: a transaction that writes to SQLite has the whole file to itself. Everything of a
buy is guarded by the buy's own row, and points, which are spent in several buys, by a number made
of their organiser (`storage.accounts`), taken last. What is read besides (the people of a whole
buy, say) is not locked, and no decision replaces it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, Table, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from domain.ids import BuyId
from domain.world import Needs
from storage import tables
from storage.fetch import WANTED, one_of
from storage.ready import rows

KEYS = "keys"

RESERVE = select(
    func.pg_advisory_xact_lock(
        func.unnest(bindparam(KEYS, type_=ARRAY(BigInteger))).column_valued("key")
    )
)


def lock(connection: Connection, needs: Needs, buys: Collection[BuyId]) -> None:
    """Lock the rows that `needs` names itself, and those of `buys`, until the transaction ends.

    The order is the same in every transaction, so that no two wait for each other: by table, and
    within a table by key. A person, home, membership or draft that is not there yet is reserved
    for this transaction to make.
    """
    if connection.dialect.name != "postgresql":
        return
    _lock(connection, tables.people, needs.people | needs.everything_of)
    _lock(connection, tables.homes, needs.homes)
    _lock(connection, tables.memberships, needs.memberships)
    _lock(connection, tables.drafts, needs.drafts)
    _lock_rows(connection, tables.buys, buys)


def reserve(connection: Connection, table: Table, keys: Iterable[object]) -> None:
    """Be the only transaction that reserves these keys of a table; nothing on SQLite.

    Rows need not be there. The keys are made into numbers: two that chance makes the same only
    wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    numbers = sorted(_number(table, key) for key in keys)
    connection.execute(RESERVE, {KEYS: numbers})


def _lock(connection: Connection, table: Table, keys: Collection[Any]) -> None:
    missing = set(keys) - _lock_rows(connection, table, keys)
    if missing:
        reserve(connection, table, missing)
        _lock_rows(connection, table, missing)  # made by another since


def _lock_rows(connection: Connection, table: Table, keys: Collection[Any]) -> set[Any]:
    """Lock the rows of a table that are there, and return their keys."""
    query, single = _query(table), len(table.primary_key.columns) == 1
    found = rows(connection, query, {WANTED: keys}) if keys else []
    return {row[0] if single else tuple(row) for row in found}


@cache
def _query(table: Table) -> Select[Any]:
    key = table.primary_key.columns
    # Not FOR UPDATE: others may refer to the row meanwhile.
    return select(*key).where(one_of(*key)).order_by(*key).with_for_update(key_share=True)


def _number(table: Table, key: object) -> int:
    digest = blake2b(f"{table.name}:{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
