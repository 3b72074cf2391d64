"""Changing and cancelling one's own order: the busiest rules, which look at one part of one buy."""

from __future__ import annotations

from dataclasses import replace

from domain import limits
from domain.buy import Item
from domain.commands.member import CancelOrder, ChangeOrder, OrderAnswer
from domain.decide.change import Change
from domain.decide.opening import opened
from domain.decide.rights import must_be_admitted, must_be_open, must_live
from domain.decide.rule import rule
from domain.errors import (
    BuyIsFull,
    GuestNameMissing,
    NotEnoughLeft,
    NothingToUndo,
    OverPersonLimit,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownItem,
)
from domain.ids import HOST, BuyId, PersonId
from domain.offer import price_now
from domain.order import Line
from domain.outcome import Outcome
from domain.world import Needs, World


def _needs(command: ChangeOrder | CancelOrder) -> Needs:
    own = frozenset({(command.buy, command.actor)})
    if isinstance(command, ChangeOrder) and command.guest != HOST:
        return Needs(parts=own)  # the guest's name
    return Needs(orders=own)


def _change(world: World, command: ChangeOrder) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_open(change.buy)
    item = change.buy.terms.item(command.item)
    if item is None or item.removed:
        raise UnknownItem
    before = _line(world, command)
    wanted = _wanted(command, before.quantity)
    if wanted > before.quantity:
        must_be_admitted(world, change.buy, command.actor)
        _check_room(change, item, before, wanted)
    if before.live:
        line = replace(before, quantity=wanted)
    else:
        seq = change.totals.next_seq
        line = replace(before, quantity=wanted, seq=seq, ordered_at=change.now)
        change.totals = replace(change.totals, next_seq=seq + 1)
    involvement = world.involvement(command.buy, command.actor)
    involvement = replace(involvement, declined_at=None, ordered_at=change.now)
    named = world.invitation(command.buy, command.actor) is not None
    involvement = opened(change, command.actor, involvement, named=named)
    change.person(command.actor, lines=(line,), involvement=involvement)
    if wanted > before.quantity:
        _check_people(world, change)
    return change.outcome()


def _line(world: World, command: ChangeOrder) -> Line:
    """Return the line that the command changes, live or not."""
    buy, actor, guest, item = command.buy, command.actor, command.guest, command.item
    found = world.lines.get(buy, {}).get(actor, {}).get((guest, item))
    if found is not None:
        return found
    name = ""
    if guest != HOST:
        known = world.guests.get(buy, {}).get(actor, {}).get(guest)
        if known is None:
            raise GuestNameMissing
        name = known.name
    return Line(buy, actor, item, 0, 0, command.cause.at, guest, name)


def _wanted(command: ChangeOrder, have: int) -> int:
    """Return the quantity asked for, if it is one that a line can have."""
    wanted = have + (command.delta or 0) if command.quantity is None else command.quantity
    if have == 0 and wanted <= 0 and command.quantity in {None, 0}:
        raise NothingToUndo
    if wanted < 0:
        raise QuantityBelowZero(have=have)
    if wanted > limits.QUANTITY:
        raise QuantityTooLarge(limit=limits.QUANTITY, have=have)
    return wanted


def _check_room(change: Change, item: Item, before: Line, wanted: int) -> None:
    """Refuse more than the stock holds or one person may have, guests included."""
    have = before.quantity
    if item.stock is not None:
        left = item.stock - change.totals.units.get(item.no, 0) + have
        if wanted > left:
            raise NotEnoughLeft(wanted=wanted, left=left, have=have)
    limit = change.buy.terms.per_person_limit
    if limit is not None:
        lines = change.world.lines_of(before.buy, before.person)
        own = sum(line.quantity for line in lines if line.item == item.no)
        if own - have + wanted > limit:
            raise OverPersonLimit(wanted=own - have + wanted, limit=limit, have=own)


def _check_people(world: World, change: Change) -> None:
    """Refuse one more person, or guest who counts as one, than fit."""
    maximum = change.buy.terms.max_people
    joined = change.totals.people > world.totals_of(change.buy.id).people
    if maximum is not None and joined and change.totals.people > maximum:
        raise BuyIsFull(maximum=maximum)


def _answer(world: World, command: ChangeOrder) -> OrderAnswer:
    buy = world.buy(command.buy)
    item = buy.terms.item(command.item)
    if item is None:
        raise UnknownItem
    lines = world.lines_of(command.buy, command.actor)
    changed = (line for line in lines if (line.guest, line.item) == (command.guest, item.no))
    price = price_now(buy.terms, world.totals_of(buy.id), item)
    return OrderAnswer(
        quantity=sum(line.quantity for line in changed),
        own_units=sum(line.quantity for line in lines),
        price=price.exact,
        list_price=price.list_price,
        about=price.about,
        currency=buy.terms.currency,
    )


def cancelled(world: World, buy: BuyId, person: PersonId) -> list[Line]:
    """Return the person's live lines, guests' too, as cancelled."""
    return [replace(line, quantity=0) for line in world.lines_of(buy, person)]


def _cancel(world: World, command: CancelOrder) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    lines = cancelled(world, command.buy, command.actor)
    if not lines:
        raise NothingToUndo
    involvement = world.involvement(command.buy, command.actor)
    involvement = replace(involvement, ordered_at=change.now)
    change.person(command.actor, lines=lines, involvement=involvement)
    return change.outcome()


RULES = (rule(ChangeOrder, _needs, _change, _answer), rule(CancelOrder, _needs, _cancel))
