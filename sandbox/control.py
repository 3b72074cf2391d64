"""Control over HTTP: time, limits, faults, furnishing; a look at the money and the bot's calls."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.clock import ShiftableClock
from sandbox.core import Core
from sandbox.faults import Fault
from sandbox.furnish import furnish
from sandbox.limits import Limits
from sandbox.world import Json

SHOWN = [field.name for field in fields(Fault) if not field.name.startswith("_")]

FAULT_FIELDS = {*SHOWN} - {"seen", "done"}
LIMIT_FIELDS = ("per_second", "group_per_minute", "chat_per_second", "chat_burst")


class ControlServer:
    """Answers everything under `/control`."""

    def __init__(self, core: Core) -> None:
        """Control one sandbox."""
        self._core = core

    def add_routes(self, app: web.Application) -> None:
        """Put the addresses into an application."""
        app.router.add_get("/control", self.state)
        app.router.add_get("/control/clock", self.clock)
        app.router.add_post("/control/clock", self.shift)
        app.router.add_get("/control/limits", self.limits)
        app.router.add_post("/control/limits", self.set_limits)
        app.router.add_get("/control/faults", self.faults)
        app.router.add_post("/control/faults", self.add_fault)
        app.router.add_delete("/control/faults", self.clear_faults)
        app.router.add_get("/control/calls", self.calls)
        app.router.add_get("/control/money", self.money)
        app.router.add_post("/control/money/return", self.give_back)
        app.router.add_post("/control/world", self.world)

    async def state(self, _request: web.Request) -> web.Response:
        """Who the bot is, and how many updates wait for it."""
        bot = self._core.world.bot
        return web.json_response(
            {
                "bot": {"id": bot.id, "username": bot.username, "name": bot.first_name},
                "waiting": len(self._core.updates.queue),
                "privacy": self._core.privacy,
            }
        )

    async def clock(self, _request: web.Request) -> web.Response:
        """The present moment as the sandbox has it: ISO, Unix time, shift in seconds."""
        return web.json_response(self._clock())

    def _clock(self) -> Json:
        clock = self._core.clock
        shift = clock.offset.total_seconds() if isinstance(clock, ShiftableClock) else 0.0
        now = clock.now()
        return {"now": now.isoformat(), "unix": now.timestamp(), "offset": shift}

    async def shift(self, request: web.Request) -> web.Response:
        """Move time on by `advance` seconds, or to `set` (ISO with a zone, or Unix time)."""
        if not isinstance(self._core.clock, ShiftableClock):
            return refuse("this clock can't be shifted")
        body = await request.json()
        try:
            if "advance" in body:
                self._core.clock.advance(float(body["advance"]))
            else:
                self._core.clock.set(datetime.fromisoformat(body["set"]))
        except (KeyError, ValueError, TypeError) as error:
            return refuse(str(error))
        self._core.changes.touch(self._core.world.people)
        return web.json_response(self._clock())

    async def limits(self, _request: web.Request) -> web.Response:
        """The limits in force; null is off."""
        return web.json_response({name: getattr(self._core.limits, name) for name in LIMIT_FIELDS})

    async def set_limits(self, request: web.Request) -> web.Response:
        """Set numbers, or `preset` "off", "usual" or "strict"."""
        body = await request.json()
        presets: dict[str, Any] = {"off": Limits.off, "usual": Limits, "strict": Limits.strict}
        if "preset" in body:
            if body["preset"] not in presets:
                return refuse(f"no preset {body['preset']!r}")
            self._core.limits = presets[body["preset"]]()
        for name in LIMIT_FIELDS:
            if name in body:
                setattr(self._core.limits, name, body[name])
        return await self.limits(request)

    async def faults(self, _request: web.Request) -> web.Response:
        """The rules in force, and how often each was seen and done."""
        rules = self._core.faults.rules
        return web.json_response([{name: getattr(rule, name) for name in SHOWN} for rule in rules])

    async def add_fault(self, request: web.Request) -> web.Response:
        """Put a rule in force; the fields are those of `Fault`."""
        body = await request.json()
        if unknown := body.keys() - FAULT_FIELDS:
            return refuse(f"unknown: {sorted(unknown)}; known: {sorted(FAULT_FIELDS)}")
        self._core.faults.add(Fault(**body))
        return await self.faults(request)

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Let everything go right again."""
        self._core.faults.clear()
        return web.json_response([])

    async def calls(self, request: web.Request) -> web.Response:
        """What the bot called, from the `after`-th on, with the answer's code."""
        return web.json_response(self._core.calls[int(request.query.get("after", 0)) :])

    async def money(self, _request: web.Request) -> web.Response:
        """What was taken from whom and what went back, and what the bot has (`held`) by currency.

        Amounts in minor units, times in Unix seconds; `returned` is null until it went back.
        """
        till = self._core.till
        charges = [
            {
                "charge": one.id,
                "provider_charge": one.provider_id,
                "person": one.person_id,
                "payload": one.invoice.payload,
                "currency": one.invoice.currency,
                "amount": one.amount,
                "taken": one.taken.timestamp(),
                "returned": one.returned.timestamp() if one.returned else None,
            }
            for one in till.charges.values()
        ]
        return web.json_response({"charges": charges, "held": till.held()})

    async def give_back(self, request: web.Request) -> web.Response:
        """Pay `charge` back at the provider, as the bot's owner can there; the bot is not told."""
        charge = self._core.till.charges.get((await request.json()).get("charge"))
        if charge is None or charge.invoice.stars or charge.returned:
            return refuse("no such charge at the provider, or it was paid back")
        person = self._core.world.person(charge.person_id)
        self._core.till.give_back(person, charge, self._core.clock.now())
        self._core.changes.touch([person.id])
        return await self.money(request)

    async def world(self, request: web.Request) -> web.Response:
        """Furnish: add the `people` and `groups` of the body."""
        try:
            return web.json_response(furnish(self._core, await request.json()))
        except (KeyError, ValueError, TypeError) as error:
            return refuse(f"can't furnish: {error!r}")


def refuse(reason: str) -> web.Response:
    """A 400 with a reason."""
    return web.json_response({"error": reason}, status=400)
