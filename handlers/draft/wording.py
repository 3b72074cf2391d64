"""The terms of a draft, or of a live buy, in words: a line a thought."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from markupsafe import Markup, escape

from domain.buy import Admission, Item, Minimum
from domain.draft import Draft
from domain.ladder import Ladder, Metric, Reward, UnitPrice
from domain.limits import PLACE_LENGTH
from handlers.draft.zones import zone_city
from handlers.reading.deadlines import write_moment
from handlers.reading.setting import Setting
from handlers.reading.write_buy import SOME_PRICE, write_further, write_name
from handlers.reading.write_goods import Writing
from handlers.reading.write_paying import put_own_words
from handlers.reading.write_terms import write_span
from handlers.wording.ladder import reward_said, rung
from handlers.wording.names import person_name, title
from locales.translator import Translator

NAMES_SHOWN = 8
ITEMS_SHOWN = 30
FURTHER_SHOWN = 1200
"""Characters of the lines on paying, areas, delivery and handing out."""


def cut(text: str, length: int) -> str:
    """Return the text, or its beginning with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def ladder_words(t: Translator, ladder: Ladder, currency: str) -> str:
    """Return every rung as it was asked for: from 10: 38.00 → from 20: 35.00."""
    return t.plain("card-then").join(
        rung(t, ladder, tier, _reward(t, tier.reward, currency), currency) for tier in ladder.tiers
    )


def _reward(t: Translator, reward: Reward, currency: str) -> str:
    if isinstance(reward, UnitPrice):
        return t.amount(reward.amount, currency)
    return reward_said(t, reward, currency)


def price_words(t: Translator, item: Item, currency: str) -> str:
    """Return an item's price with its own ladder, or that the price is still open."""
    if not item.list_price:
        return t.plain("draft-price-open")
    price = t.money(item.list_price, currency)
    if item.unit:
        price = t.plain("card-per-unit", price=price, unit=title(item.unit, t))
    if item.ladder is None:
        return price
    return t.plain("card-then").join([price, ladder_words(t, item.ladder, currency)])


def minimum_words(t: Translator, minimum: Minimum, currency: str) -> str:
    """Return what a buy needs to go ahead: 5 people, 10 units, 500.00 EUR."""
    match minimum.metric:
        case Metric.PARTICIPANTS:
            return t.plain("common-people", count=minimum.value)
        case Metric.UNITS:
            return t.plain("common-units", count=minimum.value)
        case Metric.AMOUNT:
            return t.money(minimum.value, currency)


def heading(t: Translator, draft: Draft, now: datetime) -> list[Markup]:
    """Return the lines that say what is bought and for how much.

    A name that would be read as anything else if it were typed stands in quotes.
    """
    items = [item for item in draft.items if not item.removed]
    setting = Setting(now, draft.zone, draft.currency, (t.language,))

    def named(name: str) -> str:
        return write_name(name, setting, partial(_as_item, t))

    def titled(name: str) -> str:
        return write_name(name, setting, _as_title)

    called = titled(title(draft.title, t)) if draft.title else t("draft-untitled")
    lines = [Markup("<b>{}</b>").format(called)]
    if len(items) == 1:
        price = price_words(t, items[0], draft.currency)
        if draft.ladder:
            shared = ladder_words(t, draft.ladder, draft.currency)
            price = t.plain("card-then").join([price, shared])
        if items[0].name in ("", draft.title):
            lines.append(escape(price))
        else:
            lines.append(t("draft-item", name=named(title(items[0].name, t)), price=price))
    else:
        for item in items[:ITEMS_SHOWN]:
            words = price_words(t, item, draft.currency)
            lines.append(t("draft-item", name=named(title(item.name, t)), price=words))
        if len(items) > ITEMS_SHOWN:
            lines.append(t("draft-more-items", count=len(items) - ITEMS_SHOWN))
        if draft.ladder:
            words = ladder_words(t, draft.ladder, draft.currency)
            lines.append(t("draft-all-items", ladder=words))
    return lines


def _as_title(name: str) -> str:
    return f"{name}\n{SOME_PRICE}"


def _as_item(t: Translator, name: str) -> str:
    return t.plain("draft-item", name=name, price=SOME_PRICE)


def conditions(t: Translator, draft: Draft, now: datetime) -> list[Markup]:
    """Return the lines on time, limits and paying that differ from the plainest buy."""
    setting = Setting(now, draft.zone, draft.currency, (t.language,))
    lines = []
    if draft.opens_at:
        lines.append(t("draft-opens", when=write_moment(draft.opens_at, setting)))
    if draft.deadline:
        city = zone_city(draft.zone, t.language)
        when = write_moment(draft.deadline, setting)
        lines.append(t("draft-until", when=when, city=city))
    lines += _limits(t, draft)
    if draft.admission is Admission.NAMED:
        lines.append(t("draft-for-named"))
    elif draft.admission is Admission.CHAT:
        lines.append(t("draft-for-chat"))
    if draft.guests_count:
        lines.append(t("draft-guests-count"))
    if closes_early(draft):
        lines.append(t("draft-closes-early"))
    elif draft.admission is Admission.NAMED:
        lines.append(t("draft-stays-open"))
    lines += further(t, draft, setting)
    paying = (line.strip() for line in draft.how_to_pay.split("\n"))
    return lines + [t("draft-pay", how=put_own_words(line)) for line in paying if line]


def further(t: Translator, draft: Draft, setting: Setting) -> list[Markup]:
    """Return the lines on paying, areas, delivery and handing out, as they may be typed.

    Where there are too many to be read on one screen, the last line says so.
    """
    put = partial(title, t=t, limit=PLACE_LENGTH)
    found, length = [], 0
    for line in write_further(draft, setting, Writing(t, draft.currency, _money, put)):
        length += len(line)
        if length > FURTHER_SHOWN:
            found.append(t("draft-more-terms"))
            break
        found.append(escape(capital(line)))
    if draft.payment.by_telegram:
        found.append(t("draft-money-lands"))
    return found


def _money(amount: int, currency: str, t: Translator) -> str:
    return t.money(amount, currency)


def capital(line: str) -> str:
    """Return a line with a capital at its beginning."""
    return line[:1].upper() + line[1:]


def closes_early(draft: Draft) -> bool:
    """Tell whether the buy closes once all named have answered (default: named people alone)."""
    if draft.close_when_answered is None:
        return draft.admission is Admission.NAMED
    return draft.close_when_answered


def _limits(t: Translator, draft: Draft) -> list[Markup]:
    lines = []
    if draft.minimum:
        needed = minimum_words(t, draft.minimum, draft.currency)
        if draft.extend_by:
            span = write_span(draft.extend_by, t)
            lines.append(t("draft-minimum-extended", needed=needed, span=span))
        else:
            lines.append(t("draft-minimum-called-off", needed=needed))
    if draft.max_people:
        lines.append(t("draft-max-people", count=draft.max_people))
    for item in draft.items:
        if item.stock is not None and not item.removed:
            lines.append(t("draft-stock", count=item.stock, name=title(item.name, t)))
    for item in draft.items:
        if item.case_size is not None and not item.removed:
            size = t.number(item.case_size)
            lines.append(t("draft-case", name=title(item.name, t), size=size))
    if draft.per_person_limit:
        lines.append(t("draft-person-limit", count=draft.per_person_limit))
    return lines


def people_line(t: Translator, names: list[str]) -> Markup | None:
    """Return whom the draft names, the first few by name."""
    if not names:
        return None
    shown = t.names([person_name(name, t) for name in names[:NAMES_SHOWN]])
    more = len(names) - NAMES_SHOWN
    if more > 0:
        return t("draft-named-more", names=shown, count=more)
    return t("draft-named", names=shown)
