"""The sandbox as one object: start it, furnish it, break it, stop it."""

from collections.abc import Sequence
from importlib.resources import files
from types import TracebackType
from typing import Any

from aiohttp import web

from sandbox import furnish
from sandbox.botapi.server import BotServer
from sandbox.clock import Clock, ShiftableClock
from sandbox.control import ControlServer
from sandbox.core import Core
from sandbox.faults import Fault, Faults
from sandbox.limits import Limits
from sandbox.people.api import PeopleServer
from sandbox.till import Till
from sandbox.world import Chat, Json, Person

DEFAULT_TOKEN = "4200000:sandbox-token-of-no-value-at-all-000"  # noqa: S105  # opens nothing
"""Has the form of a real token, which libraries check."""

DEFAULT_PROVIDER_TOKEN = "4200000:TEST:sandbox-money-of-no-value"  # noqa: S105  # pays nothing
"""Has the form of the token that @BotFather gives for a payment provider."""

MAX_UPLOAD = 50 * 1024 * 1024
"""Bytes: what the Bot API takes at most."""


class Sandbox:
    """A simulated Telegram on 127.0.0.1: Bot API, people API, control and chat page.

    Use as `async with Sandbox() as sandbox:` or with `start` and `stop`.  Give the bot
    `sandbox.url` as its API server and `sandbox.token`.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        token: str = DEFAULT_TOKEN,
        bot_username: str = "group_buy_bot",
        bot_name: str = "Group Buy",
        limits: Limits | None = None,
        provider_token: str = DEFAULT_PROVIDER_TOKEN,
    ) -> None:
        """Begin empty; `limits` default to Telegram's with the bursts it tolerates.

        Invoices in money are taken with `provider_token` alone; "" takes none.
        """
        self.clock = clock or ShiftableClock()
        bot = Person(
            int(token.split(":", maxsplit=1)[0]), bot_name, username=bot_username, is_bot=True
        )
        self.core = Core(self.clock, token, bot, limits or Limits(), provider_token)
        self.token = token
        self.provider_token = provider_token
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve at `url` from now on; port 0 takes a free one."""
        app = web.Application(client_max_size=MAX_UPLOAD)
        for server in (BotServer(self.core), PeopleServer(self.core), ControlServer(self.core)):
            server.add_routes(app)
        app.router.add_get("/", page)
        app.router.add_get("/page/{name}", page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address: Any = self._runner.addresses[0]
        self.url = f"http://{host}:{address[1]}"

    async def stop(self) -> None:
        """Close every connection; the world stays and can be started again."""
        await self.core.webhook.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "Sandbox":
        """Start on a free port."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    @property
    def bot(self) -> Person:
        """The bot's account."""
        return self.core.world.bot

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.core.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self.core.limits = limits

    @property
    def faults(self) -> Faults:
        """The faults in force; `faults.add(Fault(...))`, `faults.clear()`."""
        return self.core.faults

    @property
    def till(self) -> Till:
        """The money: what was taken from whom, and what went back."""
        return self.core.till

    @property
    def calls(self) -> list[Json]:
        """What the bot called: method, parameters, code; newest last."""
        return self.core.calls

    def fault(self, on: str, **fields: Any) -> Fault:
        """Put a fault in force; the fields are those of `Fault`."""
        return self.core.faults.add(Fault(on=on, **fields))

    def add_person(self, first_name: str, **fields: Any) -> Person:
        """Let a person exist, not yet in contact with the bot; fields as in `Person`."""
        free = max(self.core.world.people, default=furnish.FIRST_PERSON_ID - 1) + 1
        person_id = fields.pop("id", free)
        return furnish.add_person(self.core, Person(person_id, first_name, **fields))

    def add_group(
        self, title: str, creator: Person, members: Sequence[Person] = (), **options: Any
    ) -> Chat:
        """Make a group with the bot in it; options as in `furnish.add_group`."""
        ids = [one.id for one in members]
        return furnish.add_group(self.core, title, creator.id, ids, **options)

    def flat_12(self, in_contact: Sequence[str] | None = None) -> Chat:
        """Furnish the default world and return its group; see `furnish.flat_12`."""
        return furnish.flat_12(self.core, in_contact)

    def deactivate(self, person: Person) -> None:
        """Delete a person's account: writing to them is refused from now on."""
        person.deactivated = True


PAGE_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript",
              "svg": "image/svg+xml"}  # fmt: skip


async def page(request: web.Request) -> web.Response:
    """The chat page and its parts."""
    name = request.match_info.get("name", "index.html")
    ending = name.rsplit(".", 1)[-1]
    found = files("sandbox.page").joinpath(name)
    if ending not in PAGE_TYPES or "/" in name or not found.is_file():
        raise web.HTTPNotFound
    headers = {"Cache-Control": "no-store"}
    return web.Response(
        text=found.read_text(encoding="utf-8"),
        content_type=PAGE_TYPES[ending],
        charset="utf-8",
        headers=headers,
    )
