"""Correcting a live buy, adding items to it, extending it (UX-14, GP-2)."""

from __future__ import annotations

from dataclasses import fields, replace

from domain.buy import GroupBuy, Item, Terms, Totals
from domain.commands.organiser import EditBuy, NewTerms
from domain.decide.better import must_not_be_worse
from domain.decide.change import Change
from domain.decide.costs import must_not_cost_more
from domain.decide.counting import add_up, part_of
from domain.decide.ending import move_deadline
from domain.decide.rights import must_live, must_run
from domain.decide.rule import rule
from domain.decide.solving import areas_of
from domain.delivery import NO_AREA
from domain.draft import Field
from domain.errors import AlreadyExtended, BelowOrders, NotListed, UnknownItem
from domain.ids import ItemNo, PersonId
from domain.ladder import Ladder, UnitPrice
from domain.notices import NoticeKind
from domain.offer import BUY_LADDER, covered
from domain.order import Line
from domain.outcome import NOTHING, Outcome
from domain.terms import check_terms
from domain.world import Needs, World

CAN_GO = {
    Field.LADDER: "ladder",
    Field.MINIMUM: "minimum",
    Field.MAX_PEOPLE: "max_people",
    Field.PERSON_LIMIT: "per_person_limit",
    Field.IF_MISSED: "extend_by",
    Field.DELIVERY: "delivery",
}
"""What a buy can be without, and its name among the terms."""


def _needs(command: EditBuy) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _edit(world: World, command: EditBuy) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    old = change.buy.terms
    new = _edited(old, command.terms)
    if new == old and command.terms.deadline is not None:
        raise AlreadyExtended
    if new == old:
        return NOTHING
    check_terms(new, change.now)
    if new.payment.by_telegram and not (old.payment.by_telegram or command.may_take_online):
        raise NotListed
    lines = world.all_lines(command.buy)
    change.totals = _recount(world, change.buy, new)
    if lines:
        must_not_be_worse(old, new)
        areas = areas_of(world, command.buy)
        must_not_cost_more(old, new, {areas.get(line.person, NO_AREA) for line in lines})
        _must_hold(new, change.totals, lines)
    _forget_areas(change, new)
    change.update(terms=new, announced=_announced(change.buy, new))
    if new.deadline != old.deadline:
        move_deadline(change)
    if change.buy.home is None:
        _tell(change, command, old, lines)
    return change.outcome()


def _edited(old: Terms, wanted: NewTerms) -> Terms:
    """Return the terms as they are wanted; a new item gets the next number."""
    named = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    item, without = named.pop("item"), named.pop("without")
    changed = {name: value for name, value in named.items() if value is not None}
    changed |= dict.fromkeys(CAN_GO[field] for field in without)
    new = replace(old, **changed)
    if item is None:
        return new
    if item.ladder is None and old.item(item.no) is None:
        new = _with_room(new)
    return replace(new, items=_with(new.items, item))


def _forget_areas(change: Change, new: Terms) -> None:
    """Let those choose anew whose destination area is gone; none of them has ordered."""
    buy = change.buy.id
    for person, area in areas_of(change.world, buy).items():
        if new.area(area) is None:
            involvement = change.world.involvement(buy, person)
            change.saves.append(replace(involvement, area=NO_AREA))


def _with_room(terms: Terms) -> Terms:
    """Make a ladder that names prices the own one of the item it prices: another is to join it.

    As long as they were alone it comes to the same; the new item is sold at its list price.
    """
    priced = covered(terms)
    if terms.ladder is None or len(priced) != 1 or not _names_prices(terms.ladder):
        return terms
    kept = replace(priced[0], ladder=terms.ladder)
    items = tuple(kept if item.no == kept.no else item for item in terms.items)
    return replace(terms, items=items, ladder=None)


def _names_prices(ladder: Ladder) -> bool:
    return any(isinstance(tier.reward, UnitPrice) for tier in ladder.tiers)


def _announced(buy: GroupBuy, new: Terms) -> dict[ItemNo, int]:
    """Return the tiers announced; those of a ladder that became an item's own, under its number."""
    announced, ladder = dict(buy.announced), buy.terms.ladder
    heir = next((item.no for item in new.items if ladder and item.ladder == ladder), None)
    if new.ladder is None and heir is not None and BUY_LADDER in announced:
        announced[heir] = announced.pop(BUY_LADDER)
    return announced


def _with(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    numbers = {known.no for known in items}
    if item.no not in numbers:
        return (*items, replace(item, no=ItemNo(max(numbers) + 1), removed=False))
    if any(known.no == item.no and known.removed for known in items):
        raise UnknownItem
    edited = replace(item, removed=False)
    return tuple(edited if known.no == item.no else known for known in items)


def _recount(world: World, buy: GroupBuy, new: Terms) -> Totals:
    """Return the totals under the new terms, which may price or count the same lines otherwise."""
    totals = world.totals_of(buy.id)
    people = world.lines.get(buy.id, {})
    parts = (part_of(world, buy.id, person) for person in people)
    counted = add_up(buy.id, new, parts)
    return replace(totals, people=counted.people, amount=counted.amount)


def _must_hold(new: Terms, totals: Totals, lines: list[Line]) -> None:
    """Raise `BelowOrders` for a limit that what is ordered already exceeds."""
    if new.max_people is not None and totals.people > new.max_people:
        raise BelowOrders(term=Field.MAX_PEOPLE, value=new.max_people, ordered=totals.people)
    for item in new.live_items:
        ordered = totals.units.get(item.no, 0)
        if item.stock is not None and ordered > item.stock:
            raise BelowOrders(term=Field.STOCK, value=item.stock, ordered=ordered)
    if new.per_person_limit is not None:
        most = _most_of_one(lines)
        if most > new.per_person_limit:
            limit = new.per_person_limit
            raise BelowOrders(term=Field.PERSON_LIMIT, value=limit, ordered=most)


def _most_of_one(lines: list[Line]) -> int:
    """Return the most units of one item that one person's lines, guests included, come to."""
    held: dict[tuple[PersonId, ItemNo], int] = {}
    for line in lines:
        key = (line.person, line.item)
        held[key] = held.get(key, 0) + line.most
    return max(held.values())


def _tell(change: Change, command: EditBuy, old: Terms, lines: list[Line]) -> None:
    """Tell the participants of a buy without a home what changed: they have no card to see."""
    new = change.buy.terms
    changes = sorted(
        field.name
        for field in fields(Terms)
        if getattr(old, field.name) != getattr(new, field.name)
    )
    for person in sorted({line.person for line in lines} - {command.actor}):
        change.tell(person, NoticeKind.TERMS_CHANGED, command.cause.key, changes=changes)


RULES = (rule(EditBuy, _needs, _edit),)
