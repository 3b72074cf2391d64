"""What a change to a live buy does, tapped or typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.buy import GroupBuy, Item
from domain.commands.organiser import EditBuy, NewTerms, RemoveItem
from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from domain.decide.rights import must_live
from domain.draft import Field
from domain.errors import UnknownItem
from domain.ids import ItemNo
from handlers.context import Context
from handlers.draft.card import known_around
from handlers.draft.choices import choose
from handlers.draft.online import methods_for
from handlers.draft.steps import PANELS, Group
from handlers.organiser.acting import Act
from handlers.organiser.edit import (
    BEHIND,
    IS,
    OF_AN_ITEM,
    TERMS,
    as_draft,
    changed_terms,
    edit_screen,
    item_screen,
    remove_screen,
    term_screen,
)
from handlers.screen import Screen


def term_named(act: Act, name: str) -> tuple[Field, Item | None]:
    """Return a term that can be changed, and of which item if not of the buy.

    Raises `UnknownItem` for an item that is gone, and for any other term (forged callback data).
    """
    item = act.buy.terms.item(ItemNo(act.press.n))
    if act.press.n and (item is None or item.removed):
        raise UnknownItem
    if name not in ((Field.ITEMS, *OF_AN_ITEM) if item else (*TERMS, *BEHIND)):
        raise UnknownItem
    return Field(name), item


async def show_edit(act: Act) -> Screen:
    """Show what can be changed, or a group of it; a panel stays after one of its answers."""
    must_live(act.buy)
    name, answered, _ = act.press.arg.partition(IS)
    if answered and name in PANELS:
        press = act.press.model_copy(update={"arg": name})
        return await ask_term(replace(act, press=press))
    group = Group(name) if name in set(Group) else None
    return edit_screen(act.buy, act.context.t, act.context.now, group)


async def ask_term(act: Act) -> Screen:
    """Ask for a term, or show the item that the tap names."""
    must_live(act.buy)
    context = act.context
    field, item = term_named(act, act.press.arg)
    if field is Field.ITEMS and item is not None:
        return item_screen(act.buy, item, context.t)
    await context.desk.submit(
        Expect(
            context.cause.then("expect"),
            context.actor,
            Conversation(
                context.actor,
                Expecting.EDIT,
                buy=act.buy.id,
                item=item.no if item else None,
                field=field,
            ),
        )
    )
    known = await known_around(as_draft(act.buy), context.reader, context.default_zone)
    known = replace(known, methods=methods_for(context))
    return term_screen(act.buy, field, act.press.n, context.t, context.now, known)


async def set_term(act: Act) -> str:
    """Take an offered answer."""
    name, _, value = act.press.arg.partition(IS)
    field, item = term_named(act, name)
    before, context = as_draft(act.buy), act.context
    try:
        after = choose(before, field, value, item.no if item else 0)
    except ValueError:
        raise UnknownItem from None
    await edit(context, act.buy, changed_terms(before, after, field, ItemNo(act.press.n)))
    return context.t.plain("edit-changed")


async def edit(context: Context, buy: GroupBuy, changes: Sequence[NewTerms]) -> None:
    """Make the changes, one after the other; raises what `EditBuy` refuses."""
    for number, terms in enumerate(changes):
        cause = context.cause.then(f"edit{number}") if number else context.cause
        method = (terms.payment or buy.terms.payment).method
        allowed = method in methods_for(context)
        await context.desk.submit(EditBuy(cause, context.actor, buy.id, terms, allowed))


async def ask_remove(act: Act) -> Screen:
    """Ask before an item goes."""
    must_live(act.buy)
    item = act.buy.terms.item(ItemNo(act.press.n))
    if item is None or item.removed:
        raise UnknownItem
    view = await act.context.reader.card(act.buy.id)
    units = view.totals.units.get(item.no, 0) if view else 0
    return remove_screen(act.buy, item, units, act.context.t)


async def remove_now(act: Act) -> str:
    """Take the item off the buy."""
    context = act.context
    await context.desk.submit(
        RemoveItem(context.cause, context.actor, act.buy.id, ItemNo(act.press.n))
    )
    return context.t.plain("edit-item-removed")
