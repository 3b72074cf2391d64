"""One's own choices and data, a home's choices, help and cancel in every state."""

import json

import pytest

from domain.people import WhoMayStart
from handlers.commands_menu import GROUP, PRIVATE, menus
from handlers.settings.presses import Choice, on
from tests.handlers.chatting import (
    ANNA,
    BORIS,
    Talk,
    alerted,
    buttons,
    documents,
    shown,
)


async def test_language_zone_and_mute_are_chosen_with_buttons(talk: Talk) -> None:
    """UX-8 and UX-9: the reader's own language and zone, and peace on request."""
    settings = shown(await talk.write(ANNA, "/settings"))
    assert "Language: English, as in your Telegram" in str(settings.text)
    tapped = shown(await talk.tap(ANNA, buttons(settings.reply_markup)["Mute all"]))
    assert "Nudges: none" in str(tapped.text)
    await talk.tap(ANNA, on(Choice.LANGUAGE, value="es"))
    zones = shown(await talk.tap(ANNA, on(Choice.ZONES)))
    assert buttons(zones.reply_markup)
    person = await talk.storage.reader.person(ANNA)
    assert person is not None
    assert (person.muted, person.language) == (True, "es")


async def test_a_city_is_typed_for_the_zone(talk: Talk) -> None:
    """Nobody knows the name of their zone; everybody knows a city."""
    await talk.tap(ANNA, on(Choice.ZONES))
    unread = shown(await talk.write(ANNA, "Atlantis"))
    assert "“Atlantis”" in str(unread.text)
    read = shown(await talk.write(ANNA, "Dubai"))
    assert "Time: Dubai" in str(read.text)
    person = await talk.storage.reader.person(ANNA)
    assert person is not None
    assert person.zone == "Asia/Dubai"


async def test_a_home_is_changed_by_its_administrators_alone(talk: Talk) -> None:
    """Who may start buys is a group's own rule."""
    await talk.write(ANNA, "/settings", group=True)
    (said,) = await talk.said_in_group()
    labels = {button.text: button.data or "" for row in said.rows for button in row}
    only = labels["Only administrators start"]
    assert "Administrators" in alerted(await talk.tap(BORIS, only, group=True))
    talk.telegram.administrators.add(ANNA)
    assert "administrators" in alerted(await talk.tap(ANNA, only, group=True))
    home = await talk.storage.reader.home(talk.home)
    assert home is not None
    assert home.who_may_start is WhoMayStart.ADMINISTRATORS
    await talk.write(BORIS, "/buy Oil; 42 EUR; until Fri 18:00", group=True)
    (refused,) = await talk.said_in_group()
    assert not any(button.text == "Start" for row in refused.rows for button in row)
    await talk.write(ANNA, "/buy Oil; 42 EUR; until Fri 18:00", group=True)
    (card,) = await talk.said_in_group()
    assert card.rows[0][0].text == "Start"


async def test_one_home_cannot_be_changed_from_another(talk: Talk) -> None:
    """An administrator here is none there, whatever the button says."""
    other = await talk.storage.chats.settle_in(-1002, "Strangers", "en")
    talk.telegram.administrators.add(ANNA)
    await talk.tap(ANNA, on(Choice.CURRENCY, other, "USD"), group=True)
    await talk.tap(ANNA, on(Choice.CURRENCY, other, "USD"))
    home = await talk.storage.reader.home(other)
    assert home is not None
    assert home.currency is None


async def test_privacy_shows_exports_and_deletes(talk: Talk) -> None:
    """UX-11, end to end: what is kept comes as a file, and goes when asked twice."""
    what = shown(await talk.write(ANNA, "/privacy"))
    seen = shown(await talk.tap(ANNA, buttons(what.reply_markup)["See"]))
    assert "Known as Anna" in str(seen.text)
    (sent,) = documents(await talk.tap(ANNA, buttons(what.reply_markup)["Export"]))
    assert "Anna" in json.dumps(json.loads(sent.document.data))  # type: ignore[union-attr]
    sure = shown(await talk.tap(ANNA, buttons(what.reply_markup)["Delete"]))
    gone = shown(await talk.tap(ANNA, buttons(sure.reply_markup)["Delete everything"]))
    assert "Deleted" in str(gone.text)
    person = await talk.storage.reader.person(ANNA)
    assert person is None or (person.erased and person.name == "")


@pytest.mark.parametrize("command", ["/help", "/privacy", "/settings", "/cancel"])
async def test_every_command_answers_in_a_group_and_in_private(talk: Talk, command: str) -> None:
    """Silence looks broken."""
    await talk.write(BORIS, command, group=True)
    assert [bool(screen.text) for screen in await talk.said_in_group()] == [True]
    assert str(shown(await talk.write(BORIS, command)).text)


async def test_help_says_what_is_open_for_this_person(talk: Talk) -> None:
    """Help in general helps nobody in particular."""
    await talk.write(ANNA, "/buy Oil; 42 EUR")
    assert "You are writing down “Oil”" in str(shown(await talk.write(ANNA, "/help")).text)


async def test_cancel_drops_what_is_being_asked_and_no_more(talk: Talk) -> None:
    """A way out of every question; a second /cancel finds nothing."""
    await talk.write(ANNA, "/buy Oil; 42 EUR")
    assert "“Oil” is dropped" in str(shown(await talk.write(ANNA, "/cancel")).text)
    await talk.tap(ANNA, on(Choice.ZONES))
    assert "forgotten" in str(shown(await talk.write(ANNA, "/cancel")).text)
    assert "nothing to cancel" in str(shown(await talk.write(ANNA, "/cancel")).text)


def test_the_menus_name_commands_within_telegrams_limits() -> None:
    """UX-12: per scope and language; a description over 256 characters is refused."""
    found = list(menus("en"))
    assert len({(menu.scope.type, menu.language_code) for menu in found}) == len(found) == 18
    for menu in found:
        for command in menu.commands:
            assert 1 <= len(command.description) <= 256
            assert command.command in {*PRIVATE, *GROUP}
