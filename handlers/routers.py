"""All routers in one, the busiest first: aiogram tries them one after the other."""

from __future__ import annotations

from aiogram import Router

from handlers import last
from handlers.card import router as card
from handlers.draft import router as draft
from handlers.errors import Refusals
from handlers.moving_on import MovingOn
from handlers.order import router as order
from handlers.organiser import router as organiser
from handlers.settings import router as settings
from handlers.start import router as start


def build_router() -> Router:
    """Return a new root router; each handler is given `context` by the caller's middleware."""
    root = Router(name="handlers")
    root.callback_query.middleware(Refusals())
    root.message.middleware(Refusals())
    root.message.middleware(MovingOn())
    root.edited_message.middleware(Refusals())
    for part in (card, order, start, organiser, draft, settings, last):
        # aiogram lets a router have one parent; one process may start several bots in turn.
        part.router._parent_router = None
        root.include_router(part.router)
    return root
