"""Answering when Telegram refuses: what was asked is done, and nothing crashes."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import CallbackQuery
from markupsafe import Markup

from handlers.answering import alert, show
from handlers.screen import Screen

SCREEN = Screen(Markup("<b>now</b>"))
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Refusing(BaseSession):
    """A Telegram that refuses some methods with a sentence."""

    def __init__(self, **refused: str) -> None:
        super().__init__()
        self.refused = refused
        self.calls: list[TelegramMethod[Any]] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: Any = None) -> Any:
        """Refuse, or say yes."""
        self.calls.append(method)
        sentence = self.refused.get(type(method).__name__)
        if sentence is None:
            return True
        kind: type[TelegramAPIError] = TelegramBadRequest
        if sentence.startswith("Forbidden"):
            kind = TelegramForbiddenError
        raise kind(method, sentence)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Nothing is ever downloaded."""
        yield b""


def tapped(session: Refusing, **message: Any) -> CallbackQuery:
    """A tap under a private message."""
    chat = {"id": 1, "type": "private"}
    return CallbackQuery.model_validate(
        {
            "id": "1",
            "from": {"id": 1, "is_bot": False, "first_name": "Boris"},
            "chat_instance": "1",
            "data": "x",
            "message": {"message_id": 5, "date": 1, "chat": chat} | message,
        },
        context={"bot": Bot("1:TEST", session=session)},
    )


def kinds(session: Refusing) -> list[type]:
    """Which methods were called."""
    return [type(call) for call in session.calls]


async def test_unchanged_is_success() -> None:
    """Else tapping twice sends the same screen again below."""
    session = Refusing(EditMessageText="Bad Request: message is not modified: same")
    await show(tapped(session, text="now"), SCREEN)
    assert kinds(session) == [AnswerCallbackQuery, EditMessageText]


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited"])
async def test_what_cannot_be_edited_is_sent_anew(why: str) -> None:
    """Else a tap under an old message shows nothing."""
    session = Refusing(EditMessageText=f"Bad Request: {why}")
    await show(tapped(session, text="then"), SCREEN)
    assert kinds(session) == [AnswerCallbackQuery, EditMessageText, SendMessage]


@pytest.mark.parametrize("message", [{"date": 0}, {"caption": "a picture"}])
async def test_no_text_to_edit_means_a_new_message(message: dict[str, Any]) -> None:
    """Else a tap under a picture, or an inaccessible message, is an error."""
    session = Refusing()
    await show(tapped(session, **message), SCREEN)
    assert kinds(session) == [AnswerCallbackQuery, SendMessage]


async def test_a_tap_from_before_a_restart_is_fine() -> None:
    """Else every tap that waited for a restart is an error, and its update comes again."""
    session = Refusing(AnswerCallbackQuery=TOO_OLD)
    await alert(tapped(session, text="then"), "You have 2.")
    await show(tapped(session, text="then"), SCREEN)
    assert kinds(session)[-1] is EditMessageText


async def test_blocked_meanwhile_is_fine() -> None:
    """Else a person who blocks the bot stops their own update from being done."""
    session = Refusing(SendMessage="Forbidden: bot was blocked by the user")
    await show(tapped(session, date=0), SCREEN)
    assert kinds(session)[-1] is SendMessage


async def test_an_alert_is_cut_to_what_telegram_takes() -> None:
    """Else a long sentence is no answer at all."""
    session = Refusing()
    await alert(tapped(session, text="then"), "x" * 500)
    (call,) = session.calls
    assert isinstance(call, AnswerCallbackQuery)
    assert len(call.text or "") == 200
