"""The simulated service: the world, the clock, and what joins people and the bot."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from sandbox import protocol
from sandbox.changes import Changes
from sandbox.clock import Clock, ShiftableClock
from sandbox.entities import with_found
from sandbox.faults import Faults
from sandbox.invoice import Invoice, Order
from sandbox.limits import Limits
from sandbox.profile import Profile
from sandbox.till import Till
from sandbox.updates import Updates
from sandbox.webhook import Webhook
from sandbox.world import Chat, Json, Message, Person, World

QueryKind = Literal["callback", "inline", "shipping", "pre_checkout"]


@dataclass
class Query:
    """What waits for the bot's answer: a tap, words for inline mode, a checkout."""

    id: str
    person_id: int
    asked: datetime
    answer: asyncio.Future[Json]
    text: str = ""
    kind: QueryKind = "callback"


class Core:
    """State and the few actions that everything else is made of."""

    def __init__(
        self,
        clock: Clock,
        token: str,
        bot: Person,
        limits: Limits,
        provider_token: str,
        query_lifetime: timedelta = timedelta(minutes=15),
    ) -> None:
        """Begin with an empty world; queries can be answered for `query_lifetime`."""
        self.clock = clock
        self.token = token
        self.provider_token = provider_token
        self.limits = limits
        self.faults = Faults()
        self.world = World(bot)
        self.changes = Changes()
        self.updates = Updates(clock, self.faults)
        self.profile = Profile()
        self.webhook = Webhook(self)
        self.queries: dict[str, Query] = {}
        self.offers: dict[str, tuple[Query, list[Json]]] = {}
        """Inline results by query, until the person chooses one."""
        self.till = Till()
        self.invoice_links: dict[str, Invoice] = {}
        """By the slug in their link."""
        self.orders: dict[str, Order] = {}
        self.query_lifetime = query_lifetime
        self.privacy = True
        """Whether the bot, unless administrator, hears in groups only what is meant for it."""
        self.calls: list[Json] = []
        """What the bot called, newest last: method, parameters, and the answer's code."""
        self._random = Random(token)  # repeatable chance, no secret

    def new_id(self) -> str:
        """An identifier that looks like Telegram's for queries and inline messages."""
        return str(self._random.randrange(10**17, 10**18))

    def changed(self, chat: Chat) -> None:
        """Let everyone in the chat see that it changed."""
        if chat.type == "private":
            self.changes.touch([chat.id])
        else:
            self.changes.touch(member.person_id for member in chat.members.values())

    def post(self, chat: Chat, sender_id: int, **fields: Any) -> Message:
        """Store a new message and show it; telling the bot is up to the caller."""
        fields["entities"] = with_found(fields.get("text", ""), fields.get("entities", []))
        stored = Message(
            self.world.new_message_id(chat), chat.id, self.clock.now(), sender_id, **fields
        )
        chat.messages[stored.id] = stored
        if stored.inline_id:
            self.world.inline_messages[stored.inline_id] = (chat.id, stored.id)
        if sender_id != self.world.bot.id:
            chat.read[sender_id] = stored.id
        self.changed(chat)
        return stored

    def meet(self, *person_ids: int) -> None:
        """Note that the bot has come across these people."""
        for person_id in person_ids:
            if person_id in self.world.people:
                self.world.people[person_id].met = True

    def ask(self, person_id: int, text: str = "", kind: QueryKind = "callback") -> Query:
        """Open a query that the bot should answer."""
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        query = Query(self.new_id(), person_id, self.clock.now(), answer, text, kind)
        self.queries[query.id] = query
        return query

    def take_query(self, query_id: str, kind: QueryKind) -> Query | None:
        """The open query with this id, no longer open; None if unknown, answered or too old."""
        query = self.queries.get(query_id)
        if query is None or query.kind != kind:
            return None
        del self.queries[query_id]
        return query if self.clock.now() - query.asked <= self.query_lifetime else None

    async def answered_in_time(self, query: Query, seconds: float) -> Json | None:
        """The bot's answer, or None after `seconds`; from then on it is too late to answer.

        They are over when they have passed for the machine or for the sandbox's clock.
        """
        last = query.asked + timedelta(seconds=seconds)

        def look() -> None:
            if self.clock.now() >= last:
                query.answer.cancel()

        stop = self.clock.listen(look) if isinstance(self.clock, ShiftableClock) else None
        try:
            await asyncio.wait([query.answer], timeout=seconds)
        finally:
            self.queries.pop(query.id, None)
            if stop:
                stop()
        came = query.answer.done() and not query.answer.cancelled()
        return query.answer.result() if came else None

    def rendered(self, stored: Message) -> Json:
        """A message as the Bot API shows it now."""
        return protocol.as_json(protocol.message(self.world, stored))
