"""Notices put into words right before they are sent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.buy import CallOffReason, Item, Minimum, State
from domain.commands.base import Cause
from domain.commands.member import Decline
from domain.draft import Draft
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.notices import Notice, NoticeKind
from domain.people import Home, Person, Reach
from handlers.notices import ABOUT_A_BUY, ELSEWHERE, Drop, How, Later, render
from handlers.notices.say import Dispatch
from tests.handlers.buying.afterwards import over, twice
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.noticing import DRAFT, EVE, NIGHT, TO_HOME, closed, named, notice, say
from tests.handlers.buying.scenery import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    HOME,
    NOW,
    OIL,
    flat,
    labels,
    oil,
    order,
    scene,
    text,
)


def test_every_kind_is_put_into_words() -> None:
    """Else a notice waits in the outbox for ever."""
    assert set(ABOUT_A_BUY) | set(ELSEWHERE) == set(NoticeKind)
    assert not set(ABOUT_A_BUY) & set(ELSEWHERE)


async def test_the_nudge_of_the_owners_example() -> None:
    """Else somebody named does not know who buys what, at which price, until when."""
    memory = flat()
    await order(memory, BORIS, 8)
    await named(memory, DEWI)
    said = await say(memory, notice(NoticeKind.NUDGE, DEWI))
    assert text(said.screen) == (
        "Anna is buying Olive oil 5 l with Flat 12 and named you.\n"
        "42.00 EUR now; 2 more and it is 38.00 for all.\n"
        "Until Fri 18:00."
    )
    assert labels(said.screen) == [["1", "2", "3", "Other"], ["Not this time", "Fewer messages"]]


async def test_who_asked_to_be_told_is_not_said_to_be_named() -> None:
    """Else somebody believes that Anna named them."""
    said = await say(flat(), notice(NoticeKind.NUDGE, DEWI))
    assert text(said.screen).startswith("Anna is buying Olive oil 5 l in Flat 12.")


async def test_a_nudge_offers_no_more_than_one_may_have() -> None:
    """Else a button of the nudge is refused."""
    said = await say(flat(oil(per_person_limit=1)), notice(NoticeKind.NUDGE, DEWI))
    assert labels(said.screen)[0] == ["1", "Other"]


async def test_a_nudge_with_several_items_opens_the_order() -> None:
    """Else "1" means one of nothing in particular."""
    items = (Item(ItemNo(1), "Oil", 4200), Item(ItemNo(2), "Vinegar", 850))
    said = await say(flat(oil(items=items)), notice(NoticeKind.NUDGE, DEWI))
    assert labels(said.screen)[0] == ["My order"]
    assert "Vinegar: 8.50 EUR" in text(said.screen)


async def test_nobody_is_pestered() -> None:
    """Else who ordered, declined or sleeps is urged all the same."""
    memory = flat()
    await order(memory, BORIS, 1)
    await memory.submit(Decline(Cause("d", NOW), CARLA, OIL))
    for person, reason in ((BORIS, "ordered"), (CARLA, "declined"), (ANNA, "runs_it")):
        assert await render(notice(NoticeKind.NUDGE, person), scene(memory)) == Drop(reason)
    memory.nudged = 2
    later = await render(notice(NoticeKind.NUDGE, DEWI), scene(memory))
    assert later == Later(NOW.replace(day=19, hour=8))
    memory.nudged = 0
    memory.nudged_now = 1
    assert await render(notice(NoticeKind.NUDGE, DEWI), scene(memory)) == Drop("just_nudged")
    memory.nudged_now = 0
    memory.world.people[DEWI] = replace(memory.world.people[DEWI], zone="Asia/Tokyo")
    moment = await render(
        notice(NoticeKind.CLOSING_SOON, DEWI), scene(memory, NOW.replace(hour=14))
    )
    assert moment == Later(NOW.replace(hour=23))


async def test_each_reads_their_own_language_and_zone() -> None:
    """Else a reader in another zone comes when it is over."""
    memory = flat()
    memory.world.people[DEWI] = replace(memory.world.people[DEWI], zone="Asia/Tokyo")
    memory.world.homes[HOME] = Home(HOME, "Flat 12", zone="Europe/Berlin")
    assert "Sat 03:00" in text((await say(memory, notice(NoticeKind.NUDGE, DEWI))).screen)
    assert "Fri 19:00" in text((await say(memory, notice(NoticeKind.CARD))).screen)


async def test_the_card_is_edited_and_comes_again() -> None:
    """Else the group fills with cards, or two of them have buttons."""
    memory = flat()
    assert (await say(memory, notice(NoticeKind.CARD))).how is How.CARD
    again = await say(memory, notice(NoticeKind.CARD_AGAIN))
    assert again.how is How.CARD_AGAIN
    assert again.retired is not None
    assert again.retired.rows == ()


async def test_a_tier_is_announced_with_its_picture() -> None:
    """Else the group does not learn that it unlocked a price."""
    memory = flat()
    await order(memory, BORIS, 10)
    said = await say(memory, notice(NoticeKind.TIER, tiers={"0": 1}))
    assert text(said.screen) == (
        "10 reached. Everyone pays 38.00 EUR instead of 42.00. 10 more and it is 35.00 for all."
    )
    assert said.how is How.REPLY_TO_CARD
    assert said.screen.file is not None
    assert said.screen.file.data.startswith(b"\x89PNG")


async def test_chinese_counts_units_by_their_word_and_sets_no_space_between_sentences() -> None:
    """Else the announcement reads like a number torn out of a table."""
    memory = flat()
    memory.world.take([Home(HOME, "Flat 12", language="zh_Hans")])
    await order(memory, BORIS, 10)
    said = text((await say(memory, notice(NoticeKind.TIER, tiers={"0": 1}))).screen)
    assert said.startswith("凑满 10 件。大家")
    assert "。 " not in said


async def test_several_ladders_are_announced_in_one_message() -> None:
    """Else one order can post five messages."""
    own = Ladder(Metric.UNITS, (Tier(2, PercentOff(1000)),))
    shared = Ladder(Metric.PARTICIPANTS, (Tier(1, PercentOff(500)), Tier(9, PercentOff(900))))
    items = (
        Item(ItemNo(1), "Oil", 4200),
        Item(ItemNo(2), "Salt", 100),
        Item(ItemNo(3), "Tea", 900, ladder=own),
    )
    memory = flat(oil(items=items, ladder=shared))
    await order(memory, BORIS, 2, ItemNo(3))
    said = await say(memory, notice(NoticeKind.TIER, tiers={"0": 1, "3": 1}))
    assert text(said.screen) == (
        "1 person reached. It is 5% off for all now."
        " 8 more people and it is 9% off for all.\n"
        "Tea: 2 reached. Everyone pays about 8.10 EUR instead of 9.00."
    )


async def test_a_tier_lost_again_is_not_announced() -> None:
    """Else the group is told a price that is not true any more."""
    memory = flat()
    await order(memory, BORIS, 9)
    verdict = await render(notice(NoticeKind.TIER, tiers={"0": 1}), scene(memory))
    assert isinstance(verdict, Drop)


async def test_the_unreached_are_mentioned_once_by_id() -> None:
    """Else people without a username are never called, or those who answered are called again."""
    memory = flat()
    memory.world.people[EVE] = Person(EVE, "<Eve>")
    await named(memory, EVE, DEWI)
    said = await say(memory, notice(NoticeKind.MENTION, people=[EVE, DEWI]))
    assert '<a href="tg://user?id=105">&lt;Eve&gt;</a>' in said.screen.text
    assert "Dewi" not in said.screen.text
    assert said.screen.rows[0][0].url == "https://t.me/buy_bot?start=K7Q4PN"
    memory.world.people[EVE] = Person(EVE, "Eve", reach=Reach.OPEN)
    verdict = await render(notice(NoticeKind.MENTION, people=[EVE, DEWI]), scene(memory))
    assert isinstance(verdict, Drop)


async def test_five_hundred_unreached_fit_one_message() -> None:
    """Else a large buy mentions nobody, since Telegram refuses the message."""
    memory = flat()
    ids = [PersonId(1000 + n) for n in range(500)]
    memory.world.take(Person(one, "W" * 64) for one in ids)
    for kind, person in ((NoticeKind.MENTION, None), (NoticeKind.UNREACHED, ANNA)):
        said = await say(memory, notice(kind, person, people=ids))
        assert len(text(said.screen)) <= 4096


@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - {NoticeKind.CARD_AGAIN}))
async def test_each_kind_fits_telegram_and_is_quiet_at_night(kind: NoticeKind) -> None:
    """Else one kind is refused by Telegram, or wakes a group."""
    memory = await _fitting(kind)
    person = None if kind in TO_HOME else ANNA if kind in _TO_ORGANISER else BORIS
    person = _OF_OTHERS.get(kind, person)
    values: dict[str, Any] = {
        "tiers": {"0": 1}, "people": [EVE], "payer": CARLA, "item": 1, "quantity": 2,
        "amount": 100, "left": 5, "changes": [], "draft": 5, "reply_to": 9,
        "message": "order-in-private", "values": {}, "what": "tier", "reason": "",
        "before": 100, "after": 90, "why": "bill", "until": NIGHT.isoformat(), "stage": "ready",
        "charge": "charge",
    }  # fmt: skip
    if kind in (NoticeKind.PAY_BACK, NoticeKind.SHIPPING_REQUESTS, NoticeKind.SUPPLIER_REQUEST):
        values |= {"people": [BORIS], "payer": None}
    if kind is NoticeKind.PAYMENT_MARKED:
        values |= {"payer": None}
    now = NOW if kind in (NoticeKind.NUDGE, NoticeKind.CLOSING_SOON) else NIGHT
    if kind is NoticeKind.SUPPLIER_REQUEST:
        assert isinstance(await render(notice(kind, person, **values), scene(memory)), Dispatch)
        return
    said = await say(memory, notice(kind, person, **values), now)
    assert 0 < len(text(said.screen)) <= (1024 if said.screen.file else 4096)
    assert "{" not in said.screen.text
    for row in said.screen.rows:
        for button in row:
            assert button.text
            assert len((button.data or "x").encode()) <= 64
    asked_there = kind in ELSEWHERE
    assert said.silent == (kind in TO_HOME and not asked_there)


_TO_ORGANISER = frozenset({
    NoticeKind.SUMMARY, NoticeKind.PAYMENT_CLAIMED, NoticeKind.UNREACHED, NoticeKind.BUY_OPENED,
    NoticeKind.CHARGED, NoticeKind.PAY_BACK, NoticeKind.SHIPPING_REQUESTS,
    NoticeKind.SUPPLIER_REQUEST,
})  # fmt: skip
_OF_OTHERS: dict[NoticeKind, PersonId | None] = {
    NoticeKind.FELL_OUT: DEWI, NoticeKind.WHERE_TO: CARLA,
}  # fmt: skip
_OF_MONEY_AND_GOODS = frozenset({
    NoticeKind.STATEMENT_CORRECTED, NoticeKind.FELL_OUT, NoticeKind.MONEY_BACK,
    NoticeKind.POINTS_GIVEN, NoticeKind.POINTS_EXPIRED, NoticeKind.SHIPMENT, NoticeKind.PICK_UP,
    NoticeKind.WHERE_TO, NoticeKind.CHARGED, NoticeKind.CHARGE_BACK, NoticeKind.PAY_BACK,
    NoticeKind.SHIPPING_REQUESTS, NoticeKind.SUPPLIER_REQUEST,
})  # fmt: skip
_AFTER_THE_CLOSE = frozenset({
    NoticeKind.GROUP_SETTLED, NoticeKind.STATEMENT, NoticeKind.SUMMARY, NoticeKind.UNPAID,
    NoticeKind.PAYMENT_CLAIMED, NoticeKind.PAYMENT_MARKED, NoticeKind.PAYMENT_DENIED,
})  # fmt: skip


async def _fitting(kind: NoticeKind) -> Memory:
    """A flat in which a notice of that kind is true."""
    if kind in _AFTER_THE_CLOSE:
        return await closed()
    if kind in _OF_MONEY_AND_GOODS:
        memory = await over()
        memory.world.take([twice()])
        return memory
    memory = flat(oil(minimum=Minimum(Metric.PARTICIPANTS, 10)))
    memory.world.people[EVE] = Person(EVE, "Eve")
    memory.world.drafts[DRAFT] = Draft(DRAFT, ANNA, HOME, NOW, "UTC", title="Oil")
    if kind is NoticeKind.TIER:
        await order(memory, CARLA, 10)
    if kind is NoticeKind.CLOSES_EARLY:
        memory.change(OIL, closes_at=NIGHT + timedelta(minutes=15))
    if kind in (NoticeKind.CALLED_OFF, NoticeKind.GROUP_CALLED_OFF):
        memory.change(OIL, state=State.CALLED_OFF, call_off_reason=CallOffReason.MINIMUM_MISSED)
    return memory


async def test_what_is_gone_is_dropped() -> None:
    """Else a notice about nothing is tried for ever."""
    memory = flat()
    lost = Notice("k", NoticeKind.CARD, NOW, BuyId(1), None, HomeId(1))
    assert isinstance(await render(lost, scene(memory)), Drop)
    stranger = notice(NoticeKind.STATEMENT, PersonId(999))
    assert isinstance(await render(stranger, scene(memory)), Drop)
    started = notice(NoticeKind.DRAFT_CARD, draft=OIL)
    assert isinstance(await render(started, scene(memory)), Drop)
