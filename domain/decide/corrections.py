"""After the close: what arrived, the final bill, and goods given back; all of it is told."""

from __future__ import annotations

from dataclasses import replace

from domain import limits
from domain.commands.goods import EnterArrival, EnterBill, ReturnUnits
from domain.correcting import corrected
from domain.decide.books import Books
from domain.decide.change import Change
from domain.decide.rights import must_be_closed, must_run
from domain.decide.rule import rule
from domain.decide.settling_up import even_out, see_to_the_rest
from domain.dues import settles_own
from domain.errors import (
    BuyNotClosed,
    LimitTooLarge,
    LimitTooSmall,
    NotEnoughLeft,
    QuantityBelowZero,
    QuantityTooLarge,
    UnknownItem,
)
from domain.ids import PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import NOTHING, Outcome
from domain.settlement import LineShare, Settlement
from domain.world import Needs, World

ARRIVAL, BILL, RETURN = "arrival", "bill", "return"
"""Why a statement was corrected, as its notice says."""

Correction = EnterArrival | EnterBill | ReturnUnits


def _needs(command: Correction) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _begin(world: World, command: Correction) -> tuple[Change, Settlement]:
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    settlement = world.settlements.get(command.buy)
    if settlement is None:
        raise BuyNotClosed
    return change, settlement


def _arrival(world: World, command: EnterArrival) -> Outcome:
    change, before = _begin(world, command)
    item = change.buy.terms.item(command.item)
    if item is None or item.removed:
        raise UnknownItem
    shares = (share for one in before.statements for share in one.lines)
    have = sum(share.quantity for share in shares if share.item == item.no)
    if command.units < 0:
        raise QuantityBelowZero(have=have)
    if command.units > limits.STOCK:
        raise QuantityTooLarge(limit=limits.STOCK, have=have)
    arrived = {**before.arrived, item.no: command.units}
    return _correct(change, before, replace(before, arrived=arrived), ARRIVAL, command.actor)


def _bill(world: World, command: EnterBill) -> Outcome:
    change, before = _begin(world, command)
    if command.amount is not None and command.amount < 1:
        raise LimitTooSmall(term="bill", value=command.amount)
    if command.amount is not None and command.amount > limits.AMOUNT:
        raise LimitTooLarge(term="bill", value=command.amount, limit=limits.AMOUNT)
    return _correct(change, before, replace(before, bill=command.amount), BILL, command.actor)


def _return(world: World, command: ReturnUnits) -> Outcome:
    change, before = _begin(world, command)
    statement = before.statement_of(command.person)
    lines = statement.lines if statement else ()
    share = next((s for s in lines if (s.guest, s.item) == (command.guest, command.item)), None)
    if share is None:
        raise UnknownItem
    left = share.quantity - share.returned
    if command.units > left:
        raise NotEnoughLeft(wanted=command.units, left=left, have=left)
    if share.returned + command.units < 0:
        raise QuantityBelowZero(have=share.returned)
    given = replace(share, returned=share.returned + command.units)
    return _correct(change, before, _with(before, share, given), RETURN, command.actor)


def _with(settlement: Settlement, share: LineShare, given: LineShare) -> Settlement:
    """Return the settlement with one line in place of another."""
    statements = (
        replace(one, lines=tuple(given if line is share else line for line in one.lines))
        for one in settlement.statements
    )
    return replace(settlement, statements=tuple(statements))


def _correct(
    change: Change, before: Settlement, facts: Settlement, why: str, actor: PersonId
) -> Outcome:
    """Work the settlement out anew, and enter, even out and tell what it changes."""
    if facts == before:
        return NOTHING
    after = corrected(change.buy, facts, change.world.all_lines(change.buy.id))
    change.saves.append(after)
    books = Books.of(change)
    was = {one.person: one.due for one in before.statements}
    moved = {one.person: one.due - was.get(one.person, 0) for one in after.statements}
    moved = {person: amount for person, amount in moved.items() if amount}
    for person, amount in moved.items():
        back = why == RETURN and amount < 0
        reason = Reason.RETURNED if back else Reason.SHARE_CORRECTED
        books.enter(books.entry(person, reason, -amount if back else amount, actor))
        even_out(books, person, -amount)
        if person != actor and not settles_own(change.buy, person):
            due = was.get(person, 0)
            values = {"before": due, "after": due + amount, "why": why}
            occasion = str(after.revision)
            change.tell(person, NoticeKind.STATEMENT_CORRECTED, occasion, **values)
    see_to_the_rest(books, moved)
    return change.outcome()


RULES = (
    rule(EnterArrival, _needs, _arrival),
    rule(EnterBill, _needs, _bill),
    rule(ReturnUnits, _needs, _return),
)
