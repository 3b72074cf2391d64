"""Correcting a live buy (UX-14): each term asked for as in the wizard, one change at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from markupsafe import Markup

from domain.buy import GroupBuy, Item
from domain.commands.organiser import NewTerms
from domain.delivery import Area, AreaNo
from domain.draft import Draft, Field
from domain.ids import ItemNo
from handlers.draft.choices import choices
from handlers.draft.choices_further import NO_REST, REST
from handlers.draft.known import Known
from handlers.draft.questions import asking_for, said_first
from handlers.draft.steps import GROUPS, Group
from handlers.draft.wording import conditions, heading
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.reading.text import fold
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator

TERMS = (
    Field.TITLE,
    Field.ITEMS,
    Field.LADDER,
    Field.DEADLINE,
    Field.MINIMUM,
    Field.IF_MISSED,
    Field.MAX_PEOPLE,
    Field.PERSON_LIMIT,
    Field.ADMISSION,
    Field.GUESTS,
    Field.EARLY_CLOSE,
    Field.CASE,
    Field.PAYMENT,
)
"""What the first screen offers to change in a live buy; items have a button each."""

BEHIND = (Field.HOW_TO_PAY, *(field for group in Group for field in GROUPS[group]))
"""What stands behind one of its buttons."""

OF_AN_ITEM = (Field.PRICE, Field.STOCK, Field.CASE, Field.LADDER)
"""What is changed item by item."""

IS = "="
"""Between a term and its choice in callback data."""


def as_draft(buy: GroupBuy) -> Draft:
    """Return a live buy's terms as a draft, so that they are shown and read the same way."""
    terms = buy.terms
    return Draft(
        id=buy.id,
        owner=buy.organiser,
        home=buy.home,
        created_at=buy.created_at,
        zone=terms.zone,
        title=terms.title,
        currency=terms.currency,
        items=terms.items,
        ladder=terms.ladder,
        deadline=terms.deadline,
        opens_at=terms.opens_at,
        minimum=terms.minimum,
        max_people=terms.max_people,
        per_person_limit=terms.per_person_limit,
        extend_by=terms.extend_by,
        admission=terms.admission,
        guests_count=terms.guests_count,
        close_when_answered=terms.close_when_answered,
        how_to_pay=terms.how_to_pay,
        payment=terms.payment,
        takes_rest=terms.takes_rest,
        areas=terms.areas,
        delivery=terms.delivery,
        pick_up=terms.pick_up,
        ships=terms.ships,
        supplier=terms.supplier,
    )


def changed_terms(before: Draft, after: Draft, field: Field, item: ItemNo) -> list[NewTerms]:
    """Return the changes that an answer for `field` made; `item` 0 is the buy itself.

    They are several only where several items got another case.
    """
    if field is Field.CASE:
        return _cases(before, after)
    if field in OF_AN_ITEM and item:
        return [NewTerms(item=next(one for one in after.items if one.no == item))]
    if field is Field.ITEMS:
        return [NewTerms(item=after.items[-1])]
    values: dict[Field, dict[str, Any]] = {
        Field.TITLE: {"title": after.title},
        Field.LADDER: {"ladder": after.ladder},
        Field.DEADLINE: {"deadline": after.deadline},
        Field.MINIMUM: {"minimum": after.minimum},
        Field.IF_MISSED: {"extend_by": after.extend_by},
        Field.MAX_PEOPLE: {"max_people": after.max_people},
        Field.PERSON_LIMIT: {"per_person_limit": after.per_person_limit},
        Field.ADMISSION: {"admission": after.admission},
        Field.GUESTS: {"guests_count": after.guests_count},
        Field.EARLY_CLOSE: {"close_when_answered": after.close_when_answered},
        Field.HOW_TO_PAY: {"how_to_pay": after.how_to_pay},
        Field.PAYMENT: {"payment": after.payment, "how_to_pay": after.how_to_pay},
        Field.AREAS: {"areas": _as_numbered(before.areas, after.areas)},
        Field.DELIVERY: {"delivery": after.delivery},
        Field.PICK_UP: {"pick_up": after.pick_up},
        Field.SHIPS: {"ships": after.ships},
        Field.SUPPLIER: {"supplier": after.supplier},
    }
    changed = values[field]
    if None in changed.values():
        return [NewTerms(without=frozenset({field}))]
    return [NewTerms(**changed)]


def _cases(before: Draft, after: Draft) -> list[NewTerms]:
    rest = after.takes_rest if after.takes_rest is not before.takes_rest else None
    items = [new for new in after.items if new not in before.items]
    changed = [NewTerms(item=item) for item in items]
    return changed if rest is None else [*changed, NewTerms(takes_rest=rest)]


def _as_numbered(before: tuple[Area, ...], after: tuple[Area, ...]) -> tuple[Area, ...]:
    """Return the areas with the numbers by which people chose them: those of the same name."""
    numbers = {fold(area.name): area.no for area in before}
    fresh = count(max(numbers.values(), default=0) + 1)
    return tuple(
        replace(area, no=numbers.get(fold(area.name)) or AreaNo(next(fresh))) for area in after
    )


def with_new_item(draft: Draft, item: Item) -> Draft:
    """Return the draft with one more item, under the next number."""
    number = ItemNo(max((one.no for one in draft.items), default=0) + 1)
    return replace(draft, items=(*draft.items, replace(item, no=number)))


def edit_screen(buy: GroupBuy, t: Translator, now: datetime, group: Group | None = None) -> Screen:
    """Show the terms of a live buy, its items, and everything that can be changed; or a group."""
    t = replace(t, zone=buy.terms.zone)
    draft = as_draft(buy)
    lines = [*heading(t, draft, now), *conditions(t, draft, now), t("edit-what")]
    text = Markup("\n").join(lines)
    if group is not None:
        return Screen(
            text, (*_grid([_ask(buy, one, t) for one in GROUPS[group]]), (_back(buy, t),))
        )
    terms = [_ask(buy, field, t) for field in TERMS if field is not Field.ITEMS]
    terms += [
        Button(t.plain(f"wizard-group-{one}"), on(Verb.EDIT, buy.id, arg=one)) for one in Group
    ]
    items = [
        Button(title(item.name, t, 30), on(Verb.EDIT_TERM, buy.id, n=item.no, arg=Field.ITEMS))
        for item in buy.terms.live_items
    ]
    add = Button(t.plain("edit-add-item"), on(Verb.EDIT_TERM, buy.id, arg=Field.ITEMS))
    rows = (*_grid(items), (add,), *_grid(terms), (back_to_run(buy, t),))
    return Screen(text, rows)


def _ask(buy: GroupBuy, field: Field, t: Translator) -> Button:
    return Button(t.plain(f"wizard-field-{field}"), on(Verb.EDIT_TERM, buy.id, arg=field))


def item_screen(buy: GroupBuy, item: Item, t: Translator) -> Screen:
    """Show one item and what can be changed about it."""
    text = t(
        "edit-item",
        name=title(item.name, t),
        price=t.money(item.list_price, buy.terms.currency),
    )
    own_ladder = item.ladder is not None or len(buy.terms.live_items) > 1
    change = [
        Button(t.plain(f"wizard-field-{field}"), on(Verb.EDIT_TERM, buy.id, n=item.no, arg=field))
        for field in OF_AN_ITEM
        if field is not Field.LADDER or own_ladder
    ]
    remove = Button(t.plain("edit-remove-item"), on(Verb.REMOVE_ITEM, buy.id, n=item.no))
    return Screen(text, (*_grid(change), (remove,), (_back(buy, t),)))


def remove_screen(buy: GroupBuy, item: Item, units: int, t: Translator) -> Screen:
    """Ask before an item goes, with what is lost by it."""
    text = t("edit-remove-sure", name=title(item.name, t), count=units)
    sure = Button(t.plain("edit-remove-now"), on(Verb.REMOVE_NOW, buy.id, n=item.no))
    return Screen(text, ((sure,), (_back(buy, t),)))


def term_screen(
    buy: GroupBuy, field: Field, item: int, t: Translator, now: datetime, known: Known
) -> Screen:
    """Ask for one term, with the answers that are offered."""
    t = replace(t, zone=buy.terms.zone)
    draft = as_draft(buy)
    if field is Field.ITEMS:
        text = t("edit-ask-item", example=t.plain("reading-example-items"))
    else:
        text = asking_for(t, field, draft)
    parts = [text, *said_first(t, field, draft, known)]
    offered = [
        Button(choice.label, on(Verb.SET_TERM, buy.id, n=item, arg=f"{field}{IS}{choice.value}"))
        for choice in choices(field, _asked_about(draft, field, item), t, now, known)
        if field is not Field.CASE or _of_cases(buy, choice.value, item)
    ]
    beside = ((_ask(buy, Field.HOW_TO_PAY, t),),) if field is Field.PAYMENT else ()
    return Screen(Markup("\n").join(parts), (*_grid(offered), *beside, (_back(buy, t),)))


def _asked_about(draft: Draft, field: Field, item: int) -> Draft:
    """Return the draft with the item alone whose case is asked about."""
    if field is not Field.CASE or not item:
        return draft
    return replace(draft, items=tuple(one for one in draft.items if one.no == item))


def _of_cases(buy: GroupBuy, value: str, item: int) -> bool:
    """Tell whether an answer is offered: cases are an item's, and the rest is the whole buy's."""
    if value in (REST, NO_REST):
        return not item
    return bool(item) or len(buy.terms.live_items) == 1


def _back(buy: GroupBuy, t: Translator) -> Button:
    return Button(t.plain("common-back"), on(Verb.EDIT, buy.id))


def _grid(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
