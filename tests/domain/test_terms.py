"""From a draft to a buy: what is missing, what no buy can run under, and what starting does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.buy import Admission, Item, Minimum, State
from domain.commands.drafts import DropDraft, SaveDraft, StartBuy
from domain.commands.people import ChangeHome
from domain.conversation import Conversation, Expecting
from domain.draft import Field, Question
from domain.errors import (
    DeadlineBeforeOpening,
    DeadlinePassed,
    DomainError,
    DraftGone,
    LadderNotAscending,
    LimitTooLarge,
    LimitTooSmall,
    MinimumAboveMaximum,
    MissingTerm,
    NotYourDraft,
    OnlyAdministratorsStart,
    TextTooLong,
    TooManyItems,
    UnitPriceNeedsOneItem,
    UnknownZone,
)
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.people import WhoMayStart
from domain.terms import check_terms, draft_terms, refused_in
from domain.timers import TimerKind
from tests.domain.play import (
    ANNA,
    BORIS,
    BUY,
    CARLA,
    FLAT,
    NOON,
    OIL,
    everyone,
    olive_oil,
    started,
)

SALT = Item(ItemNo(2), "Salt", 999)
OWN = Item(OIL, "Oil", 4200)
HOUR = timedelta(hours=1)


def item(**fields: Any) -> dict[str, Any]:
    """Return terms with one item with such fields."""
    return {"items": (replace(OWN, **fields),), "ladder": None}


@pytest.mark.parametrize(
    ("fields", "term"),
    [
        ({"items": ()}, "items"),
        ({"items": (replace(OWN, removed=True),)}, "items"),
        (item(name=" "), "items"),
        ({"items": (OWN, SALT)}, "title"),
        (item(list_price=0), "price"),
        ({"currency": ""}, "currency"),
        ({"deadline": None}, "deadline"),
        ({"admission": Admission.CHAT, "home": None}, "home"),
        ({"questions": (Question(Field.PRICE, "1.234", ("1234", "1.23")),)}, "price"),
    ],
)
def test_what_a_draft_lacks(fields: dict[str, Any], term: str) -> None:
    """Lost otherwise: a buy starts without what nobody can order without."""
    with pytest.raises(MissingTerm) as refused:
        draft_terms(olive_oil(**fields))
    assert refused.value.term == term


def test_what_a_draft_leaves_open_has_a_default() -> None:
    """Lost otherwise: the only item's name, or the default of closing early."""
    terms = draft_terms(olive_oil())
    assert (terms.title, terms.close_when_answered) == ("Olive oil 5 l", False)
    assert draft_terms(olive_oil(admission=Admission.NAMED)).close_when_answered
    by_choice = olive_oil(admission=Admission.NAMED, close_when_answered=False)
    assert not draft_terms(by_choice).close_when_answered
    gone = replace(SALT, no=ItemNo(7), removed=True)
    bread = replace(SALT, no=ItemNo(9), name="Bread")
    items = draft_terms(olive_oil(title="Shop", items=(OWN, gone, bread))).items
    assert [(one.no, one.name) for one in items] == [(1, "Oil"), (2, "Bread")]


def ladder(*tiers: tuple[int, int]) -> Ladder:
    """Return a ladder of unit prices."""
    return Ladder(Metric.UNITS, tuple(Tier(at, UnitPrice(price)) for at, price in tiers))


REFUSED: list[tuple[dict[str, Any], DomainError]] = [
    ({"deadline": NOON}, DeadlinePassed(NOON)),
    ({"opens_at": NOON + timedelta(days=4)}, DeadlineBeforeOpening(NOON + timedelta(days=4))),
    ({"zone": "Mars/Olympus"}, UnknownZone("Mars/Olympus")),
    ({"extend_by": timedelta(minutes=59)}, LimitTooSmall("if_missed", 0)),
    ({"extend_by": timedelta(days=31)}, LimitTooLarge("if_missed", 744, 720)),
    ({"title": "x" * 201}, TextTooLong(200, 201)),
    ({"how_to_pay": "x" * 501}, TextTooLong(500, 501)),
    (item(name="x" * 4096), TextTooLong(200, 4096)),
    (item(unit="x" * 21), TextTooLong(20, 21)),
    (item(list_price=-5), LimitTooSmall("price", -5)),
    (item(list_price=10**11), LimitTooLarge("price", 10**11, 10**10)),
    (item(stock=0), LimitTooSmall("stock", 0)),
    (item(case_size=0), LimitTooSmall("case_size", 0)),
    ({"max_people": 0}, LimitTooSmall("max_people", 0)),
    ({"per_person_limit": 0}, LimitTooSmall("per_person_limit", 0)),
    ({"per_person_limit": 10_000}, LimitTooLarge("per_person_limit", 10_000, 9_999)),
    ({"minimum": Minimum(Metric.UNITS, 0)}, LimitTooSmall("minimum", 0)),
    ({"minimum": Minimum(Metric.PARTICIPANTS, 5), "max_people": 4}, MinimumAboveMaximum(5, 4)),
    ({"items": (OWN,) * 31, "ladder": None, "title": "Shop"}, TooManyItems(30)),
    ({"items": (OWN, SALT), "title": "Shop"}, UnitPriceNeedsOneItem(1)),
    ({"ladder": ladder((20, 3800), (10, 3500))}, LadderNotAscending(2, 10, 20)),
    (item(ladder=ladder((20, 3800), (10, 3500))), LadderNotAscending(2, 10, 20)),
    (
        {"ladder": ladder(*((at, 4200 - at) for at in range(1, 22)))},
        LimitTooLarge("ladder", 21, 20),
    ),
    ({"ladder": ladder((10**15, 1))}, LimitTooLarge("ladder", 10**15, 10**10 * 9_999)),
]


@pytest.mark.parametrize(("fields", "refusal"), REFUSED)
def test_terms_that_are_refused(fields: dict[str, Any], refusal: DomainError) -> None:
    """Lost otherwise: a buy that cannot end well starts; or the answer does not say which line."""
    terms = draft_terms(olive_oil(**fields))
    with pytest.raises(type(refusal)) as refused:
        check_terms(terms, NOON)
    assert refused.value == refusal


@pytest.mark.parametrize(("fields", "refusal"), REFUSED)
def test_a_draft_tells_before_its_start_why_it_would_be_refused(
    fields: dict[str, Any], refusal: DomainError
) -> None:
    """Lost otherwise: everything is answered, and only Start says that it was in vain."""
    assert refusal in [refused.error for refused in refused_in(olive_oil(**fields), NOON)]


def test_a_draft_that_is_not_finished_is_not_refused_for_it() -> None:
    """Lost otherwise: the first answer is refused because the second one is missing."""
    open_price = replace(OWN, list_price=0, ladder=None)
    bare = olive_oil(deadline=None, ladder=None, items=(open_price,))
    assert refused_in(bare, NOON) == ()
    falling = replace(bare, ladder=ladder((10, 3800), (5, 3500)))
    (refused,) = refused_in(falling, NOON)
    assert (refused.field, refused.error) == (Field.LADDER, LadderNotAscending(2, 5, 10))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"opens_at": NOON - HOUR},
        {"extend_by": HOUR, "minimum": Minimum(Metric.PARTICIPANTS, 4), "max_people": 4},
        {"minimum": Minimum(Metric.UNITS, 40), "max_people": 4},
        {"title": "Shop", "items": (OWN, replace(SALT, ladder=ladder((5, 900))))},
        {
            "title": "Shop",
            "items": (OWN, SALT),
            "ladder": Ladder(Metric.UNITS, (Tier(5, AmountOff(100)),)),
        },
    ],
)
def test_terms_that_are_fine(fields: dict[str, Any]) -> None:
    """Lost otherwise: an ordinary buy is refused."""
    check_terms(draft_terms(olive_oil(**fields)), NOON)
    assert refused_in(olive_oil(**fields), NOON) == ()


def test_terms_without_any_item_left() -> None:
    """Lost otherwise: a buy goes on with nothing to order."""
    terms = draft_terms(olive_oil())
    with pytest.raises(MissingTerm):
        check_terms(replace(terms, items=(replace(OWN, removed=True),)), NOON)


def test_starting() -> None:
    """Lost otherwise: a buy without its card, its invitations or its deadline."""
    play = started(named=(BORIS, ANNA, CARLA, BORIS))
    assert (play.open, play.buy.code, play.buy.version) == (True, "K7Q4MN", 1)
    assert play.buy.code_expires_at == play.buy.terms.deadline
    assert play.timers == {
        TimerKind.DEADLINE: NOON + timedelta(days=4),
        TimerKind.CLOSING_SOON: NOON + timedelta(days=4, hours=-3),
    }
    assert (play.totals.named, play.totals.unanswered) == (2, 2)
    assert play.world.invitation(BUY, ANNA) is None
    assert play.world.drafts == {}
    assert play.told(NoticeKind.CARD) == [None]
    with pytest.raises(DraftGone):
        play.do(StartBuy, ANNA, BUY, "OTHER2", ())
    with pytest.raises(DraftGone):
        play.do(SaveDraft, ANNA, olive_oil())


def test_starting_later() -> None:
    """Lost otherwise: BP-3; a buy takes orders before its period begins, or never."""
    play = started(opens_at=NOON + HOUR)
    assert play.buy.state is State.SCHEDULED
    assert play.timers[TimerKind.OPENING] == NOON + HOUR
    play.wait(HOUR)
    assert play.open
    assert started(opens_at=NOON - HOUR).open


def test_a_refused_start_keeps_the_draft() -> None:
    """Lost otherwise: one bad term and everything typed is gone."""
    play = everyone()
    play.do(SaveDraft, ANNA, olive_oil(deadline=NOON - HOUR))
    with pytest.raises(DeadlinePassed):
        play.do(StartBuy, ANNA, BUY, "K7Q4MN", ())
    assert BUY in play.world.drafts


def test_drafts_belong_to_their_owner() -> None:
    """Lost otherwise: anyone in the group starts, changes or drops another's draft."""
    play = everyone()
    play.do(SaveDraft, ANNA, olive_oil(in_group=True), reply_to=7)
    with pytest.raises(NotYourDraft) as refused:
        play.do(StartBuy, BORIS, BUY, "K7Q4MN", ())
    assert refused.value.owner == "Anna"
    with pytest.raises(NotYourDraft):
        play.do(SaveDraft, BORIS, replace(play.world.drafts[BUY], owner=BORIS))
    with pytest.raises(NotYourDraft):
        play.do(DropDraft, BORIS, BUY)
    said = play.last(NoticeKind.DRAFT_CARD)
    assert (said.home, said.values) == (FLAT, {"draft": BUY, "reply_to": 7})


def test_a_draft_that_was_dropped_does_not_come_back() -> None:
    """Lost otherwise: an old Change button brings a cancelled draft back to life."""
    play = everyone()
    talk = Conversation(ANNA, Expecting.DRAFT)
    play.do(SaveDraft, ANNA, olive_oil(), talk)
    assert play.world.conversations[ANNA] == talk
    kept = play.world.drafts[BUY]
    play.do(SaveDraft, ANNA, replace(kept, title="Oil"))
    assert play.world.drafts[BUY].version == 2
    play.do(DropDraft, ANNA, BUY)
    play.do(DropDraft, ANNA, BUY)
    assert play.told(NoticeKind.DRAFT_CARD) == []
    with pytest.raises(DraftGone):
        play.do(SaveDraft, ANNA, kept)


def test_dropping_a_draft_in_the_group_takes_its_card_away() -> None:
    """Lost otherwise: a card with Start stands in the group for a draft that is gone."""
    play = everyone()
    play.do(SaveDraft, ANNA, olive_oil(in_group=True))
    play.do(DropDraft, ANNA, BUY)
    assert len(play.told(NoticeKind.DRAFT_CARD)) == 2


def test_where_only_administrators_start() -> None:
    """Lost otherwise: the chat's choice of who may start buys means nothing."""
    play = everyone()
    play.do(SaveDraft, ANNA, olive_oil())
    only = WhoMayStart.ADMINISTRATORS
    play.do(ChangeHome, ANNA, FLAT, by_administrator=True, who_may_start=only)
    with pytest.raises(OnlyAdministratorsStart):
        play.do(StartBuy, ANNA, BUY, "K7Q4MN", ())
    with pytest.raises(OnlyAdministratorsStart):
        play.do(SaveDraft, ANNA, play.world.drafts[BUY])
    assert play.do(StartBuy, ANNA, BUY, "K7Q4MN", (), by_administrator=True) == BUY


def test_no_endless_list_of_people() -> None:
    """Lost otherwise: one draft names more people than one buy can hold."""
    people = tuple(range(1000, 1501))
    with pytest.raises(LimitTooLarge):
        started(named=people)
