"""The text of the draft card, typed back in, is the same buy: in every language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from domain.buy import Admission, Item
from domain.delivery import Delivery, SharedBy
from domain.draft import Draft, Field
from domain.ids import BuyId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.payment import AMONG_FRIENDS, Due, Payment
from domain.terms import draft_terms
from handlers.draft.filling import refusals_of
from handlers.draft.wording import conditions, heading
from handlers.reading.setting import Setting
from locales.catalogue import LANGUAGES
from locales.translator import Translator
from tests.handlers.further import further, payments
from tests.handlers.offers import (
    CURRENCIES,
    NAMES,
    NOW,
    TITLES,
    ZONES,
    counts,
    items,
    ladders,
    minimums,
    moments,
)  # fmt: skip

FRIDAY = datetime(2026, 6, 5, 16, 0, tzinfo=UTC)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Drafts with all that a line can state, as their card would offer them for starting."""
    offered = draw(items())
    minimum = draw(st.none() | minimums)
    currency = draw(st.sampled_from(CURRENCIES))
    days = st.integers(1, 30).map(lambda number: timedelta(days=number))
    return Draft(
        id=BuyId(1),
        owner=PersonId(2),
        home=None,
        created_at=NOW,
        zone=draw(st.sampled_from(ZONES)),
        title=draw(st.sampled_from([*TITLES, *NAMES, offered[0].name])),
        currency=currency,
        items=offered,
        ladder=draw(st.none() | ladders()),
        deadline=draw(moments),
        opens_at=draw(st.none() | moments),
        minimum=minimum,
        max_people=draw(st.none() | counts),
        per_person_limit=draw(st.none() | counts),
        extend_by=draw(st.none() | days) if minimum else None,
        admission=draw(st.sampled_from([Admission.CODE, Admission.NAMED])),
        guests_count=draw(st.booleans()),
        close_when_answered=draw(st.sampled_from([None, True, False])),
        how_to_pay=draw(
            st.sampled_from(["", "IBAN DE12 3456; ref: name", "Cash\n2 pm: Anna", "online"])
        ),
        payment=draw(payments(currency)),
        takes_rest=draw(st.booleans()),
        ships=draw(st.booleans()),
        **draw(further()),
    )


def card(draft: Draft, language: str) -> str:
    """Return the draft card's text as a client copies it."""
    t = Translator(language, draft.zone)
    text = Markup("\n").join([*heading(t, draft, NOW), *conditions(t, draft, NOW)])
    return unescape(str(text).replace("<b>", "").replace("</b>", ""))


def typed_into(draft: Draft, text: str, language: str, zone: str = "Asia/Tokyo") -> Draft:
    """Return an empty draft somewhere else with `text` read into it."""
    empty = Draft(draft.id, draft.owner, None, NOW, zone, currency="EUR")
    return refusals_of(empty, text, Setting(NOW, zone, "EUR", (language,)))[0]


@given(draft=drafts(), language=st.sampled_from(LANGUAGES))
def test_the_draft_card_typed_back_in_is_the_same_buy(draft: Draft, language: str) -> None:
    """Without it someone who copies what the bot read would start a different buy."""
    text = card(draft, language)
    back = typed_into(draft, text, language)
    assert back.questions == (), text
    assert (draft_terms(back), back.zone) == (draft_terms(draft), draft.zone), text


CARDS = {
    "en": "Olive oil 5 l\n42.00 EUR → from 10: 38.00 → from 20: 35.00\n"
    "Until Fri 18:00, Berlin time",
    "ru": "Olive oil 5 l\n42,00 EUR → от 10: 38,00 → от 20: 35,00\nДо пт 18:00 (время: Берлин)",
    "es": "Olive oil 5 l\n42,00 EUR → desde 10: 38,00 → desde 20: 35,00\n"
    "Hasta el vie 18:00, hora de Berlín",
    "zh_Hans": "Olive oil 5 l\n42.00 EUR → 满 10 件：38.00 → 满 20 件：35.00\n"
    "周五 18:00 截止（柏林时间）",
    "ar": "Olive oil 5 l\n42.00 EUR ← من 10: 38.00 ← من 20: 35.00\nحتى الجمعة 18:00 بتوقيت برلين",
}
LADDER = Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))
OIL = Draft(
    BuyId(1), PersonId(2), None, NOW, "Europe/Berlin", title="Olive oil 5 l", currency="EUR",
    items=(Item(ItemNo(1), "Olive oil 5 l", 4200),), ladder=LADDER, deadline=FRIDAY,
)  # fmt: skip


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_copies_another_may_type(language: str, reader: str) -> None:
    """Without it a card forwarded by a friend with another language would not be understood."""
    back = typed_into(OIL, CARDS[language], reader)
    assert (draft_terms(back), back.zone) == (draft_terms(OIL), OIL.zone)


@pytest.mark.parametrize(
    "typed",
    [
        "Olive oil 5 l; 42.00 EUR → from 10: 38.00 → from 20: 35.00; until Fri 18:00 Berlin time",
        "Olive oil 5 l: 42 EUR -> 10: 38 -> 20: 35; until Fri 18:00; Berlin time",
        "Olive oil 5 l; 42 EUR; → 10: 38 → 20: 35; until Fri 18:00, Berlin time",
        "I read:\nOlive oil 5 l\n42 EUR → 10: 38; 20: 35\nUntil Fri 18:00, Berlin time\nIn Flat 12",
    ],
)
def test_the_card_s_way_of_writing_in_a_line_of_one_s_own(typed: str) -> None:
    """Without it people who write as the bot does would get a second item instead of tiers."""
    back = typed_into(OIL, typed, "en")
    assert back.questions == ()
    assert (draft_terms(back), back.zone) == (draft_terms(OIL), OIL.zone)


def test_a_zone_alone_moves_the_deadline_that_stood_before() -> None:
    """Without it 18:00 would become another hour when someone adds whose 18:00 it is."""
    back = typed_into(OIL, "Olive oil 5 l; 42 EUR; Dubai time", "en", zone="Europe/Berlin")
    assert back.zone == "Asia/Dubai"
    moved = refusals_of(OIL, "Dubai time; 42 EUR", Setting(NOW, OIL.zone, "EUR", ("en",)))[0]
    assert moved.zone == "Europe/Berlin"
    moved = refusals_of(OIL, "42 EUR; Dubai time", Setting(NOW, OIL.zone, "EUR", ("en",)))[0]
    assert (moved.zone, moved.deadline) == ("Asia/Dubai", FRIDAY - timedelta(hours=2))


def test_the_live_card_typed_in_asks_only_what_it_does_not_tell() -> None:
    """Without it progress, names and the code of another buy would become things on offer."""
    back = typed_into(
        OIL,
        "Olive oil 5 l · Anna\n42.00 EUR → from 10: 38.00 → from 20: 35.00 · 3 left\n"
        "▰▰▰▰▰▰▱▱▱▱ 8 of 10\n2 more and everyone saves 4.00 EUR each\n"
        "Delivery 30.00 EUR, shared by units\nAreas: North 10% off, South 3.00 EUR on top\n"
        "Paid when ordering; what the price falls by comes back\n"
        "2 more wait for a lower price\n"
        "To go ahead: 3 of 5 people\nIn: Boris 2, Carla 1\nUntil Fri 18:00 · code K7Q4BX",
        "en",
        zone="Europe/Berlin",
    )
    assert [(question.field, question.quoted) for question in back.questions] == [
        (Field.ITEMS, "Anna"),
        (Field.STOCK, "3 left"),
        (Field.AREAS, "Areas: North 10% off, South 3.00 EUR on top"),
        (Field.MINIMUM, "To go ahead: 3 of 5 people"),
    ]
    answered = replace(back, questions=())
    assert answered.delivery == Delivery(3000, SharedBy.UNITS)
    assert answered.payment == Payment(due=Due.AT_ORDER)
    plain = replace(answered, delivery=None, payment=AMONG_FRIENDS)
    assert draft_terms(plain) == draft_terms(OIL)
