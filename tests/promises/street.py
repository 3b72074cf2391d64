"""Two groups, their buys and the bot's whole hearing, from raw updates on; Telegram is a list.

Everything an update changes can be looked at and put back, so that tens of thousands of them meet
the same street.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import cycle
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from sqlalchemy import Connection, select, text

from bot.catching_up import CatchingUp
from bot.context import Contexts, Defaults
from bot.dispatching import Dispatching
from bot.feeding import Feeder
from bot.intake import Intake
from bot.progress import Speaking, WatchedDesk
from bot.schedule import Schedule
from domain.buy import Admission, Item
from domain.commands.base import Cause, Command
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.member import AddGuest, ChangeOrder
from domain.commands.organiser import CallOff, CloseBuy
from domain.commands.people import Meet
from domain.draft import Draft, Field, Question
from domain.ids import BuyId, GuestNo, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.notices import Notice, NoticeKind
from handlers.links import Links
from handlers.notices import Scene, render
from storage import Storage, open_storage, tables
from storage.tables.columns import metadata
from tests.handlers.chatting import NOW, FixedClock, Telegram
from tests.promises.adding_up import check_totals

BOT_ID = 42
ANNA, BORIS, CARLA, DEWI, EMIL = (PersonId(number) for number in range(101, 106))
NAMES = {ANNA: "Anna", BORIS: "Boris", CARLA: "Carla", DEWI: "Dewi", EMIL: "Emil"}
FLAT, YARD = -1001, -1002
TITLES = {FLAT: "Flat 12", YARD: "Yard"}

OIL, TEA, JAM, NUTS, DRAFT, READY = (BuyId(7_000_000 + number) for number in range(1, 7))
CODES = {OIL: "PRESS2", TEA: "TEATEA", JAM: "JAMJAM", NUTS: "NUTNUT"}
"""Of the open, the closed and the called off buy of the flat, and of the yard's, for Emil alone."""

RUN_BY = {OIL: ANNA, TEA: ANNA, JAM: ANNA, NUTS: DEWI, DRAFT: ANNA, READY: ANNA}

WITHIN = 50.0
"""Seconds that one update may take on a busy machine."""

OF_THE_PROCESS = {"causes", "leases", "turns"}
"""Tables that say what was done, not what is."""

WITHOUT_REFERENCES = {
    "sqlite": text("PRAGMA defer_foreign_keys = on"),
    "postgresql": text("SET LOCAL session_replication_role = replica"),
}
"""Lets rows be taken away and put back in any order, within a transaction."""

Row = tuple[Any, ...]
Rows = dict[str, "Counter[Row]"]
Changes = dict[str, list[dict[str, Any]]]
"""By table, the rows that came, went or are different: old versions and new ones."""


class Bugs(logging.Handler):
    """Keeps what is logged as somebody's mistake; what Telegram never sends may be unreadable."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        if not str(record.msg).startswith("unreadable"):
            self.found.append(record)

    def blamed(self) -> str:
        """Return what was logged, and forget it."""
        told = "\n".join(logging.Formatter().format(record) for record in self.found)
        self.found.clear()
        return told


@dataclass(repr=False)
class Street:
    """The bot, its database, and everyone who writes to it."""

    runner: asyncio.Runner
    replicas: list[Storage]
    """The database as each process has it open; what is asked here is asked of the first."""
    clock: FixedClock
    bugs: Bugs
    telegram: Telegram = field(default_factory=Telegram)
    base: Rows = field(default_factory=dict)
    updates: int = 1000

    def __post_init__(self) -> None:
        self.bot = Bot(
            f"{BOT_ID}:TEST",
            session=self.telegram,
            default=DefaultBotProperties(parse_mode=ParseMode.HTML),
        )
        self.telegram.middleware(Speaking())
        self.links = Links("flat_bot")
        self.storage, self.home = self.replicas[0], HomeId(0)
        self.intakes = [self.runner.run(self._hearing(one)) for one in self.replicas]

    async def _hearing(self, storage: Storage) -> Intake:
        defaults = Defaults("en", "Europe/Berlin", "EUR")
        desk = WatchedDesk(storage.desk)
        contexts = Contexts(desk, storage.reader, storage.chats, self.links, self.clock, defaults)
        dispatcher = Dispatching(contexts)
        return Intake(Feeder(self.bot, dispatcher, self._apologise), CatchingUp(), storage.turns)

    async def _apologise(self, *_: object) -> None:
        """Whoever looks at `bugs` knows already."""

    def hear(self, *updates: dict[str, Any]) -> list[TelegramMethod[Any]]:
        """Take updates at the same time, as the webhook does; return what the bot says to them.

        Each goes to the next process.
        """
        return self.runner.run(self._hear(updates))

    async def _hear(self, updates: Sequence[dict[str, Any]]) -> list[TelegramMethod[Any]]:
        before = len(self.telegram.calls)
        taken = [
            intake.take(update, patient=False)
            for intake, update in zip(cycle(self.intakes), updates, strict=False)
        ]
        _, late = await asyncio.wait(taken, timeout=WITHIN)
        assert not late, [task.get_stack() for task in asyncio.all_tasks()]
        for intake in self.intakes:
            await intake.drain(WITHIN)
        carried = [answer for one in taken if (answer := await one) is not None]
        return [*carried, *self.telegram.calls[before:]]

    def hear_at_the_deadline(self, *updates: dict[str, Any]) -> None:
        """Take updates while the last process lets all timers that are due go off."""

        async def both() -> None:
            schedule = Schedule(self.replicas[-1], self.clock, caught_up())
            await asyncio.gather(self._hear(updates), schedule.work())

        self.runner.run(both())

    def number(self) -> int:
        """Return the number of another update."""
        self.updates += 1
        return self.updates

    def run(self, *commands: Command[Any]) -> None:
        """Have commands taken one after the other."""
        for command in commands:
            self.runner.run(self.storage.desk.submit(command))

    def rows(self) -> Rows:
        """Return everything that is written down, but for what was done when."""
        return self.runner.run(self.storage.writer.run(_rows))

    def put_back(self) -> None:
        """Let everything be as it was when the street was built."""
        names = changed(self.base, self.rows()).keys()

        def job(connection: Connection) -> None:
            connection.execute(WITHOUT_REFERENCES[connection.dialect.name])
            connection.execute(tables.causes.delete())
            for name in names:
                connection.execute(metadata.tables[name].delete())
                rows = self.base[name]
                if rows:
                    values = [{f"c{at}": value for at, value in enumerate(row)} for row in rows]
                    places = ", ".join(f":{one}" for one in values[0])
                    statement = f'INSERT INTO "{name}" VALUES ({places})'  # noqa: S608 - a table's name
                    connection.execute(text(statement), values)

        self.runner.run(self.storage.writer.run(job))

    def watch(self, *updates: dict[str, Any]) -> tuple[list[TelegramMethod[Any]], Changes]:
        """Hear updates; return what is said and what changed, which then is put back.

        Fails if anything went wrong on the way, or if the totals or what is to be said are.
        """
        said = self.hear(*updates)
        assert not self.bugs.found, self.bugs.blamed()
        after = self.rows()
        found = changed(self.base, after)
        if found:
            self.say_all()
            assert not self.bugs.found, self.bugs.blamed()
            self.put_back()
        return said, found

    def say_all(self) -> None:
        """Put into words whatever is to be said, and check that the totals are right."""
        self.runner.run(self._say_all())

    async def _say_all(self) -> None:
        reader, chats = self.storage.reader, self.storage.chats
        scene = Scene(reader, chats, self.links, self.clock.now(), "en", "Europe/Berlin")
        for notice in await self.storage.readers.run(_notices):
            await render(notice, scene)
        await self.storage.readers.run(check_totals)

    def build(self) -> None:
        """Let everyone move in, and the buys be where they are."""
        flat, yard = (
            self.runner.run(self.storage.chats.settle_in(chat, TITLES[chat], "en"))
            for chat in (FLAT, YARD)
        )
        self.home = flat
        for number, (who, name) in enumerate(NAMES.items()):
            for home in (None, yard if who in (DEWI, EMIL) else flat):
                cause = Cause(f"meet:{number}:{home}", NOW)
                private = home is None
                self.run(Meet(cause, who, name, "", name.lower(), "en", private, home))
        for buy, home, more in (
            (OIL, flat, {"named": (BORIS, CARLA), "per_person_limit": 5}),
            (TEA, flat, {}),
            (JAM, None, {}),
            (NUTS, yard, {"admission": Admission.NAMED, "named": (EMIL,)}),
        ):
            self._start(buy, home, **more)
        self.run(
            ChangeOrder(cause_of("1"), BORIS, OIL, ItemNo(1), quantity=2),
            AddGuest(cause_of("2"), BORIS, OIL, "Gran"),
            ChangeOrder(cause_of("3"), BORIS, OIL, ItemNo(2), quantity=1, guest=GuestNo(1)),
            ChangeOrder(cause_of("4"), BORIS, TEA, ItemNo(1), quantity=3),
            ChangeOrder(cause_of("5"), CARLA, TEA, ItemNo(1), quantity=1),
            ChangeOrder(cause_of("6"), CARLA, JAM, ItemNo(1), quantity=1),
            ChangeOrder(cause_of("7"), EMIL, NUTS, ItemNo(1), quantity=1),
            CloseBuy(cause_of("8"), ANNA, TEA),
            CallOff(cause_of("9"), ANNA, JAM),
            SaveDraft(cause_of("10"), ANNA, half_written(flat)),
            SaveDraft(cause_of("11"), ANNA, replace(self._draft(READY, flat), title="Ready")),
        )
        self.base = self.rows()

    def _start(self, buy: BuyId, home: HomeId | None, **more: Any) -> None:
        owner, tokens = RUN_BY[buy], [f"{CODES[buy]}-{who}" for who in more.get("named", ())]
        self.run(
            SaveDraft(cause_of(f"draft{buy}"), owner, replace(self._draft(buy, home), **more)),
            StartBuy(cause_of(f"start{buy}"), owner, buy, CODES[buy], tuple(tokens)),
        )

    def _draft(self, buy: BuyId, home: HomeId | None) -> Draft:
        return Draft(
            buy,
            RUN_BY[buy],
            home,
            NOW,
            "Europe/Berlin",
            title=CODES.get(buy, "").title(),
            currency="EUR",
            items=(Item(ItemNo(1), "Tin", 4200, stock=40), Item(ItemNo(2), "Salt <&>", 999)),
            ladder=Ladder(Metric.UNITS, (Tier(4, PercentOff(1500)),)) if buy == TEA else None,
            deadline=NOW + timedelta(days=4),
        )


def caught_up() -> CatchingUp:
    """Return that nothing waits at Telegram."""
    found = CatchingUp()
    found.done()
    return found


def cause_of(what: str) -> Cause:
    """Return the cause of something that happened while the street was built."""
    return Cause(f"built:{what}", NOW)


def half_written(home: HomeId) -> Draft:
    """Return Anna's draft, with a question that is open."""
    return Draft(
        DRAFT,
        ANNA,
        home,
        NOW,
        "Europe/Berlin",
        step=Field.PRICE,
        title="Soap",
        currency="EUR",
        items=(Item(ItemNo(1), "Soap", 0),),
        questions=(Question(Field.PRICE, "1.234", ("1234", "1.23"), 1),),
    )


def _rows(connection: Connection) -> Rows:
    return {
        table.name: Counter(
            tuple(row)
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')  # noqa: S608 - a table's name
        )
        for table in metadata.sorted_tables
        if table.name not in OF_THE_PROCESS
    }


def _notices(connection: Connection) -> list[Notice]:
    column = tables.notices.c
    query = select(
        column.key, column.kind, column.due_at, column.buy, column.person, column.home,
        column["values"],
    )  # fmt: skip
    return [
        Notice(key, NoticeKind(kind), due_at, buy=buy, person=person, home=home, values=values)
        for key, kind, due_at, buy, person, home, values in connection.execute(query)
    ]


def changed(before: Rows, after: Rows) -> Changes:
    """Return how rows differ."""
    found: Changes = {}
    for name, rows in after.items():
        columns = [column.name for column in metadata.tables[name].columns]
        different = (rows - before[name]) + (before[name] - rows)
        if different:
            found[name] = [dict(zip(columns, row, strict=True)) for row in different]
    return found


def answers(calls: Sequence[TelegramMethod[Any]]) -> list[AnswerCallbackQuery]:
    """Return the answers to taps among what the bot said."""
    return [call for call in calls if isinstance(call, AnswerCallbackQuery)]


@contextmanager
def street(url: str, processes: int = 1) -> Iterator[Street]:
    """Build a street on an empty database, open in so many processes; it is closed afterwards."""
    bugs = Bugs()
    loggers = [logging.getLogger(name) for name in ("bot", "handlers", "storage", "aiogram")]
    for logger in loggers:
        logger.addHandler(bugs)
    with asyncio.Runner() as runner:
        clock = FixedClock()
        opened: list[Storage] = []
        try:
            for _ in range(processes):
                opened.append(runner.run(open_storage(url, clock)))
            built = Street(runner, opened, clock, bugs)
            built.build()
            yield built
        finally:
            for storage in opened:
                runner.run(storage.close())
            for logger in loggers:
                logger.removeHandler(bugs)
