"""Starting a buy: by one line in the group or in private, or step by step."""

from datetime import UTC, datetime

import pytest

from domain.buy import Admission, State
from domain.draft import Field
from domain.ids import BuyId, PersonId
from domain.ladder import Metric, UnitPrice
from domain.notices import NoticeKind
from domain.people import Home
from handlers.draft.presses import OnDraft, Press, on
from tests.handlers.chatting import ANNA, BORIS, CARLA, GROUP, NOW, Talk, alerted, buttons, shown

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)


async def test_one_line_in_the_group_becomes_a_card_that_only_its_owner_starts(talk: Talk) -> None:
    """The first buy under a minute; another person's tap must not start it."""
    assert await talk.write(ANNA, LINE, group=True) == []
    (card,) = await talk.said_in_group()
    assert "I read:" in card.text
    assert "42.00\u00a0EUR → from 10: 38.00 → from 20: 35.00" in card.text
    start = card.rows[0][0].data
    assert start is not None
    refused = await talk.tap(BORIS, start, group=True)
    assert "Anna" in alerted(refused)
    assert await talk.storage.reader.live_buys(talk.home) == []
    started = await talk.tap(ANNA, start, group=True)
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    assert buy.code in alerted(started)
    assert (buy.terms.title, buy.terms.deadline) == ("Olive oil 5 l", FRIDAY)
    assert buy.terms.ladder is not None
    assert buy.terms.ladder.metric is Metric.UNITS
    assert [tier.reward for tier in buy.terms.ladder.tiers] == [UnitPrice(3800), UnitPrice(3500)]


async def test_a_group_that_becomes_known_just_then_is_not_asked_for(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever adds the bot and goes on at once is asked to choose from one group."""
    reader = type(talk.storage.reader)
    known: list[list[Home]] = [[], [Home(talk.home, "Flat 12")]]

    async def homes_of(_reader: object, _person: PersonId) -> list[Home]:
        return known.pop(0) if len(known) > 1 else known[0]

    monkeypatch.setattr(reader, "homes_of", homes_of)
    await talk.write(ANNA, "/buy")
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    assert (draft.step, draft.home) == (Field.TITLE, None)


async def test_a_second_tap_on_start_explains_itself(talk: Talk) -> None:
    """Else an old card looks broken."""
    await talk.write(ANNA, LINE, group=True)
    (card,) = await talk.said_in_group()
    start = card.rows[0][0].data or ""
    await talk.tap(ANNA, start, group=True)
    again = await talk.tap(ANNA, start, group=True)
    assert alerted(again)
    assert len(await talk.storage.reader.live_buys(talk.home)) == 1


async def test_what_is_ambiguous_is_asked_and_a_missing_deadline_too(talk: Talk) -> None:
    """Nothing is guessed: 1.234 may be a thousand or one."""
    await talk.write(ANNA, "/buy Rice; 1.234 EUR", group=True)
    (card,) = await talk.said_in_group()
    options = {button.text: button.data for row in card.rows for button in row}
    assert {"1234.00 EUR", "1.23 EUR"} <= set(options)
    await talk.tap(ANNA, options["1234.00 EUR"] or "", group=True)
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is None or draft.items[0].list_price == 123400
    (card,) = await talk.said_in_group()
    assert "Until when" in card.text
    options = {button.text: button.data for row in card.rows for button in row}
    await talk.tap(ANNA, options["Tomorrow 18:00"] or "", group=True)
    (card,) = await talk.said_in_group()
    assert card.rows[0][0].text == "Start"
    assert "1234.00" in card.text


async def test_the_zone_moves_the_deadline_with_it(talk: Talk) -> None:
    """Who taps another city meant 18:00 there, not 18:00 in the bot's own zone."""
    await talk.write(ANNA, LINE, group=True)
    (card,) = await talk.said_in_group()
    await talk.tap(ANNA, card.rows[1][0].data or "", group=True)
    (card,) = await talk.said_in_group()
    options = {button.text: button.data for row in card.rows for button in row}
    await talk.tap(ANNA, options["Dubai"] or "", group=True)
    (card,) = await talk.said_in_group()
    assert "Until Fri 18:00, Dubai time" in card.text
    person = await talk.storage.reader.person(ANNA)
    assert person is not None
    assert person.zone == "Asia/Dubai"


async def test_an_answer_to_the_card_in_the_group_fills_the_draft(talk: Talk) -> None:
    """Privacy mode lets replies through, so nobody has to leave the group."""
    await talk.write(ANNA, "/buy Olive oil; 42 EUR", group=True)
    draft_id = await _posted(talk, 500)
    reply = {"reply_to_message": _card_in_group(500)}
    await talk.write(BORIS, "Fri 20:00", group=True, **reply)
    before = await talk.storage.reader.draft(draft_id)
    assert before is not None
    assert before.deadline is None
    await talk.write(ANNA, "Fri 18:00", group=True, **reply)
    after = await talk.storage.reader.draft(draft_id)
    assert after is not None
    assert after.deadline == FRIDAY
    await talk.write(ANNA, "thanks all", group=True, **reply)
    same = await talk.storage.reader.draft(draft_id)
    assert same is not None
    assert same.items == after.items


async def test_a_price_that_could_not_be_read_is_answered_by_a_price(talk: Talk) -> None:
    """Else the bot asks for a price and understands only the whole thing typed again."""
    await talk.write(ANNA, "/buy Olive oil; cheap; until Fri 18:00", group=True)
    draft_id = await _posted(talk, 500)
    await talk.write(ANNA, "42 EUR", group=True, reply_to_message=_card_in_group(500))
    after = await talk.storage.reader.draft(draft_id)
    assert after is not None
    assert [(item.name, item.list_price) for item in after.items] == [("Olive oil", 4200)]
    assert after.questions == ()


async def test_the_wizard_asks_step_by_step_and_survives_between(talk: Talk) -> None:
    """Each answer is stored: a restart loses nothing, and no syntax has to be known."""
    calls = await talk.write(ANNA, "/buy")
    assert "What are you buying" in str(shown(calls).text)
    assert "What does one cost" in str(shown(await talk.write(ANNA, "Olive oil 5 l")).text)
    assert "cheaper" in str(shown(await talk.write(ANNA, "42")).text)
    assert "Until when" in str(shown(await talk.write(ANNA, "10: 38, 20: 35")).text)
    calls = await talk.write(ANNA, "Fri 18:00")
    assert "Whom do you want to name" in str(shown(calls).text)
    calls = await talk.write(ANNA, "@boris @nobody")
    texts = [str(getattr(call, "text", "")) for call in calls]
    assert any("@nobody" in text for text in texts)
    preview = buttons(shown(calls).reply_markup)
    started = await talk.tap(ANNA, preview["Start"])
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    assert buy.code in str(shown(started).text)
    assert (buy.terms.deadline, buy.state) == (FRIDAY, State.OPEN)
    rows = await talk.storage.reader.board(buy.id)
    assert [row.name for row in rows if row.named] == ["Boris"]


async def test_what_cannot_be_read_is_quoted_with_an_example(talk: Talk) -> None:
    """The person learns what was not understood, and everything else is kept."""
    await talk.write(ANNA, "/buy")
    await talk.write(ANNA, "Olive oil")
    calls = await talk.write(ANNA, "cheap")
    text = str(shown(calls).text)
    assert "“cheap”" in text
    assert "42.50 EUR" in text
    assert "What does it" not in text
    calls = await talk.write(ANNA, "42 EUR")
    assert "cheaper" in str(shown(calls).text)


async def test_back_skip_and_cancel_lead_where_they_say(talk: Talk) -> None:
    """A wizard one cannot leave or go back in is a trap."""
    await talk.write(ANNA, "/buy")
    await talk.write(ANNA, "Olive oil")
    on_ladder = shown(await talk.write(ANNA, "42"))
    back = await talk.tap(ANNA, buttons(on_ladder.reply_markup)["Back"])
    assert "What does one cost" in str(shown(back).text)
    forward = await talk.tap(ANNA, buttons(shown(back).reply_markup)["Skip"])
    assert "cheaper" in str(shown(forward).text)
    skipped = await talk.tap(ANNA, buttons(shown(forward).reply_markup)["Skip"])
    assert "Until when" in str(shown(skipped).text)
    dropped = await talk.tap(ANNA, buttons(shown(skipped).reply_markup)["Cancel"])
    assert "Nothing was started" in str(shown(dropped).text)
    assert await talk.storage.reader.latest_draft(ANNA) is None


async def test_everything_in_the_preview_can_be_changed(talk: Talk) -> None:
    """A term that cannot be reached cannot be corrected."""
    calls = await talk.write(ANNA, LINE)
    change = shown(await talk.tap(ANNA, buttons(shown(calls).reply_markup)["Change"]))
    fields = buttons(change.reply_markup)
    assert len(fields) >= 18
    asked = shown(await talk.tap(ANNA, fields["Who may order"]))
    preview = await talk.tap(ANNA, buttons(asked.reply_markup)["Only the group"])
    assert "Only for members of the group" in str(shown(preview).text)
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    assert draft.admission is Admission.CHAT
    asked = shown(await talk.tap(ANNA, fields["Minimum"]))
    assert "go ahead" in str(asked.text)
    preview_text = str(shown(await talk.write(ANNA, "5 people")).text)
    assert "Needs 5 people, else it is called off" in preview_text


async def test_people_are_picked_with_telegrams_own_picker(talk: Talk) -> None:
    """Those who are not known by name are named all the same, with the name Telegram tells."""
    await talk.write(ANNA, LINE)
    shared = {"request_id": 1, "users": [{"user_id": 909, "first_name": "Dewi"}]}
    calls = await talk.send(ANNA, users_shared=shared)
    assert "Dewi" in str(shown(calls).text)
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    assert draft.named == (909,)


async def test_an_anonymous_administrator_shows_who_acts(talk: Talk) -> None:
    """1087968824 is never a person; the tap tells whose buy it is."""
    replied = {
        "message_id": 7,
        "date": int(NOW.timestamp()),
        "chat": {"id": GROUP, "type": "supergroup", "title": "Flat 12"},
        "text": LINE,
    }
    refused = await talk.tap(CARLA, "da", group=True, reply_to_message=replied)
    assert alerted(refused)
    talk.telegram.administrators.add(ANNA)
    await talk.tap(ANNA, "da", group=True, reply_to_message=replied)
    (card,) = await talk.said_in_group()
    assert "Olive oil 5 l" in card.text
    assert (await talk.tap(ANNA, card.rows[0][0].data or "", group=True)) is not None
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    assert buy.organiser == ANNA


async def test_a_guessed_home_is_not_somebody_elses_group(talk: Talk) -> None:
    """Links carry a number; a stranger must not start a buy in a group they are not in."""
    strangers = await talk.storage.chats.settle_in(-1002, "Strangers", "en")
    talk.telegram.outside.add(-1002)
    await talk.write(ANNA, f"/start new_{strangers}")
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    assert draft.home == talk.home


async def test_an_update_that_comes_twice_makes_one_draft(talk: Talk) -> None:
    """After a killed process the same /buy is told again: its buttons must work."""
    await talk.write(ANNA, LINE, update=900)
    again = shown(await talk.write(ANNA, LINE, update=900))
    await talk.tap(ANNA, buttons(again.reply_markup)["Start"])
    assert len(await talk.storage.reader.live_buys(talk.home)) == 1
    assert await talk.storage.reader.latest_draft(ANNA) is None


async def test_forged_taps_change_nothing(talk: Talk) -> None:
    """Callback data is typed by anyone who likes."""
    await talk.write(ANNA, LINE)
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    for field, value in [
        (Field.DEADLINE, "soon"),
        (Field.ZONE, "Mars/Base"),
        (Field.IF_MISSED, "x"),
    ]:
        await talk.tap(ANNA, on(draft, Press.SET, field, value))
    await talk.tap(ANNA, on(draft, Press.OPTION, value="7"))
    same = await talk.storage.reader.latest_draft(ANNA)
    assert same is not None
    assert (same.deadline, same.zone) == (draft.deadline, draft.zone)


def _card_in_group(message_id: int) -> dict[str, object]:
    return {
        "message_id": message_id,
        "date": int(NOW.timestamp()),
        "chat": {"id": GROUP, "type": "supergroup", "title": "Flat 12"},
        "from": {"id": 42, "is_bot": True, "first_name": "bot"},
        "text": "I read: …",
    }


async def _posted(talk: Talk, message_id: int) -> BuyId:
    """Note that the draft card stands in the group, as the relay does after sending."""
    (card,) = await talk.said_in_group()
    data = next(button.data for row in card.rows for button in row if button.data)
    number = BuyId(OnDraft.unpack(data or "").draft)
    await talk.storage.chats.note_message(number, NoticeKind.DRAFT_CARD, GROUP, message_id)
    return number
