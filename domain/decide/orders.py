"""Changing and cancelling one's own order: the busiest rules, which look at one part of one buy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain import limits
from domain.buy import Item
from domain.commands.member import CancelOrder, ChangeOrder, ChooseArea, OrderAnswer, SetLine
from domain.decide import room
from domain.decide.change import Change
from domain.decide.opening import opened
from domain.decide.rights import must_be_admitted, must_be_open, must_live
from domain.decide.rule import rule
from domain.errors import (
    GuestNameMissing,
    NothingToUndo,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownArea,
    UnknownItem,
)
from domain.ids import HOST, BuyId, PersonId
from domain.offer import price_for, price_now
from domain.order import Line
from domain.outcome import Outcome
from domain.world import Needs, World

OfOneLine = ChangeOrder | SetLine


def _needs(command: OfOneLine | CancelOrder | ChooseArea) -> Needs:
    own = frozenset({(command.buy, command.actor)})
    if isinstance(command, OfOneLine) and command.guest != HOST:
        return Needs(parts=own)  # the guest's name
    return Needs(orders=own)


def _change(world: World, command: ChangeOrder) -> Outcome:
    return _order(world, command, lambda _item, before: _counted(command, before))


def _set(world: World, command: SetLine) -> Outcome:
    return _order(world, command, lambda item, before: _as_set(command, item, before))


def _order(world: World, command: OfOneLine, wish: Callable[[Item, Line], Line]) -> Outcome:
    """Put the line that is wished for in place of the one there was."""
    change = Change.of(world, command.cause, command.buy)
    must_be_open(change.buy)
    item = change.buy.terms.item(command.item)
    if item is None or item.removed:
        raise UnknownItem
    before = _line(world, command)
    line = wish(item, before)
    involvement = world.involvement(command.buy, command.actor)
    more = line.quantity > before.quantity or line.most > before.most
    if more or line.conditions != before.conditions:
        must_be_admitted(world, change.buy, command.actor)
        room.must_have_area(change, involvement)
        room.must_fit(change, item, before, line)
    if not before.live:
        seq = change.totals.next_seq
        line = replace(line, seq=seq, ordered_at=change.now)
        change.totals = replace(change.totals, next_seq=seq + 1)
    involvement = replace(involvement, declined_at=None, ordered_at=change.now)
    named = world.invitation(command.buy, command.actor) is not None
    involvement = opened(change, command.actor, involvement, named=named)
    change.person(command.actor, lines=(line,), involvement=involvement)
    if more:
        room.must_fit_people(world, change)
    return change.outcome()


def _line(world: World, command: OfOneLine) -> Line:
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


def _counted(command: ChangeOrder, before: Line) -> Line:
    """Return the line with the quantity asked for, if it is one that a line can have.

    Limits that ask for no more than that go. Exactly none cancels the line with all its limits;
    one less only makes what is certain less.
    """
    have = before.quantity
    wanted = have + (command.delta or 0) if command.quantity is None else command.quantity
    nothing = have == 0 and wanted <= 0 and command.quantity in {None, 0}
    if nothing and (command.quantity is None or not before.live):
        raise NothingToUndo
    if wanted < 0:
        raise QuantityBelowZero(have=have)
    if wanted > limits.QUANTITY:
        raise QuantityTooLarge(limit=limits.QUANTITY, have=have)
    if not before.conditions and not before.extra:
        return replace(before, quantity=wanted)
    if command.quantity == 0:
        return without(before)
    kept = tuple(one for one in before.conditions if one.quantity > wanted)
    line = replace(before, quantity=wanted, conditions=kept)
    if not line.live:
        return without(before)
    if line.most > limits.QUANTITY:
        raise QuantityTooLarge(limit=limits.QUANTITY, have=have)
    return line


def _as_set(command: SetLine, item: Item, before: Line) -> Line:
    """Return the line as it was set, if it is one."""
    line = replace(
        before,
        quantity=command.quantity,
        conditions=command.conditions,
        extra=command.extra,
    )
    room.must_be_whole(item, line, before.quantity)
    if line.live:
        return line
    if not before.live:
        raise NothingToUndo
    return without(before)


def _answer(world: World, command: OfOneLine) -> OrderAnswer:
    buy = world.buy(command.buy)
    item = buy.terms.item(command.item)
    if item is None:
        raise UnknownItem
    lines = world.lines_of(command.buy, command.actor)
    changed = [line for line in lines if (line.guest, line.item) == (command.guest, item.no)]
    price = price_now(buy.terms, world.totals_of(buy.id), item)
    if buy.terms.areas:
        area = buy.terms.area(world.involvement(command.buy, command.actor).area)
        price = price_for(price, area)
    return OrderAnswer(
        quantity=sum(line.quantity for line in changed),
        own_units=sum(line.quantity for line in lines),
        price=price.exact,
        list_price=price.list_price,
        about=price.about,
        currency=buy.terms.currency,
        most=sum(line.most for line in changed),
    )


def without(line: Line) -> Line:
    """Return a line as cancelled: it asks for nothing, at whatever price."""
    return replace(line, quantity=0, conditions=(), extra=0)


def cancelled(world: World, buy: BuyId, person: PersonId) -> list[Line]:
    """Return the person's live lines, guests' too, as cancelled."""
    return [without(line) for line in world.lines_of(buy, person)]


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


def _choose_area(world: World, command: ChooseArea) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_open(change.buy)
    must_be_admitted(world, change.buy, command.actor)
    if change.buy.terms.area(command.area) is None:
        raise UnknownArea
    involvement = world.involvement(command.buy, command.actor)
    change.person(command.actor, involvement=replace(involvement, area=command.area))
    return change.outcome()


RULES = (
    rule(ChangeOrder, _needs, _change, _answer),
    rule(SetLine, _needs, _set, _answer),
    rule(CancelOrder, _needs, _cancel),
    rule(ChooseArea, _needs, _choose_area),
)
