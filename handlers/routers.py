"""All handlers in one router, the busiest first: aiogram tries them one after the other."""

from __future__ import annotations

from aiogram import Router

from handlers import last
from handlers.card import router as card
from handlers.draft import router as draft
from handlers.errors import Refusals
from handlers.moving_on import MovingOn
from handlers.order import router as order
from handlers.organiser import router as organiser
from handlers.paying import router as paying
from handlers.settings import router as settings
from handlers.start import router as start

PARTS = (card, order, start, organiser, draft, paying, settings, last)


def add_handlers(router: Router) -> None:
    """Add all handlers to `router`; each is given `context` by the caller's middleware.

    The parts are written as routers, but only their handlers are taken: going through a router
    costs as much as trying several handlers, and a router has one parent, while one process may
    start several bots in turn.
    """
    router.callback_query.middleware(Refusals())
    router.message.middleware(Refusals())
    router.message.middleware(MovingOn())
    router.edited_message.middleware(Refusals())
    for part in PARTS:
        for kind, observer in part.router.observers.items():
            router.observers[kind].handlers.extend(observer.handlers)
