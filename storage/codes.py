"""Join codes: each belongs to one buy for ever, so that an old link never leads to strangers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from domain.buy import GroupBuy
from domain.ids import BuyId
from domain.ports import DeskUnavailable
from storage import tables
from storage.upserts import keep_first

column = tables.codes.c


class CodeTaken(DeskUnavailable):
    """A code is another buy's: two drew the same at one moment. The next try draws another."""


def claim(connection: Connection, buys: Iterable[GroupBuy]) -> None:
    """Make the codes of `buys` theirs for ever; raise `CodeTaken` for one that is another's."""
    wanted = sorted((buy.code, buy.id) for buy in buys)
    owners = _owners(connection, {code for code, _ in wanted})
    new = [{"code": code, "buy": buy} for code, buy in wanted if code not in owners]
    if new:
        keep_first(connection, tables.codes, new)
        owners = _owners(connection, {code for code, _ in wanted})
    for code, buy in wanted:
        if owners[code] != buy:
            raise CodeTaken(f"the code of buy {buy} is another's")


def _owners(connection: Connection, codes: Collection[str]) -> dict[str, BuyId]:
    query = select(column.code, column.buy).where(column.code.in_(codes))
    return {code: BuyId(buy) for code, buy in connection.execute(query)}
