"""Further terms: how a buy is paid, where it goes, what that costs, and how it is handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from domain.delivery import Area, AreaNo
from domain.draft import Field, Question
from domain.goods import NO_SUPPLIER, PickUpPoint, PointNo, Supplier
from handlers.reading.areas import read_area
from handlers.reading.delivery import read_delivery
from handlers.reading.found import Found
from handlers.reading.handing_out import read_point, read_supplier
from handlers.reading.paying import UNSAID, Paying, read_paying
from handlers.reading.setting import Setting, asked
from handlers.reading.text import fold


def read_further(typed: str, setting: Setting, doubted: Callable[[str], bool]) -> Found | None:
    """Return the further term that `typed` states, or None; `doubted` as in `read_point`."""
    if paying := read_paying(typed):
        return Found(Field.PAYMENT, paying)
    for about, value in (
        (Field.AREAS, read_area(typed, setting)),
        (Field.DELIVERY, read_delivery(typed, setting)),
        (Field.PICK_UP, read_point(typed, setting, doubted)),
        (Field.SUPPLIER, read_supplier(typed)),
    ):
        if value is not None:
            return Found(about, value)
    return None


@dataclass
class Further:
    """Those of the further terms that add up over the parts of an entry."""

    paying: Paying = UNSAID
    areas: tuple[Area, ...] = ()
    points: tuple[PickUpPoint, ...] = ()
    supplier: Supplier = NO_SUPPLIER
    typed: list[tuple[Paying | Area | Supplier, str]] = field(default_factory=list)

    def take(self, value: object, typed: str) -> Question | None:
        """Take one more; return the question where it contradicts what was said before."""
        if isinstance(value, Paying | Area | Supplier):
            for before, said in self.typed:
                if about := _contradicted(before, value):
                    return self.numbered(asked(about, f"{said}; {typed}", [said, typed]))
            self.typed.append((value, typed))
        match value:
            case Paying():
                self.paying = self.paying.joined(value) or self.paying
            case Area():
                self.areas = with_area(self.areas, value)
            case PickUpPoint():
                self.points = with_point(self.points, value)
            case Supplier():
                self.supplier = with_supplier(self.supplier, value)
            case _:
                pass
        return None

    def numbered(self, question: Question) -> Question:
        """Return a question about one of several areas or points with a number."""
        several = {Field.AREAS: self.areas, Field.PICK_UP: self.points}
        if question.field not in several:
            return question
        return replace(question, item=len(several[question.field]) + 1)


def _contradicted(before: object, now: object) -> Field | None:
    """Return the field in which two things that were said contradict each other, or None."""
    match before, now:
        case Paying(), Paying() if before.joined(now) is None:
            return Field.PAYMENT
        case Area(), Area() if _same(before.name, now.name) and before != now:
            return Field.AREAS
        case Supplier(), Supplier() if with_supplier(before, now) != with_supplier(now, before):
            return Field.SUPPLIER
        case _:
            return None


def with_area(areas: tuple[Area, ...], area: Area) -> tuple[Area, ...]:
    """Return the areas with one more, or with a new version of the one of the same name."""
    known = next((one for one in areas if _same(one.name, area.name)), None)
    if known is not None:
        return tuple(replace(area, no=one.no) if one is known else one for one in areas)
    number = max((one.no for one in areas), default=0) + 1
    return (*areas, replace(area, no=AreaNo(number)))


def with_point(points: tuple[PickUpPoint, ...], point: PickUpPoint) -> tuple[PickUpPoint, ...]:
    """Return the points with one more, or with the times added to the one of the same name."""
    known = next((one for one in points if _same(one.name, point.name)), None)
    if known is not None:
        slots = tuple(dict.fromkeys((*known.slots, *point.slots)))
        return tuple(replace(one, slots=slots) if one is known else one for one in points)
    number = max((one.no for one in points), default=0) + 1
    return (*points, replace(point, no=PointNo(number)))


def with_supplier(supplier: Supplier, more: Supplier) -> Supplier:
    """Return the supplier with an address more, or with another in its place."""
    return Supplier(more.email or supplier.email, more.url or supplier.url)


def _same(name: str, other: str) -> bool:
    return fold(name) == fold(other)
