"""The answers a question offers as buttons, and what each makes of the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.buy import Admission
from domain.draft import Draft, Field
from domain.ids import HomeId
from domain.payment import STARS, Method
from domain.timers import EXTENSION
from handlers.base36 import LARGEST
from handlers.draft.choices_further import chosen, offered
from handlers.draft.known import NO, YES, Choice, Known
from handlers.draft.zones import offered_zones, zone_city
from handlers.reading.entry import settle_currency
from handlers.reading.write_terms import write_span
from handlers.wording.names import title
from locales.formats import sign
from locales.translator import Translator

EVENING = time(20, 0)
AFTER_WORK = time(18, 0)
FRIDAY = 4
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "RUB", "CNY", "AED", "MXN")
MAX_PEOPLE = (5, 10, 20, 50)
PERSON_LIMITS = (1, 2, 3, 5, 10)
SPANS = (timedelta(days=1), EXTENSION, timedelta(days=7))
LABEL = 30


def choices(field: Field, draft: Draft, t: Translator, now: datetime, known: Known) -> list[Choice]:
    """Return the answers offered for a field; a field without any is typed."""
    offer = OFFERS.get(field)
    return offer(draft, t, now, known) if offer else offered(field, draft, t, known)


def _deadlines(draft: Draft, t: Translator, now: datetime, _: Known) -> list[Choice]:
    zone = ZoneInfo(draft.zone)
    today = now.astimezone(zone).date()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7 or 7)
    offered = [
        ("wizard-tonight", today, EVENING),
        ("wizard-tomorrow", today + timedelta(days=1), AFTER_WORK),
        ("wizard-friday", friday, AFTER_WORK),
        ("wizard-in-a-week", today + timedelta(days=7), AFTER_WORK),
    ]
    found: dict[datetime, Choice] = {}
    for key, day, hour in offered:
        moment = datetime.combine(day, hour, zone).astimezone(UTC)
        if moment > now and moment not in found:
            label = t.plain(key, time=f"{hour:%H:%M}")
            found[moment] = Choice(label, str(int(moment.timestamp())))
    return list(found.values())


def _zones(_: Draft, t: Translator, __: datetime, known: Known) -> list[Choice]:
    zones = offered_zones(*known.zones)[:9]
    return [Choice(zone_city(zone, t.language), zone) for zone in zones]


def _homes(_: Draft, t: Translator, __: datetime, known: Known) -> list[Choice]:
    homes = [Choice(title(home.title, t, LABEL), str(home.id)) for home in known.homes[:8]]
    return [*homes, Choice(t.plain("wizard-no-home"), NO)]


def _yes_no(_: Draft, t: Translator, __: datetime, ___: Known) -> list[Choice]:
    return [Choice(t.plain("wizard-yes"), YES), Choice(t.plain("wizard-no"), NO)]


def _admissions(draft: Draft, t: Translator, _: datetime, __: Known) -> list[Choice]:
    possible = [Admission.CODE, Admission.NAMED] + ([Admission.CHAT] if draft.home else [])
    return [Choice(t.plain(f"wizard-admission-{who}"), who.value) for who in possible]


def _if_missed(_: Draft, t: Translator, __: datetime, ___: Known) -> list[Choice]:
    off = Choice(t.plain("wizard-call-off"), NO)
    return [off] + [
        Choice(t.plain("wizard-extend", span=write_span(span, t)), str(span.days)) for span in SPANS
    ]


def _currencies(draft: Draft, _: Translator, __: datetime, known: Known) -> list[Choice]:
    stars = (STARS,) if Method.STARS in known.methods else ()
    codes = dict.fromkeys((draft.currency, *CURRENCIES, *stars))
    return [Choice(sign(code), code) for code in codes if code]


def _numbers(numbers: tuple[int, ...]) -> Callable[..., list[Choice]]:
    def offer(_: Draft, t: Translator, __: datetime, ___: Known) -> list[Choice]:
        plain = [Choice(t.number(number), str(number)) for number in numbers]
        return [*plain, Choice(t.plain("wizard-no-limit"), NO)]

    return offer


def _one(key: str) -> Callable[..., list[Choice]]:
    def offer(_: Draft, t: Translator, __: datetime, ___: Known) -> list[Choice]:
        return [Choice(t.plain(key), NO)]

    return offer


OFFERS: dict[Field, Callable[..., list[Choice]]] = {
    Field.DEADLINE: _deadlines,
    Field.ZONE: _zones,
    Field.HOME: _homes,
    Field.GUESTS: _yes_no,
    Field.EARLY_CLOSE: _yes_no,
    Field.ADMISSION: _admissions,
    Field.IF_MISSED: _if_missed,
    Field.CURRENCY: _currencies,
    Field.MAX_PEOPLE: _numbers(MAX_PEOPLE),
    Field.PERSON_LIMIT: _numbers(PERSON_LIMITS),
    Field.LADDER: _one("wizard-no-ladder"),
    Field.MINIMUM: _one("wizard-no-minimum"),
    Field.STOCK: _one("wizard-no-limit"),
    Field.OPENS_AT: _one("wizard-opens-at-once"),
    Field.HOW_TO_PAY: _one("wizard-no-how-to-pay"),
    Field.PEOPLE: _one("wizard-nobody"),
}


def choose(draft: Draft, field: Field, value: str, item: int = 0) -> Draft:
    """Return the draft with an offered answer taken; `item` says of which item, 0 of the buy.

    Raises `ValueError` for a value that was never offered (forged callback data).
    """
    changed: dict[str, Any]
    match field:
        case Field.DEADLINE:
            changed = {"deadline": _moment(value)}
        case Field.ZONE:
            return in_zone(draft, value)
        case Field.HOME:
            changed = {"home": None if value == NO else HomeId(_whole(value))}
        case Field.GUESTS:
            changed = {"guests_count": value == YES}
        case Field.EARLY_CLOSE:
            changed = {"close_when_answered": value == YES}
        case Field.ADMISSION:
            changed = {"admission": Admission(value)}
        case Field.IF_MISSED:
            changed = {"extend_by": None if value == NO else timedelta(days=_span(value))}
        case Field.CURRENCY:
            return settle_currency(draft, _currency(draft, value))
        case Field.MAX_PEOPLE:
            changed = {"max_people": None if value == NO else _whole(value)}
        case Field.PERSON_LIMIT:
            changed = {"per_person_limit": None if value == NO else _whole(value)}
        case _ if (further := chosen(draft, field, value, item)) is not None:
            return further
        case _:
            changed = _nothing(draft, field, value, item)
    return replace(draft, **changed)


def _nothing(draft: Draft, field: Field, value: str, item: int) -> dict[str, Any]:
    flat = tuple(replace(one, ladder=None) if one.no == item else one for one in draft.items)
    empty: dict[Field, dict[str, Any]] = {
        Field.LADDER: {"items": flat} if item else {"ladder": None},
        Field.MINIMUM: {"minimum": None},
        Field.STOCK: {"items": tuple(replace(one, stock=None) for one in draft.items)},
        Field.OPENS_AT: {"opens_at": None},
        Field.HOW_TO_PAY: {"how_to_pay": ""},
        Field.PEOPLE: {"named": ()},
    }
    if value != NO or field not in empty:
        raise ValueError(field)
    return empty[field]


def in_zone(draft: Draft, zone: str) -> Draft:
    """Return the draft in another zone: what was said as 18:00 stays 18:00 there."""
    old, new = ZoneInfo(draft.zone), _zone(zone)

    def moved(moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        return moment.astimezone(old).replace(tzinfo=new).astimezone(UTC)

    return replace(draft, zone=zone, deadline=moved(draft.deadline), opens_at=moved(draft.opens_at))


def _zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, OSError) as unknown:
        raise ValueError(zone) from unknown


def _moment(value: str) -> datetime:
    try:
        return datetime.fromtimestamp(_whole(value), UTC)
    except (OverflowError, OSError) as impossible:
        raise ValueError(value) from impossible


def _whole(value: str) -> int:
    number = int(value)
    if not 0 <= number <= LARGEST:
        raise ValueError(value)
    return number


def _span(value: str) -> int:
    if timedelta(days=_whole(value)) not in SPANS:
        raise ValueError(value)
    return int(value)


def _currency(draft: Draft, value: str) -> str:
    if value not in (*CURRENCIES, STARS, draft.currency):
        raise ValueError(value)
    return value
