"""What was typed for paying, cases, areas, delivery and handing out, read and put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from domain.delivery import Area, Delivery
from domain.draft import Draft, Field, Question
from domain.errors import MixedCurrencies
from domain.goods import PickUpPoint, Supplier
from handlers.draft.typed import Typed, asking, unclear
from handlers.reading.answers import read_case
from handlers.reading.areas import read_area
from handlers.reading.conditions import doubted, read_condition
from handlers.reading.delivery import read_delivery
from handlers.reading.found import TAKES_REST, Found
from handlers.reading.further import with_area, with_point, with_supplier
from handlers.reading.handing_out import read_point, read_supplier
from handlers.reading.lines import lines
from handlers.reading.paying import Paying, read_paying
from handlers.reading.setting import cut


def _parts(typed: Typed) -> Iterator[str]:
    """Yield what stands between semicolons and line breaks."""
    for line in lines(typed.text):
        yield from line


def _payment(typed: Typed) -> Draft:
    """Terms of paying, with `pay` or without it; and the organiser's own words on how to."""
    draft = typed.draft
    for part in _parts(typed):
        match read_condition(part, typed.setting_now()) or read_paying(part, bare=True):
            case Found(Field.HOW_TO_PAY, how):
                draft = replace(draft, how_to_pay=str(how))
            case Found(Field.PAYMENT, Question(options=options)):
                return asking(typed.draft, replace(typed.question(), options=options))
            case Found(Field.PAYMENT, Paying() as paying) | (Paying() as paying):
                draft = replace(draft, payment=paying.over(draft.payment))
            case _:
                return asking(typed.draft, typed.question())
    return draft


def _case(typed: Typed) -> Draft:
    """Units of a case, of one item or of all; or that the organiser takes the rest."""
    found = read_condition(typed.text, typed.setting_now())
    if found is not None and found.field == TAKES_REST:
        return replace(typed.draft, takes_rest=True)
    read = read_case(typed.text, typed.setting_now())
    if not isinstance(read, int):
        return unclear(typed, read)
    items = tuple(
        replace(item, case_size=read) if typed.item in (None, item.no) else item
        for item in typed.draft.items
    )
    return replace(typed.draft, items=items)


def _areas(typed: Typed) -> Draft:
    """All areas anew; an answer about one of them leaves the others as they are."""
    areas = typed.draft.areas if typed.item else ()
    asked = []
    for part in _parts(typed):
        read = read_area(part, typed.setting_now(), bare=True)
        if isinstance(read, MixedCurrencies):
            raise read
        if isinstance(read, Area):
            areas = with_area(areas, read)
        else:
            asked.append(read or Question(Field.AREAS, cut(part)))
    if not areas and not any(question.options for question in asked):
        return asking(typed.draft, typed.question())
    return _asked_too(replace(typed.draft, areas=areas), asked)


def _pick_up(typed: Typed) -> Draft:
    """All pick-up points anew; an answer about one of them leaves the others as they are."""
    points = typed.draft.pick_up if typed.item else ()
    doubt = partial(doubted, setting=typed.setting_now())
    asked = []
    for part in _parts(typed):
        read = read_point(part, typed.setting_now(), doubt, bare=True)
        if isinstance(read, PickUpPoint):
            points = with_point(points, read)
        else:
            asked.append(read or Question(Field.PICK_UP, cut(part)))
    if not points:
        return asking(typed.draft, typed.question())
    return _asked_too(replace(typed.draft, pick_up=points), asked)


def _asked_too(draft: Draft, asked: list[Question]) -> Draft:
    """Return the draft with questions about single areas or points, each with a number."""
    numbered = (replace(question, item=no) for no, question in enumerate(asked, start=1))
    return replace(draft, questions=(*numbered, *draft.questions))


def _delivery(typed: Typed) -> Draft:
    """What delivery costs; how it is shared stays unless it is said."""
    before = typed.draft.delivery
    rule = before.shared_by if before else None
    read = read_delivery(typed.text, typed.setting_now(), bare=True, rule=rule)
    match read:
        case Delivery():
            return replace(typed.draft, delivery=read)
        case MixedCurrencies():
            raise read
        case _:
            return asking(typed.draft, read or typed.question())


def _supplier(typed: Typed) -> Draft:
    """The supplier's e-mail address, https address, or both."""
    supplier = typed.draft.supplier
    whole = read_supplier(typed.text, bare=True)
    each = [read_supplier(part, bare=True) for part in typed.text.replace(",", " ").split()]
    for read in [whole] if isinstance(whole, Supplier) else each:
        if not isinstance(read, Supplier):
            return asking(typed.draft, typed.question())
        supplier = with_supplier(supplier, read)
    return replace(typed.draft, supplier=supplier)


FURTHER: dict[Field, Callable[[Typed], Draft]] = {
    Field.PAYMENT: _payment,
    Field.CASE: _case,
    Field.AREAS: _areas,
    Field.DELIVERY: _delivery,
    Field.PICK_UP: _pick_up,
    Field.SUPPLIER: _supplier,
}
"""Those of the fields that are answered by typing, or by typing as well."""
