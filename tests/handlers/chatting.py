"""People who chat with the real routers over a real database; Telegram is a list of calls."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    CreateInvoiceLink,
    EditMessageText,
    GetChatMember,
    SendDocument,
    SendInvoice,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Chat, InlineKeyboardMarkup, Message

from bot.parsing import parsed
from domain.commands.base import Cause
from domain.commands.people import Meet
from domain.ids import HomeId, PersonId
from domain.notices import Fate, NoticeKind
from handlers.callbacks import buy_tapped
from handlers.context import Context
from handlers.links import Links
from handlers.notices import render
from handlers.notices.say import Say
from handlers.notices.scene import Scene
from handlers.routers import add_handlers
from handlers.screen import Screen
from locales.translator import Translator
from storage import Storage, open_storage
from storage.outcomes import Result

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
"""A Wednesday, 11:00 in Berlin."""

ANNA, BORIS, CARLA = PersonId(101), PersonId(102), PersonId(103)
NAMES = {ANNA: "Anna", BORIS: "Boris", CARLA: "Carla"}
GROUP = -1001
SPEAKER = "the test"
BOT_ID = 42


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.moment


class Telegram(BaseSession):
    """Keeps what is asked of it, and knows who administers the group."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.administrators: set[int] = set()
        self.left: set[int] = set()
        """People who left every group."""
        self.outside: set[int] = set()
        """Chats that nobody here belongs to."""
        self.refuses: dict[type[TelegramMethod[Any]], str] = {}
        """Calls that are answered with an error, and its words."""
        self._ids = count(1000)

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: Any = None) -> Any:
        """Keep a call and answer it as Telegram would."""
        self.calls.append(method)
        if words := self.refuses.get(type(method)):
            raise TelegramBadRequest(method, words)
        match method:
            case CreateInvoiceLink():
                return "https://t.me/$invoice"
            case SendMessage(chat_id=chat_id) | SendInvoice(chat_id=chat_id):
                chat = Chat(id=int(chat_id), type="private")
                return Message(message_id=next(self._ids), date=NOW, chat=chat, text="sent")
            case GetChatMember(chat_id=chat_id) if chat_id in self.outside:
                return Member("left")
            case GetChatMember(user_id=user_id) if user_id in self.left:
                return Member("left")
            case GetChatMember(user_id=user_id):
                status = "administrator" if user_id in self.administrators else "member"
                return Member(status)
            case _:
                return True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Nothing is ever downloaded."""
        yield b""


@dataclass(frozen=True)
class Member:
    """All that is read of a chat member."""

    status: str


@dataclass
class Talk:
    """One bot, its database, and everyone who writes to it."""

    storage: Storage
    clock: FixedClock
    telegram: Telegram = field(default_factory=Telegram)
    updates: Any = field(default_factory=lambda: count(1))
    listed: set[PersonId] = field(default_factory=set)
    """Whom the bot's owner lets take payments through Telegram."""

    def __post_init__(self) -> None:
        self.home = HomeId(0)
        self.bot = Bot(f"{BOT_ID}:TEST", session=self.telegram)
        self.dispatcher = Dispatcher()
        add_handlers(self.dispatcher)
        self.links = Links("flat_bot")

    async def move_in(self) -> None:
        """Make the group a home and everyone a member of it whom the bot may write to."""
        self.home = await self.storage.chats.settle_in(GROUP, "Flat 12", "en")
        for person, name in NAMES.items():
            for private in (True, False):
                cause = Cause(f"meet:{person}:{private}", NOW)
                home = None if private else self.home
                await self.storage.desk.submit(
                    Meet(cause, person, name, "", name.lower(), "en", private, home)
                )

    async def context(self, actor: PersonId, *, group: bool, cause: str) -> Context:
        """Return what the middleware would hand a handler."""
        person = await self.storage.reader.person(actor)
        assert person is not None
        home = await self.storage.reader.home(self.home) if group else None
        t = Translator(person.language or "en", person.zone or "Europe/Berlin")
        return Context(
            actor=actor,
            person=person,
            cause=Cause(cause, self.clock.now()),
            t=t,
            desk=self.storage.desk,
            reader=self.storage.reader,
            chats=self.storage.chats,
            links=self.links,
            home=home,
            home_t=Translator("en", "Europe/Berlin") if home else None,
            default_zone="Europe/Berlin",
            takes_online=actor in self.listed,
            provider_token="1234:TEST:provider",
        )

    async def write(
        self, actor: PersonId, text: str, *, group: bool = False, **more: Any
    ) -> list[Any]:
        """Send a text; return what Telegram was asked to do for it. `update` sends it twice."""
        number = more.pop("update", None) or next(self.updates)
        message = self._message(number, actor, group) | {"text": text} | more
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._feed({"update_id": number, "message": message}, actor, group)

    async def edit(
        self, actor: PersonId, message: int, text: str, *, group: bool = False
    ) -> list[Any]:
        """Change a message written before; its number is that of the update that brought it."""
        number = next(self.updates)
        edited = self._message(message, actor, group) | {"text": text, "edit_date": number}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            edited["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._feed({"update_id": number, "edited_message": edited}, actor, group)

    async def send(self, actor: PersonId, **parts: Any) -> list[Any]:
        """Send a private message that is no text, such as people picked."""
        number = next(self.updates)
        message = self._message(number, actor, group=False) | parts
        return await self._feed({"update_id": number, "message": message}, actor, group=False)

    async def tap(
        self, actor: PersonId, data: str, *, group: bool = False, **under: Any
    ) -> list[Any]:
        """Tap a button; return what Telegram was asked to do for it."""
        number = next(self.updates)
        message = self._message(number, PersonId(BOT_ID), group) | {"text": "shown"} | under
        if not group:
            message["chat"] = {"id": actor, "type": "private"}
        query = {
            "id": str(number),
            "from": self._user(actor),
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
        return await self._feed({"update_id": number, "callback_query": query}, actor, group)

    async def checkout(self, actor: PersonId, **query: Any) -> list[Any]:
        """Press Pay, as far as the bot is asked: `invoice_payload`, `total_amount`, `currency`."""
        number = next(self.updates)
        asked = {"id": str(number), "from": self._user(actor)} | query
        return await self._feed(
            {"update_id": number, "pre_checkout_query": asked}, actor, group=False
        )

    async def _feed(self, update: dict[str, Any], actor: PersonId, group: bool) -> list[Any]:
        before = len(self.telegram.calls)
        context = await self.context(actor, group=group, cause=f"u{update['update_id']}")
        if buy := buy_tapped(update.get("callback_query", {}).get("data")):
            context = replace(context, card=await self.storage.chats.card_place(buy))
        await self.dispatcher.feed_update(self.bot, parsed(update, self.bot), context=context)
        return self.telegram.calls[before:]

    def _message(self, number: int, actor: PersonId, group: bool) -> dict[str, Any]:
        chat = (
            {"id": GROUP, "type": "supergroup", "title": "Flat 12"}
            if group
            else {"id": actor, "type": "private"}
        )
        return {
            "message_id": number,
            "date": int(NOW.timestamp()),
            "chat": chat,
            "from": self._user(actor),
        }

    def _user(self, person: PersonId) -> dict[str, Any]:
        return {
            "id": person,
            "is_bot": person == BOT_ID,
            "first_name": NAMES.get(person, "bot"),
            "language_code": "en",
        }

    async def said_in_group(self) -> list[Screen]:
        """Return what the group is to be told since last asked, put into words."""
        scene = Scene(
            self.storage.reader, self.storage.chats, self.links, self.clock.now(), "en",
            "Europe/Berlin",
        )  # fmt: skip
        screens = []
        for sending in (await self.storage.outbox.claim(SPEAKER, 50, 50)).notices:
            notice = sending.notice
            if notice.home is None or notice.kind is NoticeKind.CARD:
                continue
            verdict = await render(notice, scene)
            if isinstance(verdict, Say):
                screens.append(verdict.screen)
            await self.storage.outbox.note(SPEAKER, results=[Result(sending, Fate.SENT)])
        return screens


async def empty_database(file: Path) -> None:
    """Make a database with all its tables and nothing in them."""
    storage = await open_storage(f"sqlite:///{file}", FixedClock())
    await storage.close()


@asynccontextmanager
async def talking(file: Path) -> AsyncIterator[Talk]:
    """Open a database and let everyone move in; all is closed afterwards."""
    clock = FixedClock()
    storage = await open_storage(f"sqlite:///{file}", clock)
    talk = Talk(storage, clock)
    try:
        await talk.move_in()
        yield talk
    finally:
        await talk.bot.session.close()
        await storage.close()


def buttons(markup: Any) -> dict[str, str]:
    """Return what a message's buttons say back, or open, by their labels."""
    if not isinstance(markup, InlineKeyboardMarkup):
        return {}
    return {
        button.text: button.callback_data or button.url or ""
        for row in markup.inline_keyboard
        for button in row
    }


def shown(calls: list[Any]) -> SendMessage | EditMessageText:
    """Return the last message that was sent or edited."""
    found = [call for call in calls if isinstance(call, SendMessage | EditMessageText)]
    assert found, calls
    return found[-1]


def alerted(calls: list[Any]) -> str:
    """Return what a tap was answered with."""
    found = [call.text for call in calls if isinstance(call, AnswerCallbackQuery)]
    return found[-1] or "" if found else ""


def documents(calls: list[Any]) -> list[SendDocument]:
    """Return the documents that were sent."""
    return [call for call in calls if isinstance(call, SendDocument)]
