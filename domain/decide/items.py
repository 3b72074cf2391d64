"""Taking an item off a live buy."""

from __future__ import annotations

from dataclasses import replace

from domain.commands.organiser import RemoveItem
from domain.decide.change import Change
from domain.decide.orders import without
from domain.decide.rights import must_live, must_run
from domain.decide.rule import rule
from domain.draft import Field
from domain.errors import MissingTerm, UnknownItem
from domain.ids import PersonId
from domain.notices import NoticeKind
from domain.order import Line
from domain.outcome import Outcome
from domain.world import Needs, World


def _needs(command: RemoveItem) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _remove(world: World, command: RemoveItem) -> Outcome:
    """Cancel the item's lines and tell each person; the last item stays (`MissingTerm`)."""
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    item = change.buy.terms.item(command.item)
    if item is None or item.removed:
        raise UnknownItem
    if len(change.buy.terms.live_items) == 1:
        raise MissingTerm(term=Field.ITEMS)
    theirs: dict[PersonId, list[Line]] = {}
    for line in world.all_lines(command.buy):
        if line.item == item.no:
            theirs.setdefault(line.person, []).append(line)
    for person, lines in theirs.items():
        change.person(person, lines=[without(line) for line in lines])
        if person != command.actor:
            quantity = sum(line.asked for line in lines)
            occasion = str(item.no)
            change.tell(person, NoticeKind.ITEM_REMOVED, occasion, item=item.no, quantity=quantity)
    items = change.buy.terms.items
    change.reterm(items=tuple(replace(it, removed=True) if it is item else it for it in items))
    return change.outcome()


RULES = (rule(RemoveItem, _needs, _remove),)
